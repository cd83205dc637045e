"""Shifts without account: which there are, taking a seat, and the page of the seat behind its code."""

import uuid
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from engagiert.apps.accounts.public import may_guess, may_send
from engagiert.apps.cases.public import fresh_token
from engagiert.apps.places.public import town_at, town_of
from engagiert.kernel.authz import public
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.http.hosts import site_of
from engagiert.kernel.links.public import LinkGone, address_of
from engagiert.kernel.ui.forms import put_errors
from engagiert.kernel.ui.notices import notify

from . import selectors, services
from .seat_forms import SeatForm
from .wording import shifts as words

_TURNED_BACK = 422


@public
@require_GET
def shifts(request: HttpRequest, town: str) -> HttpResponse:
    """What is to come, with free seats."""
    found = town_at(town)
    office = selectors.exchange_of(found.place)
    free = selectors.shifts_of_town(actor_of(request), office) if office is not None else []
    rows = [{"free": one, "when": words.when(one.shift)} for one in free]
    return render(request, "volunteering/shift_list.html", {"town": found, "office": office, "rows": rows})


@public
@require_http_methods(["GET", "POST"])
def shift(request: HttpRequest, town: str, shift_id: uuid.UUID) -> HttpResponse:
    """One shift; whoever presses has a seat, or reads at once where they stand in the waitlist."""
    found = town_at(town)
    office = selectors.exchange_of(found.place)
    if office is None:
        raise Http404
    form = SeatForm(request.POST or None, initial={"token": fresh_token()})
    free = selectors.shift_of_town(actor_of(request), office, shift_id)
    context: dict[str, Any] = {"town": found, "office": office, "free": free, "when": words.when(free.shift)}
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["website"]:
            return redirect("front:town", found.place.slug)
        if not may_send(request):
            return render(
                request, "volunteering/shift_detail.html", context | {"form": form, "too_many": True}, status=429
            )
        try:
            seat = services.take_seat(
                actor=actor_of(request),
                office=office,
                shift_id=shift_id,
                someone=form.someone(),
                token=form.taken_as(),
                origin=site_of(request),
            )
        except ValidationError as error:
            put_errors(form, error)
        else:
            code = services.give_seat_code(actor=actor_of(request), office=office, seat=seat)
            return redirect("volunteering:seat", code)
    status = _TURNED_BACK if form.errors else 200
    return render(request, "volunteering/shift_detail.html", context | {"form": form}, status=status)


@public
@require_GET
def seat(request: HttpRequest, code: str) -> HttpResponse:
    """Where somebody stands: a seat, the waitlist, a seat offered until an hour, or kindly that it has gone on."""
    try:
        found, place = selectors.own_seat(actor_of(request), code)
    except LinkGone as gone:
        return _gone(request, code, gone)
    office = found.volunteer.office
    context = {
        "town": town_of(office.place),
        "office": office,
        "seat": found,
        "line": words.standing(found, place),
        "when": words.when(found.shift),
        "until": words.hour(found),
        "code": code,
        "address": request.build_absolute_uri(address_of(code)),
        "has_begun": found.shift.begins_at <= timezone.now(),
    }
    return render(request, "volunteering/seat.html", context)


def _gone(request: HttpRequest, code: str, gone: LinkGone) -> HttpResponse:
    if gone.reason == "unknown" and not may_guess(request):
        return render(request, "volunteering/own_gone.html", {}, status=429)
    if gone.link is None:
        return redirect(address_of(code))
    return render(request, "volunteering/own_gone.html", {}, status=404)


@public
@require_POST
def seat_act(request: HttpRequest, code: str, doing: str) -> HttpResponse:
    """Take what is offered, give up, say whether one was there."""
    actor = actor_of(request)
    doings: dict[str, Callable[[], object]] = {
        "ja": lambda: services.accept_by_code(actor=actor, code=code),
        "absagen": lambda: services.give_up_by_code(actor=actor, code=code, origin=site_of(request)),
        "war-da": lambda: services.say_attendance_by_code(actor=actor, code=code, came=True),
        "war-nicht-da": lambda: services.say_attendance_by_code(actor=actor, code=code, came=False),
    }
    if doing not in doings:
        raise Http404
    try:
        doings[doing]()
    except LinkGone as gone:
        return _gone(request, code, gone)
    except ValidationError as error:
        notify(request, " ".join(error.messages))
    else:
        notify(request, _("Danke, das ist notiert."))
    return redirect("volunteering:seat", code)


@public
@require_GET
def calendar(request: HttpRequest, code: str) -> HttpResponse:
    """The seat as an entry for calendars; read again after a change it is the same entry."""
    try:
        found, _place = selectors.own_seat(actor_of(request), code)
    except LinkGone as gone:
        return _gone(request, code, gone)
    response = HttpResponse(words.calendar(found, request.get_host()), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="einsatz.ics"'
    return response
