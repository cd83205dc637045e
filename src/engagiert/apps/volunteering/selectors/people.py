"""People who want to help, as the desk reads them, and as they read themselves by their code."""

import datetime
import uuid
from dataclasses import dataclass
from operator import itemgetter

from django.db.models import QuerySet, prefetch_related_objects
from django.http import Http404

from engagiert.apps.accounts.public import Account, Office, members_of, office_of, offices_at
from engagiert.apps.cases.public import Case
from engagiert.apps.directory.public import in_the_office
from engagiert.apps.places.public import Place
from engagiert.apps.privacy.public import Agreement, Consent, consent_state, consents_about
from engagiert.apps.volunteering import rules
from engagiert.apps.volunteering.models import (
    CounselNote,
    Glimpse,
    Hours,
    Placement,
    Proposal,
    Refusal,
    Seat,
    Volunteer,
)
from engagiert.engines.text.folding import fold
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.authz.roles import WRITERS
from engagiert.kernel.links.public import Link, find_link

from .ranking import Ranked, ranked_for

STATUS = "volunteering.status"
_PAGE = 30


def exchange_of(place: Place) -> Office | None:
    """The office that brings people together at this place: whoever has the task, else that of the inventory."""
    own = office_of(place)
    if own is None:
        return None
    return next((office for office in offices_at(place) if Office.Task.EXCHANGE in office.tasks), own)


def volunteer_for(actor: Actor, volunteer_id: uuid.UUID) -> Volunteer:
    """The person, if the actor works at the office that knows them; 404 otherwise."""
    found = Volunteer.objects.select_related("office__place", "wish", "inspection").filter(pk=volunteer_id).first()
    if found is None:
        raise Http404
    require(actor, rules.READ, found)
    return found


def read_ahead(volunteer: Volunteer) -> Volunteer:
    """The same person with refusals and placements: what is asked about them afterwards asks the database no more."""
    prefetch_related_objects([volunteer], "refusals", "placements")
    return volunteer


def person_behind(actor: Actor, key: uuid.UUID) -> uuid.UUID | None:
    """Whose talk sheet a case means that names a person, a proposal or a placement; None for what is not there."""
    mine = {"office__in": actor.office_ids, "pk": key}
    for found in (
        Volunteer.objects.filter(**mine).values_list("pk", flat=True),
        Proposal.objects.filter(**mine).values_list("volunteer_id", flat=True),
        Placement.objects.filter(**mine).values_list("volunteer_id", flat=True),
        Seat.objects.filter(**mine).values_list("volunteer_id", flat=True),
    ):
        person = found.first()
        if person is not None:
            return person
    return None


def agreement_of(volunteer: Volunteer, key: uuid.UUID) -> Agreement:
    """One of the agreements asked about this person; 404 for any other."""
    asked = consents_about(volunteer.office, f"volunteering.volunteer:{volunteer.pk}")
    found = next((one for consent in asked for one in consent.agreements.all() if one.pk == key), None)
    if found is None:
        raise Http404
    return found


def volunteers_at(actor: Actor, *, state: str = "", text: str = "") -> QuerySet[Volunteer]:
    """Those of the actor's offices in this state (active ones without), newest first."""
    found = Volunteer.objects.filter(office__in=actor.office_ids, state=state or Volunteer.State.ACTIVE)
    for word in fold(text).split():
        found = found.filter(find__contains=f" {word}")
    return found.select_related("office__place", "wish").order_by("-joined_at", "id")


def circle_of(volunteer: Volunteer) -> list[Volunteer]:
    """The friends who want to help together with them, by name."""
    if volunteer.circle is None:
        return []
    found = Volunteer.objects.filter(office=volunteer.office_id, circle=volunteer.circle).exclude(pk=volunteer.pk)
    return list(found.select_related("office__place", "wish").order_by("name"))


def notes_of(volunteer: Volunteer) -> list[CounselNote]:
    """Those that name the actor of the open scope; the wall hides all others."""
    return list(CounselNote.objects.filter(volunteer=volunteer))


