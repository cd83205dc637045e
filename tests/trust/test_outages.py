"""A full disk, a database that is restarted, a mail server that hangs, each under load: clear words, nothing lost.

Only in the long form: each takes minutes. The disk is a real one, and full to its last byte.
"""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.config.test_serving import answers
from tests.factories.disks import a_small_disk, full
from tests.factories.load import Askers
from tests.factories.mailserver import MailServer, mail_server
from tests.factories.servers import Visitor, prepare, until
from tests.trust.promises import Kept
from tests.trust.test_crashes import TOWN, Crashing, settled

MAILS = 30
SAID = "Gerade geht es nicht"
RESTARTS = 6


@pytest.fixture(autouse=True)
def only_long(is_long: bool) -> None:
    if not is_long:
        pytest.skip("minutes long: part of make trust")


def an_installation(folder: Path, server: MailServer) -> Crashing:
    installation = Crashing(folder, server)
    prepare(installation.environment, mails=MAILS)
    return installation


def asking(installation: Crashing) -> Askers:
    return Askers(f"http://127.0.0.1:{installation.port}", TOWN, 3)


def some_more_are_confirmed(askers: Askers, number: int = 5) -> None:
    before = len(askers.confirmed)
    until(lambda: len(askers.confirmed) >= before + number, 120)


def nothing_is_lost(installation: Crashing, askers: Askers, server: MailServer) -> int:
    """Each confirmed question is kept once, none twice, no mail went out twice; returns how many were asked about."""
    until(lambda: settled(installation), 240)
    kept = Counter(text for (text,) in installation.asked("select text from cases_entry where kind = 'asked'"))
    states = dict(installation.asked("select message_id, state from correspondence_message"))
    arrived = Counter(str(mail["Message-ID"]) for mail in server.mails)
    assert [text for text in askers.confirmed if kept[text] != 1] == []
    assert [text for text in askers.tried if kept[text] > 1] == []
    assert set(arrived.values()) == {1}
    assert set(states.values()) <= {"sent", "in_doubt"}
    assert {key for key, state in states.items() if state == "sent"} <= arrived.keys()
    return len(askers.confirmed)


def test_a_full_disk_is_said_and_when_there_is_room_again_all_goes_on(tmp_path: Path, promise: Kept) -> None:
    with mail_server() as server, a_small_disk(tmp_path / "disk", 500) as disk:
        installation = an_installation(disk / "data", server)
        with installation.running(), asking(installation) as askers:
            some_more_are_confirmed(askers)
            with full(disk):
                refused = len(askers.refusals)
                # The log of the database needs room, too: without it the server stops altogether.
                with contextlib.suppress(Exception):
                    installation.asked("select pg_switch_wal()")
                until(lambda: 503 in askers.refusals[refused:], 120)
                time.sleep(10)
                page = Visitor(askers.base).get(f"/{TOWN}/fragen/")
                assert page.status_code == 200 or SAID in page.text
                told = installation.call("check")
                assert told.returncode == 1
                assert "0%" in told.stdout or "voll" in told.stdout + told.stderr
                assert "Traceback" not in told.stdout + told.stderr
            some_more_are_confirmed(askers)
        with installation.running():
            number = nothing_is_lost(installation, askers, server)
    assert 500 not in askers.refusals
    promise("crashes", number, f"questions confirmed around a full disk, {MAILS} mails: 0 lost, 0 doubled")


def test_a_database_that_is_restarted_and_a_mail_server_that_hangs_cost_nothing(tmp_path: Path, promise: Kept) -> None:
    with mail_server() as server:
        server.seconds_each = 2
        # Longer than anybody waits for a mail server.
        server.silent_for = {"verein0@probe.example", "verein7@probe.example"}
        installation = an_installation(tmp_path / "data", server)
        with installation.running():
            with asking(installation) as askers:
                for number in range(RESTARTS):
                    some_more_are_confirmed(askers)
                    database = installation.database_pid()
                    assert database is not None
                    # What an operator's restart does: now, or as soon as all have left.
                    os.kill(database, signal.SIGINT if number % 2 else signal.SIGTERM)
                    if number % 2 == 0:
                        time.sleep(2)
                        with contextlib.suppress(ProcessLookupError):
                            os.kill(database, signal.SIGINT)
                    until(lambda old=database: installation.database_pid() not in {None, old})  # type: ignore[misc]
                    until(lambda: answers(installation.port))
                some_more_are_confirmed(askers)
            number = nothing_is_lost(installation, askers, server)
    assert 500 not in askers.refusals
    promise(
        "crashes",
        number,
        f"questions confirmed through {RESTARTS} database restarts, a mail server that hangs: 0 lost, 0 doubled",
    )
