"""A mail goes out once; what is not known to have failed is not sent again."""

import datetime
import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from click.testing import CliRunner
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone

from engagiert.apps.messages import jobs
from engagiert.apps.messages.commands import hold_waiting_mails
from engagiert.apps.messages.public import Message, Text, paragraph, quote, services, wording
from engagiert.apps.messages.services import send_message, sweep_messages
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter
from tests.cast import BERTA, SELMA, the_operator_at_work
from tests.factories.letters import a_letter, a_message, as_it_is_now
from tests.factories.mailserver import MailServer, a_free_port, listening, mail_server

pytestmark = pytest.mark.django_db(transaction=True)

CHOIR = "chor@probe.example"


@pytest.fixture
def server(settings: Any) -> Iterator[MailServer]:
    with mail_server() as started:
        settings.MAILERS = started.mailer
        yield started


def worker() -> Actor:
    return Actor.operator(office_ids=(BERTA.office().pk,))


def tried(message: Message, *, resumed: bool = False) -> Message:
    send_message(actor=worker(), message_id=message.pk, resumed=resumed)
    return as_it_is_now(message, for_=BERTA)


def set_back(message: Message, **columns: Any) -> None:
    """As if time had passed."""
    with enter(worker(), action="tests.time"):
        Message.objects.filter(pk=message.pk).update(**columns)


def jobs_waiting() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from procrastinate_jobs where task_name = 'messages.send' and status = 'todo'")
        return int(cursor.fetchone()[0])


def test_a_mail_arrives_as_text_and_as_html_with_its_own_number(server: MailServer) -> None:
    text = Text("Grüße aus Nieheim", (paragraph("Wir haben <b>nachgesehen</b>."), quote("Zeile eins\n.Zeile zwei")))
    message = tried(a_message(by=BERTA, text=text))
    [mail] = server.mails
    plain, html = (mail.get_body((kind,)).get_content().replace("\r\n", "\n") for kind in ("plain", "html"))  # type: ignore[union-attr]
    assert (mail["Subject"], mail["To"], mail["Message-ID"]) == ("Grüße aus Nieheim", CHOIR, message.message_id)
    assert "Büro für Engagement Nieheim" in mail["From"]
    assert "Guten Tag,\n\nWir haben <b>nachgesehen</b>.\n\n> Zeile eins\n> .Zeile zwei\n\nMit freundlichen" in plain
    assert "<p>Wir haben &lt;b&gt;nachgesehen&lt;/b&gt;.</p>" in html
    assert "http" not in html
    assert "<img" not in html
    assert (message.state, message.attempts, message.settled_by) == ("sent", 1, "")
    assert wording.state_line(message).startswith("Gesendet am ")


def test_a_mail_that_is_sent_is_not_sent_again(server: MailServer) -> None:
    message = tried(a_message(by=BERTA))
    tried(message)
    tried(message, resumed=True)
    assert server.recipients == [CHOIR]
    assert sweep_messages(actor=worker()) == []


def test_a_double_click_writes_one_message_and_one_job(server: MailServer) -> None:
    first, second = a_message(by=BERTA, key="antwort:1"), a_message(by=BERTA, key="antwort:1")
    assert first.pk == second.pk
    assert jobs_waiting() == 1
    assert a_message(by=SELMA, key="antwort:1").pk != first.pk


def test_what_is_rolled_back_sends_nothing(server: MailServer) -> None:
    BERTA.office()
    with transaction.atomic():
        a_message(by=BERTA)
        transaction.set_rollback(True)
    with BERTA.at_work():
        assert Message.objects.count() == 0
    assert jobs_waiting() == 0


def test_two_workers_at_once_send_each_mail_once(server: MailServer) -> None:
    server.seconds_each = 0.2
    written = [a_message(by=BERTA, to=f"verein{number}@probe.example") for number in range(4)]
    actor = worker()

    def work(message: Message) -> None:
        try:
            send_message(actor=actor, message_id=message.pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, [*written, *written, *reversed(written)]))
    assert sorted(server.recipients) == sorted(message.mail for message in written)
    assert {as_it_is_now(message, for_=BERTA).state for message in written} == {"sent"}


def test_nothing_is_sent_from_inside_a_transaction(server: MailServer) -> None:
    message = a_message(by=BERTA)
    with pytest.raises(RuntimeError, match="would not outlive"), the_operator_at_work():
        send_message(actor=worker(), message_id=message.pk)
    assert server.recipients == []


