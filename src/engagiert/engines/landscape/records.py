"""What the landscape is made of, as columns: towns, facilities, grants. NaN and NaT mean that nobody said."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

type Floats = npt.NDArray[np.float64]
type Whole = npt.NDArray[np.int64]
type Flags = npt.NDArray[np.bool_]
type Days = npt.NDArray[np.datetime64]

NOWHERE = -1


def floats(values: Sequence[float | None] | Floats) -> Floats:
    """None becomes NaN."""
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)


def days(values: Sequence[Any]) -> Days:
    """Dates, ISO texts or None (open) to days."""
    return np.array([np.datetime64("NaT" if value is None else value, "D") for value in values], dtype="datetime64[D]")


@dataclass(frozen=True, slots=True)
class Towns:
    """``lat``/``lon``: official points in degrees (WGS 84), NaN where unknown; ``population``: people, NaN unknown."""

    keys: tuple[str, ...]
    lat: Floats
    lon: Floats
    population: Floats

    def __len__(self) -> int:
        return len(self.keys)

    @property
    def placed(self) -> Flags:
        return ~(np.isnan(self.lat) | np.isnan(self.lon))

    @property
    def people(self) -> Floats:
        """The population, 0 where it is unknown: for sums, which name those left out."""
        return np.where(np.isnan(self.population), 0.0, self.population)


@dataclass(frozen=True, slots=True)
class Facilities:
    """``town``: row of the town that counts it, ``NOWHERE`` (-1) where none of the towns does; ``budget`` in euros a
    year; ``staff`` in full-time equivalents; ``supply``: what a facility offers, in any one unit (1 each by default).
    """

    keys: tuple[str, ...]
    lat: Floats
    lon: Floats
    town: Whole
    budget: Floats
    staff: Floats
    supply: Floats

    def __len__(self) -> int:
        return len(self.keys)

    @classmethod
    def of(
        cls,
        keys: Sequence[str],
        lat: Sequence[float | None] | Floats,
        lon: Sequence[float | None] | Floats,
        town: Sequence[int] | Whole,
        *,
        budget: Sequence[float | None] | Floats | None = None,
        staff: Sequence[float | None] | Floats | None = None,
        supply: Sequence[float | None] | Floats | None = None,
    ) -> "Facilities":
        unsaid = np.full(len(keys), np.nan)
        return cls(
            tuple(keys),
            floats(lat),
            floats(lon),
            np.asarray(town, dtype=np.int64).reshape(len(keys)),
            unsaid if budget is None else floats(budget),
            unsaid if staff is None else floats(staff),
            np.ones(len(keys)) if supply is None else floats(supply),
        )

    @property
    def placed(self) -> Flags:
        return ~(np.isnan(self.lat) | np.isnan(self.lon))

    def only(self, chosen: Flags | Whole) -> "Facilities":
        """The rows that ``chosen`` marks or numbers."""
        rows = np.flatnonzero(chosen) if chosen.dtype == np.bool_ else chosen
        return Facilities(
            tuple(self.keys[row] for row in rows),
            *(getattr(self, name)[rows] for name in ("lat", "lon", "town", "budget", "staff", "supply")),
        )


@dataclass(frozen=True, slots=True)
class Grants:
    """Who pays which part of which facility, from when until when (both days included; NaT is open).

    ``share``: part of the budget between 0 and 1, NaN where nobody said. Several periods of one funder at one facility
    are one source that is renewed.
    """

    facility: Whole
    funder: tuple[str, ...]
    share: Floats
    starts: Days
    ends: Days

    def __len__(self) -> int:
        return len(self.funder)

    @classmethod
    def none(cls) -> "Grants":
        return cls(np.empty(0, np.int64), (), np.empty(0), days([]), days([]))


def fitting(towns: Towns, facilities: Facilities, grants: Grants) -> None:
    """Raises ``ValueError`` where columns have different lengths or name rows that do not exist."""
    for table, length in ((towns, len(towns.keys)), (facilities, len(facilities.keys)), (grants, len(grants.funder))):
        for name in table.__dataclass_fields__:
            if len(getattr(table, name)) != length:
                raise ValueError(f"{type(table).__name__}.{name} has {len(getattr(table, name))} rows, not {length}")
    for name, rows, low, many in (
        ("town", facilities.town, NOWHERE, len(towns)),
        ("facility", grants.facility, 0, len(facilities)),
    ):
        if len(rows) and not (low <= rows.min() and rows.max() < many):
            raise ValueError(f"a {name} is named that does not exist")
