"""Who pays, how concentrated that is, how much of it ends and when."""

from dataclasses import dataclass

import numpy as np

from .records import Days, Facilities, Flags, Floats, Grants, Whole

SMALL_STAFF = 2.0
SMALL_BUDGET = 50_000.0
# Twelve months of a mean Gregorian year.
DAYS_PER_MONTH = 365.2425 / 12
_FOREVER = np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True)
class Sources:
    """Grants put in order: ``first``/``last`` day as numbers (the last one forever where open), ``share`` filled in,
    ``lasts``: the same funder goes on without a gap, so that this end is none.

    Per facility: ``told``: some grant is known; ``stated``: some share is; ``unsaid``: the part of the budget that no
    grant explains; ``overfull``: what shares that run at once add up to, where that is above the whole, else 1.
    """

    facility: Whole
    funder: Whole
    first: Whole
    last: Whole
    share: Floats
    lasts: Flags
    told: Flags
    stated: Flags
    unsaid: Floats
    overfull: Floats

    @classmethod
    def of(cls, number: int, grants: Grants) -> "Sources":
        """``number`` facilities. Where periods of one funder overlap, the later cuts the earlier short; one inside an
        earlier period of its funder adds nothing."""
        _names, funder = np.unique(np.array(grants.funder, dtype=object).astype(str), return_inverse=True)
        funder = funder.astype(np.int64)
        first = _numbers(grants.starts, -_FOREVER)
        last = _numbers(grants.ends, _FOREVER)
        order = np.lexsort((last, first, funder, grants.facility))
        facility, funder, first, last = grants.facility[order], funder[order], first[order], last[order]
        kept, cut, lasts = _chained(facility, funder, first, last)
        facility, funder, first, lasts = facility[kept], funder[kept], first[kept], lasts[kept]
        share = grants.share[order][kept]
        told = np.bincount(facility, minlength=number) > 0
        stated = np.bincount(facility[~np.isnan(share)], minlength=number) > 0
        share = _filled(number, facility, funder, share)
        peak = _peak(number, facility, first, cut[kept], share)
        unsaid = np.where(stated, np.clip(1 - peak, 0, 1), 0.0)
        return cls(facility, funder, first, cut[kept], share, lasts, told, stated, unsaid, np.maximum(peak, 1.0))

    def running(self, day: np.datetime64) -> Flags:
        on = _day(day)
        return (self.first <= on) & (on <= self.last)

    def secured(self, day: np.datetime64) -> Floats:
        """Per facility the part of its budget (0 to 1) that is agreed for ``day``; NaN where no grant is known.

        What no grant explains counts as agreed: unknown is no gap. Where no share is stated, one running grant is all.
        """
        running = self.running(day)
        number = len(self.told)
        total = np.bincount(self.facility[running], weights=self.share[running], minlength=number)
        any_runs = np.bincount(self.facility[running], minlength=number) > 0
        known = np.where(self.stated, total / self.overfull + self.unsaid, any_runs.astype(np.float64))
        return np.where(self.told, np.clip(known, 0.0, 1.0), np.nan)


def _numbers(days: Days, otherwise: int) -> Whole:
    numbers = days.astype("datetime64[D]").astype(np.int64)
    return np.where(np.isnat(days), otherwise, numbers)


def _day(day: np.datetime64) -> int:
    return int(np.datetime64(day, "D").astype(np.int64))


def _chained(facility: Whole, funder: Whole, first: Whole, last: Whole) -> tuple[Flags, Whole, Flags]:
    """Rows to keep, their last days, and whether the same funder's next row follows without a gap."""
    kept, cut, lasts = np.ones(len(first), np.bool_), last.copy(), np.zeros(len(first), np.bool_)
    before = -1
    for row in range(len(first)):
        if before < 0 or facility[row] != facility[before] or funder[row] != funder[before]:
            before = row
            continue
        if last[row] <= cut[before]:
            kept[row] = False
            continue
        if first[row] <= cut[before] + (cut[before] < _FOREVER):
            cut[before] = first[row] - 1
            lasts[before] = True
        before = row
    # A period that begins with its successor has no day of its own left.
    return kept & (cut >= first), cut, lasts


