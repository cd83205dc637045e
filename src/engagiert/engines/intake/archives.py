"""Zipped spreadsheets (XLSX, ODS): unpacked under a cap and packed anew before any reader sees them.

The directory of a zip file can lie about sizes. So the sizes it tells are checked first, which costs
nothing; then every part the table needs is unpacked by us, counting real bytes, and a fresh, uncompressed
archive is built of what came out. The spreadsheet reader never touches the foreign archive.
"""

import io
import struct
import zipfile
import zlib
from xml.parsers import expat

from engagiert.engines.intake.grid import Limits
from engagiert.engines.intake.problems import UnreadableTable

_MOST_PARTS = 5_000
_LOCAL_HEADER = 30
_ALWAYS_FINE = 5_000_000
_BROKEN = (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError, struct.error, IndexError)
_NEEDED = (".xml", ".rels", "mimetype")


def repacked(data: bytes, limits: Limits) -> dict[str, bytes]:
    """Name -> content of the parts a table needs. Raises ``UnreadableTable``."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except _BROKEN as e:
        raise UnreadableTable("broken_archive") from e
    _check_directory(parts, limits)
    contents: dict[str, bytes] = {}
    left = limits.max_unpacked
    for part in parts:
        if not part.filename.lower().endswith(_NEEDED):
            continue
        content = _unpacked(data, part, left, limits)
        left -= len(content)
        contents[part.filename] = content
    return contents


def _is_well_formed(xml: bytes) -> bool:
    """Whether the XML is complete and declares no entities: on broken XML the table reader may never return."""
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, ValueError, LookupError):
        return False
    return True


def _refuse_doctype(*_: object) -> None:
    raise ValueError


def packed(contents: dict[str, bytes]) -> bytes:
    """An uncompressed archive of the parts. Raises ``broken_archive`` when one of them is no complete XML."""
    if not all(_is_well_formed(content) for name, content in contents.items() if name != "mimetype"):
        raise UnreadableTable("broken_archive")
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, content in contents.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return target.getvalue()


def _check_directory(parts: list[zipfile.ZipInfo], limits: Limits) -> None:
    if any(part.flag_bits & 0x1 for part in parts):
        raise UnreadableTable("encrypted")
    told = sum(part.file_size for part in parts)
    stored = sum(part.compress_size for part in parts)
    if told > limits.max_unpacked or len(parts) > _MOST_PARTS:
        raise _bomb(told, limits)
    if told > _ALWAYS_FINE and told > limits.max_ratio * max(stored, 1):
        raise _bomb(told, limits)


def _bomb(size: int, limits: Limits) -> UnreadableTable:
    return UnreadableTable("zip_bomb", megabytes=size // 1_000_000, allowed=limits.max_unpacked // 1_000_000)


def _unpacked(data: bytes, part: zipfile.ZipInfo, left: int, limits: Limits) -> bytes:
    """Content of one part, at most ``left`` bytes, whatever its headers claim."""
    start = part.header_offset
    header = data[start : start + _LOCAL_HEADER] if start >= 0 else b""
    if len(header) < _LOCAL_HEADER or header[:4] != b"PK\x03\x04":
        raise UnreadableTable("broken_archive")
    name_length, extra_length = struct.unpack("<HH", header[26:30])
    begin = start + _LOCAL_HEADER + name_length + extra_length
    raw = data[begin : begin + part.compress_size]
    if part.compress_type == zipfile.ZIP_STORED:
        if len(raw) > left:
            raise _bomb(limits.max_unpacked + 1, limits)
        return raw
    if part.compress_type != zipfile.ZIP_DEFLATED:
        raise UnreadableTable("broken_archive")
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        content = inflater.decompress(raw, left + 1)
    except zlib.error as e:
        raise UnreadableTable("broken_archive") from e
    if len(content) > left:
        raise _bomb(limits.max_unpacked + 1, limits)
    if not inflater.eof:
        raise UnreadableTable("broken_archive")
    if len(content) > max(_ALWAYS_FINE, limits.max_ratio * len(raw)):
        raise _bomb(len(content), limits)
    return content
