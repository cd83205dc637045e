"""`engagiert worker`: takes jobs from the queue, and takes up again what a killed worker left behind.

A job must therefore bear to be run twice: its service locks, compares and goes on where it stopped.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import Any

from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Status

HEARTBEAT_SECONDS = 3.0
# A worker silent for so long is dead; a busy one beats from another thread.
SILENCE_SECONDS = 15.0
LOOK_SECONDS = 5.0
# A job that takes its worker down each time must not go round for ever.
MOST_ATTEMPTS = 5

_log = logging.getLogger("engagiert.worker")


def work(*, once: bool) -> None:
    """Run until SIGTERM, or with `once` until nothing waits any more."""
    asyncio.run(_work(once=once))


async def _work(*, once: bool) -> None:
    connector = app.connector.get_worker_connector()  # type: ignore[attr-defined]
    with app.replace_connector(connector) as working:
        async with working.open_async():
            watch = asyncio.create_task(_watch(working))
            try:
                await working.run_worker_async(
                    wait=not once,
                    listen_notify=not once,
                    delete_jobs="successful",
                    update_heartbeat_interval=HEARTBEAT_SECONDS,
                    stalled_worker_timeout=SILENCE_SECONDS,
                )
            finally:
                watch.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await watch


async def _watch(working: Any) -> None:
    while True:
        # Without database there is nothing to take up; the next look may find it again.
        with contextlib.suppress(ConnectorException):
            await take_up_again(working)
        await asyncio.sleep(LOOK_SECONDS)


async def take_up_again(working: Any) -> int:
    """Put the jobs of dead workers back into the queue; returns how many were found."""
    manager = working.job_manager
    left = list(await manager.get_stalled_jobs(seconds_since_heartbeat=SILENCE_SECONDS))
    for job in left:
        if job.attempts + 1 >= MOST_ATTEMPTS:
            _log.error("Job %s (%s) is given up after %s attempts", job.id, job.task_name, job.attempts + 1)
            await manager.finish_job(job, status=Status.FAILED, delete_job=False)
        else:
            _log.warning("Job %s (%s) was left by a dead worker and runs again", job.id, job.task_name)
            await manager.retry_job(job)
    return len(left)
