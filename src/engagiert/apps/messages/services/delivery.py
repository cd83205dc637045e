"""Handing one mail to the mail server, with an answer that is never more certain than what is known.

Until the text is on the line, every failure means: not sent. Once it is, only the server's word tells; where it does
not come, nobody knows, and the result is ``doubt``. That is why the conversation is spelled out here: a library that
does it in one call cannot say at which word it broke off.
"""

import logging
import re
import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass
from email.policy import SMTP
from email.utils import formataddr, parseaddr
from typing import Any, Literal

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.utils import DNS_NAME
from django.utils.encoding import punycode

from engagiert.apps.messages.models import Message
from engagiert.apps.messages.replies import reply_address
from engagiert.apps.messages.texts import as_html, as_text

_log = logging.getLogger("engagiert.messages")
_SMTP_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
# The server's words are kept for the office, shortened.
_REPLY = 300


@dataclass(frozen=True, slots=True)
class Result:
    """What is known after a try. ``problem`` is a code of ``messages.wording``, ``reply`` the server's own words."""

    outcome: Literal["sent", "later", "never", "doubt"]
    problem: str = ""
    reply: str = ""


def deliver(message: Message) -> Result:
    """Try once. Never raises; logs neither names nor addresses."""
    try:
        mail = mail_of(message)
        mailer = settings.MAILERS["default"]
        if mailer["BACKEND"] == _SMTP_BACKEND:
            # What cannot be delivered comes back there, and names the mail by its address.
            sender = reply_address(message.pk) or str(mail.from_email)
            return _by_smtp(mail, sender, mailer.get("OPTIONS", {}))
    except Exception as error:
        # Whatever it is, nothing was sent. The error may quote the mail: only its kind is logged.
        _log.exception("Mail %s could not be written: %s", message.pk, type(error).__name__, exc_info=False)
        return Result("later", "internal", type(error).__name__)
    return _by_backend(message, mail)


def mail_of(message: Message) -> EmailMultiAlternatives:
    """The mail with both parts and the header that stays the same for every try."""
    office = message.office
    answers = answers_to(message)
    _name, sender = parseaddr(settings.DEFAULT_FROM_EMAIL)
    mail = EmailMultiAlternatives(
        subject=message.subject,
        body=as_text(message.blocks, office, message.language),
        from_email=formataddr((office.name, sender)),
        to=[message.mail],
        reply_to=[formataddr((office.name, answers))] if answers else None,
        headers={
            "Message-ID": message.message_id,
            "Content-Language": message.language,
            # Asks programs that are out of office not to answer.
            "Auto-Submitted": "auto-generated",
        },
    )
    mail.attach_alternative(as_html(message.blocks, office, message.subject, message.language), "text/html")
    return mail


def answers_to(message: Message) -> str:
    """Where an answer to this mail goes: into the box that is read here, else to the office; empty where neither is."""
    return reply_address(message.pk) or message.office.mail


def _by_backend(message: Message, mail: EmailMultiAlternatives) -> Result:
    """Files, or whatever else the settings name: it says nothing about where it broke off."""
    try:
        mail.send()
    except Exception as error:
        _log.exception("Mail %s broke off: %s", message.pk, type(error).__name__, exc_info=False)
        return Result("doubt", "no_answer", type(error).__name__)
    return Result("sent")


def _by_smtp(mail: EmailMultiAlternatives, envelope: str, options: dict[str, Any]) -> Result:
    sender, recipient = (_bare(address) for address in (envelope, mail.to[0]))
    text = mail.message(policy=SMTP).as_bytes()
    try:
        server = _connected(options)
    except smtplib.SMTPAuthenticationError as error:
        return Result("later", "login", _words(error.smtp_error))
    except (OSError, smtplib.SMTPException) as error:
        return Result("later", "server", type(error).__name__)
    try:
        return _conversation(server, sender, recipient, text)
    finally:
        # What is known must be written down now: nobody waits for the server's good-bye.
        with suppress(OSError, smtplib.SMTPException):
            server.putcmd("quit")
        server.close()


def _connected(options: dict[str, Any]) -> smtplib.SMTP:
    place: dict[str, Any] = {"local_hostname": DNS_NAME.get_fqdn(), "timeout": options.get("timeout", 20)}
    context = ssl.create_default_context()
    host, port = options["host"], options["port"]
    if options.get("use_ssl"):
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, context=context, **place)
    else:
        server = smtplib.SMTP(host, port, **place)
    try:
        server.ehlo_or_helo_if_needed()
        if options.get("use_tls"):
            server.starttls(context=context)
        if options.get("username"):
            server.login(options["username"], options.get("password", ""))
    except BaseException:
        server.close()
        raise
    return server


def _conversation(server: smtplib.SMTP, sender: str, recipient: str, text: bytes) -> Result:
    try:
        code, reply = server.mail(sender)
        if code != 250:
            # A sender that is refused is the operator's to mend, not this recipient's fault.
            return Result("later", "sender", _words(reply))
        code, reply = server.rcpt(recipient)
        if code not in (250, 251):
            return _refused(code, "recipient", reply)
        code, reply = server.docmd("DATA")
        if code != 354:
            return _refused(code, "text", reply)
    except (OSError, smtplib.SMTPException) as error:
        return Result("later", "server", type(error).__name__)
    try:
        server.send(_on_the_line(text))
        code, reply = server.getreply()
    except (OSError, smtplib.SMTPException) as error:
        return Result("doubt", "no_answer", type(error).__name__)
    return Result("sent", reply=_words(reply)) if code == 250 else _refused(code, "text", reply)


def _refused(code: int, problem: str, reply: bytes) -> Result:
    """5xx is final; everything else may be otherwise later (RFC 5321, 4.2.1)."""
    return Result("never" if 500 <= code < 600 else "later", problem, f"{code} {_words(reply)}")


def _on_the_line(text: bytes) -> bytes:
    """Ends with a line of a single dot; a line that begins with one gets a second (RFC 5321, 4.5.2)."""
    stuffed = re.sub(rb"(?m)^\.", b"..", text)
    return stuffed + (b"" if stuffed.endswith(b"\r\n") else b"\r\n") + b".\r\n"


def _bare(address: str) -> str:
    _name, bare = parseaddr(address)
    local, _at, domain = bare.rpartition("@")
    return f"{local}@{punycode(domain)}"


def _words(reply: bytes | str) -> str:
    text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    return " ".join(text.replace("\x00", "").split())[:_REPLY]
