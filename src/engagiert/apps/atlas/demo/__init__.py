"""Facilities drawn for the demo, so that the totals which the Land's study published hold. No real facility is meant.

The study counted about 590 facilities in 215 towns and cities; more than half were founded after 2000, 44 % of them
have under 50,000 euros a year, 66 % live mainly on money of the Land. Which towns and days come out is drawn, seeded.
"""

import datetime
import random
from collections.abc import Callable

from engagiert.apps.atlas import services
from engagiert.apps.atlas.models import Roll
from engagiert.apps.directory.public import FACILITY_TYPES
from engagiert.apps.places.public import Place, places
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter

SOURCE = "Vorführung, erfunden"
FACILITIES, TOWNS = 590, 215
AFTER_2000, UNDER_50_000, BY_THE_LAND = 320, 260, 389
_AS_OF = datetime.date(2026, 11, 1)
_STATE = "Land (erfunden)"
# Parts of a hundred facilities; the second is nearly everywhere, as the study found of one type.
_TYPES = {
    "buergerstiftung": 14,
    "freiwilligenagentur": 24,
    "stabsstelle": 14,
    "mehrgenerationenhaus": 12,
    "muetterzentrum": 7,
    "selbsthilfekontaktstelle": 10,
    "seniorenbuero": 9,
    "soziokulturelles_zentrum": 10,
}
# One in so many of the other towns is confirmed to have none of a type; of the rest nobody knows.
_CONFIRMED_ONE_IN = 3
_SHARES = (60, 70, 80, 90)


def load(*, say: Callable[[str], None]) -> None:
    """Draw the rolls that are missing; safe to repeat."""
    if Roll.objects.filter(source=SOURCE).exists():
        return
    towns = list(places(kind=Place.Kind.MUNICIPALITY).filter(ags__startswith="05").order_by("ags"))
    if len(towns) <= TOWNS:
        return
    dice = random.Random(20_261_101)  # noqa: S311 - drawn, not secret
    for type_, (entries, absent) in drawn(towns, dice).items():
        report = services.ImportReport(type=type_, source=SOURCE)
        with enter(Actor.operator(), action="demo.load"):
            services.keep_roll(
                actor=Actor.operator(), report=report, entries=entries, absent=absent, as_of=_AS_OF, is_synthetic=True
            )
    say(f"Atlas geladen: {FACILITIES} erfundene Einrichtungen in {TOWNS} Orten.")


def drawn(towns: list[Place], dice: random.Random) -> dict[str, tuple[list[services.Entry], list[int]]]:
    """Type → facilities and ids of places confirmed to have none. Larger towns are likelier and have more."""
    people = {town.pk: max(town.population or 1, 1) for town in towns}
    # Sampling without replacement by weight (Efraimidis, Spirakis 2006).
    with_any = sorted(towns, key=lambda town: -(dice.random() ** (1 / people[town.pk] ** 0.8)))[:TOWNS]
    more = dice.choices(with_any, [people[town.pk] for town in with_any], k=FACILITIES - TOWNS)
    types = dice.choices(list(_TYPES), list(_TYPES.values()), k=FACILITIES)
    young, poor, state = (_marked(number, dice) for number in (AFTER_2000, UNDER_50_000, BY_THE_LAND))
    found: dict[str, tuple[list[services.Entry], list[int]]] = {type_: ([], []) for type_ in _TYPES}
    for number, (town, type_) in enumerate(zip([*with_any, *more], types, strict=True)):
        entry = services.Entry(
            name=f"{FACILITY_TYPES[type_].label} Muster {number + 1}",
            place_id=town.pk,
            budget=dice.randrange(8_000, 50_000, 500) if poor[number] else dice.randrange(50_000, 400_000, 1_000),
            founded=dice.randint(2001, 2024) if young[number] else dice.randint(1960, 2000),
            staff_fte=round(dice.uniform(0.5, 5), 1),
            grants=_grants(dice, by_the_land=state[number]),
        )
        found[type_][0].append(entry)
    for entries, absent in found.values():
        taken = {entry.place_id for entry in entries}
        absent += [town.pk for town in towns if town.pk not in taken and dice.randrange(_CONFIRMED_ONE_IN) == 0]
    return found


def _marked(number: int, dice: random.Random) -> list[bool]:
    """Exactly so many of all facilities."""
    chosen = set(dice.sample(range(FACILITIES), number))
    return [each in chosen for each in range(FACILITIES)]


def _grants(
    dice: random.Random, *, by_the_land: bool
) -> set[tuple[str, int | None, datetime.date | None, datetime.date | None]]:
    """Mainly the Land's money ends at the end of a year or in summer; what the town gives is open."""
    share = dice.choice(_SHARES)
    year = dice.choices((2026, 2027, 2028, 2029), (4, 3, 2, 1))[0]
    last = datetime.date(year, 12, 31) if dice.random() < 0.7 else datetime.date(year + 1, 6, 30)
    # Whatever runs longest has begun by now: the study's share of the Land's money is that of today.
    first = datetime.date(min(last.year - 3, _AS_OF.year), 1, 1)
    main, other = (_STATE, "Stadt (erfunden)") if by_the_land else ("Stadt (erfunden)", "Spenden (erfunden)")
    return {(main, share, first, last if by_the_land else None), (other, 100 - share, None, None)}
