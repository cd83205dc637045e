"""From bytes to German text: which encoding it was, and what can be put right afterwards.

The table of candidates is judged by what the decoded text looks like: umlauts between letters speak for an
encoding, Greek or box-drawing characters between letters against it. Only when none of the usual German
encodings convinces is the general guess of charset-normalizer asked.
"""

import codecs
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

import charset_normalizer

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CANDIDATES = ("cp1252", "mac_roman", "cp850", "iso8859-15")
_SAMPLE = 400_000
_GERMAN = frozenset("äöüÄÖÜß")
_LATIN = frozenset("éèêëáàâåçñôóòíìîïúùûÿæœøÉÈÀÇšžŠŽ")
_MARKS = frozenset("„“”‚‘’–—…€§°·•«»´²³½¼×\xa0®©µ")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text without byte order mark; ``mixed``: single lines were in another encoding than the rest."""

    text: str
    encoding: str
    mixed: bool = False


def decode(data: bytes) -> Decoded:
    """Text of ``data``. Never fails: what no encoding explains becomes U+FFFD."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            text = data.decode(name, errors="replace").removeprefix("\ufeff")
            return Decoded(text, name.removesuffix("-sig"))
    wide = _utf16_without_mark(data)
    if wide:
        return Decoded(data.decode(wide, errors="replace"), wide)
    try:
        return Decoded(data.decode("utf-8"), "utf-8" if not data.isascii() else "ascii")
    except UnicodeDecodeError:
        pass
    return _mixed(data) or _single_byte(data)


def _utf16_without_mark(data: bytes) -> str:
    """UTF-16 of Latin text has a zero in every second byte."""
    sample = data[:4000]
    if len(sample) < 8 or 0 not in sample:
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.1 * half:
        return "utf-16-be"
    return ""


def _mixed(data: bytes) -> Decoded | None:
    """Lines of UTF-8 with some of Windows-1252 between, as two files copied into one."""
    lines, as_utf8, as_other = [], 0, 0
    for line in data.split(b"\n"):
        try:
            lines.append(line.decode("utf-8"))
            as_utf8 += not line.isascii()
        except UnicodeDecodeError:
            lines.append(_to_cp1252(line))
            as_other += 1
    if as_utf8 < max(1, as_other):
        return None
    return Decoded("\n".join(lines), "utf-8", mixed=True)


def _to_cp1252(data: bytes) -> str:
    """Windows-1252 with the five bytes it leaves open read as in ISO-8859-1."""
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return "".join(bytes([b]).decode("cp1252", errors="ignore") or chr(b) for b in data)


def _single_byte(data: bytes) -> Decoded:
    sample = data[:_SAMPLE]
    scored = [(_looks_german(_decoded(sample, name)), name) for name in _CANDIDATES]
    best = max(score for score, _ in scored)
    name = next(name for score, name in scored if score == best)
    if best < 0:
        guess = charset_normalizer.from_bytes(sample[:50_000]).best()
        if guess is not None and guess.encoding not in {"ascii", "utf_8"}:
            return Decoded(data.decode(guess.encoding, errors="replace"), guess.encoding)
    return Decoded(_decoded(data, name), name)


def _decoded(data: bytes, name: str) -> str:
    return _to_cp1252(data) if name == "cp1252" else data.decode(name, errors="replace")


def _looks_german(text: str) -> float:
    """Mean worth of the characters beyond ASCII: 3 an umlaut in a word, -3 a control character."""
    pairs: Counter[tuple[str, bool]] = Counter()
    for found in re.finditer(r"[^\x00-\x7f]", text):
        around = text[max(found.start() - 1, 0) : found.end() + 1]
        pairs[found.group(), any(c.isascii() and c.isalpha() for c in around)] += 1
    total = sum(pairs.values())
    return sum(_worth(char, in_word) * n for (char, in_word), n in pairs.items()) / total if total else 0.0


def _worth(char: str, in_word: bool) -> float:
    if char in _GERMAN:
        return 3.0 if in_word else 1.0
    if char in _LATIN:
        return 1.0 if in_word else 0.0
    if char in _MARKS:
        return -0.5 if in_word and char in "€§°®©µ" else 0.8
    return -3.0 if unicodedata.category(char) in {"Cc", "Cn", "Co", "So"} or char == "\ufffd" else -1.5


# --- damage inside single cells ---------------------------------------------------------------------------


def _cp1252_char(byte: int) -> str:
    return _to_cp1252(bytes([byte]))


_CONTINUATIONS = "".join(_cp1252_char(b) for b in range(0x80, 0xC0))
_BYTE_OF = {_cp1252_char(b): b for b in range(0x80, 0x100)}
# leads whose two- or three-byte sequences give Latin letters and punctuation; "ß“" and "Ä“" are good German,
# so the leads ß and Ä are not among them
_UTF8_AS_CP1252 = re.compile(
    f"[ÂÃÅ][{re.escape(_CONTINUATIONS)}]|â[{re.escape(_CONTINUATIONS)}]{{2}}",
)
_UTF8_AS_OTHER = {
    bytes_.decode(name): good
    for name in ("mac_roman", "cp850", "cp437")
    for good in "äöüÄÖÜßéèà–“”„"
    for bytes_ in (good.encode("utf-8"),)
}
_OTHER = re.compile("|".join(re.escape(bad) for bad in _UTF8_AS_OTHER))
_SUSPECT = re.compile("[ÂÃÅâ√├‚Ô]")


def repair_umlauts(text: str) -> str:
    """Text as it was meant: "SchÃ¼tzen" and "SchÃƒÂ¼tzen" become "Schützen"."""
    if text.isascii():
        return text
    for _ in range(3):
        if not _SUSPECT.search(text):
            break
        repaired = _OTHER.sub(lambda m: _UTF8_AS_OTHER[m.group()], _UTF8_AS_CP1252.sub(_undo_cp1252, text))
        if repaired == text:
            break
        text = repaired
    return text


def _undo_cp1252(found: re.Match[str]) -> str:
    try:
        return bytes(_BYTE_OF[c] for c in found.group()).decode("utf-8")
    except (UnicodeDecodeError, KeyError):
        return found.group()


# Marks that turn the reading direction can make a name read as another one; the joiners of Persian and emoji stay.
_DIRECTION = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_NOT_FOR_TEXT = re.compile(
    rf"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff\u200b\u2060-\u2064\u180e\ufff9-\ufffb\ud800-\udfff"
    rf"{_DIRECTION}\U000e0000-\U000e007f]"
)
_TELLING = re.compile(f"[\x00{_DIRECTION}]")


def is_marked(text: str) -> bool:
    """Whether ``plain`` takes out characters that a person should know of: zero bytes, marks of direction."""
    return _TELLING.search(text) is not None


def plain(text: str) -> str:
    """One cell without control characters, half surrogates and odd line ends, in composed form (NFC)."""
    if text.isascii() and text.isprintable():
        return text.strip()
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    text = _NOT_FOR_TEXT.sub("", text)
    return unicodedata.normalize("NFC", text).strip()
