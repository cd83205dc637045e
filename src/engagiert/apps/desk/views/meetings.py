"""One date of a round: agenda before it, minutes and decisions after it."""

import uuid
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from engagiert.apps.cases.public import fresh_token
from engagiert.apps.cases.public import selectors as case_selectors
from engagiert.apps.desk.case_forms import NumberForm
from engagiert.apps.desk.round_forms import DecisionForm, ItemForm, MinutesForm, MoveForm
from engagiert.apps.desk.shell import page
from engagiert.apps.desk.views.rounds import decision_line
from engagiert.apps.rounds.public import Meeting, rules, selectors, services, wording
from engagiert.kernel.authz import Actor, Permission, guarded, require
from engagiert.kernel.documents import paper_as_pdf
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.ui.notices import notify


@guarded(rules.READ_SOMEWHERE)
@require_GET
def meeting(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Agenda, minutes, decisions."""
    actor = actor_of(request)
    return _shown(request, actor, selectors.meeting_for(actor, meeting_id))


def _shown(request: HttpRequest, actor: Actor, found: Meeting, *, status: int = 200, **forms: Any) -> HttpResponse:
    items = list(found.items.all())
    cases = selectors.cases_on(actor, found, items)
    members = selectors.members_of_round(found)
    keeps = rules.KEEP.allows(actor, found)
    planned = found.state == Meeting.State.PLANNED
    move = {"on": found.on, "begins_at": found.begins_at, "where": found.where}
    context = {
        "meeting": found,
        "when": wording.when(found),
        "items": [
            {
                "item": item,
                "case": wording.case_line(cases[item.about]) if item.about in cases else "",
                "may_withdraw": planned and rules.WITHDRAW.allows(actor, item),
            }
            for item in items
        ],
        "decisions": [decision_line(actor, one) for one in found.decisions.all()],
        "members": members,
        "planned": planned,
        "held": found.state == Meeting.State.HELD,
        "may_keep": keeps,
        "may_contribute": rules.CONTRIBUTE.allows(actor, found),
        "item_form": forms.get("item") or ItemForm(initial={"token": fresh_token()}, auto_id="i_%s"),
        "case_form": forms.get("case") or NumberForm(auto_id="v_%s", listed="offene-vorgaenge"),
        "open_cases": case_selectors.open_cases_of(actor, found.office_id) if keeps and planned else [],
        "move_form": forms.get("move") or MoveForm(initial=move, auto_id="t_%s"),
        "minutes_form": forms.get("minutes") or MinutesForm(meeting=found, items=items, auto_id="p_%s"),
        "decision_form": forms.get("decision")
        or DecisionForm(items=items, members=members, initial={"token": fresh_token()}, auto_id="b_%s"),
    }
    return page(request, "desk/meeting_detail.html", context, nav="rounds", status=status)


@guarded(rules.READ_SOMEWHERE)
@require_GET
def sheet(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Agenda or minutes as PDF."""
    actor = actor_of(request)
    found = selectors.meeting_for(actor, meeting_id)
    paper = wording.minutes_paper(found, selectors.cases_on(actor, found, found.items.all()))
    response = HttpResponse(paper_as_pdf(paper, on=timezone.now()), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="runde-{found.on:%Y-%m-%d}.pdf"'
    return response


@guarded(rules.READ_SOMEWHERE)
@require_POST
def act(request: HttpRequest, meeting_id: int, step: str) -> HttpResponse:
    """Everything that is done on the page of a date."""
    actor = actor_of(request)
    found = selectors.meeting_for(actor, meeting_id)
    if step not in _STEPS:
        raise Http404
    permission, doing = _STEPS[step]
    require(actor, permission, found)
    try:
        return doing(request, actor, found)
    except ValidationError as error:
        notify(request, " ".join(error.messages))
        return redirect("desk:meeting", found.pk)


def _bring(request: HttpRequest, actor: Actor, found: Meeting) -> HttpResponse:
    form = ItemForm(request.POST, auto_id="i_%s")
    if not form.is_valid():
        return _shown(request, actor, found, item=form, status=422)
    data = form.cleaned_data
    services.bring_item(actor=actor, meeting=found, title=data["title"], text=data["text"], token=form.taken_as())
    notify(request, _("Der Punkt steht auf der Tagesordnung."))
    return redirect("desk:meeting", found.pk)


def _bring_case(request: HttpRequest, actor: Actor, found: Meeting) -> HttpResponse:
    form = NumberForm(request.POST, auto_id="v_%s", listed="offene-vorgaenge")
    case = case_selectors.case_by_number(actor, form.cleaned_data["number"]) if form.is_valid() else None
    if case is None:
        form.add_error(None if form.errors else "number", _("Diesen Vorgang gibt es in diesem Büro nicht."))
        return _shown(request, actor, found, case=form, status=422)
    services.bring_case(actor=actor, meeting=found, case=case)
    notify(request, _("Der Vorgang steht auf der Tagesordnung."))
    return redirect("desk:meeting", found.pk)


def _minutes(request: HttpRequest, actor: Actor, found: Meeting) -> HttpResponse:
    form = MinutesForm(request.POST, meeting=found, items=list(found.items.all()), auto_id="p_%s")
    if not form.is_valid():
        return _shown(request, actor, found, minutes=form, status=422)
    data = form.cleaned_data
    try:
        services.keep_minutes(
            actor=actor,
            meeting=found,
            present=data["present"],
            notes=data["notes"],
            outcomes=form.outcomes(),
            seen=data["seen"],
        )
    except ValidationError as error:
        form.add_error(None, error)
        return _shown(request, actor, found, minutes=form, status=409)
    notify(request, _("Das Protokoll ist gespeichert."))
    return redirect("desk:meeting", found.pk)


def _decide(request: HttpRequest, actor: Actor, found: Meeting) -> HttpResponse:
    members = selectors.members_of_round(found)
    form = DecisionForm(request.POST, items=list(found.items.all()), members=members, auto_id="b_%s")
    if not form.is_valid():
        return _shown(request, actor, found, decision=form, status=422)
    data = form.cleaned_data
    services.decide(
        actor=actor,
        meeting=found,
        text=data["text"],
        who=data["who"],
        until=data["until"],
        item=form.chosen_item(),
        token=form.taken_as(),
    )
    notify(request, _("Der Beschluss ist festgehalten."))
    return redirect(f"{reverse('desk:meeting', args=[found.pk])}#beschluesse")


def _move(request: HttpRequest, actor: Actor, found: Meeting) -> HttpResponse:
    form = MoveForm(request.POST, auto_id="t_%s")
    if not form.is_valid():
        return _shown(request, actor, found, move=form, status=422)
    services.move_meeting(actor=actor, meeting=found, **form.cleaned_data)
    notify(request, _("Der Termin ist geändert. Sagen Sie es der Runde: „Einladung schicken“."))
    return redirect("desk:meeting", found.pk)


def _call_off(request: HttpRequest, actor: Actor, found: Meeting) -> HttpResponse:
    following = services.call_off(actor=actor, meeting=found)
    moved = _("Der Termin fällt aus. Die Punkte stehen beim nächsten Termin.")
    notify(request, moved if following else _("Der Termin fällt aus."))
    return redirect("desk:meeting", following.pk if following else found.pk)


def _invite(request: HttpRequest, actor: Actor, found: Meeting) -> HttpResponse:
    return _told(request, found, services.send_agenda(actor=actor, meeting=found, address=_address(request, found)))


def _send(request: HttpRequest, actor: Actor, found: Meeting) -> HttpResponse:
    return _told(request, found, services.send_minutes(actor=actor, meeting=found, address=_address(request, found)))


def _address(request: HttpRequest, found: Meeting) -> str:
    return request.build_absolute_uri(reverse("desk:meeting", args=[found.pk]))


def _told(request: HttpRequest, found: Meeting, number: int) -> HttpResponse:
    words = ngettext("Eine E-Mail geht hinaus.", "%(number)s E-Mails gehen hinaus.", number) % {"number": number}
    notify(request, words if number else _("In dieser Runde ist noch niemand."))
    return redirect("desk:meeting", found.pk)


type _Step = tuple[Permission[Any], Callable[[HttpRequest, Actor, Meeting], HttpResponse]]
_STEPS: dict[str, _Step] = {
    "punkt": (rules.CONTRIBUTE, _bring),
    "vorgang": (rules.KEEP, _bring_case),
    "protokoll": (rules.KEEP, _minutes),
    "beschluss": (rules.KEEP, _decide),
    "verlegen": (rules.KEEP, _move),
    "absagen": (rules.KEEP, _call_off),
    "einladen": (rules.KEEP, _invite),
    "senden": (rules.KEEP, _send),
}


@guarded(rules.READ_SOMEWHERE)
@require_POST
def withdraw(request: HttpRequest, item_id: uuid.UUID) -> HttpResponse:
    """A point comes off the agenda."""
    actor = actor_of(request)
    item = selectors.item_for(actor, item_id)
    try:
        services.withdraw_item(actor=actor, item=item)
        notify(request, _("Der Punkt ist gestrichen."))
    except ValidationError as error:
        notify(request, " ".join(error.messages))
    return redirect("desk:meeting", item.meeting_id)


@guarded(rules.READ_SOMEWHERE)
@require_GET
def decision(request: HttpRequest, decision_id: uuid.UUID) -> HttpResponse:
    """On to the date on which it was decided."""
    found = selectors.decision_for(actor_of(request), decision_id)
    return redirect(f"{reverse('desk:meeting', args=[found.meeting_id])}#beschluesse")


@guarded(rules.READ_SOMEWHERE)
@require_POST
def decision_act(request: HttpRequest, decision_id: uuid.UUID, turn: str) -> HttpResponse:
    """It is done; not after all; or a case is made of it."""
    actor = actor_of(request)
    found = selectors.decision_for(actor, decision_id)
    if turn == "vorgang":
        key = services.make_case(actor=actor, decision=found)
        notify(request, _("Aus dem Beschluss ist ein Vorgang geworden."))
        return redirect("desk:case", key)
    if turn == "erledigt":
        services.finish_decision(actor=actor, decision=found)
        undo = reverse("desk:decision_act", args=[found.pk, "offen"])
        notify(request, _("Vermerkt: erledigt."), undo_url=undo)
    elif turn == "offen":
        services.reopen_decision(actor=actor, decision=found)
        notify(request, _("Vermerkt: noch nicht erledigt."))
    else:
        raise Http404
    return redirect(f"{reverse('desk:meeting', args=[found.meeting_id])}#beschluesse")
