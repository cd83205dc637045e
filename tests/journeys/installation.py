"""The installation that the journeys visit: web server and worker as an operator starts them, with the demo.

Its database is a clone of the tests' template; nothing of it is left when the tests are over.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from engagiert.config import env
from engagiert.kernel.db import cluster
from tests.database import clones

PATIENCE_SECONDS = 60
# In a process of its own, because this one has the settings of the tests.
PREPARE = """
from engagiert.config.running import set_up_django
set_up_django()
from tests.journeys import prepare
prepare.main()
"""


@dataclass(frozen=True, slots=True)
class Installation:
    """``addresses`` is what `prepare` printed: parameters and pages that lie in the data."""

    base: str
    folder: Path
    addresses: dict[str, Any]

    def mails(self) -> list[str]:
        """Texts of the mails sent so far, oldest first."""
        found = sorted((self.folder / "outbox").glob("*"), key=lambda path: path.stat().st_mtime_ns)
        return [path.read_text(encoding="utf-8") for path in found]


@contextlib.contextmanager
def installed() -> Iterator[Installation]:
    with (
        clones.server().running(),
        clones.database_of_its_own(f"{clones.TEMPLATE}_journeys_{os.getpid()}") as database,
        tempfile.TemporaryDirectory(prefix="engagiert-journeys-") as folder,
    ):
        surroundings = _surroundings(database, folder)
        done = subprocess.run(
            [sys.executable, "-c", PREPARE],
            env=surroundings,
            cwd=env.PROJECT_DIR,
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        base = f"http://127.0.0.1:{surroundings['PORT']}"
        with _served(surroundings, base):
            yield Installation(base, Path(folder), json.loads(done.stdout.splitlines()[-1]))


def _surroundings(database: str, folder: str) -> dict[str, str]:
    kept = env.load().passwords
    sockets = quote(str(cluster.socket_directory(env.load().data_dir)), safe="")

    def url(role: str, password: str) -> str:
        return f"postgresql://{role}:{quote(password)}@:{cluster.SOCKET_PORT}/{database}?host={sockets}"

    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("ENGAGIERT_")},
        "DJANGO_SETTINGS_MODULE": "engagiert.config.settings",
        "ENGAGIERT_DATA": folder,
        "ENGAGIERT_DEMO": "1",
        "ENGAGIERT_SECRET_KEY": "only-for-the-journeys-" + "x" * 40,
        "DATABASE_URL": url(cluster.OWNER_ROLE, kept.owner),
        "DATABASE_WEB_URL": url(cluster.WEB_ROLE, kept.web),
        "PORT": str(_free_port()),
    }


@contextlib.contextmanager
def _served(surroundings: dict[str, str], base: str) -> Iterator[None]:
    log = Path(surroundings["ENGAGIERT_DATA"]) / "serve.log"
    with log.open("w") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "engagiert.config.cli", "serve"],
            env=surroundings,
            cwd=env.PROJECT_DIR,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait_for(base, process, log)
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=PATIENCE_SECONDS)


def _wait_for(base: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        assert process.poll() is None, log.read_text()
        assert time.monotonic() < deadline, f"no answer: {log.read_text()}"
        try:
            urllib.request.urlopen(f"{base}/", timeout=10).close()
        except OSError:
            time.sleep(0.2)
        else:
            return


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
