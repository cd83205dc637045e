"""Mails that came in and found no place by themselves."""

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

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
from engagiert.kernel.authz import guarded
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
    found = selectors.inbound_for(actor, inbound_id)
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
    }
    return page(request, "desk/inbound_detail.html", context, nav="messages")


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
    """Nothing is to be done with the mail."""
    actor = actor_of(request)
    found = selectors.inbound_for(actor, inbound_id)
    if "settle" not in request.POST:
        notify(request, _("Nichts ist geschehen: Wählen Sie, was mit der Nachricht sein soll."))
        return redirect("desk:inbound", found.pk)
    services.settle_inbound(actor=actor, inbound=found)
    notify(request, _("Vermerkt: Die Mail ist erledigt."))
    return redirect("desk:inbox")
