"""Days that pass without anybody waiting for them: the nightly jobs of an installation at the hours they are due."""

import datetime
import heapq
import json
from collections.abc import Iterable, Iterator
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import time_machine
from django.db import connection
from procrastinate.contrib.django import app

BERLIN = ZoneInfo("Europe/Berlin")
_MINUTELY = "* * * * *"
_DAY = datetime.timedelta(days=1)
_HOUR = 3600


def the_days(*spans: tuple[str, str]) -> list[datetime.date]:
    """All days of these spans, with first and last."""
    found = []
    for first, last in spans:
        day, end = datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)
        while day <= end:
            found.append(day)
            day += _DAY
    return found


def let_pass(days: Iterable[datetime.date], *, closely: Iterable[datetime.date] = ()) -> int:
    """Every job that the periods name, at its moment of each day, with all that follows from it; returns how many.

    What runs several times an hour runs once an hour; on the days ``closely`` at all its moments. What runs each minute
    runs after each other job, and on the days ``closely`` every ten minutes.
    """
    number = 0
    close = set(closely)
    for day in days:
        with time_machine.travel(_midnight(day), tick=False) as clock:
            for moment, task in _moments(day, closely=day in close):
                clock.move_to(datetime.datetime.fromtimestamp(moment, datetime.UTC))
                task(timestamp=int(moment))
                number += 1 + work_off()
                app.tasks["messages.sweep"](timestamp=int(moment))
                number += work_off()
    return number


def names_of_periods() -> set[str]:
    """The tasks that the worker starts by itself."""
    return {periodic.task.name for periodic in app.periodic_registry.periodic_tasks.values()}


def _midnight(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(), BERLIN)


def _moments(day: datetime.date, *, closely: bool) -> Iterator[tuple[float, Any]]:
    """The local day has 23, 24 or 25 hours; the periods themselves are read as the worker reads them."""
    start, end = _midnight(day).timestamp(), _midnight(day + _DAY).timestamp()
    found: list[tuple[float, str, Any]] = []
    for periodic in app.periodic_registry.periodic_tasks.values():
        if periodic.cron == _MINUTELY:
            moments = [start + 600 * number for number in range(int(end - start) // 600)] if closely else []
        else:
            moments, at = [], start - 1
            while (at := periodic.croniter.get_next(ret_type=float, start_time=at)) < end:
                if closely or not moments or at - moments[-1] >= _HOUR:
                    moments.append(at)
        for moment in moments:
            heapq.heappush(found, (moment, periodic.task.name, periodic.task))
    while found:
        moment, _name, task = heapq.heappop(found)
        yield moment, task


def work_off() -> int:
    """The worker's part: everything in the queue, and what comes of it; returns how many jobs that were."""
    number = 0
    while taken := _taken():
        for name, arguments in taken:
            task = app.tasks[name]
            context = [SimpleNamespace(job=SimpleNamespace(attempts=0))] if task.pass_context else []
            task.func(*context, **arguments)
            number += 1
    return number


def _taken() -> list[tuple[str, dict[str, Any]]]:
    with connection.cursor() as cursor:
        cursor.execute("delete from procrastinate_jobs where status = 'todo' returning id, task_name, args")
        return [(name, json.loads(arguments)) for _id, name, arguments in sorted(cursor.fetchall())]
