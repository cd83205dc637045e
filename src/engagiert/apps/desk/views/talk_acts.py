"""Everything that one press on the talk sheet does; each leads back to the sheet."""

import uuid
from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from engagiert.apps.desk import volunteer_forms as shapes
from engagiert.apps.opportunities.public import selectors as offer_selectors
from engagiert.apps.opportunities.public import services as offer_services
from engagiert.apps.opportunities.public import wording as offer_words
from engagiert.apps.volunteering.public import Hours, Placement, Proposal, Volunteer, rules, selectors, services
from engagiert.apps.volunteering.public import forms as own_shapes
from engagiert.kernel.authz import Actor, guarded
from engagiert.kernel.http import parameters
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.http.hosts import site_of
from engagiert.kernel.ui.notices import notify

from .talk import shown


def _origin(request: HttpRequest) -> str:
    return site_of(request)


def _valid[F: Form](form: F) -> F:
    """The form, if it can be read; else its sentences as one ``ValidationError``."""
    if not form.is_valid():
        raise ValidationError([sentence for errors in form.errors.values() for sentence in errors])
    return form


def _done(request: HttpRequest, found: Volunteer, doing: Callable[[], str]) -> HttpResponse:
    try:
        said = doing()
    except ValidationError as error:
        notify(request, " ".join(error.messages))
    else:
        notify(request, said)
    return redirect("desk:talk", found.pk)


@guarded(rules.WORK_SOMEWHERE)
@require_POST
def of_person(request: HttpRequest, volunteer_id: uuid.UUID, deed: str) -> HttpResponse:
    """Notes, name and numbers, pause, goodbye, guardians, a change of mind, a step that is done."""
    actor = actor_of(request)
    found = selectors.volunteer_for(actor, volunteer_id)
    if deed == "notiz":
        return _note(request, actor, found)
    verb = _OF_PERSON.get(deed)
    if verb is None:
        raise Http404
    return _done(request, found, lambda: verb(request, actor, found))


def _note(request: HttpRequest, actor: Actor, found: Volunteer) -> HttpResponse:
    colleagues = [
        one for one in selectors.colleagues_at(found.office_id, timezone.localdate()) if one.pk != actor.account_id
    ]
    form = shapes.NoteForm(request.POST, colleagues=colleagues, auto_id="n_%s")
    if not form.is_valid():
        return shown(request, actor, found, note_form=form, form=form, status=422)
    services.add_counsel_note(
        actor=actor, volunteer=found, text=form.cleaned_data["text"], readers=form.readers(), token=form.taken_as()
    )
    notify(request, _("Notiert. Lesen können es nur Sie und die Genannten."))
    return redirect("desk:talk", found.pk)


def _correct(request: HttpRequest, actor: Actor, found: Volunteer) -> str:
    data = _valid(shapes.PersonForm(request.POST)).cleaned_data
    services.correct_volunteer(actor=actor, volunteer=found, name=data["name"], reach=data["reach"])
    return _("Gespeichert.")


def _pause(request: HttpRequest, actor: Actor, found: Volunteer) -> str:
    data = _valid(own_shapes.PauseForm(request.POST)).cleaned_data
    services.pause(actor=actor, volunteer=found, until=data["until"], ask_again=data["ask_again"])
    return _("Die Pause ist notiert.")


def _resume(_request: HttpRequest, actor: Actor, found: Volunteer) -> str:
    services.resume(actor=actor, volunteer=found)
    return _("Die Person ist wieder dabei.")


def _leave(request: HttpRequest, actor: Actor, found: Volunteer) -> str:
    services.leave(actor=actor, volunteer=found, forget="loeschen" in request.POST)
    return _("Verabschiedet. Alles Offene ist beendet.")


def _certificate(request: HttpRequest, actor: Actor, found: Volunteer) -> str:
    data = _valid(shapes.CertificateForm(request.POST)).cleaned_data
    services.note_certificate(actor=actor, volunteer=found, seen_on=data["seen_on"], issued_on=data["issued_on"])
    return _("Notiert: Einsicht und Datum, sonst nichts.")


