"""Replies come in once, at the right office, whatever happens in between."""

import datetime
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from click.testing import CliRunner
from django.db import connection
from django.utils import timezone

from engagiert.apps.accounts.public import Office
from engagiert.apps.messages import checks, jobs
from engagiert.apps.messages.commands import fetch_replies
from engagiert.apps.messages.models import FetchedMail, Inbound
from engagiert.apps.messages.public import MailboxError, Message, inbound_about, selectors, wording
from engagiert.apps.messages.replies import code_of, message_of
from engagiert.apps.messages.services import receiving, send_message
from engagiert.kernel import bus
from engagiert.kernel.tenancy import enter
from tests.cast import BERTA, IDA, PAUL, SELMA, Person, the_operator_at_work
from tests.factories import imapserver
from tests.factories.imapserver import ImapServer, imap_server
from tests.factories.letters import a_letter, a_message, as_it_is_now
from tests.factories.mailserver import mail_server
from tests.factories.replies import (
    KLAAS,
    a_bounce,
    a_look_into_the_box,
    a_reply,
    inbound_of,
    taken_in,
    the_job,
)

pytestmark = pytest.mark.django_db(transaction=True)

CASE = "tests.case:7"


@pytest.fixture(autouse=True)
def box(settings: Any) -> Iterator[ImapServer]:
    with imap_server() as started:
        settings.ENGAGIERT_MAILBOX = started.settings
        settings.ENGAGIERT_REPLY_ADDRESS = imapserver.NAME
        yield started


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What a higher app would hear."""
    told: list[dict[str, Any]] = []

    class Listener:
        def defer(self, **facts: Any) -> None:
            told.append(facts)

    monkeypatch.setitem(bus._listeners, "MailReceived", [Listener()])  # type: ignore[list-item]
    return told


def asked(by: Person = BERTA, *, key: str = "frage", sent: bool = True) -> Message:
    message = a_message(by=by, to=KLAAS, about=CASE, key=key)
    if sent:
        with enter(the_job(by), action="tests.sent"):
            Message.objects.filter(pk=message.pk).update(
                state="sent", settled_at=timezone.now(), tried_at=timezone.now(), attempts=1
            )
    return as_it_is_now(message, for_=by)


def the_office_has_the_address(person: Person, mail: str) -> None:
    with the_operator_at_work():
        Office.objects.filter(pk=person.office().pk).update(mail=mail)


def test_a_reply_finds_its_case_by_its_address(box: ImapServer, heard: list[dict[str, Any]]) -> None:
    box.deliver(a_reply(asked()))
    assert a_look_into_the_box(BERTA) == {"stored": 1}
    [inbound] = inbound_of(BERTA)
    assert (inbound.about, inbound.kind, inbound.known_sender) == (CASE, "reply", True)
    assert (inbound.sender_name, inbound.sender_mail) == ("Klaas Exempel", KLAAS)
    assert inbound.text == "Ja, eine Leiter ist da."
    assert box.seen == {1}
    with BERTA.at_work() as actor:
        assert inbound_about(actor, CASE) == [inbound]
    assert heard == [{"inbound_id": str(inbound.pk), "office_id": inbound.office_id, "about": CASE}]


def test_a_mail_that_goes_out_asks_for_its_answer_and_its_failure_at_the_same_address(settings: Any) -> None:
    message = a_message(by=BERTA)
    with mail_server() as server:
        settings.MAILERS = server.mailer
        send_message(actor=the_job(BERTA), message_id=message.pk)
        [mail] = server.mails
    wanted = f"antwort+{code_of(message.pk)}@nieheim.example"
    assert wanted in mail["Reply-To"]
    assert "Büro für Engagement Nieheim" in mail["Reply-To"]
    assert server.senders == [wanted]
    assert len(wanted.partition("@")[0]) <= 64


def test_a_reply_finds_its_case_by_what_it_answers(box: ImapServer) -> None:
    message = asked()
    box.deliver(a_reply(None, recipient="buero@anders.example", In_Reply_To=message.message_id))
    folded = f"References: <alt@probe.example>\r\n {message.message_id}\r\n".encode()
    box.deliver(folded + a_reply(None, recipient="x@y.example", number=2))
    assert a_look_into_the_box(BERTA) == {"stored": 2}
    assert {inbound.about for inbound in inbound_of(BERTA)} == {CASE}


def test_nobody_writes_into_a_case_whose_code_they_were_not_given(box: ImapServer) -> None:
    message = asked()
    code = code_of(message.pk)
    forged = code[:-1] + ("a" if code[-1] != "a" else "b")
    assert message_of(code.upper()) == message.pk
    assert message_of(forged) is None
    box.deliver(a_reply(None, recipient=f"antwort+{forged}@nieheim.example"))
    box.deliver(a_reply(None, recipient=f"antwort+{message.pk}@nieheim.example", number=2))
    box.deliver(a_reply(None, recipient="x@y.example", number=3, In_Reply_To=f"<{message.pk}@localhost>"))
    assert a_look_into_the_box(BERTA) == {"unaddressed": 3}
    assert inbound_of(BERTA) == []


def test_who_answers_from_another_address_is_marked(box: ImapServer) -> None:
    box.deliver(a_reply(asked(), sender="Erna Erdacht <erna@probe.example>"))
    box.deliver(a_reply(a_letter(by=BERTA), number=2))
    a_look_into_the_box(BERTA)
    by_mail, by_letter = inbound_of(BERTA)
    assert not by_mail.known_sender
    assert "anderen Adresse" in wording.inbound_warning(by_mail)
    assert "Brief" in wording.inbound_warning(by_letter)


def test_the_same_mail_comes_in_once_however_often_the_box_is_read_or_numbered_anew(
    box: ImapServer, heard: list[dict[str, Any]]
) -> None:
    message = asked()
    box.deliver(a_reply(message))
    assert a_look_into_the_box(BERTA) == {"stored": 1}
    assert a_look_into_the_box(BERTA) == {}
    box.number_anew()
    assert a_look_into_the_box(BERTA) == {"known": 1}
    box.deliver(b"Received: from elsewhere\r\n" + a_reply(message))
    assert a_look_into_the_box(BERTA) == {"known": 1}
    assert len(inbound_of(BERTA)) == len(heard) == 1


def test_another_mail_with_a_copied_number_is_another_mail(box: ImapServer) -> None:
    box.deliver(a_reply(asked(), "Erste"))
    box.deliver(a_reply(asked(), "Zweite"))
    assert a_look_into_the_box(BERTA) == {"stored": 2}


@pytest.mark.parametrize("command", ["FETCH", "STORE"])
def test_a_line_that_breaks_loses_nothing_and_doubles_nothing(box: ImapServer, command: str) -> None:
    message = asked()
    for number in (1, 2, 3):
        box.deliver(a_reply(message, f"Nummer {number}", number=number))
    box.breaks_at.add((command, 2))
    with pytest.raises(MailboxError, match="server"):
        a_look_into_the_box(BERTA)
    a_look_into_the_box(BERTA)
    assert [inbound.text for inbound in inbound_of(BERTA)] == ["Nummer 1", "Nummer 2", "Nummer 3"]


def test_killed_between_reading_and_noting_the_mail_is_taken_in_by_the_next_look(
    box: ImapServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The note and the mail are one transaction: without the one there is not the other."""
    box.deliver(a_reply(asked()))

    def killed(*_words: Any, **_more: Any) -> None:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(bus, "publish", killed)
        with pytest.raises(SystemExit):
            a_look_into_the_box(BERTA)
    assert (inbound_of(BERTA), FetchedMail.objects.count()) == ([], 0)
    assert a_look_into_the_box(BERTA) == {"stored": 1}


