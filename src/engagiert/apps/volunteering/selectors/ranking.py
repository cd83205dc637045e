"""Which offers fit somebody, best first, with reasons, near misses and what would change it: the engine's answer.

Offers come from the public projection: those of the office, and those that its neighbours show here by agreement; what
the person said no to is not, and what the person has been proposed already is left to the caller.
"""

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from engagiert.apps.opportunities.public import Listing
from engagiert.apps.volunteering import rules
from engagiert.apps.volunteering.models import Placement, Refusal, Volunteer, Wish
from engagiert.engines.matching import records, taxonomy
from engagiert.engines.matching.capping import allocate_capped
from engagiert.engines.matching.matches import Change, Match, NearMiss
from engagiert.engines.matching.ranking import rank
from engagiert.engines.matching.reading import terms_of as terms_in
from engagiert.engines.matching.reading import words_of
from engagiert.kernel.authz import Actor, require

from .market import as_offers, blur_of, connections, fields_in, languages_in, market_of, skills_in

# Of the ten that are shown nobody needs what they are found by.
_UNREAD = ("folded", "search", "codes")
_CLAUSES = re.compile(r"[.,;:!?\n]|\b(?:aber|sondern|but)\b")
_SELF = re.compile(r"\b(?:bin|war|arbeite als|habe als|am|was)\b", re.IGNORECASE)
_NO = re.compile(r"\b(?:nicht|nichts|kein\w*|nie|niemals|ungern|ohne|not|no|never)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Ranked:
    """Offers for one person: each match with its public listing; near misses likewise; what would change it."""

    matches: tuple[tuple[Match, Listing], ...]
    nearly: tuple[tuple[NearMiss, Listing], ...]
    changes: tuple[Change, ...]


def ranked_for(volunteer: Volunteer, today: datetime.date, *, most: int = 10, advice: bool = True) -> Ranked:
    """In the open scope of the office that knows the person. ``advice``: with near misses and changes."""
    wish = volunteer.wish
    if has_enough(volunteer):
        return Ranked((), (), ())
    market = market_of(volunteer.office)
    offers = market.offers_for(wish, skills_in((*wish.skills, *_spoken_of(wish.words))), connections())
    if offers is None:
        return Ranked((), (), ())
    ranking = rank(offers, _as_person(volunteer, today, blur_of(volunteer.office.place)), most, advice=advice)
    shown = [*(one.opportunity for one in ranking.matches), *(one.opportunity for one in ranking.nearly)]
    listings = {str(key): one for key, one in Listing.objects.defer(*_UNREAD).in_bulk(map(int, shown)).items()}
    return Ranked(
        tuple(
            (_honest(match, listings[match.opportunity], wish), listings[match.opportunity])
            for match in ranking.matches
            if match.opportunity in listings
        ),
        tuple((miss, listings[miss.opportunity]) for miss in ranking.nearly if miss.opportunity in listings),
        ranking.changes,
    )


def _honest(match: Match, listing: Listing, wish: Wish) -> Match:
    """Without a distance where either end is only a town, and without what concerns the office alone."""
    vague = listing.approximate or not wish.place
    # Stems of words are for the machine.
    hidden = {"few_asked", "words", *({"distance"} if vague else ())}
    return replace(match, reasons=tuple(reason for reason in match.reasons if reason.code not in hidden))


def ranked_at_desk(actor: Actor, volunteer: Volunteer, today: datetime.date, *, most: int = 10) -> Ranked:
    """The same for the talk sheet."""
    require(actor, rules.READ, volunteer)
    return ranked_for(volunteer, today, most=most)


@dataclass(frozen=True, slots=True)
class Assigned:
    """Who was found a place in an allotment, best first in nothing: one offer for each person at most."""

    volunteer: Volunteer
    listing: Listing
    match: Match


@dataclass(frozen=True, slots=True)
class Assignment:
    """An allotment with its certificate. ``total``: sum of scores; ``bound``: nobody can reach more; ``places``: how
    many could be filled at most."""

    assigned: list[Assigned]
    total: float
    bound: float
    gap: float
    places: int


def assign(volunteers: Sequence[Volunteer], listings: Sequence[Listing], *, cap: int, held: Mapping[int, int],
           today: datetime.date) -> Assignment:  # fmt: skip
    """The best overall use of the time of people of one office, with at most ``cap`` for an organisation; in the open
    scope.

    ``held``: for each offer how many of them it has been proposed already. People with ``wish`` and ``inspection``
    selected and ``refusals`` and ``placements`` read ahead. An organisation that is not told apart counts by its name.
    """
    offers = [_with_room(one, held) for one in as_offers(listings, connections())]
    named = [one.organisation if one.organisation != "0" else f"~{shown.organisation_name}"
             for one, shown in zip(offers, listings, strict=True)]  # fmt: skip
    offers = [replace(one, organisation=name) for one, name in zip(offers, named, strict=True)]
    taken: Counter[str] = Counter()
    for name, shown in zip(named, listings, strict=True):
        taken[name] += held.get(shown.pk, 0)
    caps = {name: max(cap - taken[name], 0) for name in named}
    people = sorted((one for one in volunteers if not has_enough(one)), key=lambda one: str(one.pk))
    blur = blur_of(people[0].office.place) if people else 0.0
    plan = allocate_capped(offers, [_as_person(one, today, blur) for one in people], caps)
    assigned = [
        Assigned(people[who], listings[number], _honest(match, listings[number], people[who].wish))
        for who, number, match in plan.explained()
    ]
    places = min(sum(one.capacity for one in offers), sum(caps.values()))
    return Assignment(assigned, plan.total, plan.bound, plan.gap, places)


def _with_room(offer: records.Opportunity, held: Mapping[int, int]) -> records.Opportunity:
    return replace(offer, capacity=max(offer.capacity - held.get(int(offer.key), 0), 0))


def offer_with_key(key: int) -> Listing | None:
    """The published offer; None where it is not (any more)."""
    return Listing.objects.filter(pk=key).first() if key else None


def offers_of(office_ids: Iterable[int]) -> list[Listing]:
    """The published offers of these offices, by title."""
    found = Listing.objects.filter(office__in=list(office_ids)).only(
        "pk", "title", "organisation_name", "organisation_id"
    )
    return list(found.order_by("sort_key", "id")[:500])


def _as_person(volunteer: Volunteer, today: datetime.date, blur: float) -> records.Volunteer:
    """``blur``: of who has not told where in the town they live."""
    # Filtered here, so that a crowd reads its refusals and placements ahead.
    wish, said = volunteer.wish, [one for one in volunteer.refusals.all() if one.lifted_on is None]
    read = _spoken_of(wish.words)
    holds = ("police_certificate",) if hasattr(volunteer, "inspection") else ()
    return records.Volunteer(
        key=str(volunteer.pk),
        lat=wish.latitude or 0.0,
        lon=wish.longitude or 0.0,
        radius_km=float(wish.radius_km) if wish.latitude is not None else 1000.0,
        week=wish.week_parts,
        fields=fields_in((*wish.likes, *read)),
        skills=skills_in((*wish.skills, *read)),
        languages=languages_in(wish.languages),
        age=volunteer.age(today),
        certificates=holds,
        hours=hours_left(volunteer) or records.NO_LIMIT,
        refused_offers=_keys(said, Refusal.Scope.OFFER),
        refused_organisations=_keys(said, Refusal.Scope.ORGANISATION),
        refused_kinds=_keys(said, Refusal.Scope.KIND),
        refused_terms=_with_parts([*wish.avoids, *_keys(said, Refusal.Scope.FIELD)]),
        words=words_of(wish.words) if wish.words else (),
        blur_km=0.0 if wish.place else blur,
    )


def read_of(wish: Wish) -> list[str]:
    """Codes of what a wish says in its own words and nobody has ticked: shown to whoever wrote them."""
    known = {*wish.likes, *wish.skills, *_with_parts(wish.avoids)}
    return [code for code in _spoken_of(wish.words) if code not in known]


@lru_cache(maxsize=10_000)
def _spoken_of(words: str) -> tuple[str, ...]:
    """What a wish in own words speaks of, besides what is ticked: many write a sentence and tick nothing. A clause that
    says no is left out, for a guess may speak for an offer, never for what somebody does not want."""
    clauses = [clause for clause in _CLAUSES.split(words) if clause.strip() and not _NO.search(clause)]
    wanted = terms_in(". ".join(clause for clause in clauses if not _SELF.search(clause)))
    # What somebody is or was, they may well be able to do; it is not what they want to be with.
    can = terms_in(". ".join(clause for clause in clauses if _SELF.search(clause)))
    return tuple(dict.fromkeys((*wanted, *skills_in(can))))


def _keys(said: list[Refusal], scope: str) -> tuple[str, ...]:
    return tuple(one.key for one in said if one.scope == scope)


def hours_left(volunteer: Volunteer) -> float | None:
    """What is left of the hours they want to give at most; None where they named no limit, 0.1 where nothing is."""
    most = volunteer.wish.hours_per_week
    if most is None:
        return None
    return max(float(most) - given_per_week(volunteer), 0.1)


def has_enough(volunteer: Volunteer) -> bool:
    """Whether they give all the hours they wanted to give: then nothing more is proposed, whatever it says of hours."""
    most = volunteer.wish.hours_per_week
    return most is not None and given_per_week(volunteer) >= float(most)


def given_per_week(volunteer: Volunteer) -> float:
    """Hours a week of all that they are in now."""
    running = [one for one in volunteer.placements.all() if one.state != Placement.State.ENDED]
    return sum(float(one.hours_per_week) for one in running if one.hours_per_week)


def _with_parts(codes: Iterable[str]) -> tuple[str, ...]:
    """A no to a group is a no to all within it; codes of an older taxonomy are left out."""
    said = {code for code in codes if code in taxonomy.terms()}
    return tuple(term.code for term in taxonomy.terms().values() if term.code in said or term.parent in said)


def terms_of(listing: Listing) -> list[str]:
    """What an offer is about and seeks, with the groups above: a no to a group holds for all within."""
    known = taxonomy.terms()
    codes = [code for code in (*listing.fields, *listing.skills_wanted) if code in known]
    return list(dict.fromkeys([*codes, *(known[code].parent for code in codes if known[code].parent)]))
