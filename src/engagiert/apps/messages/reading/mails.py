"""One mail, read with patience: whatever is broken in it, what can be read is read."""

import datetime
import hashlib
import re
from contextlib import suppress
from dataclasses import dataclass, field, replace
from email import message_from_bytes
from email.message import Message as Mime
from email.parser import BytesHeaderParser
from email.policy import compat32
from typing import Literal

from .headers import addresses, clean, date_of, decoded, header, raw_header, unencoded
from .quoting import html_as_text, tidy
from .reports import Failure, failure_in, is_automatic

type Kind = Literal["reply", "auto_reply", "bounce"]

# What is kept of a mail: more than that no person reads, and a flood fills no disk.
MOST_TEXT = 200_000
MOST_ATTACHMENTS = 20
MOST_BYTES_EACH = 10 * 1024 * 1024
MOST_BYTES = 20 * 1024 * 1024
# Opened by mistake, these do something; nobody at a counter needs them.
_PROGRAMS = re.compile(
    r"\.(app|apk|bat|chm|cmd|com|cpl|dll|docm|dotm|exe|hta|img|iso|jar|js|jse|lnk|msc|msi|msix|pif|pptm|ps1|reg|scr"
    r"|url|vb|vbe|vbs|vhdx?|wsf|xlam|xlsm)$",
    re.IGNORECASE,
)
_RECIPIENTS = ("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "Resent-To")
_ANSWERED = ("In-Reply-To", "References")
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Attachment:
    """What came with a mail. ``content`` is None where ``left_out`` says why it was not kept: ``program``, ``size``."""

    name: str
    media_type: str
    size: int
    content: bytes | None
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class Received:
    """What can be read of a mail. Text has no markup; addresses are as written, ``addressed`` in small letters.

    ``answers``: what may name the message it answers, the surest first. ``fingerprint``: the same for every copy of
    the same mail, and another one for every other. ``problem``: ``unreadable`` where only headers could be read,
    ``cut`` where more came than is kept.
    """

    message_id: str
    sender_name: str
    sender_mail: str
    addressed: tuple[str, ...]
    answers: tuple[str, ...]
    subject: str
    sent_at: datetime.datetime | None
    text: str
    kind: Kind
    fingerprint: str
    failure: Failure | None = None
    attachments: tuple[Attachment, ...] = ()
    problem: str = ""


def read(raw: bytes, *, whole: bool = True) -> Received:
    """The mail; ``whole`` is False where only its beginning was fetched. Never raises because of what stands in it."""
    try:
        received = _read(message_from_bytes(raw, policy=compat32), raw)
    except Exception:
        return replace(_headers_only(raw), problem="unreadable")
    if whole:
        return received
    return replace(received, problem="cut", attachments=tuple(_unkept(one) for one in received.attachments))


def _headers_only(raw: bytes) -> Received:
    head = BytesHeaderParser(policy=compat32).parsebytes(raw[:200_000])
    bare = Mime(policy=compat32)
    # Only what a parser leaves untouched: none of it can be the cause.
    for name, value in head.raw_items():
        with suppress(Exception):
            bare[name] = str(value)
    return _described(bare, raw, "", [])


def _read(mail: Mime, raw: bytes) -> Received:
    body = _Body()
    text = tidy(clean("\n\n".join(filter(str.strip, body.texts(mail)))))
    received = _described(mail, raw, text[:MOST_TEXT], body.attachments)
    return replace(received, problem="cut") if len(text) > MOST_TEXT or body.left_over else received


def _described(mail: Mime, raw: bytes, text: str, attachments: list[Attachment]) -> Received:
    name, sender = next(iter(addresses(mail, "From", "Reply-To", "Sender")), ("", ""))
    addressed = tuple(dict.fromkeys(address.lower() for _name, address in addresses(mail, *_RECIPIENTS)))
    earlier = [part for value in _ANSWERED for part in reversed(raw_header(mail, value).split())]
    failure = failure_in(mail, text)
    kind: Kind = "bounce" if failure else "auto_reply" if is_automatic(mail) else "reply"
    return Received(
        message_id=raw_header(mail, "Message-ID")[:250].replace("\x00", ""),
        sender_name=name[:200],
        sender_mail=sender[:254],
        addressed=addressed,
        answers=(*addressed, *earlier, *(failure.references if failure else ())),
        subject=header(mail, "Subject")[:300],
        sent_at=date_of(mail),
        text=text,
        kind=kind,
        failure=failure,
        attachments=tuple(attachments),
        fingerprint=_fingerprint(mail, raw),
    )


def _fingerprint(mail: Mime, raw: bytes) -> str:
    """Of what the sender wrote, not of what servers wrote above it. A Message-ID alone would let anybody who copies it
    keep another mail out."""
    _head, _break, body = re.sub(rb"\r\n?", b"\n", raw).partition(b"\n\n")
    told = "\n".join(raw_header(mail, name) for name in ("Message-ID", "From", "Date", "Subject"))
    return hashlib.sha256(told.encode("utf-8", "replace") + b"\n\n" + body.rstrip()).hexdigest()


def _unkept(attachment: Attachment) -> Attachment:
    return replace(attachment, content=None, left_out="size")


@dataclass(slots=True)
class _Body:
    """Walks the parts: what is read goes to ``texts``, everything else is an attachment."""

    attachments: list[Attachment] = field(default_factory=list)
    left_over: bool = False
    _kept: int = 0

    def texts(self, part: Mime, depth: int = 0) -> list[str]:
        payload = part.get_payload()
        kind = part.get_content_type()
        if isinstance(payload, list) and part.get_content_maintype() == "multipart" and depth < _DEEPEST:
            inner = [(one.get_content_type(), self.texts(one, depth + 1)) for one in payload if isinstance(one, Mime)]
            return (
                _best(inner) if kind == "multipart/alternative" else [text for _kind, found in inner for text in found]
            )
        if kind == "message/delivery-status":
            return []
        if kind in ("text/plain", "text/html") and not _is_attached(part):
            content = decoded(_content(part), part.get_content_charset())
            return [html_as_text(content) if kind == "text/html" else content]
        if isinstance(payload, str) and part.get_content_maintype() == "multipart":
            # A multipart without its boundary: what is there is the text.
            return [decoded(_content(part), None)]
        self._attach(part)
        return []

    def _attach(self, part: Mime) -> None:
        if len(self.attachments) >= MOST_ATTACHMENTS:
            self.left_over = True
            return
        content = _content(part)
        name = _name_of(part)
        left_out = ""
        if _PROGRAMS.search(name):
            left_out = "program"
        elif len(content) > MOST_BYTES_EACH or self._kept + len(content) > MOST_BYTES:
            left_out = "size"
        else:
            self._kept += len(content)
        media_type = clean(part.get_content_type())[:100]
        self.attachments.append(Attachment(name, media_type, len(content), None if left_out else content, left_out))


def _best(alternatives: list[tuple[str, list[str]]]) -> list[str]:
    """Of several writings of the same: the plain one, if it says anything."""
    said = [(kind, found) for kind, found in alternatives if any(text.strip() for text in found)]
    plain = [found for kind, found in said if kind == "text/plain"]
    return plain[0] if plain else said[0][1] if said else []


def _is_attached(part: Mime) -> bool:
    return part.get_content_disposition() == "attachment" or bool(_given_name(part))


def _content(part: Mime) -> bytes:
    payload = part.get_payload(decode=False)
    if isinstance(payload, list):
        return b"\n".join(one.as_bytes() for one in payload if isinstance(one, Mime))
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _given_name(part: Mime) -> str:
    try:
        return part.get_filename() or ""
    except Exception:
        return ""


def _name_of(part: Mime) -> str:
    """A file's name without path; never empty."""
    name = " ".join(clean(unencoded(_given_name(part))).split())
    name = re.split(r"[\\/]", name)[-1].strip(". ")
    if len(name) > 120:
        stem, dot, ending = name.rpartition(".")
        name = f"{stem[:100]}{dot}{ending[:15]}" if dot else name[:120]
    if name:
        return name
    return "mail.eml" if part.get_content_maintype() == "message" else "anhang"