def test_out_of_office_reopens_nothing_but_is_kept(box: ImapServer, heard: list[dict[str, Any]]) -> None:
    message = asked()
    box.deliver(a_reply(message, "Ich bin bis Montag nicht da.", Auto_Submitted="auto-replied"))
    box.deliver(a_reply(message, "Urlaub", subject="Abwesenheitsnotiz: Glühbirne", number=2))
    box.deliver(a_reply(message, "Weg", subject="Out of Office: Bulb", number=3))
    a_look_into_the_box(BERTA)
    assert [inbound.kind for inbound in inbound_of(BERTA)] == ["auto_reply"] * 3
    assert heard == []
    assert as_it_is_now(message, for_=BERTA).state == "sent"
    with BERTA.at_work() as actor:
        assert list(selectors.unassigned(actor)) == []


@pytest.mark.parametrize(
    ("status", "said", "words"),
    [
        ("5.1.1", "550 5.1.1 no such user", "Diese Adresse gibt es nicht."),
        ("5.2.2", "552 5.2.2 mailbox full", "Das Postfach ist voll."),
        ("5.7.1", "554 5.7.1 rejected", "will keine Mails von uns"),
        ("5.4.4", "host not found", "Der Teil hinter dem @"),
        ("5.0.0", "no", "konnte nicht zugestellt werden"),
    ],
)
def test_a_mail_that_comes_back_is_said_in_plain_words(
    box: ImapServer, heard: list[dict[str, Any]], status: str, said: str, words: str
) -> None:
    message = asked()
    box.deliver(a_bounce(message, status=status, said=said))
    assert a_look_into_the_box(BERTA) == {"stored": 1}
    now = as_it_is_now(message, for_=BERTA)
    assert now.state == "failed"
    assert words in wording.reason(now)
    assert said in now.reply
    assert wording.what_to_do(now)
    assert inbound_of(BERTA)[0].kind == "bounce"
    assert heard == []


