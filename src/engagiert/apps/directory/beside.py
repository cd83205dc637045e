"""What apps above know of an organisation and its public page shows beside the record.

An app adds its own maker once, in ``ready()``: the directory does not know who stands above it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from .models import Listing


@dataclass(frozen=True, slots=True)
class Beside:
    """A heading and links (words, address) below it; words are as people wrote them."""

    heading: str
    links: list[tuple[str, str]] = field(default_factory=list)


type Maker = Callable[[Listing], Beside | None]
_makers: list[Maker] = []


def add(maker: Maker) -> None:
    if maker not in _makers:
        _makers.append(maker)


def beside(listing: Listing) -> list[Beside]:
    """All that is known, without what is empty; one query a maker."""
    found = (maker(listing) for maker in _makers)
    return [one for one in found if one is not None and one.links]
