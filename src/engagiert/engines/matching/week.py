"""A week of 28 parts: seven days of four. Bit = day * 4 + part, Monday and the morning are 0."""

from collections.abc import Iterable, Iterator
from typing import Literal

DAYS, PARTS = 7, 4
MORNING, AFTERNOON, EVENING, NIGHT = range(PARTS)
ANY_TIME = (1 << DAYS * PARTS) - 1

# When a part ends, in hours of the day; the night begins at 22 and ends at 6.
_UNTIL = ((6, NIGHT), (12, MORNING), (17, AFTERNOON), (22, EVENING), (24, NIGHT))

type Week = int

_DAYS = {
    "de": ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_PARTS = {"de": ("vormittag", "nachmittag", "abend", "nacht"), "en": ("morning", "afternoon", "evening", "night")}

type Language = Literal["de", "en"]


def bit(day: int, part: int) -> int:
    """The place of a part of the week. ``day`` 0 (Monday) to 6, ``part`` 0 (morning) to 3; ValueError else."""
    if not (0 <= day < DAYS and 0 <= part < PARTS):
        raise ValueError(f"no part of a week: day {day}, part {part}")
    return day * PARTS + part


def week(times: Iterable[tuple[int, int]]) -> Week:
    """The set of (day, part)."""
    found = 0
    for day, part in times:
        found |= 1 << bit(day, part)
    return found


def times(of: Week) -> Iterator[tuple[int, int]]:
    """The (day, part) of a set, from Monday on."""
    return (divmod(place, PARTS) for place in range(DAYS * PARTS) if of >> place & 1)


def part_of(hour: float) -> int:
    """The part of the day an hour (0 to 24) falls into."""
    return next(part for until, part in _UNTIL if hour < until or until == 24)


def between(day: int, start: float, end: float) -> Week:
    """The parts that an appointment on ``day`` from ``start`` to ``end`` (hours, end > start) touches. Hours after
    midnight belong to the night before."""
    if not 0 <= start < end <= 24:
        raise ValueError(f"no span of a day: {start} to {end}")
    edges = [start, *(until for until, _part in _UNTIL if start < until < end)]
    found = 0
    for edge in edges:
        before = edge < _UNTIL[0][0]
        found |= 1 << bit((day - before) % DAYS, part_of(edge))
    return found


def name_of(day: int, part: int, language: Language = "de") -> str:
    """ "Dienstagabend", "Tuesday evening"."""
    if language == "en":
        return f"{_DAYS['en'][day]} {_PARTS['en'][part]}"
    return _DAYS["de"][day] + _PARTS["de"][part]
