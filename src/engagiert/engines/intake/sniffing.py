"""What the bytes are, judged by the bytes: a file named .csv may be a spreadsheet, a picture or a program."""

import re

from engagiert.engines.intake.encodings import decode

# opening bytes -> kind named to the reader; "binary" where a name would help nobody
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"MZ", "EXE"),
    (b"\x7fELF", "EXE"),
    (b"7z\xbc\xaf\x27\x1c", "7Z"),
    (b"Rar!", "RAR"),
    (b"\x1f\x8b", "GZ"),
    (b"BZh", "BZ2"),
    (b"SQLite format 3", "SQLITE"),
    (b"\x00\x01\x00\x00Standard", "MDB"),
    (b"BEGIN:VCARD", "VCARD"),
)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKUP = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*<(?:\?xml|!doctype|html|table|!--|head|style)", re.IGNORECASE)
_WORD_BYTES = re.compile(rb"\w")


def kind_of(data: bytes) -> str:
    """One of "zip", "ole", "text", "binary" or the name of an unsupported type in capitals."""
    if data.startswith(_ZIP):
        return "zip"
    if data.startswith(_OLE):
        return "ole"
    for magic, kind in _MAGIC:
        if data.startswith(magic) and not _only_looks_so(magic, data):
            return kind
    if _MARKUP.match(data[:500]):
        return "XML" if data.lstrip()[:5].lower() == b"<?xml" else "HTML"
    return "binary" if _is_binary(data) else "text"


def _only_looks_so(magic: bytes, data: bytes) -> bool:
    """A list may begin with "MZ;Ort" or "BZh": short letters count as magic only before control bytes."""
    return magic.isalnum() and len(magic) < 5 and not any(b < 9 for b in data[:200])


def _is_binary(data: bytes) -> bool:
    """Control characters that no text has, in the text as it would be decoded."""
    if b"\x00" not in data and not any(b < 9 or 13 < b < 27 for b in data[:4000]):
        return False
    text = decode(data[:200_000]).text
    control = sum(1 for c in text if "\x00" < c < " " and c not in "\t\n\r\x0b\x0c\x1a\x1c\x1d\x1e\x1f")
    zeros = text.count("\x00")
    # One stray zero byte in a list is a slip of an export; many of them are no text.
    return (control > 0 and control * 200 > len(text)) or zeros > max(1, len(text) // 2_000) or bool(zeros and control)