def _agreed(request: HttpRequest, actor: Actor, found: Volunteer) -> str:
    way = _valid(shapes.AgreementForm(request.POST)).cleaned_data["way"]
    agreement = selectors.agreement_of(found, _key(request))
    services.note_guardian(actor=actor, volunteer=found, agreement=agreement, way=way, origin=_origin(request))
    return _("Die Zustimmung ist notiert. Was wartete, geht weiter.")


def _taken_back(request: HttpRequest, actor: Actor, found: Volunteer) -> str:
    way = _valid(shapes.AgreementForm(request.POST)).cleaned_data["way"]
    agreement = selectors.agreement_of(found, _key(request))
    services.take_back_guardian(actor=actor, volunteer=found, agreement=agreement, way=way)
    return _("Die Rücknahme ist notiert. Alles Offene ist beendet.")


def _changed_mind(request: HttpRequest, actor: Actor, found: Volunteer) -> str:
    refusal = next((one for one in selectors.standing_refusals(found) if one.pk == _key(request)), None)
    if refusal is None:
        raise ValidationError(_("Das ist schon geändert."))
    words = parameters.text(request.POST, "words", longest=500)
    services.note_change_of_mind(actor=actor, refusal=refusal, words=words)
    return _("Notiert mit dem Datum von heute. Ab jetzt darf es wieder vorgeschlagen werden.")


def _settled(request: HttpRequest, actor: Actor, found: Volunteer) -> str:
    about = parameters.text(request.POST, "about", longest=120)
    if not about.startswith("volunteering."):
        raise Http404
    words = parameters.text(request.POST, "words", longest=500)
    services.settle_step(actor=actor, volunteer=found, about=about, words=words)
    return _("Erledigt.")


def _ask(request: HttpRequest, actor: Actor, found: Volunteer) -> str:
    """While somebody sits there: is the place still free? Only offers of the own office can be asked about."""
    key = parameters.number(request.POST, "offer_asked", otherwise=0)
    offer = offer_selectors.opportunity_for(actor, key)
    asked = offer_services.asking.ask_still_wanted(actor=actor, opportunity=offer, site=_origin(request))
    return str(offer_words.ASKED if asked else offer_words.ASKED_ALREADY)


def _key(request: HttpRequest) -> uuid.UUID:
    try:
        return uuid.UUID(request.POST.get("key", ""))
    except ValueError as error:
        raise Http404 from error


_OF_PERSON: dict[str, Callable[[HttpRequest, Actor, Volunteer], str]] = {
    "angaben": _correct,
    "pause": _pause,
    "weiter": _resume,
    "abschied": _leave,
    "zeugnis": _certificate,
    "zugestimmt": _agreed,
    "zurueckgenommen": _taken_back,
    "doch": _changed_mind,
    "erledigt": _settled,
    "fragen": _ask,
}


@guarded(rules.WORK_SOMEWHERE)
@require_POST
def of_proposal(request: HttpRequest, volunteer_id: uuid.UUID, proposal_id: uuid.UUID, deed: str) -> HttpResponse:
    """What both sides answered on the telephone, by letter or at the counter."""
    actor = actor_of(request)
    found = selectors.volunteer_for(actor, volunteer_id)
    proposal = next((one for one in selectors.proposals_of(found) if one.pk == proposal_id), None)
    verb = _OF_PROPOSAL.get(deed)
    if verb is None or proposal is None:
        raise Http404
    return _done(request, found, lambda: verb(request, actor, proposal))


def _yes(request: HttpRequest, actor: Actor, proposal: Proposal) -> str:
    services.note_answer(actor=actor, proposal=proposal, origin=_origin(request))
    return _("Das Ja ist notiert.")


def _no(request: HttpRequest, actor: Actor, proposal: Proposal) -> str:
    data = _valid(shapes.NoForm(request.POST)).cleaned_data
    no = services.No(data["scope"], data["words"], data["channel"])
    services.note_answer(actor=actor, proposal=proposal, no=no)
    return _("Das Nein ist notiert und gilt. Die Organisation liest keine Worte der Person.")


def _organisation_yes(request: HttpRequest, actor: Actor, proposal: Proposal) -> str:
    services.note_organisation_answer(actor=actor, proposal=proposal, yes=True, origin=_origin(request))
    return _("Beide haben Ja gesagt. Jetzt kommt das Kennenlernen.")


