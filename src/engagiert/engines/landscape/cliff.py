"""The cliff: what is no longer paid for on a day, and who then has nothing in reach."""

from dataclasses import dataclass

import numpy as np

from .funding import Sources
from .reach import Reach, reach
from .records import Facilities, Flags, Floats, Towns

# A facility counts on a day if at least this part of its budget is agreed for it.
LINE = 0.5


@dataclass(frozen=True, slots=True)
class Cliff:
    """``secured_now`` and ``secured_then``: part of each facility's budget that is agreed (NaN: no grant known, counts
    as secured); ``lost``: what it loses between the two days; ``falls``: counts now and no more then.

    ``now`` and ``then``: the reach of what counts; ``losing``: towns that have one in reach now and none then;
    ``people_losing``: who lives there. Whether a facility closes is not known and not said.
    """

    secured_now: Floats
    secured_then: Floats
    lost: Floats
    falls: Flags
    now: Reach
    then: Reach
    losing: Flags
    people_losing: float


def counting(secured: Floats, line: float = LINE) -> Flags:
    """Facilities above the line; what nobody knows counts."""
    return np.isnan(secured) | (secured >= line - 1e-9)


def cliff(
    towns: Towns,
    facilities: Facilities,
    sources: Sources,
    *,
    today: np.datetime64,
    day: np.datetime64,
    km: float,
    line: float = LINE,
) -> Cliff:
    """Facilities of one type on ``day`` beside ``today``, if nothing is renewed that is not in ``sources``.

    Raises ``ValueError`` for a line that is not above 0 and at most 1: below it nothing could fall.
    """
    if not 0 < line <= 1:
        raise ValueError("the line is a part of the budget, above 0 and at most 1")
    secured_now, secured_then = sources.secured(today), sources.secured(day)
    stand, stay = counting(secured_now, line), counting(secured_then, line)
    now, then = reach(towns, facilities.only(stand), km), reach(towns, facilities.only(stay), km)
    losing = then.beyond & ~now.beyond
    return Cliff(
        secured_now=secured_now,
        secured_then=secured_then,
        lost=np.clip(secured_now - secured_then, 0.0, 1.0),
        falls=stand & ~stay,
        now=now,
        then=then,
        losing=losing,
        people_losing=float(towns.people[losing].sum()),
    )
