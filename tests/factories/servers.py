"""Two real PostgreSQL servers, one following the other, and an installation served from both."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import requests

from engagiert.kernel.db import cluster
from engagiert.kernel.db.cluster import ClusterPasswords
from engagiert.kernel.db.embedded import EmbeddedPostgres, binaries

PASSWORDS = ClusterPasswords(superuser="of-tests-super", owner="of-tests-owner", web="of-tests-web")


def until(true: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.1)


@dataclass(frozen=True, slots=True)
class Servers:
    primary: EmbeddedPostgres
    standby: EmbeddedPostgres

    def surroundings(self) -> dict[str, str]:
        """Writes go to whichever of the two may write; public pages are read from the second."""
        both = f"{self.primary.sockets},{self.standby.sockets}"
        ports = f"{cluster.SOCKET_PORT},{cluster.SOCKET_PORT}"
        writing = f"host={quote(both, safe=',')}&port={ports}&target_session_attrs=read-write"
        reading = f"host={quote(str(self.standby.sockets), safe='')}"
        return {
            "DATABASE_URL": _url(cluster.OWNER_ROLE, PASSWORDS.owner, writing),
            "DATABASE_WEB_URL": _url(cluster.WEB_ROLE, PASSWORDS.web, writing),
            "DATABASE_REPLICA_URL": _url(cluster.WEB_ROLE, PASSWORDS.web, reading),
        }

    def asked_standby(self, question: str) -> str:
        with self.standby.connect_as_superuser() as keeper:
            row = keeper.execute(question).fetchone()  # type: ignore[call-overload]
            return str(row[0])

    def on_standby(self, statement: str) -> None:
        with self.standby.connect_as_superuser() as keeper:
            keeper.execute(statement)  # type: ignore[call-overload]


def _url(role: str, password: str, query: str) -> str:
    return f"postgresql://{role}:{quote(password)}@/{cluster.DATABASE}?{query}"


@contextlib.contextmanager
def two_servers(folder: Path) -> Iterator[Servers]:
    """A primary and a standby that streams from it."""
    careless = {"fsync": "off", "shared_buffers": "64MB"}
    primary = EmbeddedPostgres(folder / "primary", PASSWORDS, careless)
    standby = EmbeddedPostgres(folder / "standby", PASSWORDS, careless)
    with primary.running():
        _copy(primary, standby)
        with standby.running():
            yield Servers(primary, standby)


def _copy(primary: EmbeddedPostgres, standby: EmbeddedPostgres) -> None:
    standby.data_dir.mkdir(parents=True)
    subprocess.run(
        [binaries() / "pg_basebackup", "-D", standby.folder, "-R", "-X", "stream", "-c", "fast",
         "-h", primary.sockets, "-p", str(cluster.SOCKET_PORT), "-U", cluster.SUPERUSER],
        env=os.environ | {"PGPASSWORD": PASSWORDS.superuser},
        check=True,
        capture_output=True,
    )  # fmt: skip
    standby.folder.chmod(0o700)


class Visitor:
    """Somebody with a browser of their own and no account."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.session = requests.Session()

    def get(self, path: str) -> requests.Response:
        return self.session.get(self.base + path, timeout=60)

    def ask(self, town: str, text: str) -> requests.Response:
        """Fill in the town's question form; the answer is the page it leads to."""
        path = f"/{town}/fragen/"
        form = self.get(path).text
        values = {name: _hidden(form, name) for name in ("csrfmiddlewaretoken", "token")}
        return self.session.post(
            self.base + path,
            data=values | {"kind": "cases.question", "text": text},
            headers={"Referer": self.base + path},
            timeout=60,
        )


def _hidden(form: str, name: str) -> str:
    [tag] = re.findall(rf'<input[^>]*name="{name}"[^>]*>', form)[:1]
    found = re.search(r'value="([^"]*)"', tag)
    return found.group(1) if found else ""
