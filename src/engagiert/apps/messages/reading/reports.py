"""What programs send instead of people: a mail that could not be delivered, somebody out of office."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message as Mime

from .headers import addresses, header, raw_header

# An answer by a program may say so in many ways (RFC 3834 names only the first).
_AUTOMATIC = ("X-Autoreply", "X-Autorespond", "X-Auto-Reply-From")
_AUTOMATIC_PRECEDENCE = ("auto_reply", "auto-reply")
_OUT_OF_OFFICE = re.compile(
    r"^\s*(abwesenheits(notiz|meldung|benachrichtigung)|abwesend\b|automatische (antwort|r(ü|ue)ckmeldung)"
    r"|out of (the )?office|automatic reply|auto(matic)?[- ]?(response|reply))",
    re.IGNORECASE,
)
_DAEMONS = re.compile(r"^(mailer-daemon|postmaster|mail-daemon|bounces?)(\+|@|$)", re.IGNORECASE)
_STATUS = re.compile(r"\b([45]\.\d{1,3}\.\d{1,3})\b")
_CODE = re.compile(r"\b([45]\d\d)[ -]")


@dataclass(frozen=True, slots=True)
class Failure:
    """What a mail server says of a mail it could not deliver.

    ``status`` as RFC 3463 numbers it (``5.1.1``) or empty; ``words`` the server's own; ``recipient`` to whom the mail
    went, as its returned headers say; ``references`` what may name the mail; ``final``: no further try is made.
    """

    status: str
    words: str
    recipient: str
    references: tuple[str, ...]
    final: bool


def is_automatic(mail: Mime) -> bool:
    """An answer that no person wrote."""
    if header(mail, "Auto-Submitted").lower() not in ("", "no"):
        return True
    if any(raw_header(mail, name) for name in _AUTOMATIC):
        return True
    if header(mail, "Precedence").lower() in _AUTOMATIC_PRECEDENCE:
        return True
    if mail.get_content_type() == "multipart/report":
        return True
    return bool(_OUT_OF_OFFICE.match(header(mail, "Subject")))


def failure_in(mail: Mime, text: str) -> Failure | None:
    """What the mail says about one that could not be delivered; None where it says nothing of the kind."""
    groups = list(_delivery_status(mail))
    if groups:
        return _stated(mail, groups)
    sender = next((address for _name, address in addresses(mail, "From")), "")
    if not _DAEMONS.match(sender) or not (
        raw_header(mail, "X-Failed-Recipients") or raw_header(mail, "Return-Path").strip() in ("", "<>")
    ):
        return None
    found = _STATUS.search(text)
    code = _CODE.search(text)
    status = found[1] if found else ""
    passing = status.startswith("4") or (not status and code is not None and code[1].startswith("4"))
    line = next((line for line in text.splitlines() if found and found[1] in line), "")
    return Failure(status, " ".join(line.split()), _returned(mail)[1], (*_returned(mail)[0], text), final=not passing)


def _stated(mail: Mime, groups: list[Mime]) -> Failure:
    """By the report itself; of several recipients the first that failed speaks."""
    actions = [header(group, "Action").lower() for group in groups]
    chosen = groups[actions.index("failed")] if "failed" in actions else groups[-1]
    status = _STATUS.search(header(chosen, "Status"))
    words = header(chosen, "Diagnostic-Code")
    words = words.partition(";")[2].strip() or words
    references, recipient = _returned(mail)
    code = status[1] if status else ""
    final = "failed" in actions or (not any(actions) and code.startswith("5"))
    return Failure(code, words, recipient, references, final)


def _delivery_status(mail: Mime) -> Iterator[Mime]:
    for part in mail.walk():
        if part.get_content_type() == "message/delivery-status" and isinstance(part.get_payload(), list):
            for group in part.get_payload():
                if isinstance(group, Mime) and (group["Action"] or group["Status"]):
                    yield group


def _returned(mail: Mime) -> tuple[tuple[str, ...], str]:
    """Message-ID and recipient of the mail that came back, from whatever is left of its headers."""
    for part in mail.walk():
        kind, payload = part.get_content_type(), part.get_payload()
        if kind == "message/rfc822" and isinstance(payload, list) and payload and isinstance(payload[0], Mime):
            given = payload[0]
            recipient = next((address for _name, address in addresses(given, "To")), "")
            return (raw_header(given, "Message-ID"), raw_header(given, "Reply-To")), recipient
        if kind == "text/rfc822-headers" and isinstance(payload, str):
            found = re.search(r"^To:.*?([^\s<>,]+@[^\s<>,]+)", payload, re.IGNORECASE | re.MULTILINE)
            return (payload,), found[1] if found else ""
    return (), ""
