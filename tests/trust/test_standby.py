"""Public pages from a standby server: own writes seen at once, a standby that stays behind left alone, a failover."""

import contextlib
import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.config.test_serving import Installation, answers
from tests.factories.servers import Servers, Visitor, prepare, two_servers, until

TOWN = "nieheim"
# Long enough to stand nowhere by accident.
BEFORE, AFTER = "31415926", "27182818"


class Served(Installation):
    """An installation on two servers of its own; what it says is kept."""

    def __init__(self, folder: Path, servers: Servers) -> None:
        super().__init__(folder)
        self.environment |= servers.surroundings() | {"ENGAGIERT_LOG": "json", "ENGAGIERT_DEMO": ""}
        self.log = folder.with_suffix(".log")
        self.base = f"http://127.0.0.1:{self.port}"

    @contextlib.contextmanager
    def running(self) -> Iterator[None]:
        with self.log.open("w") as out:
            process = subprocess.Popen(self.command("serve"), env=self.environment, stdout=out, stderr=out)
        try:
            # A machine that does much else needs minutes to load everything.
            until(lambda: answers(self.port), 300)
            yield
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=60)

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def visitor(self) -> Visitor:
        return Visitor(self.base)


def phone(served: Served, number: str) -> None:
    done = served.call("office", "--place", "05762028", "--phone", number)
    assert done.returncode == 0, done.stderr


def test_public_pages_come_from_the_standby_and_whoever_wrote_sees_it_at_once(tmp_path: Path) -> None:
    with two_servers(tmp_path) as servers:
        served = Served(tmp_path / "data", servers)
        prepare(served.environment)
        phone(served, f"0000 {BEFORE}")
        with served.running():
            told = _the_story(served, servers)
        assert told not in served.said()


def _the_story(served: Served, servers: Servers) -> str:
    def shows(number: str) -> bool:
        return number in served.visitor().get(f"/{TOWN}/").text

    until(lambda: shows(BEFORE))
    # The standby no longer follows: what strangers read stays as it was, so it is the standby that they read.
    servers.on_standby("select pg_wal_replay_pause()")
    until(lambda: servers.asked_standby("select pg_get_wal_replay_pause_state()") == "paused")
    phone(served, f"0000 {AFTER}")
    assert shows(BEFORE)
    # Somebody who asks something sees their question at once all the same.
    asker = served.visitor()
    page = asker.ask(TOWN, "Wo ist die Kleiderkammer?")
    assert (page.status_code, "/stand/" in page.url) == (200, True), page.text
    assert asker.get(page.url.removeprefix(served.base)).status_code == 200
    # Seconds later the standby is found to be behind, and everybody is answered by the primary.
    until(lambda: shows(AFTER))
    until(lambda: "The standby server does not answer or stays behind" in served.said(), 5)
    servers.on_standby("select pg_wal_replay_resume()")
    until(lambda: shows(AFTER) and "The standby server answers again" in served.said())
    until(lambda: "0.0 MB hinter dem Haupt-Server" in served.call("check").stdout)
    # The primary dies. Public pages go on, writing says what to do, the standby takes over, and nothing is lost.
    primary = servers.primary.pid()
    assert primary is not None
    os.kill(primary, signal.SIGKILL)
    until(lambda: servers.primary.pid() is None)
    servers.on_standby("select pg_promote()")
    until(lambda: served.visitor().ask(TOWN, "Wo gibt es Fahrräder?").status_code == 200)
    until(lambda: shows(AFTER) and "Another server took over writing" in served.said())
    assert asker.get(page.url.removeprefix(served.base)).status_code == 200
    return "Kleiderkammer"
