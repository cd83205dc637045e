"""Where people of a list help or helped: as if both had said yes here, with the days the list gives."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from engagiert.apps.directory.public import Organisation
from engagiert.apps.opportunities.public import Opportunity
from engagiert.apps.volunteering.models import Placement, Proposal, Refusal, Volunteer, VolunteerList, VolunteerListRow
from engagiert.apps.volunteering.services.daily import MONTHS, WEEKS
from engagiert.engines.intake.reader import Finding
from engagiert.engines.intake.volunteers import HelpsAt
from engagiert.engines.linkage.names import spelling_key
from engagiert.engines.text.folding import fold

from .reading import hashed


@dataclass(slots=True)
class Works:
    """A row that says where its person helps."""

    item: VolunteerListRow
    person: Volunteer
    at: HelpsAt | None


def put_to_work(run: VolunteerList, works: list[Works], today: datetime.date) -> None:
    """Write what is new of these, tied to organisation and offer where the office has them; note it in the rows."""
    owners, offers = _owners(run, works), _offers(run, works)
    people = {one.person.pk for one in works}
    tokens = set(
        Proposal.objects.filter(volunteer__in=people, by=Proposal.By.LIST).values_list("volunteer_id", "token")
    )
    refused = {
        (said.volunteer_id, said.key)
        for said in Refusal.objects.filter(
            volunteer__in=people, scope=Refusal.Scope.ORGANISATION, lifted_on__isnull=True
        )
    }
    proposals, placements = [], []
    for one in works:
        if one.at is None:
            continue
        offer = offers.get((fold(one.at.offer), spelling_key(one.at.organisation)))
        owner = owners.get(spelling_key(one.at.organisation)) or (offer.organisation_id if offer else None)
        token = f"list:{hashed(fold(one.at.organisation), fold(one.at.offer), str(one.at.began_on or ''))}"
        if (one.person.pk, token) in tokens:
            continue
        if (one.person.pk, str(owner)) in refused:
            one.item.problems.append(Finding("said_no", "", one.at.organisation))
            continue
        if owner is None:
            one.item.problems.append(Finding("unknown_organisation", "", one.at.organisation))
        tokens.add((one.person.pk, token))
        proposal = _proposal(run, one.person, one.at, token, owner, offer, today)
        placement = _placement(proposal, one.at, today)
        proposals.append(proposal)
        placements.append(placement)
        one.item.placement_id = placement.pk
        if one.item.outcome == VolunteerListRow.Outcome.UNCHANGED:
            one.item.outcome = VolunteerListRow.Outcome.ADDED
    Proposal.objects.bulk_create(proposals)
    Placement.objects.bulk_create(placements)


def _owners(run: VolunteerList, works: list[Works]) -> dict[str, int]:
    """Spelling → the one organisation of the office with that name or other name."""
    keys = {spelling_key(one.at.organisation)[:320] for one in works if one.at and one.at.organisation}
    named = Organisation.objects.filter(office_id=run.office_id).exclude(state="archived")
    found: dict[str, set[int]] = {}
    for key, pk in [
        *named.filter(spelling_key__in=keys).values_list("spelling_key", "pk"),
        *named.filter(aliases__spelling_key__in=keys).values_list("aliases__spelling_key", "pk"),
    ]:
        found.setdefault(key, set()).add(pk)
    return {key: pks.pop() for key, pks in found.items() if len(pks) == 1}


def _offers(run: VolunteerList, works: list[Works]) -> dict[tuple[str, str], Opportunity]:
    """(Title, organisation) → the offer of the office, the newest where there are several."""
    titles = {one.at.offer for one in works if one.at and one.at.offer}
    found = Opportunity.objects.filter(office_id=run.office_id, title__in=titles).order_by("pk")
    return {(fold(one.title), spelling_key(one.organisation_name)): one for one in found}


def _proposal(
    run: VolunteerList,
    person: Volunteer,
    at: HelpsAt,
    token: str,
    owner: int | None,
    offer: Opportunity | None,
    today: datetime.date,
) -> Proposal:
    began = at.began_on or today
    return Proposal(
        office_id=run.office_id, volunteer=person, token=token, opportunity_id=offer.pk if offer else 0,
        organisation_id=owner or 0, title=(at.offer or at.organisation)[:200], organisation_name=at.organisation[:300],
        kind=offer.kind if offer else Opportunity.Kind.REGULAR, hours_per_week=_hours(at, offer),
        state=Proposal.State.AGREED, by=Proposal.By.LIST, volunteer_answer=Proposal.Answer.YES,
        organisation_answer=Proposal.Answer.YES, made_at=timezone.now(), expires_on=began,
    )  # fmt: skip


def _hours(at: HelpsAt, offer: Opportunity | None) -> float | Decimal | None:
    return at.hours_per_week if at.hours_per_week is not None else offer.hours_per_week if offer else None


def _placement(proposal: Proposal, at: HelpsAt, today: datetime.date) -> Placement:
    began = at.began_on or today
    ended = at.ended_on if at.ended_on is not None and at.ended_on < today else None
    return Placement(
        office_id=proposal.office_id, volunteer=proposal.volunteer, proposal=proposal,
        opportunity_id=proposal.opportunity_id, organisation_id=proposal.organisation_id, title=proposal.title,
        organisation_name=proposal.organisation_name, hours_per_week=proposal.hours_per_week,
        state=Placement.State.ENDED if ended else Placement.State.WITH_US, agreed_on=began, began_on=began,
        ended_on=max(ended, began) if ended else None, ended_because=Placement.End.OTHER if ended else "",
        # Thanks and “how is it going” were said elsewhere where their day is past.
        thanked_on=ended, asked_after_weeks=today if began <= today - WEEKS else None,
        asked_after_months=today if began <= today - MONTHS else None,
    )  # fmt: skip
