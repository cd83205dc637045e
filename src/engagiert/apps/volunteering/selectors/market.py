"""The offers of an office as the engine reads them, kept in the process while none of their rows changes (ADR 0054).

Reading a text takes longer than matching it, and a large town has thousands of offers. So what they say is read once
and kept as columns; for each person the rows around them are taken, and what depends on the person is added.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np
from django.db import connection
from django.db.models import Count, Q
from numpy.typing import NDArray

from engagiert.apps.accounts.public import Office
from engagiert.apps.directory.public import PLACE_MARK
from engagiert.apps.opportunities.public import Listing
from engagiert.apps.places.public import Place
from engagiert.apps.volunteering.models import Proposal, Wish
from engagiert.engines.matching import records, taxonomy
from engagiert.engines.matching.columns import OfferColumns, offer_columns, split
from engagiert.engines.matching.market import Offers, numbers_of
from engagiert.engines.matching.reading import words_and_terms

_MOST_URGENT = 2
# No capacity told: as many as come, but not for ever.
_MANY = 5
_KM_PER_DEGREE = 111.2
# Of a longer text more is meant than its strongest words.
_FAIRLY_SURE = 0.5
# Of a municipality in the register without an area: the median of the Land.
_USUAL_AREA = 75.0
# So many offers of all offices are kept in a process; some 600 bytes each.
MOST_KEPT = 200_000
_READ = (
    "title", "summary", "organisation_id", "lat", "lon", "where", "week_parts", "fields", "skills_wanted", "languages",
    "minimum_age", "kind", "hours_per_week", "capacity", "urgency", "approximate", "place_id",
)  # fmt: skip
# Every change of a row is another version at another place; see kernel/db/versions.py.
_VERSION = """
    select count(*), coalesce(sum(xmin::text::bigint), 0), coalesce(sum(hashtextextended(ctid::text, 0)), 0)
    from opportunities_listing where office_id = %s or codes @> array[%s]::varchar[]
