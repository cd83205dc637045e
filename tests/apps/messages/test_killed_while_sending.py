"""Forty reminders, a worker killed while sending, two started afterwards, a server that breaks off (scenario 10)."""

import datetime
import os
import signal
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from django.utils import timezone

from engagiert.apps.messages import checks
from engagiert.apps.messages.public import Message, letters_pdf, selectors
from tests.cast import BERTA
from tests.factories.letters import a_letter, a_message
from tests.factories.mailserver import MailServer, mail_server
from tests.factories.workers import a_worker, the_dead_are_noticed

pytestmark = pytest.mark.django_db(transaction=True)

NIGHT = timezone.make_aware(datetime.datetime(2026, 3, 29, 2, 30))  # noqa: DTZ001  the hour that was not
CLUBS = [f"verein{number:02d}@probe.example" for number in range(37)]
WITHOUT_MAIL = ["Anneliese Erdacht", "Wilhelmine Vorlage", "Heinrich Erdacht"]


def until(true: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, f"waited in vain: {by_state()}"
        time.sleep(0.1)


def by_state() -> Counter[str]:
    with BERTA.at_work():
        return Counter(Message.objects.values_list("state", flat=True))


def forty() -> None:
    for mail in CLUBS:
        a_message(by=BERTA, to=mail, not_before=NIGHT)
    for name in WITHOUT_MAIL:
        a_letter(by=BERTA, to=name)


def killed_while_sending(server: MailServer, log: Path, victim: str) -> None:
    """The mail to ``victim`` is with the server, which has not answered yet, when the worker is shot."""
    server.silent_for.add(victim)
    with a_worker(mail_port=server.port, log=log) as worker:
        until(lambda: victim in server.recipients)
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait(timeout=10)
    server.silent_for.clear()


def test_forty_reminders_reach_everybody_once(tmp_path: Path) -> None:
    log = tmp_path / "worker.log"
    forty()
    with mail_server() as server:
        killed_while_sending(server, log, CLUBS[9])
        assert by_state() == {"sent": 9, "sending": 1, "waiting": 30}
        server.seconds_each = 0.05
        server.hanging_up_on.add(CLUBS[20])
        the_dead_are_noticed()
        with a_worker(mail_port=server.port, log=log), a_worker(mail_port=server.port, log=log):
            until(lambda: by_state() == {"sent": 35, "in_doubt": 2, "waiting": 3})
    assert Counter(server.recipients) == Counter(CLUBS)
    with BERTA.at_work() as actor:
        unsure = set(Message.objects.filter(state="in_doubt").values_list("mail", "problem"))
        letters = [message for message in selectors.messages_at(actor) if message.is_letter]
        paper = letters_pdf(letters, now=timezone.now())
    assert unsure == {(CLUBS[9], "interrupted"), (CLUBS[20], "no_answer")}
    assert [letter.postal[0] for letter in letters] == WITHOUT_MAIL
    assert paper.startswith(b"%PDF")
    sentences = [sentence for _good, sentence in checks.findings()]
    assert "35 in sieben Tagen gesendet, 0 unterwegs, 3 Briefe zu drucken" in sentences[0]
    assert "Unsicher, ob sie angekommen sind: 2 Mails" in sentences[1]
    said = log.read_text(encoding="utf-8")
    assert "a person must decide" in said
    assert "probe.example" not in said
    assert "Erdacht" not in said


def test_a_worker_killed_before_its_first_word_loses_nothing(tmp_path: Path) -> None:
    """The queue remembers the job, the message still waits: that is no doubt, and it goes out."""
    log = tmp_path / "worker.log"
    forty()
    with mail_server() as server:
        with a_worker(mail_port=server.port, log=log) as worker:
            os.kill(worker.pid, signal.SIGKILL)
        the_dead_are_noticed()
        with a_worker(mail_port=server.port, log=log):
            until(lambda: by_state() == {"sent": 37, "waiting": 3})
    assert Counter(server.recipients) == Counter(CLUBS)
