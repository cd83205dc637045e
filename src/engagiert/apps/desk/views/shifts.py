"""Shifts at the desk: plan one, see who is in it and who waits, print the list, note who came."""

import uuid
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from engagiert.apps.cases.public import fresh_token
from engagiert.apps.desk.shell import page
from engagiert.apps.directory.public import selectors as directory_selectors
from engagiert.apps.volunteering.public import Seat, Volunteer, rules, seat_forms, selectors, services, shift_words
from engagiert.kernel.authz import Actor, guarded, require
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.http.hosts import site_of
from engagiert.kernel.http.keeping import entered, keeps_entry
from engagiert.kernel.ui.forms import for_others, put_errors
from engagiert.kernel.ui.notices import notify

_TURNED_BACK = 422


@keeps_entry
@guarded(rules.READ_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def shifts(request: HttpRequest) -> HttpResponse:
    """What is to come and what was; a new one below."""
    actor = actor_of(request)
    if request.method == "POST":
        require(actor, rules.WORK_SOMEWHERE, None)
    offers = selectors.offers_of(actor.office_ids)
    form = seat_forms.ShiftForm(entered(request), offers=offers, initial={"token": fresh_token()})
    if request.method == "POST" and form.is_valid():
        office = next(iter(directory_selectors.offices_of(actor)))
        try:
            made = services.plan_shift(actor=actor, office=office, plan=form.plan())
        except ValidationError as error:
            put_errors(form, error)
        else:
            notify(request, _("Angelegt: %(title)s") % {"title": made.title})
            return redirect("desk:shift", made.pk)
    context: dict[str, Any] = {
        "coming": [{"free": one, "when": shift_words.when(one.shift)} for one in selectors.shifts_at(actor)],
        "past": [{"free": one, "when": shift_words.when(one.shift)} for one in selectors.shifts_at(actor, past=True)],
        "form": form,
        "may_work": rules.WORK_SOMEWHERE.allows(actor, None),
    }
    status = _TURNED_BACK if form.errors else 200
    return page(request, "desk/shift_list.html", context, nav="volunteers", status=status)


@guarded(rules.READ_SOMEWHERE)
@require_http_methods(["GET", "POST"])
def shift(request: HttpRequest, shift_id: uuid.UUID) -> HttpResponse:
    """Who is in it, in fair order, and who waits; somebody at the counter takes a seat. It prints as a list."""
    actor = actor_of(request)
    found = selectors.shift_for(actor, shift_id)
    form = for_others(seat_forms.SeatForm(request.POST or None, initial={"token": fresh_token()}))
    if request.method == "POST" and form.is_valid():
        try:
            seat = services.seat_somebody(
                actor=actor,
                shift=found,
                someone=form.someone(),
                channel=Volunteer.Channel.COUNTER,
                token=form.taken_as(),
            )
        except ValidationError as error:
            put_errors(form, error)
        else:
            notify(request, str(Seat.State(seat.state).label))
            return redirect("desk:shift", found.pk)
    seats = selectors.seats_of(found)
    waiting = [one for one in seats if one.state == Seat.State.WAITING]
    context: dict[str, Any] = {
        "shift": found,
        "when": shift_words.when(found),
        "taken": [one for one in seats if one.state == Seat.State.TAKEN],
        "offered": [{"seat": one, "until": shift_words.hour(one)} for one in seats if one.state == Seat.State.OFFERED],
        "waiting": waiting,
        "gone": [one for one in seats if not one.is_open],
        "form": form,
        "has_begun": found.begins_at <= timezone.now(),
        "may_work": rules.WORK.allows(actor, found),
        "empty_lines": range(max(found.seats - sum(one.state == Seat.State.TAKEN for one in seats), 0)),
    }
    status = _TURNED_BACK if form.errors else 200
    return page(request, "desk/shift_detail.html", context, nav="volunteers", status=status)


@guarded(rules.WORK_SOMEWHERE)
@require_POST
def seat_act(request: HttpRequest, shift_id: uuid.UUID, seat_id: uuid.UUID, deed: str) -> HttpResponse:
    """Rung and comes, cannot come, was there, was not."""
    actor = actor_of(request)
    found = selectors.shift_for(actor, shift_id)
    seat = next((one for one in selectors.seats_of(found) if one.pk == seat_id), None)
    verb = _DEEDS.get(deed)
    if seat is None or verb is None:
        raise Http404
    try:
        verb(request, actor, seat)
    except ValidationError as error:
        notify(request, " ".join(error.messages))
    else:
        notify(request, _("Notiert."))
    return redirect("desk:shift", found.pk)


def _comes(_request: HttpRequest, actor: Actor, seat: Seat) -> None:
    services.note_acceptance(actor=actor, seat=seat)


def _cannot(request: HttpRequest, actor: Actor, seat: Seat) -> None:
    services.give_up_seat(actor=actor, seat=seat, origin=site_of(request))


def _came(_request: HttpRequest, actor: Actor, seat: Seat) -> None:
    services.note_attendance(actor=actor, seat=seat, came=True)


def _stayed_away(_request: HttpRequest, actor: Actor, seat: Seat) -> None:
    services.note_attendance(actor=actor, seat=seat, came=False)


_DEEDS: dict[str, Callable[[HttpRequest, Actor, Seat], None]] = {
    "kommt": _comes,
    "absage": _cannot,
    "war-da": _came,
    "war-nicht-da": _stayed_away,
}
