"""Three plain forms of a German text: one to compare, one to sort, one for addresses.

PostgreSQL's embedded build has no ICU, and ``casefold`` alone keeps "Lünen" and "Luenen" apart.
"""

import re
import unicodedata

_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o"})
_LETTERS_WITHOUT_PARTS = str.maketrans({"ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
_ASCII_GAPS = re.compile("[^a-z0-9]+")
_DIN_5007_1 = str.maketrans({"ß": "ss", "œ": "oe"})


def _without_marks(text: str) -> str:
    """Latin letters lose their accents; marks of other scripts (Arabic vowels) go as well."""
    parts = unicodedata.normalize("NFKD", text)
    return "".join(c for c in parts if not unicodedata.combining(c))


def _words(text: str) -> list[str]:
    """Runs of letters and digits of any script; an apostrophe inside a word does not split it."""
    kept = "".join(c if c.isalnum() else ("" if c in "'’‘`´" else " ") for c in text)
    return kept.split()


def fold(text: str) -> str:
    """Form for comparing: "Förder-Verein  Weiß" becomes "foerder verein weiss".

    Umlauts become two letters, as Germans write them without the keys; other accents vanish;
    everything that is no letter or digit becomes one space. Idempotent.
    """
    lowered = text.lower() if text.isascii() else unicodedata.normalize("NFC", text).casefold()
    written = lowered.translate(_GERMAN)
    if written.isascii():
        return _ASCII_GAPS.sub(" ", written.replace("'", "").replace("`", "")).strip()
    plain = _without_marks(written).translate(_LETTERS_WITHOUT_PARTS)
    return " ".join(_words(plain.casefold()))


def sort_key(name: str) -> str:
    """Order of a German dictionary (DIN 5007-1: Ä stands beside A, ß is ss), for a byte-wise ORDER BY."""
    lowered = unicodedata.normalize("NFC", name).casefold().translate(_DIN_5007_1)
    plain = _without_marks(lowered).translate(_LETTERS_WITHOUT_PARTS)
    return " ".join(_words(plain))


def slug(text: str, max_length: int = 80) -> str:
    """Part of a web address: ASCII letters, digits and single hyphens; cut between words where possible.

    Empty when the text holds no Latin letter or digit; the caller then takes a number instead.
    """
    ascii_words = re.sub(r"[^a-z0-9]+", " ", fold(text)).split()
    result = "-".join(ascii_words)
    if len(result) <= max_length:
        return result
    cut = result[: max_length + 1].rpartition("-")[0]
    return cut or result[:max_length]
