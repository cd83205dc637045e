"""Whoever fetches mails is shot in mid-fetch: nothing is lost, nothing comes twice, and the box stays as it was."""

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from engagiert.apps.messages.models import FetchedMail, Inbound
from tests.cast import BERTA
from tests.factories import imapserver
from tests.factories.imapserver import ImapServer, imap_server
from tests.factories.letters import a_message
from tests.factories.replies import a_look_into_the_box, a_reply, inbound_of
from tests.factories.workers import a_look_into

pytestmark = pytest.mark.django_db(transaction=True)
MAILS = 6


@pytest.fixture
def box(settings: Any) -> Iterator[ImapServer]:
    with imap_server() as started:
        settings.ENGAGIERT_MAILBOX = started.settings
        settings.ENGAGIERT_REPLY_ADDRESS = imapserver.NAME
        yield started


def delivered(box: ImapServer) -> list[str]:
    """Six replies in the box; their texts."""
    message = a_message(by=BERTA, to="klaas@probe.example")
    texts = [f"Antwort {number}" for number in range(MAILS)]
    for number, text in enumerate(texts):
        box.deliver(a_reply(message, text, number=number))
    return texts


def address(box: ImapServer) -> str:
    return f"imap://{quote(imapserver.NAME, safe='')}:{quote(imapserver.PASSWORD, safe='')}@127.0.0.1:{box.port}/INBOX"


def shot(box: ImapServer, at: tuple[str, int], log: Path) -> None:
    """The box has been asked for this and has not answered yet when the process is killed."""
    box.stalls_at = at
    box.waiting.clear()
    box.go_on.clear()
    with a_look_into(address(box), log=log) as process:
        assert box.waiting.wait(60), log.read_text(encoding="utf-8")
        os.kill(process.pid, signal.SIGKILL)
        process.wait(timeout=10)
    box.stalls_at = None
    box.go_on.set()


def finished(box: ImapServer, log: Path) -> subprocess.Popen[bytes]:
    with a_look_into(address(box), log=log) as process:
        assert process.wait(timeout=60) == 0, log.read_text(encoding="utf-8")
    return process


def texts_here() -> list[str]:
    return sorted(inbound.text.strip() for inbound in inbound_of(BERTA))


@pytest.mark.parametrize(
    ("at", "here"),
    [(("FETCH", 4), 3), (("STORE", 4), 4)],
    ids=["while the fourth is read", "the fourth is taken, not yet marked"],
)
def test_a_fetch_that_is_killed_goes_on_where_it_stopped(
    box: ImapServer, tmp_path: Path, at: tuple[str, int], here: int
) -> None:
    log, texts = tmp_path / "fetch.log", delivered(box)
    shot(box, at, log)
    assert texts_here() == texts[:here]
    finished(box, log)
    assert texts_here() == texts
    assert a_look_into_the_box(BERTA) == {}
    with BERTA.at_work():
        assert Inbound.objects.count() == MAILS
    assert FetchedMail.objects.filter(outcome="stored").count() == MAILS
    assert len(box.mails) == MAILS
