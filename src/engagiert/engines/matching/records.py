"""What goes in: people and offers as plain records. No names, no addresses: keys, points and codes.

Anything unknown is left empty and keeps nobody out.
"""

from dataclasses import dataclass

from .week import ANY_TIME, Week

KINDS = ("honorary_office", "regular", "project", "one_off")
# What an offer may ask for by law or for safety; the office knows who holds it.
CERTIFICATES = (
    "police_certificate",
    "first_aid",
    "driving_licence",
    "youth_leader_card",
    "lifesaving",
    "trainer_licence",
    "hygiene_briefing",
    "care_training",
)
# ISO 639 codes of the directory's list, and others that people bring along.
LANGUAGES = (
    "de", "tr", "ar", "uk", "ru", "pl", "en", "fr", "es", "it", "pt", "ro", "bg", "el", "sq", "sr", "hr", "bs", "ku",
    "fa", "ps", "ti", "so", "ta", "vi", "zh", "nl", "gsg", "am", "az", "be", "bn", "cs", "da", "fi", "he", "hi", "hu",
    "hy", "id", "ja", "ka", "ko", "lt", "lv", "mk", "ml", "no", "pa", "rom", "si", "sk", "sl", "sv", "sw", "te", "th",
    "ur", "yo",
)  # fmt: skip
NO_LIMIT = 0.0


@dataclass(frozen=True, slots=True)
class Volunteer:
    """Somebody who would like to help.

    ``lat``, ``lon``: degrees; ``blur_km``: how far off the point may be (root mean square), where only a town is known;
    ``radius_km``: how far, 0 = only from home. ``week``: when (``week.py``).
    ``fields``, ``skills``: codes of the taxonomy. ``languages``: ISO codes. ``age``: years, None if not told.
    ``certificates``: codes. ``hours``: at most so many a week, ``NO_LIMIT`` = not told. ``refused_…``: each a no
    that is final: keys of offers and organisations, ``KINDS``, terms of the taxonomy. ``words``: of what they wrote
    (``reading.words_of``).
    """

    key: str
    lat: float
    lon: float
    radius_km: float
    week: Week = ANY_TIME
    fields: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    languages: tuple[str, ...] = ("de",)
    age: int | None = None
    certificates: tuple[str, ...] = ()
    hours: float = NO_LIMIT
    refused_offers: tuple[str, ...] = ()
    refused_organisations: tuple[str, ...] = ()
    refused_kinds: tuple[str, ...] = ()
    refused_terms: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    blur_km: float = 0.0


@dataclass(frozen=True, slots=True)
class Opportunity:
    """An offer (Angebot).

    ``from_home``: then the point does not matter. ``blur_km``: how far off the point may be, as a person's. ``week``:
    when it takes place; any one part in common is enough; 0 = not told, which keeps nobody out.
    ``fields``, ``skills``: what it is about and what it seeks. ``languages_required`` are hard, ``languages_wanted``
    are not. ``minimum_age``: years, 0 = none. ``hours``: a week, 0 = not told. ``capacity``: places free now.
    ``urgency``: 0 to 1. ``connections``: people already proposed to it or placed (fairness). ``words``: of title and
    text (``reading.words_of``).
    """

    key: str
    organisation: str
    lat: float
    lon: float
    from_home: bool = False
    week: Week = ANY_TIME
    fields: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    languages_required: tuple[str, ...] = ()
    languages_wanted: tuple[str, ...] = ()
    minimum_age: int = 0
    certificates: tuple[str, ...] = ()
    kind: str = "regular"
    hours: float = 0.0
    capacity: int = 1
    urgency: float = 0.0
    connections: int = 0
    words: tuple[str, ...] = ()
    blur_km: float = 0.0