def _organisation_no(request: HttpRequest, actor: Actor, proposal: Proposal) -> str:
    data = _valid(own_shapes.OrganisationForm(request.POST)).cleaned_data
    services.note_organisation_answer(
        actor=actor, proposal=proposal, yes=False, because=data["because"], words=data["words"]
    )
    return _("Notiert. Die Person bekommt eine freundliche Nachricht.")


_OF_PROPOSAL: dict[str, Callable[[HttpRequest, Actor, Proposal], str]] = {
    "ja": _yes,
    "nein": _no,
    "organisation-ja": _organisation_yes,
    "organisation-nein": _organisation_no,
}


@guarded(rules.WORK_SOMEWHERE)
@require_POST
def of_placement(request: HttpRequest, volunteer_id: uuid.UUID, placement_id: uuid.UUID, deed: str) -> HttpResponse:
    """First meeting, trial, being there, hours, an end with thanks."""
    actor = actor_of(request)
    found = selectors.volunteer_for(actor, volunteer_id)
    placement = found.placements.filter(pk=placement_id).first()
    verb = _OF_PLACEMENT.get(deed)
    if verb is None or placement is None:
        raise Http404
    return _done(request, found, lambda: verb(request, actor, placement))


def _meeting(request: HttpRequest, actor: Actor, placement: Placement) -> str:
    day = _valid(shapes.DayForm(request.POST)).cleaned_data["day"]
    services.arrange_meeting(actor=actor, placement=placement, on=day)
    return _("Das Kennenlernen ist notiert. Am Tag danach fragt der Schreibtisch nach.")


def _trial(request: HttpRequest, actor: Actor, placement: Placement) -> str:
    day = _valid(shapes.DayForm(request.POST)).cleaned_data["day"]
    services.begin_trial(actor=actor, placement=placement, until=day)
    return _("Die Probe läuft.")


def _begin(request: HttpRequest, actor: Actor, placement: Placement) -> str:
    data = _valid(shapes.BeginForm(request.POST)).cleaned_data
    services.confirm_placement(actor=actor, placement=placement, on=data["on"], hours_per_week=data["hours_per_week"])
    return _("Dabei. In vier Wochen und nach einem halben Jahr fragen wir, wie es läuft.")


def _end(request: HttpRequest, actor: Actor, placement: Placement) -> str:
    data = _valid(shapes.EndForm(request.POST)).cleaned_data
    services.end_placement(actor=actor, placement=placement, because=data["because"], words=data["words"])
    return _("Beendet.")


def _thank(_request: HttpRequest, actor: Actor, placement: Placement) -> str:
    if services.thank(actor=actor, placement=placement):
        return _("Der Dank ist geschrieben.")
    return _("Notiert: persönlich gedankt.")


def _hours(request: HttpRequest, actor: Actor, placement: Placement) -> str:
    services.log_hours(actor=actor, placement=placement, given=_valid(own_shapes.HoursForm(request.POST)).given())
    return _("Die Stunden sind eingetragen. Die Organisation bestätigt sie.")


def _confirm_hours(request: HttpRequest, actor: Actor, placement: Placement) -> str:
    hours = _of(placement, _key(request))
    services.confirm_hours(actor=actor, hours=hours, right="stimmt-nicht" not in request.POST)
    return _("Notiert, was die Organisation gesagt hat.")


def _correct_hours(request: HttpRequest, actor: Actor, placement: Placement) -> str:
    given = _valid(own_shapes.HoursForm(request.POST)).given()
    why = parameters.text(request.POST, "why", longest=300)
    services.correct_hours(actor=actor, hours=_of(placement, _key(request)), given=given, why=why)
    return _("Berichtigt. Die alte Zeile bleibt lesbar.")


def _of(placement: Placement, key: uuid.UUID) -> Hours:
    found = placement.hours.filter(pk=key).first()
    if found is None:
        raise Http404
    return found


_OF_PLACEMENT: dict[str, Callable[[HttpRequest, Actor, Placement], str]] = {
    "kennenlernen": _meeting,
    "probe": _trial,
    "dabei": _begin,
    "ende": _end,
    "danke": _thank,
    "stunden": _hours,
    "stunden-bestaetigen": _confirm_hours,
    "stunden-berichtigen": _correct_hours,
}
