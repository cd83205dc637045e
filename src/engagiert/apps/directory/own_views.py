"""“Mein Eintrag”: what the contacts of an organisation see and do. They never come to the desk."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from engagiert.apps.places.public import places
from engagiert.kernel.authz import guarded
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.ui.notices import notify

from . import own_selectors, services, wording
from .documents import read
from .models import Organisation, Revision, Statement
from .own_forms import EndForm, InviteForm, OwnRecordForm, StatementForm
from .record_forms import ContactPointFormSet, opened_of, rows_of
from .rules import CONTACT_FIELDS, MAINTAIN_SOMEWHERE
from .services import selfservice


@guarded(MAINTAIN_SOMEWHERE)
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The records that the actor keeps; most keep one."""
    records = own_selectors.own_records(actor_of(request))
    if len(records) == 1:
        return redirect("own:record", records[0].pk)
    return render(request, "directory/own_list.html", {"records": records, "nav": "own"})


@guarded(MAINTAIN_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def record(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """All about the record on one page; by POST somebody else is invited to keep it, too."""
    actor = actor_of(request)
    found = own_selectors.own_record_for(actor, organisation_id)
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        mail = form.cleaned_data["mail"]
        try:
            selfservice.invite_contact(actor=actor, organisation=found, mail=mail, site=request.build_absolute_uri("/"))
        except ValidationError as error:
            notify(request, " ".join(error.messages))
        else:
            notify(request, _("Die Einladung an %(mail)s ist unterwegs.") % {"mail": mail})
        return redirect("own:record", found.pk)
    seen = own_selectors.own_view(actor, found)
    shown = [key for key in wording.SHOWN_INSIDE if key in CONTACT_FIELDS]
    document = read(found, shown)
    by_state = {statement.state: statement for statement in reversed(seen.statements)}
    context = _frame(found) | {
        "values": [wording.inside_line(key, document[key], None) for key in shown],
        "is_due": found.is_due(timezone.localdate()),
        "proposal": seen.proposal,
        "proposed": _both_sides(found, seen.proposal.changes) if seen.proposal else [],
        "contacts": seen.contacts,
        "steps": [wording.OwnStep.of(action=s.action, at=s.at, by=s.by, changes=s.changes) for s in seen.history],
        "suggestions": [_line(suggestion) for suggestion in seen.suggestions],
        "waiting": by_state.get(Statement.State.WAITING),
        "public": by_state.get(Statement.State.PUBLISHED),
        "declined": _last_declined(seen.statements),
        "form": form,
    }
    return render(request, "directory/own_record.html", context)


def _frame(found: Organisation) -> dict[str, Any]:
    shown_at = found.shown_at
    return {
        "organisation": found,
        "office": found.office,
        "town": shown_at.town if shown_at is not None else None,
        "nav": "own",
    }


def _line(suggestion: own_selectors.OwnSuggestion) -> Any:
    return wording.suggestion_line(
        kind=suggestion.kind,
        at=suggestion.at,
        state=suggestion.state,
        is_own=suggestion.is_own,
        changes=suggestion.changes,
        reason=suggestion.reason,
    )


def _both_sides(found: Organisation, changes: dict[str, Any]) -> list[wording.Comparison]:
    now = read(found, changes)
    return [wording.Comparison.of(key, now[key], value) for key, value in changes.items()]


def _last_declined(statements: list[Statement]) -> Statement | None:
    """The office's reason, as long as nothing newer has been said."""
    return statements[0] if statements and statements[0].state == Statement.State.DECLINED else None


@guarded(MAINTAIN_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """The desk's form without what only the office decides; it starts with what waits for the office already."""
    actor = actor_of(request)
    found = own_selectors.own_record_for(actor, organisation_id)
    children = read(found, ["contact_points", "aliases"])
    waiting = own_selectors.own_proposal(actor, found)
    wished = waiting.changes if waiting is not None else {}
    data = request.POST or None
    form = OwnRecordForm(data, initial=_initial(found, wished))
    points = ContactPointFormSet(
        data, prefix="contact_points", initial=wished.get("contact_points", children["contact_points"])
    )
    context: dict[str, Any] = _frame(found) | {"form": form, "points": points, "waiting": waiting}
    context["neighbourhoods"] = [place.name for place in places(kind="neighbourhood", within=found.place.ags)]
    last = own_selectors.last_change(actor, found)
    opened = opened_of(request.POST) if request.method == "POST" else services.Opened(last)
    if request.method == "POST" and form.is_valid() and points.is_valid():
        values = form.document()
        values |= {"contact_points": rows_of(points, "role"), "aliases": form.aliases(children["aliases"])}
        try:
            done = selfservice.change_own_record(actor=actor, organisation=found, values=values, opened=opened)
        except services.EditConflict as conflict:
            now = read(found, conflict.keys)
            context["conflicts"] = [wording.Comparison.of(key, now[key], values[key]) for key in conflict.keys]
            opened = services.Opened(opened.revision, opened.settled | set(conflict.keys), last)
        else:
            notify(request, _outcome(done))
            return redirect("own:record", found.pk)
    return render(request, "directory/own_edit.html", context | {"opened": opened})


def _initial(found: Organisation, wished: dict[str, Any]) -> dict[str, Any]:
    """What the record says, with what waits for the office laid over it."""
    initial = OwnRecordForm.initial_of(found)
    names = {"fields": "fields_"}
    initial |= {names.get(key, key): value for key, value in wished.items() if names.get(key, key) in initial}
    if "aliases" in wished:
        initial["other_names"] = [row["name"] for row in wished["aliases"]]
    return initial


def _outcome(done: Any) -> str:
    if done is None:
        return _("Es war nichts zu ändern.")
    if isinstance(done, Revision):
        return _("Gespeichert. Die Änderung ist schon öffentlich.")
    return _("Danke. Unser Büro sieht Ihre Änderung durch. Bis dahin bleibt der Eintrag, wie er ist.")


@guarded(MAINTAIN_SOMEWHERE)
@require_POST
def act(request: HttpRequest, organisation_id: int, verb: str) -> HttpResponse:
    """One click: all is right, take back what waits, take the statement back."""
    actor = actor_of(request)
    found = own_selectors.own_record_for(actor, organisation_id)
    verbs = {
        "bestaetigen": (selfservice.confirm_own_record, _("Danke. Die Angaben sind bestätigt.")),
        "zurueckziehen": (selfservice.withdraw_proposal, _("Ihre Änderung ist zurückgezogen.")),
        "stellungnahme-zuruecknehmen": (selfservice.withdraw_statement, _("Die Stellungnahme ist zurückgenommen.")),
    }
    if verb in verbs:
        service, text = verbs[verb]
        try:
            service(actor=actor, organisation=found)
        except ValidationError as error:
            text = " ".join(error.messages)
        notify(request, text)
    return redirect("own:record", found.pk)


@guarded(MAINTAIN_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def statement(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """What the organisation says of what is said about it, in its own words."""
    actor = actor_of(request)
    found = own_selectors.own_record_for(actor, organisation_id)
    said = own_selectors.own_view(actor, found).statements
    form = StatementForm(request.POST or None, initial={"text": said[0].text if said else ""})
    if request.method == "POST" and form.is_valid():
        selfservice.write_statement(actor=actor, organisation=found, text=form.cleaned_data["text"])
        notify(request, _("Danke. Unser Büro liest Ihre Stellungnahme, bevor sie öffentlich wird."))
        return redirect("own:record", found.pk)
    return render(request, "directory/own_statement.html", _frame(found) | {"form": form})


@guarded(MAINTAIN_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """“Uns gibt es nicht mehr”."""
    actor = actor_of(request)
    found = own_selectors.own_record_for(actor, organisation_id)
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        selfservice.report_own_end(actor=actor, organisation=found, text=form.cleaned_data["text"])
        notify(request, _("Danke. Unser Büro sieht sich das an. Bis dahin bleibt der Eintrag stehen."))
        return redirect("own:record", found.pk)
    return render(request, "directory/own_end.html", _frame(found) | {"form": form})


@guarded(MAINTAIN_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """The actor keeps the record no longer; the page asks once more."""
    actor = actor_of(request)
    found = own_selectors.own_record_for(actor, organisation_id)
    if request.method == "POST":
        selfservice.leave_record(actor=actor, organisation=found)
        notify(request, _("Sie pflegen „%(name)s“ nicht mehr. Danke für Ihre Zeit.") % {"name": found.name})
        return redirect("front:after_sign_in")
    return render(request, "directory/own_leave.html", _frame(found))
