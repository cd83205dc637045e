"""Figures for Prometheus: how many requests, how long, and how the installation is doing when somebody asks.

Several web processes write their figures into one folder (`PROMETHEUS_MULTIPROC_DIR`, set by `engagiert serve`), and
whichever is asked adds them up. Labels are names of views, never paths: a path may hold a code or a search.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator

from django.db import Error, connection
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest, multiprocess
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import REGISTRY, Collector

from engagiert.apps.messages.checks import figures as mail_figures
from engagiert.config import backups, state

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_REQUESTS = Counter("engagiert_requests_total", "Answered requests", ["view", "method", "status"])
_SECONDS = Histogram(
    "engagiert_request_seconds", "Seconds until the answer was ready", ["view"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)  # fmt: skip


def note(*, view: str, method: str, status: int, seconds: float) -> None:
    _REQUESTS.labels(view, method if method in {"GET", "HEAD", "POST"} else "other", str(status)).inc()
    _SECONDS.labels(view).observe(seconds)


def exposition() -> bytes:
    """All figures in Prometheus' text form."""
    registry = CollectorRegistry()
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        registry.register(_State())
        return generate_latest(registry)
    registry.register(_State())
    return generate_latest(REGISTRY) + generate_latest(registry)


class _State(Collector):
    """Looked up when asked. Without database only what needs none."""

    def collect(self) -> Iterable[GaugeMetricFamily]:
        yield from self._without_database()
        try:
            found = list(self._with_database())
        except Error:
            yield _gauge("engagiert_database_up", "Whether the database answers", 0)
            return
        yield _gauge("engagiert_database_up", "Whether the database answers", 1)
        yield from found

    def _without_database(self) -> Iterator[GaugeMetricFamily]:
        last = backups.last()
        if last is not None:
            yield _gauge("engagiert_backup_age_seconds", "Since the last backup", time.time() - last[0].timestamp())
        free = GaugeMetricFamily("engagiert_disk_free_ratio", "Free share of the disk", labels=["folder"])
        for folder, share in state.disks().items():
            free.add_metric([str(folder)], share)
        yield free

    def _with_database(self) -> Iterator[GaugeMetricFamily]:
        queue = state.queue()
        yield _gauge("engagiert_jobs_waiting", "Jobs that are due and wait", queue.waiting)
        yield _gauge("engagiert_jobs_oldest_seconds", "How long the oldest of them waits", queue.oldest_seconds)
        yield _gauge("engagiert_jobs_failed", "Jobs given up", queue.failed)
        yield _gauge("engagiert_workers", "Workers that are alive", queue.workers)
        mails = GaugeMetricFamily("engagiert_mails", "Mails by what is to do about them", labels=["state"])
        for name, number in mail_figures().items():
            mails.add_metric([name], number)
        yield mails
        replica = state.replica()
        if replica is not None:
            yield _gauge("engagiert_replica_up", "Whether the standby server answers", int(replica.answers))
            yield _gauge("engagiert_replica_behind_bytes", "What it still has to replay", replica.behind_bytes)
        with connection.cursor() as cursor:
            cursor.execute("select pg_database_size(current_database())")
            yield _gauge("engagiert_database_bytes", "Size of the database", cursor.fetchone()[0])


def _gauge(name: str, words: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, words, value=value)
