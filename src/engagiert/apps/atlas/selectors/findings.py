"""What stands out in a town or area: what ends and whom a renewal protects, who could talk to each other, where there
is more or less than around, how the money stands, and towns of like size. Cut out of the result of its Land."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from engagiert.apps.places.public import Where
from engagiert.engines.landscape.cliff import counting
from engagiert.engines.landscape.overlap import Overlap
from engagiert.engines.landscape.records import Flags, Floats, Whole
from engagiert.engines.landscape.renewals import Renewals, renewals

from .figures import RATE_PER
from .region import Region, region
from .stock import Source, Spot

LIKE_SIZED = 8


@dataclass(frozen=True, slots=True)
class Falling:
    """A facility that has less than half of its money agreed for the day. ``lost``: percent of its budget; ``ended``:
    funders with their last day; ``cost``: euros a year of what ends, None where nobody said the budget."""

    name: str
    town: str
    lost: int
    ended: tuple[tuple[str, datetime.date], ...]
    cost: int | None


@dataclass(frozen=True, slots=True)
class Step:
    """A first day without some grants, the first one today: facilities that count from then on, how many have a grant
    that ended the day before, and people who have none in reach and have one today."""

    day: datetime.date
    standing: int
    ended: int
    people_losing: int


@dataclass(frozen=True, slots=True)
class Losing:
    """A town whose people have one in reach today and none on the day."""

    name: str
    population: int


@dataclass(frozen=True, slots=True)
class Renewal:
    """``gain``: people for whom it is the one that keeps one in reach, added to those chosen before it."""

    name: str
    town: str
    gain: int
    cost: int


@dataclass(frozen=True, slots=True)
class Plan:
    """Renewals for at most ``money`` euros a year. ``bound``: no other choice protects more; ``unpriced``: would help,
    but nobody knows what they cost."""

    money: int
    chosen: tuple[Renewal, ...]
    people: int
    spent: int
    bound: int
    proven: float
    unpriced: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Party:
    """One of two who could talk. ``comment``: what it says itself; ``page``: town and slug of its record."""

    name: str
    town: str
    comment: str
    commented_on: datetime.date | None
    page: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Talk:
    """Two facilities that serve the same people, by name; ``reasons`` are codes of the engine."""

    parties: tuple[Party, Party]
    km: float
    shared: int
    percent: int
    reasons: tuple[str, ...]
    services: tuple[str, ...]
    times: tuple[str, ...]
    free: int


@dataclass(frozen=True, slots=True)
class Concentration:
    """A town round which there is more (``high``) or less than chance would have it; ``stable`` under both matrices."""

    town: str
    high: bool
    stable: bool


@dataclass(frozen=True, slots=True)
class Money:
    """How facilities are paid on the day. Each count stands beside the number of which it is known.

    ``one_payer``: one funder gives all; ``concentration``: the median of the Herfindahl-Hirschman index; ``limited``:
    mean percent of the running money that has an end; ``ending``: with an end within twelve months.
    """

    facilities: int
    funding_known: int
    one_payer: int
    concentration: float | None
    limited: int | None
    ending: int
    staff_known: int
    few_staff: int
    budget_known: int
    small: int


@dataclass(frozen=True, slots=True)
class Like:
    """A town beside others of its size; ``own`` is the town itself."""

    name: str
    population: int
    count: int
    listed: int
    rate: float | None
    nearest_km: float | None
    state: str
    own: bool


@dataclass(frozen=True, slots=True)
class Findings:
    """``known``: towns whose state is known, of which concentrations are made; ``enough``: they say something.
    ``standing``: facilities that count on the day. ``land_rate``: of all facilities of the Land per 10,000 people;
    ``names`` of the towns of the area by their keys."""

    falling: tuple[Falling, ...]
    losing: tuple[Losing, ...]
    people_losing: int
    standing: int
    steps: tuple[Step, ...]
    plan: Plan
    talks: tuple[Talk, ...]
    concentrations: tuple[Concentration, ...]
    known: int
    enough: bool
    money: Money
    likes: tuple[Like, ...]
    land_rate: float | None
    sources: tuple[Source, ...]
    names: Mapping[str, str]

    @property
    def is_synthetic(self) -> bool:
        return any(source.is_synthetic for source in self.sources)


def findings(
    where: Where, *, type: str, radius: float, day: datetime.date, today: datetime.date, money: int
) -> Findings:
    """``money``: euros a year that renewals may cost in all. One query, more only after something changed."""
    found = region(where.keys, type=type, radius=radius, day=day, today=today)
    towns, rows = found.towns_in(where.keys), np.flatnonzero(found.facilities_in(where.keys))
    losing = np.flatnonzero(found.fall.losing & towns)
    inside = set(rows.tolist())
    talks = [one for one in found.pairs if one.left in inside or one.right in inside]
    people = found.towns.people
    return Findings(
        falling=_falling(found, rows),
        losing=tuple(Losing(found.names[row], round(float(people[row]))) for row in losing),
        people_losing=round(float(people[losing].sum())),
        standing=int(counting(found.fall.secured_then)[rows].sum()),
        steps=_steps(found, towns, rows),
        plan=_plan(found, rows, radius, money),
        talks=tuple(_talk(found, one) for one in talks),
        concentrations=tuple(
            Concentration(found.names[row], bool(found.hot.found[row] > 0), bool(found.hot.stable[row]))
            for row in np.flatnonzero(towns & (found.hot.found != 0))
        ),
        known=int(found.hot.considered.sum()),
        enough=found.hot.enough,
        money=_money(found, rows),
        likes=_likes(found, where),
        land_rate=_land_rate(found),
        sources=found.sources,
        names={found.towns.keys[row]: found.names[row] for row in np.flatnonzero(towns).tolist()},
    )


def cost_of_renewal(found: Region) -> Floats:
    """Euros a year of what ends: the budget times the part that is lost; NaN where nobody knows either."""
    cost: Floats = found.facilities.budget * found.fall.lost
    return cost


def _falling(found: Region, rows: Whole) -> tuple[Falling, ...]:
    cost = cost_of_renewal(found)
    return tuple(
        sorted(
            (
                Falling(
                    found.spots[row].name,
                    found.town_of(row),
                    round(100 * float(found.fall.lost[row])),
                    ended_between(found.spots[row], found.today, found.day),
                    None if np.isnan(cost[row]) else round(float(cost[row])),
                )
                for row in rows[found.fall.falls[rows]].tolist()
            ),
            key=lambda one: (one.town, one.name),
        )
    )


def ended_between(spot: Spot, today: datetime.date, day: datetime.date) -> tuple[tuple[str, datetime.date], ...]:
    """Funders whose grants end from today until the day before ``day``, with their last day, in order."""
    ended = {(funder, last) for funder, _share, _first, last in spot.grants if last and today <= last < day}
    return tuple(sorted(ended, key=lambda one: (one[1], one[0])))


def _steps(found: Region, towns: Flags, rows: Whole) -> tuple[Step, ...]:
    people, reached = found.towns.people, ~found.fall.now.beyond
    steps = []
    for one in found.steps:
        last = one.day - datetime.timedelta(days=1)
        ended = sum(any(grant[3] == last for grant in found.spots[row].grants) for row in rows.tolist())
        losing = one.beyond & reached & towns
        if ended or one.day == found.today:
            steps.append(Step(one.day, int(one.stands[rows].sum()), ended, round(float(people[losing].sum()))))
    return tuple(steps)


def _plan(found: Region, rows: Whole, radius: float, money: int) -> Plan:
    falling = np.zeros(len(found.facilities), np.bool_)
    falling[rows] = found.fall.falls[rows]
    best: Renewals = renewals(
        found.towns,
        found.facilities,
        falling=falling,
        staying=counting(found.fall.secured_then),
        cost=cost_of_renewal(found),
        budget=float(money),
        km=radius,
    )
    chosen = [
        Renewal(found.spots[row].name, found.town_of(row), round(float(gain)), round(float(cost)))
        for row, gain, cost in zip(best.chosen.tolist(), best.gain, best.cost, strict=True)
    ]
    return Plan(
        money=money,
        chosen=tuple(sorted(chosen, key=lambda one: (one.town, one.name))),
        people=round(best.people),
        spent=round(best.spent),
        bound=round(best.bound),
        proven=best.proven,
        unpriced=tuple(sorted(found.spots[row].name for row in best.unpriced.tolist())),
    )


def _talk(found: Region, one: Overlap) -> Talk:
    parties = sorted((_party(found, one.left), _party(found, one.right)), key=lambda each: (each.name, each.town))
    return Talk(
        parties=(parties[0], parties[1]),
        km=round(one.km, 1),
        shared=round(one.shared),
        percent=round(100 * one.part),
        reasons=one.reasons,
        services=tuple(sorted(one.services)),
        times=tuple(sorted(one.times)),
        free=one.free_seats,
    )


def _party(found: Region, row: int) -> Party:
    spot = found.spots[row]
    told = spot.told
    return Party(
        name=spot.name,
        town=found.town_of(row),
        comment=told.comment if told else "",
        commented_on=told.commented_on if told else None,
        page=told.page if told else None,
    )


def _money(found: Region, rows: Whole) -> Money:
    money = found.money
    shares, limited, months = money.concentration[rows], money.limited[rows], money.months[rows]
    known = ~np.isnan(shares)
    return Money(
        facilities=len(rows),
        funding_known=int(known.sum()),
        one_payer=int((shares[known] > 1 - 1e-9).sum()),
        concentration=round(float(np.median(shares[known])), 2) if known.any() else None,
        limited=round(100 * float(limited[known].mean())) if known.any() else None,
        ending=int((months[~np.isnan(months)] <= 12).sum()),
        staff_known=int(money.staff_known[rows].sum()),
        few_staff=int(money.few_staff[rows].sum()),
        budget_known=int(money.budget_known[rows].sum()),
        small=int(money.small[rows].sum()),
    )


def _likes(found: Region, where: Where) -> tuple[Like, ...]:
    """For a town, the ``LIKE_SIZED`` others of its Land whose number of people is nearest to its own, by name."""
    if where.town is None or where.keys[0] not in found.towns.keys:
        return ()
    own = found.towns.keys.index(where.keys[0])
    population = found.towns.population
    if np.isnan(population[own]):
        return ()
    # As the eye compares sizes: by ratio, so that half as many is as far as twice as many.
    with np.errstate(divide="ignore", invalid="ignore"):
        apart = np.abs(np.log(population / population[own]))
    apart[own] = -1
    rows = np.argsort(np.nan_to_num(apart, nan=np.inf, posinf=np.inf), kind="stable")[: LIKE_SIZED + 1]
    return tuple(
        sorted(
            (
                Like(
                    found.names[row],
                    round(float(found.towns.people[row])),
                    found.count[row],
                    found.listed[row],
                    found.rate[row],
                    round(float(found.fall.then.cost[row]), 1) if np.isfinite(found.fall.then.cost[row]) else None,
                    found.state[row],
                    row == own,
                )
                for row in rows.tolist()
            ),
            key=lambda one: one.name,
        )
    )


def _land_rate(found: Region) -> float | None:
    people = float(found.towns.people.sum())
    return round(sum(found.count) * RATE_PER / people, 2) if people else None
