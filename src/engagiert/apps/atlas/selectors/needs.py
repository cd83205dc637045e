"""Need beside supply: what offices counted as missing, and the goals that they released."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from engagiert.apps.places.public import Where
from engagiert.apps.surveys.public import goals_of, need_counts


@dataclass(frozen=True, slots=True)
class NeedSeen:
    """One town: how often a type was reported missing, reported as something that can lie, looked for in vain; None
    where under three were counted. ``of_any_type``: reports that name no type."""

    town: str
    of_any_type: bool
    missing: int | None
    resting: int | None
    sought: int | None
    counted_on: datetime.date


@dataclass(frozen=True, slots=True)
class GoalSeen:
    """A released goal; ``state`` in words."""

    title: str
    town: str
    due_on: datetime.date
    state: str


@dataclass(frozen=True, slots=True)
class Needs:
    """A town without a row has not been counted: unknown, not zero."""

    rows: tuple[NeedSeen, ...]
    goals: tuple[GoalSeen, ...]


def needs(where: Where, type: str, names: Mapping[str, str]) -> Needs:
    """Of this type, and what names no type; ``names`` of the towns by their keys. Two queries."""
    counted = [one for one in need_counts(where.keys) if one.type in (type, "")]
    return Needs(
        rows=tuple(
            NeedSeen(names.get(one.ags[:8], ""), not one.type, one.missing, one.resting, one.sought, one.counted_on)
            for one in counted
        ),
        goals=tuple(
            GoalSeen(one.title, one.place.name, one.due_on, str(one.get_state_display()))
            for one in goals_of(where.keys)
            if one.type in (type, "")
        ),
    )
