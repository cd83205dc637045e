"""Reads a template as a browser would, and finds the words in it that no translation can reach."""

import re
from html.parser import HTMLParser

from django.template.base import Lexer, TokenType

# Attributes that people read or hear; everything else is for machines.
SPOKEN = {"aria-label", "aria-description", "title", "alt", "placeholder", "label", "summary"}
# What stands outside translations on purpose: names, signs, and class names that a block hands to its parent.
SAME_EVERYWHERE = re.compile(
    r"\be-[a-z-]+|\b(QR|CSV|JSON-LD|OpenStreetMap|EUPL|KERN|Strg|Esc|Tab|h|px)\b|&[a-z]+;|&#\d+;"
)
# Arguments of an included component that people read, given as a bare text instead of _("…").
_BARE = re.compile(
    r"\b(label|title|text|opener|action_label|second_label|row_title|remaining|placeholder|here|parent_name"
    r"|ours_name|theirs_name)=\"([^\"]*)\""
)
_LETTERS = re.compile(r"[A-Za-zÄÖÜäöüß]{2,}")
_REGIONS = {"blocktranslate": "endblocktranslate", "blocktrans": "endblocktrans", "comment": "endcomment"}


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._silent = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent = tag if tag in ("script", "style") else ""
        self.words += [value or "" for name, value in attrs if name in SPOKEN]
        if tag == "meta" and dict(attrs).get("name") in ("description", "author"):
            self.words.append(dict(attrs).get("content") or "")

    def handle_endtag(self, tag: str) -> None:
        self._silent = ""

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.words.append(data)


def outside_translations(template: str) -> str:
    """The template's own text, with nothing where tags, values and translated passages stand."""
    kept, until = [], ""
    for token in Lexer(template).tokenize():
        word = token.split_contents()[0] if token.token_type == TokenType.BLOCK else ""
        if until:
            until = "" if word == until else until
        elif word in _REGIONS:
            until = _REGIONS[word]
        elif token.token_type == TokenType.TEXT:
            kept.append(token.contents)
        elif token.token_type == TokenType.VAR:
            kept.append("·")
    return "".join(kept)


def untranslated(template: str) -> list[str]:
    """Words that a person would read and no translation would reach."""
    page = _Page()
    page.feed(outside_translations(template))
    words = page.words + [text for tag in _tags(template) for _name, text in _BARE.findall(tag)]
    return [word.strip() for word in words if _LETTERS.search(SAME_EVERYWHERE.sub("", word))]


def _tags(template: str) -> list[str]:
    return [token.contents for token in Lexer(template).tokenize() if token.token_type == TokenType.BLOCK]
