"""What is called for at a place just now, besides its offers: on its first page and behind “Ich möchte helfen”.

An app above adds its own maker once, in ``ready()``: who stands above is not known here.
"""

from collections.abc import Callable
from dataclasses import dataclass

from engagiert.apps.places.public import Place


@dataclass(frozen=True, slots=True)
class Call:
    """A heading and a sentence as the office wrote them, what to press, and where that leads."""

    title: str
    text: str
    label: str
    url: str


type Maker = Callable[[Place], list[Call]]
_makers: list[Maker] = []


def add(maker: Maker) -> None:
    if maker not in _makers:
        _makers.append(maker)


def calls_in(place: Place) -> list[Call]:
    """All that run at this place. One query a maker, of what everybody may read."""
    return [call for maker in _makers for call in maker(place)]
