"""The organisation's side: yes or no by the code in its mail or letter; its people and their hours with an account."""

import uuid
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from engagiert.apps.accounts.public import may_guess
from engagiert.apps.cases.public import fresh_token
from engagiert.apps.directory.public import MAINTAIN_SOMEWHERE, Organisation
from engagiert.apps.directory.public import own_selectors as directory_own
from engagiert.apps.places.public import town_of
from engagiert.kernel.authz import guarded, public
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.http.hosts import site_of
from engagiert.kernel.links.public import LinkGone, address_of
from engagiert.kernel.ui.forms import put_errors
from engagiert.kernel.ui.notices import notify

from . import onward, selectors, services
from .forms import HoursForm, OrganisationForm
from .wording.own import hours_line

_TURNED_BACK = 422


@public
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, code: str) -> HttpResponse:
    """Somebody would like to help: what they offer, without a name; yes or no."""
    form = OrganisationForm(request.POST or None)
    try:
        asked = selectors.asked_by_code(actor_of(request), code, timezone.localdate())
        if request.method == "POST" and form.is_valid():
            proposal = services.answer_as_organisation(
                actor=actor_of(request),
                code=code,
                yes="ja" in request.POST,
                because=form.cleaned_data["because"],
                words=form.cleaned_data["words"],
                origin=site_of(request),
            )
            told: dict[str, Any] = {"town": town_of(asked.office.place), "office": asked.office, "proposal": proposal}
            told |= selectors.contact_for(actor_of(request), proposal)
            return render(request, "volunteering/organisation_answered.html", told)
    except LinkGone as gone:
        if gone.reason == "unknown" and not may_guess(request):
            return render(request, "volunteering/own_gone.html", {}, status=429)
        if gone.link is None:
            return redirect(address_of(code))
        return render(request, "volunteering/organisation_gone.html", {"reason": gone.reason}, status=404)
    except ValidationError as error:
        form.add_error(None, error)
    context = {
        "town": town_of(asked.office.place),
        "office": asked.office,
        "asked": asked,
        "form": form,
        "code": code,
    }
    return render(
        request, "volunteering/organisation_answer.html", context, status=_TURNED_BACK if form.errors else 200
    )


@guarded(MAINTAIN_SOMEWHERE)
@require_GET
def own_people(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Who helps here, who would like to, and the hours to confirm."""
    actor = actor_of(request)
    found = directory_own.own_record_for(actor, organisation_id)
    return _people(request, found)


def _people(request: HttpRequest, found: Organisation, *, status: int = 200, **more: Any) -> HttpResponse:
    people = selectors.people_of(actor_of(request), found)
    shown_at = found.shown_at
    context = {
        "organisation": found,
        "office": found.office,
        "town": shown_at.town if shown_at is not None else None,
        "nav": "own",
        "people": people,
        "ways": onward.ways_of_organisation(found) if people.placements else [],
        "open_hours": [
            hours_line(one) for one in people.hours if one.counts and not one.confirmed_at and not one.refused_at
        ],
        "other_hours": [
            hours_line(one) for one in people.hours if not one.counts or one.confirmed_at or one.refused_at
        ],
        "hours_form": HoursForm(initial={"token": fresh_token(), "on": timezone.localdate()}, auto_id="h_%s"),
    }
    return render(request, "volunteering/own_people.html", context | more, status=status)


@guarded(MAINTAIN_SOMEWHERE)
@require_POST
def own_act(request: HttpRequest, organisation_id: int, doing: str) -> HttpResponse:
    """Confirm hours or say they are not right; write down hours; say who was there."""
    actor = actor_of(request)
    found = directory_own.own_record_for(actor, organisation_id)
    key = _uuid(request.POST.get("key", ""))
    if doing == "eintragen":
        return _enter_hours(request, found, key)
    doings: dict[str, Callable[[], object]] = {
        "stimmt": lambda: services.confirm_hours_as_contact(actor=actor, organisation=found, hours_id=key),
        "stimmt-nicht": lambda: services.confirm_hours_as_contact(
            actor=actor, organisation=found, hours_id=key, right=False
        ),
        "war-da": lambda: services.note_attendance_as_contact(actor=actor, organisation=found, seat_id=key, came=True),
        "war-nicht-da": lambda: services.note_attendance_as_contact(
            actor=actor, organisation=found, seat_id=key, came=False
        ),
    }
    if doing not in doings:
        raise Http404
    try:
        doings[doing]()
    except ValidationError as error:
        notify(request, " ".join(error.messages))
    else:
        notify(request, _("Danke, das ist notiert."))
    return redirect("volunteering:own_people", found.pk)


def _enter_hours(request: HttpRequest, found: Organisation, key: uuid.UUID) -> HttpResponse:
    form = HoursForm(request.POST, auto_id="h_%s")
    if form.is_valid():
        try:
            services.log_hours_as_contact(
                actor=actor_of(request), organisation=found, placement_id=key, given=form.given()
            )
        except ValidationError as error:
            put_errors(form, error)
    if form.errors:
        return _people(request, found, status=_TURNED_BACK, hours_form=form, form=form)
    notify(request, _("Eingetragen und bestätigt."))
    return redirect("volunteering:own_people", found.pk)


def _uuid(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError as error:
        raise Http404 from error