def _filled(number: int, facility: Whole, funder: Whole, share: Floats) -> Floats:
    """Funders without a stated share divide equally what the others leave; NaN never remains."""
    source = np.unique(np.column_stack((facility, funder)), axis=0, return_inverse=True)[1].ravel()
    many = int(source.max()) + 1 if len(source) else 0
    best, owner = np.full(many, -1.0), np.zeros(many, np.int64)
    np.maximum.at(best, source, np.nan_to_num(share, nan=-1.0))
    owner[source] = facility
    silent = best < 0
    taken = np.bincount(owner[~silent], weights=best[~silent], minlength=number)
    quiet = np.bincount(owner[silent], minlength=number)
    rest = np.clip(1 - taken, 0, 1) / np.maximum(quiet, 1)
    of_source = np.where(silent, rest[owner], best) if many else best
    return np.where(np.isnan(share), of_source[source], share)


def _peak(number: int, facility: Whole, first: Whole, last: Whole, share: Floats) -> Floats:
    """The most that shares running on one day add up to, over all days."""
    ends = last < _FOREVER
    owner = np.concatenate((facility, facility[ends]))
    day = np.concatenate((first, last[ends] + 1))
    step = np.concatenate((share, -share[ends]))
    order = np.lexsort((step, day, owner))
    owner, step = owner[order], step[order]
    running = np.cumsum(step)
    # What all facilities before this one still add up to is taken off: the running sum where its rows begin.
    begins = np.concatenate(([True], owner[1:] != owner[:-1])) if len(owner) else np.empty(0, np.bool_)
    start = np.maximum.accumulate(np.where(begins, np.arange(len(owner)), 0))
    level = running - (running[start] - step[start])
    peak = np.zeros(number)
    np.maximum.at(peak, owner, level)
    return np.round(peak, 12)


@dataclass(frozen=True, slots=True)
class Funding:
    """Per facility on one day; NaN where nobody said.

    ``concentration``: Herfindahl-Hirschman index of the funders' shares, from 1/number (even) to 1 (one payer);
    ``limited``: part of the running money that has an end; ``months``: to the next end that no renewal follows;
    ``few_staff``: below two full-time equivalents; ``small``: below 50,000 euros a year; ``staff_known`` and
    ``budget_known`` say of how many that can be said.
    """

    concentration: Floats
    limited: Floats
    months: Floats
    few_staff: Flags
    small: Flags
    staff_known: Flags
    budget_known: Flags


def funding(facilities: Facilities, sources: Sources, day: np.datetime64) -> Funding:
    number, running = len(facilities), sources.running(day)
    at, share = sources.facility[running], sources.share[running]
    total = np.bincount(at, weights=share, minlength=number)
    whole = np.where(total > 0, total, 1.0)
    even = np.bincount(at, weights=(share / whole[at]) ** 2, minlength=number)
    ends = running & (sources.last < _FOREVER)
    limited = np.bincount(sources.facility[ends], weights=sources.share[ends], minlength=number)
    return Funding(
        concentration=np.where(total > 0, even, np.nan),
        limited=np.where(total > 0, limited / whole, np.nan),
        months=_months(number, sources, ends & ~sources.lasts, _day(day)),
        few_staff=facilities.staff < SMALL_STAFF,
        small=facilities.budget < SMALL_BUDGET,
        staff_known=~np.isnan(facilities.staff),
        budget_known=~np.isnan(facilities.budget),
    )


def _months(number: int, sources: Sources, ends: Flags, on: int) -> Floats:
    nearest = np.full(number, np.inf)
    np.minimum.at(nearest, sources.facility[ends], (sources.last[ends] - on) / DAYS_PER_MONTH)
    return np.where(np.isinf(nearest), np.nan, nearest)


def ends_after(sources: Sources, day: np.datetime64) -> Days:
    """The first days without a grant that runs out after ``day`` and is not renewed, each once, in order."""
    ends = (sources.last < _FOREVER) & ~sources.lasts & (sources.last >= _day(day))
    return (np.unique(sources.last[ends]) + 1).astype("datetime64[D]")