@pytest.mark.parametrize(
    ("what", "answer", "problem"),
    [("refused", "450 4.2.1 busy", "recipient"), ("refused_text", "451 4.3.0 try again", "text")],
)
def test_a_passing_refusal_is_tried_again_later(server: MailServer, what: str, answer: str, problem: str) -> None:
    getattr(server, what)[CHOIR] = answer
    message = tried(a_message(by=BERTA))
    assert (message.state, message.problem, message.reply) == ("waiting", problem, answer)
    assert message.due_at > timezone.now()
    assert "Nächster Versuch" in wording.state_line(message)
    assert tried(message).attempts == 1
    getattr(server, what).clear()
    set_back(message, due_at=timezone.now())
    assert tried(message).state == "sent"
    assert server.recipients == [CHOIR]


@pytest.mark.parametrize(
    ("what", "answer", "problem"),
    [("refused", "550 5.1.1 no such user", "recipient"), ("refused_text", "554 5.7.1 not wanted", "text")],
)
def test_a_final_refusal_is_said_in_words_and_left_to_people(
    server: MailServer, what: str, answer: str, problem: str
) -> None:
    getattr(server, what)[CHOIR] = answer
    message = tried(a_message(by=BERTA))
    assert (message.state, message.problem, message.reply) == ("failed", problem, answer)
    assert "nimmt diese" in wording.reason(message)
    assert "Brief" in wording.what_to_do(message)
    assert sweep_messages(actor=worker()) == []


def test_a_refused_sender_is_not_held_against_the_recipient(server: MailServer) -> None:
    server.refused_sender = "550 5.7.1 who are you"
    assert (tried(a_message(by=BERTA)).state, server.recipients) == ("waiting", [])


def test_a_mail_server_that_is_down_for_a_day_gets_everything_once_later(settings: Any) -> None:
    handler = MailServer(a_free_port())
    settings.MAILERS = handler.mailer
    message = a_message(by=BERTA)
    start, pauses = timezone.now(), []
    for hours in (0, 0.02, 0.1, 1, 3, 12, 24, 36):
        set_back(message, due_at=timezone.now())
        if hours:
            set_back(message, first_tried_at=timezone.now() - datetime.timedelta(hours=hours))
        message = tried(message)
        assert (message.state, message.problem) == ("waiting", "server")
        pauses.append(round((message.due_at - timezone.now()).total_seconds() / 60))
    assert pauses == [1, 1, 6, 30, 30, 30, 120, 120]
    assert sweep_messages(actor=worker()) == []
    with listening(handler):
        set_back(message, due_at=start)
        assert [key for _office, key in sweep_messages(actor=worker())] == [message.pk]
        assert tried(message).state == "sent"
    assert handler.recipients == [CHOIR]


def test_after_five_days_in_vain_a_person_is_told(settings: Any) -> None:
    settings.MAILERS = MailServer(a_free_port()).mailer
    message = tried(a_message(by=BERTA))
    past = timezone.now() - datetime.timedelta(days=5, minutes=1)
    set_back(message, due_at=timezone.now(), first_tried_at=past)
    message = tried(message)
    assert (message.state, wording.reason(message)) == ("failed", "Der Mailserver antwortet nicht.")


@pytest.mark.parametrize("way", ["silent_for", "hanging_up_on"])
def test_without_an_answer_to_the_text_nobody_knows_and_nothing_is_sent_again(server: MailServer, way: str) -> None:
    getattr(server, way).add(CHOIR)
    message = tried(a_message(by=BERTA))
    assert (message.state, message.problem) == ("in_doubt", "no_answer")
    server.silent_for.clear()
    tried(message)
    tried(message, resumed=True)
    assert sweep_messages(actor=worker()) == []
    assert server.recipients == [CHOIR]


def test_what_a_dead_worker_left_is_in_doubt_and_a_slow_one_may_correct_it(server: MailServer) -> None:
    message = a_message(by=BERTA)
    set_back(message, state="sending", attempts=1, tried_at=timezone.now())
    assert tried(message).state == "sending"
    assert tried(message, resumed=True).state == "in_doubt"
    assert "stehen geblieben" in wording.reason(as_it_is_now(message, for_=BERTA))
    set_back(message, state="sending", tried_at=timezone.now() - datetime.timedelta(minutes=11), problem="")
    assert sweep_messages(actor=worker()) == []
    assert as_it_is_now(message, for_=BERTA).state == "in_doubt"
    assert server.recipients == []


