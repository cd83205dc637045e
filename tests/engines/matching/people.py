"""People and offers of the tests, and what hypothesis invents of them."""

from typing import Any

from hypothesis import strategies as some

from engagiert.engines.matching import taxonomy
from engagiert.engines.matching.records import CERTIFICATES, KINDS, LANGUAGES, Opportunity, Volunteer
from engagiert.engines.matching.week import ANY_TIME, EVENING, week

LUENEN = (51.613, 7.528)
TUESDAY_EVENING = week([(1, EVENING)])


def a_volunteer(**known: Any) -> Volunteer:
    return Volunteer(**{"key": "v", "lat": LUENEN[0], "lon": LUENEN[1], "radius_km": 5.0} | known)


def an_offer(key: str = "o", km_north: float = 0.0, **known: Any) -> Opportunity:
    return Opportunity(
        **{"key": key, "organisation": "club", "lat": LUENEN[0] + km_north / 111.195, "lon": LUENEN[1]} | known
    )


FIELDS = tuple(term.code for term in taxonomy.fields())[:8]
SKILLS = tuple(term.code for term in taxonomy.skills())[:8]
_weeks = some.sampled_from([ANY_TIME, 0b1, 0b111, 0b1000_0000_0100, 0xF0F, TUESDAY_EVENING])
_degrees = {"lat": some.floats(51.5, 51.7), "lon": some.floats(7.4, 7.7)}


def _few(of: tuple[str, ...]) -> some.SearchStrategy[tuple[str, ...]]:
    return some.lists(some.sampled_from(of), max_size=3, unique=True).map(tuple)


offers = some.lists(
    some.builds(
        Opportunity, key=some.integers(0, 60).map(str), organisation=some.sampled_from(["a", "b", "c"]), **_degrees,
        from_home=some.sampled_from([False, False, False, True]),
        week=some.one_of(some.just(0), _weeks), fields=_few(FIELDS), skills=_few(SKILLS),
        languages_required=some.sampled_from([(), (), ("ar",)]), languages_wanted=_few(LANGUAGES[1:4]),
        minimum_age=some.sampled_from([0, 16, 18]), certificates=some.sampled_from([(), (), CERTIFICATES[:1]]),
        kind=some.sampled_from(KINDS), hours=some.sampled_from([0.0, 2.0, 4.0]), capacity=some.integers(0, 3),
        urgency=some.sampled_from([0.0, 0.5, 1.0]), connections=some.integers(0, 7), words=_few(("x", "y", "z")),
        blur_km=some.sampled_from([0.0, 0.0, 3.0]),
    ),
    min_size=1, max_size=25, unique_by=lambda offer: offer.key,
)  # fmt: skip

volunteers = some.builds(
    Volunteer, key=some.integers(0, 10**6).map(str), **_degrees,
    radius_km=some.sampled_from([0.0, 1.0, 3.0, 10.0, 40.0]),
    week=_weeks, fields=_few(FIELDS), skills=_few(SKILLS), languages=_few(LANGUAGES[:4]),
    age=some.sampled_from([None, 14, 16, 40]), certificates=some.sampled_from([(), CERTIFICATES[:1]]),
    hours=some.sampled_from([0.0, 1.0, 3.0]), refused_offers=_few(("0", "1", "2")),
    refused_organisations=some.sampled_from([(), ("a",)]), refused_kinds=some.sampled_from([(), KINDS[:1]]),
    refused_terms=some.sampled_from([(), FIELDS[:1], SKILLS[:1]]), words=_few(("x", "y", "w")),
    blur_km=some.sampled_from([0.0, 0.0, 3.0]),
)  # fmt: skip

crowds = some.lists(volunteers, min_size=1, max_size=20, unique_by=lambda person: person.key)