"""


@dataclass(frozen=True, slots=True)
class Market:
    """``columns``: what the offers tell, without connections; ``guessed``: skills that the text of an offer speaks of
    which tells none; they may speak for somebody who has them, never against."""

    columns: OfferColumns
    guessed: NDArray[np.uint64]
    words: dict[str, int]
    organisations: dict[str, int]

    def offers_for(self, wish: Wish, can: Iterable[str], connected: Mapping[int, int]) -> Offers | None:
        """Those in reach and a little beyond (for near misses), and those from home. ``can``: what the one person can;
        ``connected``: see ``connections``. None where there are none."""
        rows = self._around(wish)
        if len(rows) == 0:
            return None
        near = self.columns.take(rows)
        skills = np.uint64(split(taxonomy.bits(tuple(can)))[1])
        known = np.array([connected.get(int(key), 0) for key in near.keys], np.int32) if connected else near.connections
        near = replace(near, skills=near.skills | (self.guessed[rows] & skills), connections=known)
        return Offers.some(near, self.words, self.organisations)

    def _around(self, wish: Wish) -> NDArray[np.intp]:
        of = self.columns
        if wish.latitude is None or wish.longitude is None:
            return np.arange(len(of.keys))
        reach = max(2.0 * wish.radius_km, wish.radius_km + 10.0) / _KM_PER_DEGREE
        near = (np.abs(of.lat - wish.latitude) <= reach) & (np.abs(of.lon - wish.longitude) <= 1.8 * reach)
        return np.flatnonzero(near | of.from_home)


_kept: dict[int, tuple[tuple[Any, ...], Market]] = {}


def market_of(office: Office) -> Market:
    """Published offers of the office itself, and what is shown in its place: a neighbour's are only where they agreed
    on it (``also_in``). One query; a second one where something has changed."""
    mark = f"{PLACE_MARK}{office.place.ags}"
    with connection.cursor() as cursor:
        cursor.execute(_VERSION, (office.pk, mark))
        version = tuple(cursor.fetchone() or ())
    kept = _kept.get(office.pk)
    if kept is not None and kept[0] == version:
        return kept[1]
    # Read after its version: a change in between is noticed by the next question.
    found = Listing.objects.filter(Q(office=office.pk) | Q(codes__contains=[mark])).order_by("pk").only(*_READ)
    market = _market(as_offers(found, {}), found)
    _kept.pop(office.pk, None)
    while _kept and sum(len(one.columns.keys) for _version, one in _kept.values()) + len(found) > MOST_KEPT:
        del _kept[next(iter(_kept))]
    _kept[office.pk] = version, market
    return market


def _market(offers: list[records.Opportunity], listings: Iterable[Listing]) -> Market:
    words, organisations = numbers_of(offers)
    guessed = [
        0 if offer.skills else split(taxonomy.bits(skills_in(_words(one.title, one.summary)[1])))[1]
        for offer, one in zip(offers, listings, strict=True)
    ]
    columns = offer_columns(offers, words, organisations)
    return Market(columns, np.array(guessed, np.uint64), words, organisations)


def as_offers(listings: Iterable[Listing], connected: Mapping[int, int]) -> list[records.Opportunity]:
    """With what each offer tells, and the fields that its text speaks of."""
    found = list(listings)
    vague = {one.place_id for one in found if one.approximate}
    blurs = {place.pk: blur_of(place) for place in Place.objects.filter(pk__in=vague).only("area_km2")} if vague else {}
    return [_as_offer(one, connected.get(one.pk, 0), blurs) for one in found]


def connections() -> Mapping[int, int]:
    """How often each offer has been proposed and is not declined, as far as the open scope sees; for fairness."""
    rows = Proposal.objects.filter(state__in=["open", "agreed"]).order_by()
    return dict(rows.values("opportunity_id").annotate(number=Count("pk")).values_list("opportunity_id", "number"))


def _as_offer(listing: Listing, connected: int, blurs: Mapping[int, float]) -> records.Opportunity:
    words, read = _words(listing.title, listing.summary)
    return records.Opportunity(
        key=str(listing.pk),
        organisation=str(listing.organisation_id or 0),
        lat=listing.lat or 0.0,
        lon=listing.lon or 0.0,
        from_home=listing.where != "on_site" or listing.lat is None,
        week=listing.week_parts,
        fields=_told_or_read(listing, read),
        skills=skills_in(listing.skills_wanted),
        languages_wanted=tuple(code for code in languages_in(listing.languages) if code != "de"),
        minimum_age=listing.minimum_age or 0,
        certificates=(),
        kind=listing.kind,
        hours=float(listing.hours_per_week or 0),
        capacity=listing.capacity or _MANY,
        urgency=listing.urgency / _MOST_URGENT,
        connections=connected,
        words=words,
        blur_km=blurs[listing.place_id] if listing.approximate else 0.0,
    )


def _told_or_read(listing: Listing, read: tuple[str, ...]) -> tuple[str, ...]:
    """The fields that the offer tells, and the finer ones that its text speaks of: “Umwelt, Natur und Tiere” alone says
    nothing to somebody who likes animals. An imported list knows the fourteen fields at most, often none."""
    return tuple(dict.fromkeys((*fields_in(listing.fields), *fields_in(read))))


@lru_cache(maxsize=60_000)
def _words(title: str, summary: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Words and terms of an offer. Offers change seldom, and reading a text takes longer than matching it."""
    return words_and_terms(title, summary, share=_FAIRLY_SURE)


def blur_of(place: Place) -> float:
    """How far, root mean square, somebody of whom only the town is known lives from its middle: of a disc as large."""
    area = float(place.area_km2) if place.area_km2 else _USUAL_AREA
    return math.sqrt(area / (2 * math.pi))


def languages_in(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(code for code in codes if code in records.LANGUAGES)


def fields_in(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(code for code in codes if code in taxonomy.terms() and taxonomy.terms()[code].kind == taxonomy.FIELD)


def skills_in(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(code for code in codes if code in taxonomy.terms() and taxonomy.terms()[code].kind == taxonomy.SKILL)
