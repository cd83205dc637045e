"""Ranks the offers of one person by the engine's records, until the compiled kernel takes over (same shapes)."""

import math
from collections.abc import Sequence

from engagiert.engines.matching import taxonomy
from engagiert.engines.matching.matches import Change, Match, NearMiss, Ranking, Reason
from engagiert.engines.matching.records import Opportunity, Volunteer
from engagiert.engines.matching.week import ANY_TIME

_MOST_NEARLY = 4
_RADIUS_STEPS = (5, 10, 20, 50)


def rank(person: Volunteer, offers: Sequence[Opportunity], *, most: int) -> Ranking:
    """Best first; an offer that exactly one obstacle keeps out is a near miss; a refused one is nowhere."""
    matches, nearly = [], []
    for offer in offers:
        if _refused(person, offer):
            continue
        match, obstacles = _match(person, offer), _obstacles(person, offer)
        if not obstacles:
            matches.append(match)
        elif len(obstacles) == 1:
            nearly.append(NearMiss(offer.key, match.score, obstacles[0]))
    matches.sort(key=lambda one: (-one.score, one.opportunity))
    nearly.sort(key=lambda one: (-one.score, one.opportunity))
    return Ranking(tuple(matches[:most]), tuple(nearly[:_MOST_NEARLY]), _changes(nearly))


def _refused(person: Volunteer, offer: Opportunity) -> bool:
    terms = {*offer.fields, *offer.skills}
    groups = {taxonomy.terms()[term].parent for term in terms}
    return (
        offer.key in person.refused_offers
        or offer.organisation in person.refused_organisations
        or offer.kind in person.refused_kinds
        or bool((terms | groups) & set(person.refused_terms))
    )


def _km(person: Volunteer, offer: Opportunity) -> float:
    north = (person.lat - offer.lat) * 111.2
    east = (person.lon - offer.lon) * 111.2 * math.cos(math.radians(person.lat))
    return math.hypot(north, east)


def _obstacles(person: Volunteer, offer: Opportunity) -> list[Reason]:
    found = []
    distance = _km(person, offer)
    if not offer.from_home and distance > person.radius_km:
        found.append(Reason("too_far", number=distance, limit=person.radius_km))
    if not person.week & offer.week:
        found.append(Reason("no_common_time", week=offer.week))
    if person.age is not None and person.age < offer.minimum_age:
        found.append(Reason("too_young", limit=offer.minimum_age))
    if person.hours and offer.hours > person.hours:
        found.append(Reason("hours", number=offer.hours, limit=person.hours))
    if offer.capacity <= 0:
        found.append(Reason("full"))
    return found


def _match(person: Volunteer, offer: Opportunity) -> Match:
    reasons, parts = [], {}
    same = [code for code in offer.fields if code in person.fields]
    near = [code for code in offer.fields if code not in same and _related(code, person.fields)]
    parts["interests"] = 2.0 if same else 1.2 if near else 0.0
    if same or near:
        reasons.append(Reason("interest" if same else "near_interest", codes=tuple(same or near)))
    can = [code for code in offer.skills if code in person.skills]
    nearly = [code for code in offer.skills if code not in can and _related(code, person.skills)]
    parts["skills"] = 2.0 if can else 1.0 if nearly else 0.0
    if can or nearly:
        reasons.append(Reason("skill" if can else "near_skill", codes=tuple(can or nearly)))
    if offer.from_home:
        reasons.append(Reason("from_home"))
    else:
        distance = _km(person, offer)
        parts["distance"] = max(0.0, 1.0 - distance / max(person.radius_km, 1.0))
        reasons.append(Reason("distance", number=distance))
    common = person.week & offer.week
    if common and offer.week != ANY_TIME:
        parts["time"] = 0.5
        reasons.append(Reason("time", week=common))
    spoken = [code for code in offer.languages_wanted if code in person.languages]
    if spoken:
        parts["languages"] = 1.0
        reasons.append(Reason("language", codes=tuple(spoken)))
    parts["urgency"] = 0.3 * offer.urgency
    parts["fairness"] = -0.1 * min(offer.connections, 5)
    if offer.urgency >= 1:
        reasons.append(Reason("urgent"))
    return Match(offer.key, sum(parts.values()), parts, tuple(reasons))


def _related(code: str, others: Sequence[str]) -> bool:
    bit = taxonomy.terms()[code].bit
    return bool(taxonomy.relatives()[bit] & taxonomy.bits(others))


def _changes(nearly: Sequence[NearMiss]) -> tuple[Change, ...]:
    """How much farther the radius would have to be for offers that only distance keeps out."""
    far = [miss for miss in nearly if miss.obstacle.code == "too_far"]
    for step in _RADIUS_STEPS:
        gained = tuple(miss.opportunity for miss in far if miss.obstacle.number <= step)
        if gained:
            return (Change("radius", gained, number=step),)
    return ()