def standing_refusals(volunteer: Volunteer) -> list[Refusal]:
    # Filtered here and below, so that all refusals are read once.
    return [one for one in volunteer.refusals.all() if one.lifted_on is None]


def lifted_refusals(volunteer: Volunteer) -> list[Refusal]:
    """What they have changed their mind about, with the day."""
    lifted = [(one.lifted_on, one) for one in volunteer.refusals.all() if one.lifted_on is not None]
    return [one for _on, one in sorted(lifted, key=itemgetter(0), reverse=True)]


def steps_open(actor: Actor, abouts: list[str]) -> list[Case]:
    """The open cases about this person, their proposals and placements, soonest first."""
    found = Case.objects.filter(about__in=abouts, office__in=actor.office_ids).exclude(state=Case.State.CLOSED)
    return list(found.select_related("owner", "office__place").order_by("due_on", "received_at"))


def colleagues_at(office_id: int, today: datetime.date) -> list[Account]:
    return members_of([office_id], *WRITERS, on=today)


@dataclass(frozen=True, slots=True)
class Guardians:
    """Whether the guardians' word is needed and there. ``consent`` is None for who needs none."""

    consent: Consent | None
    state: str

    @property
    def is_missing(self) -> bool:
        return self.consent is not None and self.state != "given"


def guardians_of(volunteer: Volunteer, today: datetime.date) -> Guardians:
    """The consent that holds for somebody under age; open where none was ever asked."""
    if not volunteer.needs_guardian(today):
        return Guardians(None, "given")
    asked = consents_about(volunteer.office, f"volunteering.volunteer:{volunteer.pk}")
    if not asked:
        return Guardians(None, "open")
    return Guardians(asked[0], consent_state(asked[0], today))


def may_be_named(volunteer: Volunteer, today: datetime.date) -> bool:
    """Whether an organisation may learn who they are: old enough, or with the consent of the guardians."""
    return guardians_of(volunteer, today).state == "given"


@dataclass(frozen=True, slots=True)
class OwnPage:
    """All that somebody sees of themselves by their code."""

    volunteer: Volunteer
    circle: list[Volunteer]
    guardians: Guardians
    glimpses: list[Glimpse]
    proposals: list[Proposal]
    ranked: Ranked | None
    refusals: list[Refusal]
    hours: list[Hours]


def link_of(code: str) -> Link:
    """The link behind the code of somebody's page; raises ``LinkGone``."""
    return find_link(code, STATUS)


def own_page(actor: Actor, code: str, today: datetime.date) -> OwnPage:
    """What the holder of the code may see: themselves. Raises ``LinkGone``."""
    link = link_of(code)
    with in_the_office(actor, link.office_id, action="volunteering.read_own"):
        volunteer = behind(link)
        return OwnPage(
            volunteer=volunteer,
            circle=circle_of(volunteer),
            guardians=guardians_of(volunteer, today),
            glimpses=list(volunteer.glimpses.all()[:_PAGE]),
            proposals=proposals_of(volunteer),
            ranked=ranked_for(volunteer, today) if volunteer.may_be_asked else None,
            refusals=standing_refusals(volunteer),
            hours=hours_of(volunteer),
        )


def proposals_of(volunteer: Volunteer) -> list[Proposal]:
    """All of them with what came of each, newest first."""
    found = volunteer.proposals.select_related("placement", "volunteer").prefetch_related("placement__hours")
    return list(found.order_by("-made_at", "-score"))


def hours_of(volunteer: Volunteer) -> list[Hours]:
    """What was written down, with what replaced it, newest first."""
    found = Hours.objects.filter(placement__volunteer=volunteer).select_related("placement", "replaces")
    return list(found[: 4 * _PAGE])


def behind(link: Link) -> Volunteer:
    """The person a link is about, in the open scope of its office; 404 where they are gone."""
    found = (
        Volunteer.objects.select_related("office__place", "wish", "inspection")
        .filter(pk=link.about.partition(":")[2])
        .first()
    )
    if found is None:
        raise Http404
    return found
