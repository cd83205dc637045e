"""Mails that came in and found no place by themselves."""

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from engagiert.apps.cases.public import Case, From, open_case
from engagiert.apps.cases.public import selectors as case_selectors
from engagiert.apps.cases.public import wording as case_words
from engagiert.apps.desk.case_forms import KindForm, NumberForm
from engagiert.apps.desk.shell import page
from engagiert.apps.messages.public import (
    DECIDE_SOMEWHERE,
    READ_SOMEWHERE,
    SETTLE,
    Inbound,
    own_words,
    selectors,
    services,
    wording,
)
from engagiert.kernel.authz import Actor, guarded
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.ui.notices import notify

PER_PAGE = 50


@guarded(READ_SOMEWHERE)
@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    """What waits for somebody, oldest first; or what was settled, newest first."""
    settled = request.GET.get("zustand") == "erledigt"
    found = selectors.unassigned(actor_of(request), settled=settled)
    shown = Paginator(found, PER_PAGE).get_page(request.GET.get("seite"))
    lines = [
        {
            "inbound": inbound,
            "url": reverse("desk:inbound", args=[inbound.pk]),
            "sender": wording.inbound_sender(inbound),
            "subject": wording.inbound_subject(inbound),
        }
        for inbound in shown
    ]
    return page(request, "desk/inbox.html", {"page": shown, "lines": lines, "settled": settled}, nav="messages")


@guarded(READ_SOMEWHERE)
@require_GET
def inbound(request: HttpRequest, inbound_id: uuid.UUID) -> HttpResponse:
    """One mail: what its sender wrote, the whole of it folded, and its files to fetch."""
    actor = actor_of(request)
    return _inbound_page(request, actor, selectors.inbound_for(actor, inbound_id))


def _inbound_page(
    request: HttpRequest, actor: Actor, found: Inbound, *, number: NumberForm | None = None
) -> HttpResponse:
    own = own_words(found.text)
    context = {
        "inbound": found,
        "sender": wording.inbound_sender(found),
        "subject": wording.inbound_subject(found),
        "problem": wording.inbound_problem(found),
        "warning": wording.inbound_warning(found),
        "own": own,
        "more": own != found.text,
        "files": _files(found),
        "answers": found.answers,
        "may_settle": SETTLE.allows(actor, found),
        "is_reply": found.kind == Inbound.Kind.REPLY,
        "case": _case_of(actor, found),
        "cases": [
            {"case": case, "state": case_words.state_word(case)}
            for case in case_selectors.cases_for_mail(actor, found.sender_mail)
            if case.office_id == found.office_id
        ],
        "number": number or NumberForm(),
        "kind_form": KindForm(),
    }
    status = 422 if number is not None else 200
    return page(request, "desk/inbound_detail.html", context, nav="messages", status=status)


def _case_of(actor: Actor, found: Inbound) -> Case | None:
    """The case it is about, where it is about one that the actor may read."""
    app, _colon, key = found.about.partition(":")
    if app != "cases.case":
        return None
    return case_selectors.case_for(actor, uuid.UUID(key))


def _files(found: Inbound) -> list[dict[str, Any]]:
    return [
        {
            "name": file.name,
            "size": file.size,
            "left_out": wording.left_out(file),
            "url": "" if file.left_out else reverse("desk:inbound_file", args=[found.pk, file.number]),
        }
        for file in found.files.all()
    ]


@guarded(READ_SOMEWHERE)
@require_GET
def inbound_file(request: HttpRequest, inbound_id: uuid.UUID, number: int) -> HttpResponse:
    """A file that came along, to fetch and never to show: no browser is told what it is."""
    file = selectors.inbound_file_for(actor_of(request), inbound_id, number)
    response = HttpResponse(bytes(file.content or b""), content_type="application/octet-stream")
    response["Content-Disposition"] = str(content_disposition_header(as_attachment=True, filename=file.name))
    response["Cache-Control"] = "no-store"
    return response


@guarded(DECIDE_SOMEWHERE)
@require_POST
def decide_inbound(request: HttpRequest, inbound_id: uuid.UUID) -> HttpResponse:
    """It belongs to a case; a case is made of it; or nothing is to be done."""
    actor = actor_of(request)
    found = selectors.inbound_for(actor, inbound_id)
    if "settle" in request.POST:
        services.settle_inbound(actor=actor, inbound=found)
        notify(request, _("Vermerkt: Die Mail ist erledigt."))
        return redirect("desk:inbox")
    if "new" in request.POST:
        return _new_case(request, actor, found)
    number = NumberForm(request.POST)
    case = _chosen(actor, request.POST.get("case", "")) or (
        case_selectors.case_by_number(actor, number.cleaned_data["number"]) if number.is_valid() else None
    )
    if case is None or case.office_id != found.office_id:
        number.add_error(None if number.errors else "number", _("Diesen Vorgang gibt es in diesem Büro nicht."))
        return _inbound_page(request, actor, found, number=number)
    services.assign_inbound(actor=actor, inbound=found, about=f"cases.case:{case.pk}")
    notify(request, _("Die Mail gehört jetzt zum Vorgang %(number)s.") % {"number": case.number})
    return redirect("desk:case", case.pk)


def _chosen(actor: Actor, key: str) -> Case | None:
    """The case whose button was pressed."""
    try:
        return case_selectors.case_for(actor, uuid.UUID(key))
    except (ValueError, Http404):
        return None


def _new_case(request: HttpRequest, actor: Actor, found: Inbound) -> HttpResponse:
    form = KindForm(request.POST)
    if not form.is_valid():
        notify(request, _("Nichts ist geschehen: Wählen Sie, was mit der Nachricht sein soll."))
        return redirect("desk:inbound", found.pk)
    case = open_case(
        actor=actor,
        office=found.office,
        kind=form.cleaned_data["kind"],
        asker=From(name=found.sender_name or found.sender_mail, mail=found.sender_mail),
        channel="mail",
        subject=wording.inbound_subject(found),
        text=own_words(found.text),
        received_at=found.received_at,
        token=f"mail:{found.pk}",
    )
    services.assign_inbound(actor=actor, inbound=found, about=f"cases.case:{case.pk}", announced=False)
    notify(request, _("Aus der Mail ist der Vorgang %(number)s geworden.") % {"number": case.number})
    return redirect("desk:case", case.pk)
