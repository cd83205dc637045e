"""Charts as coordinates: what templates and papers draw. Pure."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from .selectors import Step

WIDTH, HEIGHT = 900, 130
# The curve ends this long after the last day that changes it, so that its last step is seen.
_TAIL = datetime.timedelta(days=182)


@dataclass(frozen=True, slots=True)
class Curve:
    """How many facilities count from today on, as steps. ``area`` is the ground below ``line``, both path data;
    ``years``: (x, year) for the axis; ``mark``: x of the chosen day, None outside."""

    line: str
    area: str
    years: tuple[tuple[int, int], ...]
    mark: int | None
    first: int

    @property
    def mark_anchor(self) -> str:
        """Where the words at the mark stand, so that they stay in the picture and beside those of today."""
        mark = self.mark or 0
        return "start" if mark < WIDTH / 3 else "end" if mark > WIDTH - 60 else "middle"


def curve(steps: Sequence[Step], day: datetime.date) -> Curve | None:
    """None where nothing ends or nothing counts: a flat line says nothing."""
    if len(steps) < 2 or not max(step.standing for step in steps):
        return None
    first, last = steps[0].day, max(steps[-1].day, day) + _TAIL
    most = max(step.standing for step in steps)
    span = (last - first).days

    def across(at: datetime.date) -> int:
        return round((at - first).days / span * WIDTH)

    def down(number: int) -> int:
        return round(HEIGHT - number / most * (HEIGHT - 10))

    line = f"M0 {down(steps[0].standing)}"
    for step in steps[1:]:
        line += f"H{across(step.day)}V{down(step.standing)}"
    line += f"H{WIDTH}"
    years = tuple(
        (across(new_year), year)
        for year in range(first.year + 1, last.year + 1)
        if (new_year := datetime.date(year, 1, 1)) <= last
    )
    return Curve(
        line=line,
        area=f"{line}V{HEIGHT}H0Z",
        years=years,
        mark=across(day) if first < day <= last else None,
        first=steps[0].standing,
    )
