"""Alliances of the town: which there are, what for and until when; found one, ask towns, say yes, leave, end."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from engagiert.apps.accounts.public import Office, office_of
from engagiert.apps.desk.alliance_forms import AllianceForm, PurposeForm, TownForm
from engagiert.apps.desk.shell import page
from engagiert.apps.directory.public import WORK_AT_DESK
from engagiert.apps.directory.public import selectors as directory
from engagiert.apps.places.public import (
    SHAPE_PLACE,
    AllianceMember,
    alliances_around,
    area_of_alliance,
    ask_town,
    describe_alliance,
    end_alliance,
    found_alliance,
    join_alliance,
    leave_alliance,
    towns_that_take_part,
)
from engagiert.kernel.authz import Actor, guarded
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.ui.notices import notify


@guarded(WORK_AT_DESK)
@require_http_methods(["GET", "POST"])
def alliances(request: HttpRequest) -> HttpResponse:
    """All of the town, what it is asked, and the form to found one."""
    actor = actor_of(request)
    office = directory.own_office(actor)
    form = AllianceForm(request.POST or None)
    if request.method == "POST":
        if not _keeps(actor, office):
            raise PermissionDenied
        if form.is_valid() and _founded(request, actor, office, form):
            return redirect("desk:alliances")
    return _page(request, actor, office, form=form)


def _founded(request: HttpRequest, actor: Actor, office: Office, form: AllianceForm) -> bool:
    try:
        found_alliance(actor=actor, place=office.place, **form.cleaned_data)
    except ValidationError as error:
        form.add_error(None, error)
        return False
    notify(request, _("Der Verbund ist gegründet. Fragen Sie jetzt die anderen Städte."))
    return True


@guarded(WORK_AT_DESK)
@require_POST
def act(request: HttpRequest, alliance_id: int, matter: str) -> HttpResponse:
    """Ask a town, say yes, leave or decline, change purpose and term, end it."""
    actor = actor_of(request)
    office = directory.own_office(actor)
    own = next((one for one, _all in alliances_around(office.place) if one.alliance_id == alliance_id), None)
    if own is None:
        raise Http404
    if not _keeps(actor, office):
        raise PermissionDenied
    try:
        words = _done(request, actor, own, matter)
    except ValidationError as error:
        words = " ".join(error.messages)
    notify(request, words)
    return redirect("desk:alliances")


def _done(request: HttpRequest, actor: Actor, own: AllianceMember, matter: str) -> str:
    alliance = own.alliance
    if matter == "beitreten":
        join_alliance(actor=actor, alliance=alliance, place=own.place)
        return _("Ihre Stadt gehört jetzt dazu.")
    if matter == "verlassen":
        leave_alliance(actor=actor, alliance=alliance, place=own.place)
        return _("Ihre Stadt gehört nicht dazu. Was sie geteilt hat, lesen die anderen nicht mehr.")
    if matter == "beenden":
        end_alliance(actor=actor, alliance=alliance)
        return _("Der Verbund ist beendet. Niemand liest mehr, was nur für ihn geteilt war.")
    if matter == "fragen":
        towns = {place.ags: place for place in towns_that_take_part()}
        town = towns.get(request.POST.get("town", ""))
        if town is None:
            raise ValidationError(_("Wählen Sie eine Stadt."))
        ask_town(actor=actor, alliance=alliance, town=town)
        return _("%(town)s ist gefragt und hat einen Vorgang dazu.") % {"town": town.name}
    if matter != "aendern":
        raise Http404
    form = PurposeForm(request.POST)
    if not form.is_valid():
        raise ValidationError([error for errors in form.errors.values() for error in errors])
    describe_alliance(actor=actor, alliance=alliance, **form.cleaned_data)
    return _("Gespeichert.")


def _keeps(actor: Actor, office: Office) -> bool:
    """The coordination of the office that keeps the town's inventory speaks for the town."""
    return SHAPE_PLACE.allows(actor, office.place) and office_of(office.place) == office


def _page(request: HttpRequest, actor: Actor, office: Office, *, form: AllianceForm) -> HttpResponse:
    keeps = _keeps(actor, office)
    towns = [(place.ags, place.name) for place in towns_that_take_part()] if keeps else []
    rows = [_row(own, members, towns) for own, members in alliances_around(office.place)]
    context = {"rows": rows, "form": form, "keeps": keeps, "office": office}
    return page(request, "desk/alliance_list.html", context, nav="alliances", status=422 if form.errors else 200)


def _row(own: AllianceMember, members: list[AllianceMember], towns: list[tuple[str, str]]) -> dict[str, Any]:
    alliance = own.alliance
    there = {member.place.ags for member in members}
    is_founder = alliance.founder_id == own.place_id
    mark = f"v{alliance.pk}"
    return {
        "own": own,
        "alliance": alliance,
        "joined": [member.place for member in members if member.joined_on],
        "asked": [member.place for member in members if not member.joined_on],
        "address": area_of_alliance(alliance, ()).address,
        "is_founder": is_founder,
        "purpose_form": PurposeForm(
            initial={"purpose": alliance.purpose, "ends_on": alliance.ends_on}, auto_id=f"{mark}-%s"
        ),
        "town_form": TownForm(towns=[town for town in towns if town[0] not in there], auto_id=f"{mark}-%s"),
    }
