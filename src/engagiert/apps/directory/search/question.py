"""What goes into the search of a public projection, and what comes out."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from engagiert.apps.directory import vocabulary
from engagiert.apps.directory.models import Listing

PAGE_SIZE = 20
LONGEST_QUERY = 200
MOST_POINTS = 50_000
# Kilometres round a point that one may choose.
DISTANCES = (2, 5, 10, 25)
VOCABULARIES = {
    "fields": vocabulary.FIELDS,
    "type": vocabulary.FACILITY_TYPES,
    "target_groups": vocabulary.TARGET_GROUPS,
    "languages": vocabulary.LANGUAGES,
    "accessibility": vocabulary.ACCESSIBILITY,
    "sector": vocabulary.SECTORS,
}
FACETS = tuple(VOCABULARIES)
EVERY_ROW = "*"
PLACE_MARK = "@"
_HOUSE_MARK = "+"
# Keys of the units that a place lies in have these lengths: Land, Regierungsbezirk, Kreis, municipality.
_UNITS = (2, 3, 5, 8)


@dataclass(frozen=True, slots=True)
class Near:
    """Within ``km`` kilometres of a point, WGS 84; ``km`` 0 counts the distances and leaves nothing out."""

    lat: float
    lon: float
    km: int = 0


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody looks for. ``ags``: only within this place; ``places``: only within one of these, as for an
    alliance of towns, in place of ``ags``; ``chosen``: one code a facet; ``part``: only in this place below."""

    ags: str = ""
    places: tuple[str, ...] = ()
    text: str = ""
    chosen: Mapping[str, str] = field(default_factory=dict)
    part: str = ""
    near: Near | None = None
    sort: str = "fit"
    page: int = 1

    @property
    def within(self) -> tuple[str, ...]:
        return self.places or ((self.ags,) if self.ags else ())

    @property
    def codes(self) -> list[str]:
        """All codes that a result must carry."""
        codes = [code for code in self.chosen.values() if code]
        return [*codes, PLACE_MARK + self.part] if self.part else codes


@dataclass(frozen=True, slots=True)
class Answer[R = Listing]:
    """``page``: the one shown; beyond the end, the last. ``facets``: for each facet and code, how many results
    choosing it would leave. ``parts``: the same for places by key. ``distances``: kilometres → results within.
    ``read_as``: words that were read as similar ones; ``unmet``: words that nothing here answers; ``apart``: each word
    is answered, but no result answers most of them; ``hopeless``: no
    word of the text says anything.
    """

    listings: list[R]
    total: int
    facets: Mapping[str, Mapping[str, int]]
    page: int = 1
    parts: Mapping[str, int] = field(default_factory=dict)
    distances: Mapping[int, int] = field(default_factory=dict)
    read_as: Mapping[str, str] = field(default_factory=dict)
    unmet: tuple[str, ...] = ()
    apart: bool = False
    hopeless: bool = False

    @property
    def is_lacking(self) -> bool:
        """Whether somebody asked for something that is not here."""
        return not self.hopeless and (self.apart or bool(self.unmet) or not self.total)


@dataclass(frozen=True, slots=True)
class Point:
    """Where a result lies, WGS 84. ``approximate``: known only by town or street."""

    id: int
    lat: float
    lon: float
    approximate: bool


def plain(text: str) -> str:
    """What of a typed text is asked for: no control characters, single spaces, so many letters."""
    printable = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(printable.split())[:LONGEST_QUERY]


def house_of(type: str) -> str:
    """Marks a record that has a house of this type, whatever its own is."""
    return f"{_HOUSE_MARK}{type}"[:40]


def units(ags: str) -> list[str]:
    """The place and all it lies in, each once, marked as places."""
    return list(dict.fromkeys(f"{PLACE_MARK}{ags[:length]}" for length in (*_UNITS, len(ags)) if len(ags) >= length))
