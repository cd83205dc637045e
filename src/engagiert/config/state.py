"""How the installation is doing, as numbers: for `engagiert check`, the health address and the metrics."""

from __future__ import annotations

import datetime
import shutil
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from django.conf import settings
from django.db import OperationalError, connection

from engagiert.config import env
from engagiert.kernel.db import standby

_QUEUE = """
with waiting as (
    select coalesce(j.scheduled_at, e.at) since from procrastinate_jobs j
    left join lateral (select max(at) at from procrastinate_events where job_id = j.id and type = 'deferred') e on true
    where j.status = 'todo' and (j.scheduled_at is null or j.scheduled_at <= now())
)
select (select count(*) from waiting),
    coalesce(extract(epoch from now() - (select min(since) from waiting)), 0),
    (select count(*) from procrastinate_jobs where status = 'failed'),
    (select count(*) from procrastinate_jobs j left join procrastinate_workers w on w.id = j.worker_id
     where j.status = 'doing' and (w.id is null or w.last_heartbeat < now() - interval '1 minute')),
    (select count(*) from procrastinate_workers where last_heartbeat > now() - interval '30 seconds')
"""


@dataclass(frozen=True, slots=True)
class Queue:
    """Jobs that wait and for how long (seconds), that failed for good, whose worker is silent; workers that beat."""

    waiting: int
    oldest_seconds: float
    failed: int
    abandoned: int
    workers: int


@dataclass(frozen=True, slots=True)
class Replica:
    """A standby server: whether it answers, and how many bytes of the log it still has to replay."""

    answers: bool
    behind_bytes: int


def queue() -> Queue:
    with connection.cursor() as cursor:
        cursor.execute(_QUEUE)
        waiting, oldest, failed, abandoned, workers = cursor.fetchone()
    return Queue(waiting, float(oldest), failed, abandoned, workers)


def replica() -> Replica | None:
    """None where none is set up."""
    if not standby.is_set_up():
        return None
    try:
        return Replica(True, standby.behind_bytes())
    except OperationalError:
        return Replica(False, 0)


def disks() -> dict[Path, float]:
    """Folder → share of its disk that is free; each disk once, by the first folder on it."""
    found: dict[int, tuple[Path, float]] = {}
    for folder in (env.load().data_dir, Path(settings.MEDIA_ROOT), Path(settings.ENGAGIERT_ERASURES).parent):
        if folder.is_dir():
            usage = shutil.disk_usage(folder)
            found.setdefault(folder.stat().st_dev, (folder, usage.free / usage.total))
    return dict(found.values())


def certificate_ends() -> datetime.datetime | None:
    """When the certificate that the operator named ends; None where none is named. Raises OSError, ValueError."""
    file = env.load().certificate
    return x509.load_pem_x509_certificate(file.read_bytes()).not_valid_after_utc if file else None