def test_a_delay_or_a_report_about_an_earlier_address_changes_nothing(box: ImapServer) -> None:
    message = asked()
    box.deliver(a_bounce(message, status="4.4.1", action="delayed", said="connection timed out"))
    box.deliver(a_bounce(message, returned_to="frueher@probe.example"))
    a_look_into_the_box(BERTA)
    assert as_it_is_now(message, for_=BERTA).state == "sent"


def test_a_forged_report_gives_up_no_mail(box: ImapServer) -> None:
    message = asked()
    message.message_id = f"<{message.pk}@localhost>"
    box.deliver(a_bounce(message))
    assert a_look_into_the_box(BERTA) == {"unaddressed": 1}
    assert as_it_is_now(message, for_=BERTA).state == "sent"


def test_a_mail_to_an_office_without_thread_waits_there_for_somebody(box: ImapServer) -> None:
    the_office_has_the_address(BERTA, "buero@nieheim.example")
    the_office_has_the_address(SELMA, "buero@rheine.example")
    box.deliver(a_reply(None, "Ich möchte helfen.", recipient="Büro <Buero@Nieheim.example>", subject="Frage"))
    assert a_look_into_the_box(BERTA, SELMA) == {"stored": 1}
    [inbound] = inbound_of(BERTA)
    assert inbound.about == ""
    with BERTA.at_work() as actor:
        assert list(selectors.unassigned(actor)) == [inbound]
    with SELMA.at_work() as actor:
        assert list(selectors.unassigned(actor)) == []


def test_who_writes_to_two_offices_is_heard_by_both_and_neither_sees_the_other(
    box: ImapServer, heard: list[dict[str, Any]]
) -> None:
    the_office_has_the_address(BERTA, "buero@nieheim.example")
    the_office_has_the_address(PAUL, "kontakt@anstoss.example")
    box.deliver(a_reply(None, recipient="buero@nieheim.example, kontakt@anstoss.example"))
    assert a_look_into_the_box(BERTA, PAUL) == {"stored": 1}
    assert [len(inbound_of(person)) for person in (BERTA, PAUL)] == [1, 1]
    assert inbound_of(BERTA)[0].pk != inbound_of(PAUL)[0].pk
    assert len(heard) == 2


def test_an_address_that_two_offices_share_names_neither(box: ImapServer) -> None:
    for person in (BERTA, PAUL):
        the_office_has_the_address(person, "info@nieheim.example")
    box.deliver(a_reply(None, recipient="info@nieheim.example"))
    assert a_look_into_the_box(BERTA, PAUL) == {"unaddressed": 1}


def test_what_is_addressed_to_nobody_stays_in_the_box_and_is_counted_until_it_is_read_again(box: ImapServer) -> None:
    BERTA.office()
    box.deliver(a_reply(None, recipient="neu@nieheim.example"))
    assert "an keine Anlaufstelle gerichtet: 1" in CliRunner().invoke(fetch_replies).output
    assert any("An keine Anlaufstelle gerichtet: 1" in sentence for _good, sentence in checks.findings())
    assert box.seen == set()
    the_office_has_the_address(BERTA, "neu@nieheim.example")
    assert "Nichts Neues" in CliRunner().invoke(fetch_replies).output
    assert "angekommen: 1" in CliRunner().invoke(fetch_replies, ["--again"]).output
    assert len(inbound_of(BERTA)) == 1


def test_a_mail_that_cannot_be_taken_in_keeps_no_other_out(box: ImapServer, monkeypatch: pytest.MonkeyPatch) -> None:
    message = asked()
    for number in (1, 2):
        box.deliver(a_reply(message, f"Nummer {number}", number=number))
    understood = receiving.read

    def stumbles(raw: bytes, **more: Any) -> Any:
        if b"Nummer 1" in raw:
            raise ValueError("Klaas")
        return understood(raw, **more)

    monkeypatch.setattr(receiving, "read", stumbles)
    assert a_look_into_the_box(BERTA) == {"stored": 1, "unreadable": 1}
    assert FetchedMail.objects.get(outcome="unreadable").reason == "ValueError"
    assert any(sentence.startswith("Nicht lesbar: 1") for _good, sentence in checks.findings())
    monkeypatch.undo()
    assert a_look_into_the_box(BERTA, again=True) == {"stored": 1}


