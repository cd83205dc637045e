"""Reads a page as somebody who knows no German: what is not marked as German should be English."""

import re
from html.parser import HTMLParser

from tests.architecture.wording import SPOKEN

GERMAN = re.compile(
    r"\b(der|die|das|dem|den|und|oder|nicht|ist|sind|ein|eine|einen|für|von|vom|mit|wird|werden|kein|keine|keinen|noch|"
    r"auf|zum|zur|bei|nach|aus|Sie|Ihr|Ihre|Wir|wir|uns|unser|Bitte|Seite|Eintrag|Einträge|Zeile|Spalte|Treffer|"
    r"Verein|Vereine|Stadt|Büro|Uhr|Januar|Februar|März|Mai|Juni|Juli|Oktober|Dezember|Montag|Dienstag|Mittwoch|"
    r"Donnerstag|Freitag|Samstag|Sonntag)\b|[äöüßÄÖÜ„]"
)
# What has no end tag.
_EMPTY = {"meta", "link", "input", "br", "img", "hr", "source", "col", "use", "path", "rect", "circle"}


class Reader(HTMLParser):
    """Collects what is seen or heard, save what stands in an element that says it is German."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []
        self.languages: list[str] = []
        self._open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        language = given.get("lang") or self._language()
        if tag == "html":
            self.languages.append(given.get("lang") or "")
        if tag not in _EMPTY:
            self._open.append((tag, language))
        spoken = [value or "" for name, value in attrs if name in SPOKEN]
        if tag == "input" and given.get("type") in ("submit", "button"):
            spoken.append(given.get("value") or "")
        self._hear(spoken, language)

    def handle_endtag(self, tag: str) -> None:
        while self._open:
            if self._open.pop()[0] == tag:
                return

    def handle_data(self, data: str) -> None:
        # What stands in a field is what somebody typed, as the value of an input is.
        if self._open and self._open[-1][0] not in ("script", "style", "textarea"):
            self._hear([data], self._language())

    def _language(self) -> str:
        return self._open[-1][1] if self._open else ""

    def _hear(self, texts: list[str], language: str) -> None:
        if not language.startswith("de"):
            self.heard += [" ".join(text.split()) for text in texts if text.strip()]


def german_in(page: str, *, known: re.Pattern[str]) -> list[str]:
    """Texts of an English page that sound German; ``known`` is data that nobody translates, such as names."""
    reader = Reader()
    reader.feed(page)
    return sorted({text for text in reader.heard if GERMAN.search(known.sub("", text))})
