"""Two real PostgreSQL servers, one following the other, and an installation served from both."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import requests

from engagiert.config import env
from engagiert.kernel.db import cluster
from engagiert.kernel.db.cluster import ClusterPasswords
from engagiert.kernel.db.embedded import EmbeddedPostgres, binaries

PASSWORDS = ClusterPasswords(superuser="of-tests-super", owner="of-tests-owner", web="of-tests-web")


def until(true: Callable[[], bool], seconds: float = 120) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.1)


# In a process of its own, which has the settings of the installation.
PREPARE = """
import sys
from engagiert.config.running import database
with database():
    from engagiert.apps.messages.public import Recipient, Text, paragraph, queue_message
    from engagiert.kernel.authz import Actor
    from engagiert.kernel.tenancy import enter
    from tests.cast import BERTA
    BERTA.account()
    office = BERTA.office()
    actor = Actor.operator(office_ids=(office.pk,))
    for number in range(int(sys.argv[1])):
        with enter(actor, action="tests.write"):
            queue_message(
                actor=actor, office=office, key=f"tests:{number}", purpose="tests.reminder",
                recipient=Recipient(mail=f"verein{number}@probe.example"), text=Text("Hallo", (paragraph("Danke."),)),
            )
"""


def prepare(environment: dict[str, str], *, mails: int = 0) -> None:
    """Tables, Berta's town with her office, and so many mails that wait."""
    words = [[sys.executable, "-m", "engagiert.config.cli", "migrate"], [sys.executable, "-c", PREPARE, str(mails)]]
    for command in words:
        done = subprocess.run(
            command, env=environment, cwd=env.PROJECT_DIR, check=False, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr


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
        answer = self.send(town, self.form(town), text)
        return self.get(answer.headers["Location"]) if answer.is_redirect else answer

    def form(self, town: str) -> dict[str, str]:
        """The hidden fields of the form; raises ``HTTPError`` where it does not come."""
        page = self.get(f"/{town}/fragen/")
        page.raise_for_status()
        return {name: _hidden(page.text, name) for name in ("csrfmiddlewaretoken", "token")}

    def send(self, town: str, form: dict[str, str], text: str) -> requests.Response:
        """Send the form; a redirect is the confirmation and is not followed."""
        address = f"{self.base}/{town}/fragen/"
        values = form | {"kind": "cases.question", "text": text}
        headers = {"Referer": address}
        return self.session.post(address, data=values, headers=headers, timeout=60, allow_redirects=False)


def _hidden(form: str, name: str) -> str:
    [tag] = re.findall(rf'<input[^>]*name="{name}"[^>]*>', form)[:1]
    found = re.search(r'value="([^"]*)"', tag)
    return found.group(1) if found else ""
