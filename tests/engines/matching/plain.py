"""The rules of matching once more, written plainly and slowly: what the compiled kernel is compared with."""

import math
from collections.abc import Sequence
from functools import cache

from engagiert.engines.matching import taxonomy, weights
from engagiert.engines.matching.records import Opportunity, Volunteer

EARTH = 6371.0088


def kilometres(one: Volunteer, other: Opportunity) -> float:
    """Haversine."""
    up, across = math.radians(other.lat - one.lat) / 2, math.radians(other.lon - one.lon) / 2
    both = math.cos(math.radians(one.lat)) * math.cos(math.radians(other.lat))
    return 2 * EARTH * math.asin(math.sqrt(math.sin(up) ** 2 + both * math.sin(across) ** 2))


def may(person: Volunteer, offer: Opportunity) -> bool:
    return (
        (offer.from_home or (person.radius_km > 0 and kilometres(person, offer) <= person.radius_km))
        and (offer.week == 0 or bool(offer.week & person.week))
        and set(offer.languages_required) <= set(person.languages)
        and set(offer.certificates) <= set(person.certificates)
        and (person.age is None or person.age >= offer.minimum_age)
        and (person.hours == 0 or offer.hours <= person.hours)
        and offer.capacity > 0
        and not is_refused(person, offer)
    )


def is_refused(person: Volunteer, offer: Opportunity) -> bool:
    return (
        offer.key in person.refused_offers
        or offer.organisation in person.refused_organisations
        or offer.kind in person.refused_kinds
        or bool({*offer.fields, *offer.skills} & set(person.refused_terms))
    )


def _idf(documents: int, having: int) -> float:
    return math.log(1 + documents / (1 + having))


def score(person: Volunteer, offer: Opportunity, offers: Sequence[Opportunity]) -> float:
    chord = 0.0 if offer.from_home else 2 * EARTH * math.sin(kilometres(person, offer) / (2 * EARTH))
    expected = chord**2 + person.blur_km**2 + offer.blur_km**2
    near = weights.FROM_HOME if offer.from_home else 1 / (1 + expected / weights.HALF_WAY**2)
    common = (offer.week & person.week).bit_count()
    parts = min(offer.week.bit_count(), person.week.bit_count())
    timely = common / parts if offer.week else weights.UNTOLD_TIME
    wanted = set(offer.languages_wanted)
    return (
        weights.INTERESTS
        * (_overlap(offer.fields, person.fields, [each.fields for each in offers]) if person.fields else weights.UNTOLD)
        + weights.SKILLS * _overlap(offer.skills, person.skills, [each.skills for each in offers])
        + weights.DISTANCE * near
        + weights.TIME * timely
        + weights.LANGUAGES * len(wanted & set(person.languages)) / max(1, len(wanted))
        + weights.TEXT * _words(offer.words, person.words, [each.words for each in offers])
        + weights.URGENCY * offer.urgency
        - weights.FAIRNESS * min(offer.connections, weights.MOST_CONNECTIONS)
    )


@cache
def _relatives(code: str) -> frozenset[str]:
    return frozenset(taxonomy.codes(taxonomy.relatives()[taxonomy.terms()[code].bit]))


def _overlap(wanted: Sequence[str], has: Sequence[str], all_wanted: Sequence[Sequence[str]]) -> float:
    if not wanted:
        return weights.UNTOLD
    worth = {code: _idf(len(all_wanted), sum(code in each for each in all_wanted)) for code in wanted}
    counted = 0.0
    for code in wanted:
        if code in has:
            counted += worth[code]
        elif _relatives(code) & set(has):
            counted += weights.RELATED * worth[code]
    return counted / sum(worth.values())


def _words(its: Sequence[str], own: Sequence[str], all_words: Sequence[Sequence[str]]) -> float:
    worth = {word: _idf(len(all_words), sum(word in each for each in all_words)) for word in its}
    return sum(worth[word] for word in its if word in own) / sum(worth.values()) if its else 0.0
