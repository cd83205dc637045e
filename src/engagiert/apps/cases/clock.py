"""The answer clock: working days, and what waiting for the asker adds to them. Dates in, dates out; no database.

A promise of three working days that came in on Thursday ends on Tuesday: the day of receipt is not counted
(§ 187 BGB), Saturdays, Sundays and the holidays of the Land are none. While the asker must act, the clock stands.
"""

import datetime
from functools import lru_cache

import holidays

type Day = datetime.date

# The first two digits of a place's official key name its Land; the holidays package wants the postal short form.
_LANDS = {
    "01": "SH", "02": "HH", "03": "NI", "04": "HB", "05": "NW", "06": "HE", "07": "RP", "08": "BW",
    "09": "BY", "10": "SL", "11": "BE", "12": "BB", "13": "MV", "14": "SN", "15": "ST", "16": "TH",
}  # fmt: skip
_ONE = datetime.timedelta(days=1)
_SATURDAY = 5


@lru_cache(maxsize=200)
def _holidays(land: str, year: int) -> frozenset[Day]:
    return frozenset(holidays.country_holidays("DE", subdiv=_LANDS.get(land[:2], "NW"), years=year))


def is_working_day(day: Day, land: str) -> bool:
    """Whether offices work; ``land``: official key of a place, of which the first two digits count."""
    return day.weekday() < _SATURDAY and day not in _holidays(land[:2], day.year)


def add_working_days(start: Day, days: int, land: str) -> Day:
    """The ``days``-th working day after ``start`` (``days`` ≥ 0; with 0 ``start`` itself)."""
    day = start
    while days > 0:
        day += _ONE
        days -= is_working_day(day, land)
    return day


def working_days_between(start: Day, end: Day, land: str) -> int:
    """Working days after ``start`` up to and with ``end``; negative where ``end`` lies before ``start``."""
    if end < start:
        return -working_days_between(end, start, land)
    length = (end - start).days
    return sum(is_working_day(start + _ONE * number, land) for number in range(1, length + 1))


def due_after_receipt(received: Day, promised: int, land: str) -> Day:
    """The last day of the promise; ``promised``: working days, at least 1."""
    return add_working_days(received, max(promised, 1), land)


def due_after_waiting(due: Day, asked: Day, resumed: Day, land: str) -> Day:
    """The new last day after the asker had to act from ``asked`` until ``resumed``: the waiting is added, no more.

    Whoever was late when they asked back is exactly as late afterwards.
    """
    return add_working_days(due, max(working_days_between(asked, resumed, land), 0), land)
