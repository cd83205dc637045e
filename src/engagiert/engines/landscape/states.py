"""Three states of a town for a type: present, confirmed absent, unknown. Unknown is never a gap."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Self

import numpy as np

from .reach import counts
from .records import Facilities, Flags, Towns, Whole


class State(IntEnum):
    UNKNOWN = 0
    ABSENT = 1
    PRESENT = 2

    @property
    def code(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class States:
    """``state`` per town (``State``); ``confidence``: part of the people who live in towns whose state is known, NaN
    where nobody's number is known; ``contradicted``: confirmed absent, and yet a facility is known there."""

    state: Whole
    confidence: float
    contradicted: Flags

    @classmethod
    def of(cls, towns: Towns, facilities: Facilities, confirmed_absent: Flags) -> Self:
        """A facility that is known outweighs a word that there is none; that is named, not hidden."""
        present = counts(towns, facilities) > 0
        state = np.where(present, State.PRESENT, np.where(confirmed_absent, State.ABSENT, State.UNKNOWN))
        everybody = float(towns.people.sum())
        known = float(towns.people[state != State.UNKNOWN].sum())
        return cls(state.astype(np.int64), known / everybody if everybody else float("nan"), present & confirmed_absent)


def missing_types(states: dict[str, States]) -> list[tuple[str, ...]]:
    """Per town the types that are confirmed absent there; what is unknown is not missing."""
    length = {len(one.state) for one in states.values()}
    if len(length) > 1:
        raise ValueError("the states are of different towns")
    number = length.pop() if length else 0
    return [tuple(kind for kind, one in states.items() if one.state[row] == State.ABSENT) for row in range(number)]
