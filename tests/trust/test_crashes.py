"""What was confirmed is there, and nobody gets a mail twice, whatever is killed while people ask and mails go out."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from engagiert.kernel.db.cluster import DATABASE, ClusterPasswords
from engagiert.kernel.db.embedded import EmbeddedPostgres
from tests.config.test_serving import Installation, answers
from tests.factories.load import Askers
from tests.factories.mailserver import MailServer, mail_server
from tests.factories.servers import prepare, until
from tests.trust.promises import Kept

TOWN = "nieheim"
VICTIMS = ("web", "worker", "database", "all web", "session")
KILLS_LONG = 52


class Crashing(Installation):
    """Its database keeps its promises to the disk, as one in earnest does."""

    def __init__(self, folder: Path, mails: MailServer) -> None:
        super().__init__(folder)
        self.environment |= {"EMAIL_URL": f"smtp://127.0.0.1:{mails.port}", "ENGAGIERT_PROXIES": "1"}
        self.log = folder.with_suffix(".log")

    @contextlib.contextmanager
    def running(self) -> Iterator[int]:
        with self.log.open("w") as out:
            process = subprocess.Popen(self.command("serve"), env=self.environment, stdout=out, stderr=out)
        try:
            # A machine that does much else needs minutes to load everything.
            until(lambda: answers(self.port), 300)
            yield process.pid
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=60)

    def asked(self, question: str) -> list[Any]:
        secrets = self.secrets()
        passwords = ClusterPasswords(secrets["postgres_password"], secrets["owner_password"], secrets["web_password"])
        with EmbeddedPostgres(self.folder, passwords).connect_as_superuser(DATABASE) as keeper:
            return keeper.execute(question).fetchall()  # type: ignore[call-overload, no-any-return]


def children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def words_of(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


def targets(installation: Crashing, parent: int, what: str) -> list[int]:
    """Processes to kill; several where one stands for all."""
    if what in ("database", "session"):
        database = installation.database_pid()
        if database is None or what == "database":
            return [database] if database else []
        return [pid for pid in children(database) if "engagiert_web" in words_of(pid)][:1]
    name = "worker" if what == "worker" else "gunicorn"
    tops = [pid for pid in children(parent) if name in words_of(pid)]
    return [child for pid in tops for child in children(pid)][:1] if what == "web" else tops


def killed(installation: Crashing, parent: int, what: str) -> bool:
    found = targets(installation, parent, what)
    for pid in found:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    return bool(found)


def test_nothing_confirmed_is_lost_and_nothing_is_sent_twice(tmp_path: Path, is_long: bool, promise: Kept) -> None:
    chance = random.Random(8108)
    victims = [*VICTIMS[:3]] if not is_long else [VICTIMS[number % len(VICTIMS)] for number in range(KILLS_LONG)]
    with mail_server() as server:
        server.seconds_each = 0.15
        installation = Crashing(tmp_path / "data", server)
        number = 12 * len(victims)
        prepare(installation.environment, mails=number)
        with installation.running() as parent:
            with Askers(f"http://127.0.0.1:{installation.port}", TOWN, 3) as askers:
                hits = 0
                for what in victims:
                    time.sleep(chance.uniform(0.5, 3))
                    hits += killed(installation, parent, what)
                    until(lambda: answers(installation.port) and installation.database_pid() is not None)
                before = len(askers.confirmed)
                until(lambda: len(askers.confirmed) > before + 3)
            until(lambda: settled(installation), 180)
            kept = Counter(text for (text,) in installation.asked("select text from cases_entry where kind = 'asked'"))
            states = dict(installation.asked("select message_id, state from correspondence_message"))
            said = installation.call("check").stdout
    assert hits == len(victims)
    assert [text for text in askers.confirmed if kept[text] != 1] == []
    assert [text for text in askers.tried if kept[text] > 1] == []
    assert len(askers.confirmed) > len(victims)
    arrived = Counter(str(mail["Message-ID"]) for mail in server.mails)
    assert set(arrived.values()) <= {1}
    assert set(states.values()) <= {"sent", "in_doubt"}
    assert {key for key, state in states.items() if state == "sent"} <= arrived.keys()
    unsure = sum(state == "in_doubt" for state in states.values())
    if unsure:
        assert f"Unsicher, ob sie angekommen sind: {unsure} Mails" in said
    assert "probe.example" not in installation.log.read_text()
    promise(
        "crashes",
        hits,
        f"kills, {len(askers.confirmed)} confirmed and {number} mails: 0 lost, 0 doubled, {unsure} in doubt",
    )


def settled(installation: Crashing) -> bool:
    return (
        installation.asked("select 1 from correspondence_message where state in ('waiting', 'sending') limit 1") == []
    )
