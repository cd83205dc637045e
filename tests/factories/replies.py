"""Mails that come in, as mail programs and mail servers write them."""

from email.message import EmailMessage

from django.conf import settings

from engagiert.apps.messages.mailbox import configured
from engagiert.apps.messages.public import Inbound, Message
from engagiert.apps.messages.replies import reply_address
from engagiert.apps.messages.services import fetch_mails, receive_mail
from engagiert.kernel.authz import Actor
from tests.cast import Person

KLAAS = "klaas@probe.example"


def the_job(*people: Person) -> Actor:
    """Whoever looks into the box: for all offices there are."""
    return Actor.operator(office_ids=tuple(person.office().pk for person in people))


def a_reply(
    to: Message | None,
    text: str = "Ja, eine Leiter ist da.",
    *,
    sender: str = f"Klaas Exempel <{KLAAS}>",
    recipient: str = "",
    subject: str = "AW: Glühbirne",
    number: int = 1,
    **headers: str,
) -> bytes:
    """A plain reply; ``recipient`` is the reply address of the message unless told otherwise."""
    mail = EmailMessage()
    mail["From"] = sender
    mail["To"] = recipient or (reply_address(to.pk) if to else "")
    mail["Subject"] = subject
    mail["Message-ID"] = f"<antwort-{number}@probe.example>"
    mail["Date"] = "Mon, 01 Jun 2026 09:30:00 +0200"
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    return mail.as_bytes()


def a_bounce(
    of: Message,
    *,
    status: str = "5.1.1",
    action: str = "failed",
    said: str = "550 5.1.1 no such user",
    returned_to: str = "",
    recipient: str = "antwort@nieheim.example",
) -> bytes:
    """A delivery report (RFC 3464) with the headers of the mail that came back."""
    return (
        "From: MAILER-DAEMON@mx.probe.example (Mail Delivery System)\r\n"
        f"To: {recipient}\r\n"
        "Return-Path: <>\r\n"
        "Subject: Undelivered Mail Returned to Sender\r\n"
        f"Message-ID: <bounce-{status}-{action}@mx.probe.example>\r\n"
        "Auto-Submitted: auto-replied\r\n"
        "MIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="grenze"\r\n\r\n'
        "--grenze\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\n"
        "I'm sorry to have to inform you that your message could not be delivered.\r\n\r\n"
        "--grenze\r\nContent-Type: message/delivery-status\r\n\r\n"
        "Reporting-MTA: dns; mx.probe.example\r\n\r\n"
        f"Final-Recipient: rfc822; {returned_to or of.mail}\r\nAction: {action}\r\nStatus: {status}\r\n"
        f"Diagnostic-Code: smtp; {said}\r\n\r\n"
        "--grenze\r\nContent-Type: message/rfc822\r\n\r\n"
        f"From: Betrieb <engagiert@localhost>\r\nTo: {returned_to or of.mail}\r\n"
        f"Message-ID: {of.message_id}\r\nSubject: {of.purpose}\r\n\r\nGuten Tag\r\n"
        "--grenze--\r\n"
    ).encode()


def taken_in(raw: bytes, *, uid: int, for_: tuple[Person, ...]) -> str:
    """As the job does it with what it has fetched."""
    return receive_mail(actor=the_job(*for_), box="tests", uid_validity=1, uid=uid, raw=raw, size=len(raw))


def a_look_into_the_box(*people: Person, again: bool = False) -> dict[str, int]:
    box = configured()
    assert box is not None, settings.ENGAGIERT_MAILBOX
    return dict(fetch_mails(actor=the_job(*people), box=box, again=again))


def inbound_of(person: Person) -> list[Inbound]:
    with person.at_work():
        return list(Inbound.objects.filter(office=person.office()).select_related("office", "answers"))


def a_reply_with_a_file(to: Message, *, of: Person, sender: str, text: str, file: tuple[str, bytes]) -> None:
    """Taken in by what it answers, as a box without plus addresses would bring it."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["In-Reply-To"] = sender, "antwort@nieheim.example", to.message_id
    mail.set_content(text)
    mail.add_attachment(file[1], maintype="application", subtype="pdf", filename=file[0])
    assert taken_in(mail.as_bytes(), uid=of.office().pk, for_=(of,)) == "stored"
