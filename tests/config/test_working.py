"""The worker on the queue."""

import asyncio
from typing import Any

import pytest
from django.db import connection
from procrastinate.contrib.django import app

from engagiert.config import working

pytestmark = pytest.mark.django_db(transaction=True)


def a_job(status: str, *, attempts: int = 0, silent_for: int | None = None) -> int:
    """A job in the queue; with `silent_for` it belongs to a worker whose heart beat that many seconds ago."""
    with connection.cursor() as cursor:
        worker = None
        if silent_for is not None:
            cursor.execute(
                "INSERT INTO procrastinate_workers (last_heartbeat) "
                "VALUES (now() - make_interval(secs => %s)) RETURNING id",
                [silent_for],
            )
            (worker,) = cursor.fetchone()
        cursor.execute(
            "INSERT INTO procrastinate_jobs (task_name, queue_name, args, status, attempts, worker_id) "
            "VALUES ('nothing', 'default', '{}', %s, %s, %s) RETURNING id",
            [status, attempts, worker],
        )
        return int(cursor.fetchone()[0])


def status(job: int) -> tuple[str, int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT status::text, attempts FROM procrastinate_jobs WHERE id = %s", [job])
        found: Any = cursor.fetchone()
    return found[0], found[1]


def look() -> int:
    async def once() -> int:
        connector = app.connector.get_worker_connector()
        with app.replace_connector(connector) as workers_app:
            async with workers_app.open_async():
                return await working.take_up_again(workers_app)

    return asyncio.run(once())


def test_what_a_dead_worker_left_waits_again() -> None:
    without_worker, of_the_dead = a_job("doing"), a_job("doing", silent_for=60)
    assert look() == 2
    assert status(without_worker) == status(of_the_dead) == ("todo", 1)


def test_what_a_living_worker_does_is_left_alone() -> None:
    job = a_job("doing", silent_for=2)
    assert look() == 0
    assert status(job) == ("doing", 0)


def test_a_job_that_kills_every_worker_is_given_up() -> None:
    job = a_job("doing", attempts=working.MOST_ATTEMPTS - 1)
    assert look() == 1
    assert status(job)[0] == "failed"
