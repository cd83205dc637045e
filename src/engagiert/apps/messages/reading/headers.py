"""Headers as people wrote them: encoded words, raw bytes, broken ones. Nothing here raises."""

import datetime
import re
from base64 import b64decode
from binascii import Error as Base64Error
from email.message import Message as Mime
from email.utils import getaddresses, parsedate_to_datetime
from quopri import decodestring

_ENCODED = re.compile(r"=\?([^?*\s]+)(?:\*[^?\s]*)?\?([bBqQ])\?([^?]*)\?=")
_BETWEEN = re.compile(r"(\?=)\s+(?==\?)")
# Control signs, and those that turn the direction of reading round: “exe.fdp” must not read as “pdf.exe”.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def clean(text: str) -> str:
    """Without signs that a database refuses or that deceive the eye; lines end with a line feed."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace").decode()
    return _UNSEEN.sub("", text)


def decoded(content: bytes, charset: str | None) -> str:
    """The bytes as text: by the charset they claim, else UTF-8, else what Windows writes in Europe."""
    claimed = (charset or "").strip().lower()
    if claimed in ("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"):
        claimed = "utf-8" if "ascii" in claimed else "cp1252"
    for name in (claimed, "utf-8", "cp1252"):
        if not name:
            continue
        try:
            return content.decode(name)
        except (LookupError, UnicodeError, ValueError):
            continue
    return content.decode("utf-8", "replace")


def raw_header(mail: Mime, name: str) -> str:
    """All headers of this name as they came, without folds; empty where there is none."""
    found = [str(value) for header, value in mail.raw_items() if header.lower() == name.lower()]
    text = ", ".join(found).encode("utf-8", "surrogateescape")
    return re.sub(r"[\r\n]+\s*", " ", decoded(text, None)).strip()


def header(mail: Mime, name: str) -> str:
    """The header in plain words, one line."""
    return " ".join(clean(unencoded(raw_header(mail, name))).split())


def unencoded(text: str) -> str:
    """Encoded words (RFC 2047) made plain; neighbours of one charset are joined before, as senders split letters."""
    parts: list[tuple[bytes, str]] = []
    written, end = "", 0
    text = _BETWEEN.sub(r"\1", text)
    for found in _ENCODED.finditer(text):
        if found.start() > end:
            written += _joined(parts) + text[end : found.start()]
            parts = []
        parts.append((_word(found[2], found[3]), found[1]))
        end = found.end()
    return written + _joined(parts) + text[end:]


def _word(way: str, text: str) -> bytes:
    content = text.encode("utf-8", "replace")
    if way in "qQ":
        return decodestring(content, header=True)
    try:
        return b64decode(content + b"=" * (-len(content) % 4))
    except (Base64Error, ValueError):
        return content


def _joined(parts: list[tuple[bytes, str]]) -> str:
    written, index = "", 0
    while index < len(parts):
        charset, content = parts[index][1], b""
        while index < len(parts) and parts[index][1].lower() == charset.lower():
            content += parts[index][0]
            index += 1
        written += decoded(content, charset)
    return written


def addresses(mail: Mime, *names: str) -> list[tuple[str, str]]:
    """(name, address) of all these headers; what is no address is left out."""
    raw = [value for value in (raw_header(mail, name) for name in names) if value]
    try:
        pairs = getaddresses(raw)
    except Exception:
        pairs = [("", found) for value in raw for found in re.findall(r"[^\s<>,;:]+@[^\s<>,;:]+", value)]
    found = [(" ".join(clean(unencoded(name)).split()), clean(address).strip()) for name, address in pairs]
    return [(name, address) for name, address in found if "@" in address]


def date_of(mail: Mime) -> datetime.datetime | None:
    """When the sender says it was written, with a zone; None where that cannot be."""
    try:
        moment = parsedate_to_datetime(raw_header(mail, "Date"))
        moment = moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)
        return moment.astimezone(datetime.UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
