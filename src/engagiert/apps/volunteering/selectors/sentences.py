"""What the matching engine found, as people read it: its own sentences, and a kind word here and there."""

from dataclasses import dataclass, field
from typing import Literal, Self

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from engagiert.engines.matching import wording
from engagiert.engines.matching.matches import Change, Match, NearMiss

# A score of 1 is as good as it gets.
_VERY_WELL, _WELL = 0.6, 0.42


def _language() -> Literal["de", "en"]:
    return "en" if (get_language() or "de").startswith("en") else "de"


def reasons_of(match: Match) -> list[str]:
    """Why an offer fits: “2,1 km”, “Dienstagabend passt”, “spricht Arabisch, gesucht”."""
    return [part for part in wording.sentence(match, _language()).split(wording.SEPARATOR) if part]


@dataclass(frozen=True, slots=True)
class Found:
    """How well an offer fits somebody, as a proposal keeps it: score, parts by name, sentences."""

    score: float = 0.0
    parts: dict[str, float] = field(default_factory=dict)
    reasons: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, match: Match) -> Self:
        return cls(match.score, match.parts, reasons_of(match))


def how_well(match: Match) -> tuple[int, str]:
    """Bars of five, and the word for them; never a number of points."""
    if match.score >= _VERY_WELL:
        return 5, _("Passt sehr gut")
    return (4, _("Passt gut")) if match.score >= _WELL else (3, _("Könnte passen"))


def obstacle_of(miss: NearMiss) -> str:
    """What keeps a good offer out, kindly: “ab 16”."""
    if miss.obstacle.code == "too_young":
        age = int(miss.obstacle.limit)
        return _("ab %(age)s: dann sind Sie dort herzlich willkommen") % {"age": age}
    return wording.reason(miss.obstacle, _language())


def change_of(change: Change) -> str:
    """What would bring more: “Bis 7,5 km kämen 3 Angebote dazu”."""
    return wording.change(change, _language())
