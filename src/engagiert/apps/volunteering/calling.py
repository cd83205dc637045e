"""What an office calls for just now, besides its offers: shown behind the door “Ich möchte helfen”.

An app above adds its own maker once, in ``ready()``: who stands above is not known here.
"""

from collections.abc import Callable
from dataclasses import dataclass

from engagiert.apps.accounts.public import Office
from engagiert.kernel.authz import Actor


@dataclass(frozen=True, slots=True)
class Call:
    """A heading and a sentence as the office wrote them, what to press, and where that leads."""

    title: str
    text: str
    label: str
    url: str


type Maker = Callable[[Actor, Office, str], Call | None]
_makers: list[Maker] = []


def add(maker: Maker) -> None:
    if maker not in _makers:
        _makers.append(maker)


def calls_at(actor: Actor, office: Office | None, town: str) -> list[Call]:
    """All that run at this office; ``town`` is the address under which its pages stand. One query a maker."""
    if office is None:
        return []
    return [one for one in (maker(actor, office, town) for maker in _makers) if one is not None]
