"""How an allocation turns out for groups of people: by age band, language and place, without small numbers.

A group of fewer than five is not told, nor the next smallest where one hidden number could be reckoned from the
others; and where one or two were placed or not placed, that number is hidden too.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .records import Volunteer

SMALLEST = 5
_TELLING = 3
BANDS = ((0, 17, "unter 18"), (18, 29, "18–29"), (30, 49, "30–49"), (50, 64, "50–64"), (65, 200, "ab 65"))
UNTOLD = "nicht genannt"


@dataclass(frozen=True, slots=True)
class Group:
    """None = hidden. ``share`` of people placed, ``score`` the mean of those placed."""

    name: str
    people: int | None
    placed: int | None
    share: float | None
    score: float | None


def age_band(person: Volunteer) -> str:
    if person.age is None:
        return UNTOLD
    return next(name for low, high, name in BANDS if low <= person.age <= high)


def outcomes(
    people: Sequence[Volunteer], places: Sequence[str], scores: Sequence[float | None]
) -> Mapping[str, tuple[Group, ...]]:
    """``scores``: of the offer somebody got, None for none. Who speaks several languages counts in each."""
    placed_at = list(zip(people, places, scores, strict=True))
    kinds: dict[str, Callable[[Volunteer, str], Iterable[str]]] = {
        "age": lambda person, _place: (age_band(person),),
        "language": lambda person, _place: person.languages,
        "place": lambda _person, place: (place or UNTOLD,),
    }
    found = {}
    for kind, groups_of in kinds.items():
        members: dict[str, list[float | None]] = {}
        for person, place, score in placed_at:
            for name in groups_of(person, place):
                members.setdefault(name, []).append(score)
        found[kind] = _told(members)
    return found


def _told(members: Mapping[str, Sequence[float | None]]) -> tuple[Group, ...]:
    hidden = {name for name, scores in members.items() if len(scores) < SMALLEST}
    if len(hidden) == 1 and len(members) > 1:
        hidden.add(min((name for name in members if name not in hidden), key=lambda name: (len(members[name]), name)))
    return tuple(
        Group(name, None, None, None, None) if name in hidden else _group(name, members[name])
        for name in sorted(members)
    )


def _group(name: str, scores: Sequence[float | None]) -> Group:
    got = [score for score in scores if score is not None]
    if 0 < len(got) < _TELLING or 0 < len(scores) - len(got) < _TELLING:
        return Group(name, len(scores), None, None, None)
    mean = round(sum(got) / len(got), 3) if got else None
    return Group(name, len(scores), len(got), round(len(got) / len(scores), 3), mean)


def as_data(of: Mapping[str, Sequence[Group]]) -> dict[str, list[dict[str, Any]]]:
    return {
        kind: [
            {"group": g.name, "people": g.people, "placed": g.placed, "share": g.share, "mean_score": g.score}
            for g in groups
        ]
        for kind, groups in of.items()
    }
