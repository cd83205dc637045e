"""Text of single cells: foreign HTML, placeholders, formulas, whitespace. And the shape of every reading."""

import dataclasses
import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import nh3

from engagiert.engines.intake.problems import Param
from engagiert.engines.text.folding import fold


@dataclass(frozen=True, slots=True)
class Reading[T]:
    """A value read from a cell, or the code that says why not; both when something was lost on the way."""

    value: T
    code: str = ""
    suggestion: str = ""
    params: Mapping[str, Param] = dataclasses.field(default_factory=dict)


_PLACEHOLDERS = frozenset(
    {
        "",
        "ka",
        "k a",
        "s o",
        "so oben",
        "siehe oben",
        "dto",
        "ditto",
        "unbek",
        "na",
        "n a",
        "nan",
        "null",
        "none",
        "nil",
        "unbekannt",
        "nicht bekannt",
        "keine angabe",
        "keine angaben",
        "ohne angabe",
        "o a",
        "keine",
        "keiner",
        "kein",
        "entfaellt",
        "fehlt",
        "nicht vorhanden",
        "leer",
        "tba",
        "tbd",
        "folgt",
        "x",
        "xx",
        "xxx",
    }
)
_ELSEWHERE = re.compile(r"^(?:s|siehe|vgl|auf|ueber|see)\b.*\b(?:homepage|webseite|website|internet|web|oben|unten)\b")

_FORMULA = re.compile(
    r"^[\s'\"]*=\s*\S|^\s*[-+@]\s*(?:[A-Za-z][\w.]*\s*\(|[\d+*/().\s-]*[A-Za-z]+\|)|^\s*@\w+\(|\w\|\s*'[^']*'!"
)

_PARAGRAPH_TAGS = {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote"}
_LINE_TAGS = {"br", "li", "tr"}
_NEW_PARAGRAPH = re.compile(r"</?(?:" + "|".join(_PARAGRAPH_TAGS) + r")[^>]*>")
_LIST_ITEM = re.compile(r"\s*<li[^>]*>\s*")
_ANY_TAG = re.compile(r"<[^>]*>")
_HAS_MARKUP = re.compile(r"<[!/a-zA-Z]|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+);")


# what a spreadsheet shows for a formula that failed
_ERROR = re.compile(r"^#(?:N/?A|NV|NAME\?|REF!|BEZUG!|WERT!|VALUE!|DIV/0!|ZAHL!|NUM!|NULL!|LEER!|ÜBERLAUF!|SPILL!)$")
_YES = frozenset({"ja", "j", "yes", "y", "true", "wahr", "1", "x", "✓", "✔", "☑"})
_NO = frozenset({"nein", "n", "no", "false", "falsch", "0", "✗", "✘"})


def is_placeholder(text: str) -> bool:
    """Whether a cell is filled only to show that it is empty: "-", "k. A.", "./.", "unbekannt", "#NV"."""
    return len(text) <= 24 and _is_placeholder(text)


def says_yes(text: str) -> bool:
    """ "ja", "x", "WAHR", "1" and nothing more."""
    return text.strip().casefold() in _YES


def says_no(text: str) -> bool:
    """ "nein", "FALSCH", "0" and nothing more."""
    return text.strip().casefold() in _NO


@lru_cache(maxsize=4_000)
def _is_placeholder(text: str) -> bool:
    return fold(text) in _PLACEHOLDERS or _ERROR.match(text.strip()) is not None


def points_elsewhere(text: str) -> bool:
    """ "siehe Homepage": not a value but the place where one is."""
    return len(text) <= 60 and text[:1] in "sSvVaAuUüÜ" and _ELSEWHERE.match(fold(text)) is not None


def is_formula(text: str) -> bool:
    """Whether a spreadsheet program would calculate the cell; "+49 2303 1" and "- Turnen" are none."""
    return bool(text) and _FORMULA.match(text) is not None


def html_to_text(text: str) -> str:
    """Safe plain text: blocks become paragraphs (blank line between), list items lines with a bullet.

    Scripts and styles vanish with their content. Text that was escaped twice is unescaped twice, and
    whatever appears as a tag then is removed as well.
    """
    for _ in range(3):
        if not _HAS_MARKUP.search(text):
            break
        safe = nh3.clean(text, tags=_PARAGRAPH_TAGS | _LINE_TAGS, attributes={})
        if "<" in safe:
            safe = re.sub(r"[ \t]*[\r\n]+[ \t]*", " ", safe) if _NEW_PARAGRAPH.search(safe) else safe
            safe = _LIST_ITEM.sub("\n• ", re.sub(r"\s*<(?:br|tr)[^>]*>\s*", "\n", safe))
            safe = _ANY_TAG.sub("", _NEW_PARAGRAPH.sub("\n\n", safe))
        text = html.unescape(safe)
    return tidy(text)


def tidy(text: str) -> str:
    """Spaces collapsed, lines trimmed, at most one blank line in a row."""
    text = text.replace("\xad", "").replace("\xa0", " ").replace("\r\n", "\n").replace("\r", "\n")
    lines = [" ".join(line.split()) for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def one_line(text: str) -> str:
    """Plain text on one line, for names, towns and the like."""
    return " ".join(html_to_text(text).split())


def shorten(text: str, length: int) -> str:
    """Cut at a word, with an ellipsis, to at most ``length`` characters."""
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    return (cut.rpartition(" ")[0] or cut).rstrip() + "…"


def split_list(text: str) -> tuple[str, ...]:
    """Entries of a cell that lists things with commas, semicolons, strokes or lines; doubles once."""
    parts = (part.strip(" .•*-–\t") for part in re.split(r"[,;|/\n•]|\s(?:und|u\.|sowie)\s", text))
    return tuple(dict.fromkeys(part for part in parts if part and not is_placeholder(part)))