def test_a_box_that_does_not_answer_is_said_and_stops_nothing(settings: Any, box: ImapServer) -> None:
    box.refuses = True
    said = CliRunner().invoke(fetch_replies)
    assert said.exit_code == 1
    assert "nimmt die Anmeldung nicht an" in said.output
    assert imapserver.PASSWORD not in said.output
    jobs.fetch(timestamp=0)
    settings.ENGAGIERT_MAILBOX = box.settings | {"folder": "Gibt es nicht"}
    box.refuses = False
    assert "Ordner" in CliRunner().invoke(fetch_replies).output
    settings.ENGAGIERT_MAILBOX = box.settings | {"port": 9}
    assert any("antwortet nicht" in sentence for good, sentence in checks.findings() if not good)
    settings.ENGAGIERT_MAILBOX = None
    jobs.fetch(timestamp=0)
    assert "Kein Postfach" in CliRunner().invoke(fetch_replies).output


def test_the_job_takes_in_what_is_there(box: ImapServer) -> None:
    box.deliver(a_reply(asked()))
    jobs.fetch(timestamp=0)
    assert len(inbound_of(BERTA)) == 1


def test_ten_megabytes_come_in_and_forty_are_cut(box: ImapServer) -> None:
    message = asked()
    box.deliver(a_reply(message, "Kurz.\n" + ("x" * 70 + "\n") * 140_000))
    large = b"\r\n".join(
        [
            a_reply(message, number=2).partition(b"\n\n")[0].replace(b"text/plain", b"multipart/mixed; boundary=g"),
            b"\r\n--g\r\nContent-Type: text/plain\r\n\r\nSiehe Anhang.\r\n--g",
            b'Content-Type: image/jpeg\r\nContent-Disposition: attachment; filename="foto.jpg"\r\n\r\n'
            + b"x" * 26_500_000,
            b"--g--",
        ]
    )
    box.deliver(large)
    assert a_look_into_the_box(BERTA) == {"stored": 2}
    long, cut = inbound_of(BERTA)
    assert (len(long.text), long.problem) == (200_000, "cut")
    assert (cut.text, cut.problem) == ("Siehe Anhang.", "cut")
    with BERTA.at_work():
        [file] = cut.files.all()
    assert (file.name, file.content, file.left_out) == ("foto.jpg", None, "size")


def test_who_only_reads_sees_replies_and_another_office_does_not() -> None:
    assert taken_in(a_reply(asked()), uid=1, for_=(BERTA,)) == "stored"
    with IDA.at_work() as actor:
        assert len(inbound_about(actor, CASE)) == 1
    with SELMA.at_work() as actor:
        assert inbound_about(actor, CASE) == []


def test_two_looks_at_once_take_each_mail_once(box: ImapServer) -> None:
    message = asked()
    for number in range(8):
        box.deliver(a_reply(message, f"Nummer {number}", number=number))
    the_job(BERTA)

    def look(_number: int) -> dict[str, int]:
        try:
            return a_look_into_the_box(BERTA)
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        counts = list(pool.map(look, range(3)))
    assert sum(count.get("stored", 0) for count in counts) == 8
    assert len(inbound_of(BERTA)) == 8


def test_the_date_is_the_senders_and_a_mail_without_any_header_comes_in_by_its_address(box: ImapServer) -> None:
    message = asked()
    box.deliver(a_reply(message))
    box.deliver(f"To: antwort+{code_of(message.pk).upper()}@nieheim.example\r\n\r\nohne alles".encode())
    assert a_look_into_the_box(BERTA) == {"stored": 2}
    dated, bare = inbound_of(BERTA)
    assert dated.sent_at == datetime.datetime(2026, 6, 1, 7, 30, tzinfo=datetime.UTC)
    assert (bare.sent_at, wording.inbound_sender(bare)) == (None, "ohne Absender")
    assert wording.inbound_subject(bare) == "ohne Betreff"


def test_the_log_names_nobody(box: ImapServer, caplog: pytest.LogCaptureFixture) -> None:
    message = asked()
    box.deliver(a_reply(message))
    box.deliver(a_bounce(message))
    with caplog.at_level("DEBUG", logger="engagiert"):
        jobs.fetch(timestamp=0)
    assert "2 stored" in caplog.text
    assert "probe.example" not in caplog.text
    assert Inbound._meta.db_table not in caplog.text