def test_a_person_says_that_it_arrived_or_sends_it_again_to_a_better_address(server: MailServer) -> None:
    server.hanging_up_on.add(CHOIR)
    arrived, again = tried(a_message(by=BERTA)), tried(a_message(by=BERTA, key="zweite"))
    with BERTA.at_work() as actor:
        services.confirm_arrival(actor=actor, message=arrived)
        with pytest.raises(ValidationError, match="steht inzwischen auf „gesendet“"):
            services.send_again(actor=actor, message=arrived)
        with pytest.raises(ValidationError, match="E-Mail-Adresse wie"):
            services.send_again(actor=actor, message=again, mail="kein At")
        services.send_again(actor=actor, message=again, mail="vorstand@probe.example")
    assert "Angekommen, sagt Berta Beispiel" in wording.state_line(as_it_is_now(arrived, for_=BERTA))
    again = tried(again)
    assert (again.state, again.attempts, server.recipients[-1]) == ("sent", 2, "vorstand@probe.example")
    assert {mail["Message-ID"] for mail in server.mails} == {arrived.message_id, again.message_id}


def test_what_is_called_off_is_not_sent(server: MailServer) -> None:
    message = a_message(by=BERTA)
    with BERTA.at_work() as actor:
        services.cancel_message(actor=actor, message=message)
    assert tried(message).state == "cancelled"
    assert server.recipients == []


def test_an_hour_that_the_clock_leaves_out_skips_nobody(server: MailServer) -> None:
    night = timezone.make_aware(datetime.datetime(2026, 3, 29, 2, 30))  # noqa: DTZ001  the hour that was not
    assert tried(a_message(by=BERTA, not_before=night)).state == "sent"


def test_a_mail_for_later_waits_for_its_hour(server: MailServer) -> None:
    message = a_message(by=BERTA, not_before=timezone.now() + datetime.timedelta(hours=5))
    assert jobs_waiting() == 0
    assert (tried(message).state, server.recipients) == ("waiting", [])
    set_back(message, due_at=timezone.now())
    jobs.sweep(timestamp=0)
    jobs.sweep(timestamp=60)
    assert jobs_waiting() == 1


def test_a_letter_is_never_mailed(server: MailServer) -> None:
    letter = a_letter(by=BERTA)
    assert (tried(letter).state, server.recipients, jobs_waiting()) == ("waiting", [], 0)
    assert sweep_messages(actor=worker()) == []


@pytest.mark.parametrize("mail", ["", "kein At", "zwei@at@probe.example", "a@b.example\nBcc: x@y.example"])
def test_without_address_nothing_is_written(mail: str) -> None:
    with pytest.raises(ValidationError, match="E-Mail-Adresse wie"):
        a_message(by=BERTA, to=mail, key="ohne")


def test_a_subject_cannot_forge_a_header(server: MailServer) -> None:
    tried(a_message(by=BERTA, text=Text("Hallo\r\nBcc: fremd@probe.example", (paragraph("x"),))))
    [mail] = server.mails
    assert (mail["Subject"], mail["Bcc"]) == ("Hallo Bcc: fremd@probe.example", None)


def test_after_a_restore_nothing_is_sent_that_may_have_gone_out_already(server: MailServer) -> None:
    mail, letter, other = a_message(by=BERTA), a_letter(by=BERTA), a_message(by=SELMA)
    said = CliRunner().invoke(hold_waiting_mails).output
    assert "Angehalten: 2 Mails." in said
    assert tried(mail).state == "in_doubt"
    assert "aus der Sicherung" in wording.reason(as_it_is_now(mail, for_=BERTA))
    assert as_it_is_now(letter, for_=BERTA).state == "waiting"
    assert as_it_is_now(other, for_=SELMA).state == "in_doubt"
    assert server.recipients == []


def test_the_log_names_nobody(server: MailServer, caplog: pytest.LogCaptureFixture) -> None:
    server.refused[CHOIR] = f"550 <{CHOIR}> unknown"
    with caplog.at_level(logging.DEBUG, logger="engagiert"):
        message = tried(a_message(by=BERTA))
    assert message.state == "failed"
    assert str(message.pk) in caplog.text
    assert "probe.example" not in caplog.text
    assert "Eintrag" not in caplog.text
