"""Workers on the queue as an operator starts them: processes of their own, on the database of this test."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection

from engagiert.config import env
from engagiert.kernel.db import cluster


@contextlib.contextmanager
def a_worker(*, mail_port: int, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Runs inside the block; ended afterwards where the test has not killed it."""
    with log.open("ab") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "engagiert.config.cli", "worker"],
            env=_surroundings(mail_port),
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
        )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)


@contextlib.contextmanager
def a_look_into(box: str, *, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """``engagiert fetch-mails`` on the box with this IMAP_URL, a process of its own; ended with the block."""
    with log.open("ab") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "engagiert.config.cli", "fetch-mails"],
            env=_surroundings(1)
            | {
                "IMAP_URL": box,
                "ENGAGIERT_REPLY_ADDRESS": "antwort@nieheim.example",
                # The codes of replies are made with it.
                "ENGAGIERT_SECRET_KEY": settings.SECRET_KEY,
            },
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
        )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.wait(timeout=30)


def the_dead_are_noticed() -> None:
    """As if a minute had passed since the last heartbeat of whoever is dead; the living beat again at once."""
    with connection.cursor() as cursor:
        cursor.execute("update procrastinate_workers set last_heartbeat = now() - interval '1 minute'")


def _surroundings(mail_port: int) -> dict[str, str]:
    kept, database = env.load(), connection.settings_dict["NAME"]
    sockets = quote(str(cluster.socket_directory(kept.data_dir)), safe="")

    def url(role: str, password: str) -> str:
        return f"postgresql://{role}:{quote(password)}@:{cluster.SOCKET_PORT}/{database}?host={sockets}"

    return {
        "PATH": os.environ["PATH"],
        "HOME": os.environ.get("HOME", "/"),
        "DATABASE_URL": url(cluster.OWNER_ROLE, kept.passwords.owner),
        "DATABASE_WEB_URL": url(cluster.WEB_ROLE, kept.passwords.web),
        "ENGAGIERT_SECRET_KEY": "tests",
        "ENGAGIERT_DATA": str(kept.data_dir),
        "EMAIL_URL": f"smtp://127.0.0.1:{mail_port}",
    }
