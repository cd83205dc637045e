"""A person within a value of a column, whatever its type: found, and taken out."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from .declarations import ERASED
from .marks import Wanted

# Around a find, so that a person at the office can judge it.
_AROUND = 40
_MOST_UNPACKED = 50_000_000


def texts_of(value: Any) -> Iterator[str]:
    """All texts within a value: of a list or document each entry, of a file its whole content."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, bytes | bytearray | memoryview):
        yield from _file_texts(bytes(value))
    elif isinstance(value, dict):
        for entry in value.values():
            yield from texts_of(entry)
    elif isinstance(value, list | tuple):
        for entry in value:
            yield from texts_of(entry)


def excerpts(value: Any, wanted: Wanted) -> list[str]:
    """The finds in a value with the words around them; empty where the person is not in it."""
    found = []
    for text in texts_of(value):
        for start, end in wanted.spans(text):
            before, after = max(0, start - _AROUND), min(len(text), end + _AROUND)
            found.append(f"{'…' if before else ''}{text[before:after]}{'…' if after < len(text) else ''}".strip())
    return found


def redacted(value: Any, wanted: Wanted) -> Any:
    """The value without the person: their words become ``[gelöscht]``, an entry of a list that is theirs alone goes."""
    if isinstance(value, str):
        return _redacted_text(value, wanted)
    if isinstance(value, dict):
        return {key: redacted(entry, wanted) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [redacted(entry, wanted) for entry in value if not _is_whole(entry, wanted)]
    return value


def _redacted_text(text: str, wanted: Wanted) -> str:
    for start, end in reversed(wanted.spans(text)):
        text = text[:start] + ERASED + text[end:]
    return text


def _is_whole(entry: Any, wanted: Wanted) -> bool:
    return isinstance(entry, str) and wanted.spans(entry.strip()) == [(0, len(entry.strip()))]


def _file_texts(content: bytes) -> Iterator[str]:
    """A table as text: what a workbook packs is unpacked, what is no UTF-8 is read as Latin-1."""
    if not content.startswith(b"PK"):
        yield _decoded(content)
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            left = _MOST_UNPACKED
            for member in archive.infolist():
                left -= member.file_size
                if left < 0:
                    return
                yield _decoded(archive.read(member))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError):
        yield _decoded(content)


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("latin-1")
