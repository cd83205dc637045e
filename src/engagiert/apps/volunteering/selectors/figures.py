"""What a year brought, for the council and for the quality seal: of the office as a whole, never of an employee.

Nobody's refusals are counted; reasons are those that were given with an end or by an organisation. Numbers below
three are not shown where they could tell of a person.
"""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from django.db.models import Choices, Count, F, Min, Q, QuerySet, Sum
from django.db.models.expressions import CombinedExpression

from engagiert.apps.accounts.public import Office
from engagiert.apps.directory.public import FIELDS
from engagiert.apps.opportunities.public import Listing, Opportunity
from engagiert.apps.volunteering import rules
from engagiert.apps.volunteering.models import Hours, Placement, Proposal, Seat, Volunteer
from engagiert.kernel.authz import Actor, require

LEAST = 3
_MONTH, _HALF_YEAR = datetime.timedelta(days=30), datetime.timedelta(days=182)


@dataclass(frozen=True, slots=True)
class Figures:
    """``placed_in_30_days``: percent of those who joined at least 30 days ago; ``lasting``: percent of those who began
    at least half a year ago. None where fewer than three people stand behind a number."""

    joined: int
    minors: int | None
    talks: int
    proposals: int
    placed: int
    placed_in_30_days: int | None
    offers: int
    offers_with_somebody: int
    organisations: int
    days_to_first_answer: float | None
    days_to_organisation: float | None
    lasting: int | None
    hours: float
    hours_confirmed: float
    ways: tuple[tuple[str, int], ...]
    fields: tuple[tuple[str, int], ...]
    endings: tuple[tuple[str, int], ...]
    reasons_of_organisations: tuple[tuple[str, int], ...]


def figures_of(
    actor: Actor, office: Office, *, since: datetime.date, until: datetime.date, today: datetime.date
) -> Figures:
    """Of the days ``since`` to ``until``, both counted."""
    require(actor, rules.READ, _Of(office.pk))
    joined = Volunteer.objects.filter(office=office, joined_at__date__range=(since, until))
    # What an earlier agency brought together was not proposed here; how quick we are says who came to us.
    proposals = Proposal.objects.filter(office=office, made_at__date__range=(since, until)).exclude(by=Proposal.By.LIST)
    came = joined.exclude(channel=Volunteer.Channel.LIST)
    placements = Placement.objects.filter(office=office)
    began = placements.filter(began_on__range=(since, until))
    hours = Hours.objects.filter(office=office, counts=True, on__range=(since, until))
    seats = Seat.objects.filter(office=office, came=True, shift__begins_at__date__range=(since, until))
    of_shifts = float(seats.aggregate(total=Sum("hours"))["total"] or 0)
    offers = set(Listing.objects.filter(office=office).values_list("pk", flat=True))
    helped = set(placements.exclude(state=Placement.State.ENDED).values_list("opportunity_id", flat=True))
    return Figures(
        joined=joined.count(),
        minors=_if_enough(joined.filter(born_on__isnull=False).count()),
        talks=joined.filter(glimpses__organisation_id=0).distinct().count(),
        proposals=proposals.count(),
        placed=began.values("volunteer_id").distinct().count(),
        placed_in_30_days=_placed_soon(came, today),
        offers=len(offers),
        offers_with_somebody=len(offers & helped),
        organisations=began.values("organisation_name").distinct().count(),
        days_to_first_answer=_first_answer(came),
        days_to_organisation=_organisations_answer(proposals),
        lasting=_lasting(placements, since, until, today),
        hours=float(hours.aggregate(total=Sum("hours"))["total"] or 0) + of_shifts,
        hours_confirmed=float(hours.filter(confirmed_at__isnull=False).aggregate(total=Sum("hours"))["total"] or 0)
        + of_shifts,
        ways=_named(joined.values_list("channel").annotate(number=Count("pk")), Volunteer.Channel),
        fields=_fields(began),
        endings=_named(
            placements.filter(ended_on__range=(since, until)).values_list("ended_because").annotate(number=Count("pk")),
            Placement.End,
        ),
        reasons_of_organisations=_named(
            proposals.filter(organisation_answer=Proposal.Answer.NO)
            .values_list("declined_because")
            .annotate(number=Count("pk")),
            Proposal.Reason,
        ),
    )


@dataclass(frozen=True, slots=True)
class _Of:
    office_id: int


def _named(rows: "Iterable[tuple[str, int]]", words: type[Choices]) -> tuple[tuple[str, int], ...]:
    """By label, the most frequent first; what is rarer than ``LEAST`` is left out."""
    found = [(str(words(code).label), number) for code, number in rows if number >= LEAST]
    return tuple(sorted(found, key=lambda row: (-row[1], row[0])))


def _if_enough(number: int) -> int | None:
    return number if number >= LEAST else None


def _fields(began: "QuerySet[Placement]") -> tuple[tuple[str, int], ...]:
    """By field of the offer, as the survey of volunteering names them; an offer in two fields counts in both."""
    offers = Counter(began.filter(opportunity_id__gt=0).values_list("opportunity_id", flat=True))
    found: Counter[str] = Counter()
    for key, fields in Opportunity.objects.filter(pk__in=offers).values_list("pk", "fields"):
        for code in fields:
            found[code] += offers[key]
    rows = [(str(FIELDS[code].label), number) for code, number in found.items() if code in FIELDS and number >= LEAST]
    return tuple(sorted(rows, key=lambda row: (-row[1], row[0])))


def _organisations_answer(proposals: "QuerySet[Proposal]") -> float | None:
    """Median days from asking the organisation until it answered."""
    rows = proposals.filter(organisation_asked_at__isnull=False, organisation_answered_at__isnull=False)
    times = rows.values_list("organisation_asked_at", "organisation_answered_at")
    waits = [(answered - asked).total_seconds() / 86400 for asked, answered in times if asked and answered]
    return round(median(waits), 1) if len(waits) >= LEAST else None


def _percent(part: int, whole: int) -> int | None:
    return round(100 * part / whole) if whole >= LEAST else None


def _placed_soon(joined: "QuerySet[Volunteer]", today: datetime.date) -> int | None:
    old = joined.filter(joined_at__date__lte=today - _MONTH).annotate(began=Min("placements__agreed_on"))
    rows = list(old.values_list("joined_at", "began"))
    soon = sum(began is not None and began - at.date() <= _MONTH for at, began in rows)
    return _percent(soon, len(rows))


def _first_answer(joined: "QuerySet[Volunteer]") -> float | None:
    """Median days from joining until the first proposal was made."""
    rows = (
        joined.annotate(first=Min("proposals__made_at")).filter(first__isnull=False).values_list("joined_at", "first")
    )
    waits = [(first - at).total_seconds() / 86400 for at, first in rows]
    return round(median(waits), 1) if len(waits) >= LEAST else None


def _lasting(
    placements: "QuerySet[Placement]", since: datetime.date, until: datetime.date, today: datetime.date
) -> int | None:
    old = placements.filter(began_on__range=(since, min(until, today - _HALF_YEAR)))
    counts = old.aggregate(
        whole=Count("pk"),
        stayed=Count("pk", filter=Q(ended_on__isnull=True) | Q(ended_on__gte=_half_year_on())),
    )
    return _percent(counts["stayed"], counts["whole"])


def _half_year_on() -> "CombinedExpression":
    return F("began_on") + _HALF_YEAR
