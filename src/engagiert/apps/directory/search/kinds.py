"""What can be searched by name; each app that has an index names it when it is made ready."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from .answering import Index


@dataclass(frozen=True, slots=True)
class Kind:
    """``numbers``: what the source of each of these rows calls it; several where it has several. ``anew``: writes all
    rows again, as a new version of the engine needs it, and says how far it is. ``count``: counts the terms anew."""

    index: Index[Any]
    numbers: Callable[[Collection[int]], Mapping[int, list[str]]]
    anew: Callable[[Callable[[str], None]], object]
    count: Callable[..., int]


_kinds: dict[str, Kind] = {}


def kinds() -> Mapping[str, Kind]:
    return dict(_kinds)


def name_kind(name: str, kind: Kind) -> None:
    _kinds[name] = kind
