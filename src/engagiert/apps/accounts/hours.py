"""Hours an office is there or can be called: what people type, what is kept, what pages say.

Kept as ``{"week": {"mo": [["09:00", "12:00"], ["14:00", "16:00"]], …}, "by_appointment": true}``; a day without
spans is left out. Closed days are a list of ``{"from", "to", "reason"}`` with ISO dates, both ends included.
"""

import datetime
import re
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from typing import Any

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from engagiert.kernel.ui.dates import written_out

DAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
type Span = tuple[str, str]

_CLOCK = r"(\d{1,2})(?:[:.](\d{2}))?\s*(?:uhr)?"
_SPAN = re.compile(rf"{_CLOCK}\s*(?:-|–|—|bis)\s*{_CLOCK}", re.IGNORECASE)
_GERMAN = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")
_DAY = rf"\b(?:{'|'.join(_GERMAN)})\b"
_RUN = rf"{_DAY}(?:\s*(?:bis|-|–)\s*{_DAY})?"
_HOURS = r"\d{1,2}(?:[:.]\d{2})?\s*(?:-|–|bis)\s*\d{1,2}(?:[:.]\d{2})?(?:\s*Uhr)?"
_PART = re.compile(rf"({_RUN}(?:\s*(?:,|und)\s*{_RUN})*)\s*(?:auch\s*)?({_HOURS}(?:\s*(?:,|und)\s*{_HOURS})*)")
_BETWEEN = re.compile(r"^[\s,;/]*(?:und\b)?[\s,;/]*$", re.IGNORECASE)
_CLOSED = frozenset({"", "-", "–", "zu", "geschlossen"})
_DATE = r"(\d{1,2})\.(\d{1,2})\.(\d{4})"
_CLOSED_LINE = re.compile(rf"{_DATE}(?:\s*(?:-|–|—|bis)\s*{_DATE})?\s*[,:]?\s*(.*)", re.IGNORECASE)


def day_names() -> dict[str, str]:
    return {
        "mo": _("Montag"),
        "tu": _("Dienstag"),
        "we": _("Mittwoch"),
        "th": _("Donnerstag"),
        "fr": _("Freitag"),
        "sa": _("Samstag"),
        "su": _("Sonntag"),
    }


def _short_names() -> dict[str, str]:
    return {
        "mo": pgettext("Wochentag", "Mo"),
        "tu": pgettext("Wochentag", "Di"),
        "we": pgettext("Wochentag", "Mi"),
        "th": pgettext("Wochentag", "Do"),
        "fr": pgettext("Wochentag", "Fr"),
        "sa": pgettext("Wochentag", "Sa"),
        "su": pgettext("Wochentag", "So"),
    }


def read_spans(text: str) -> list[Span]:
    """“9–12, 14 bis 16.30 Uhr” as spans of one day; raises ``ValueError`` with a sentence."""
    if text.strip().lower() in _CLOSED:
        return []
    spans: list[Span] = []
    end = 0
    for found in _SPAN.finditer(text):
        if not _BETWEEN.match(text[end : found.start()]):
            break
        end = found.end()
        spans.append((_clock(found[1], found[2]), _clock(found[3], found[4])))
    if not spans or not _BETWEEN.match(text[end:]):
        raise ValueError(_("Schreiben Sie zum Beispiel: 9–12, 14–16.30 Uhr. Leer heißt geschlossen."))
    flat = [moment for span in spans for moment in span]
    if any(later <= earlier for earlier, later in pairwise(flat)):
        raise ValueError(_("Jede Zeit muss nach der vorigen liegen."))
    return spans


def read_line(text: str) -> dict[str, list[Span]]:
    """“Mo bis Do 9–12 Uhr, Do auch 14–17 Uhr” as the spans of each day; nothing where a part of it is not clear."""
    week: dict[str, list[Span]] = {}
    end = 0
    for found in _PART.finditer(text):
        if not _BETWEEN.match(text[end : found.start()]):
            return {}
        end = found.end()
        try:
            spans = read_spans(found[2])
        except ValueError:
            return {}
        for day in _days_meant(found[1]):
            week.setdefault(day, []).extend(spans)
    return week if _BETWEEN.match(text[end:]) else {}


def _days_meant(text: str) -> list[str]:
    found: list[str] = []
    for run in re.finditer(_RUN, text):
        first, *last = [_GERMAN.index(day) for day in re.findall(_DAY, run[0])]
        found += DAYS[first : (last[0] if last else first) + 1]
    return found


def _clock(hour: str, minute: str | None) -> str:
    if int(hour) > 24 or int(minute or 0) > 59 or (int(hour) == 24 and int(minute or 0)):
        raise ValueError(_("Diese Uhrzeit gibt es nicht: %(time)s.") % {"time": f"{hour}.{minute or '00'}"})
    return f"{int(hour):02d}:{minute or '00'}"


def typed(spans: Iterable[Sequence[str]]) -> str:
    """What a person would type for these spans: “9–12, 14–16.30”."""
    return ", ".join(f"{_bare(start)}–{_bare(end)}" for start, end in spans)


def _bare(clock: str) -> str:
    hour, minute = clock.split(":")
    return str(int(hour)) if minute == "00" else f"{int(hour)}.{minute}"


def hours_of(week: dict[str, list[Span]], *, by_appointment: bool = False) -> dict[str, Any]:
    """What is kept; nothing for nothing."""
    kept: dict[str, Any] = {day: [list(span) for span in week[day]] for day in DAYS if week.get(day)}
    return {"week": kept, "by_appointment": by_appointment} if kept or by_appointment else {}


def lines(hours: dict[str, Any]) -> list[str]:
    """One line for each run of days with the same hours, in the language of the page: “Mo–Mi 9–12 und 14–16 Uhr”."""
    week, names = hours.get("week", {}), _short_names()
    found = []
    for spans, run in groupby(DAYS, key=week.get):
        days = list(run)
        if spans:
            apart = ", " if len(days) == 2 else "–"
            named = names[days[0]] if len(days) == 1 else f"{names[days[0]]}{apart}{names[days[-1]]}"
            found.append(f"{named} {_said(spans)}")
    if hours.get("by_appointment"):
        found.append(_("und nach Vereinbarung") if found else _("nach Vereinbarung"))
    return found


def _said(spans: Sequence[Sequence[str]]) -> str:
    clock = _bare if get_language() == "de" else str
    both = [f"{clock(start)}–{clock(end)}" for start, end in spans]
    return _("%(spans)s Uhr") % {"spans": f" {pgettext('zwei Zeiten', 'und')} ".join(both)}


def in_a_line(hours: dict[str, Any]) -> str:
    found = lines(hours)
    if len(found) > 1 and hours.get("by_appointment"):
        found[-2:] = [" ".join(found[-2:])]
    return "; ".join(found)[:400]


def read_closed(text: str) -> list[dict[str, str]]:
    """One line each: “24.12.2026–1.1.2027 Betriebsferien”; raises ``ValueError`` with the line that is meant."""
    found = []
    for line in filter(None, (raw.strip() for raw in text.splitlines())):
        match = _CLOSED_LINE.fullmatch(line)
        try:
            if match is None:
                raise ValueError
            first = datetime.date(int(match[3]), int(match[2]), int(match[1]))
            last = datetime.date(int(match[6]), int(match[5]), int(match[4])) if match[4] else first
        except ValueError as error:
            raise ValueError(_("Diese Zeile verstehen wir nicht: „%(line)s“.") % {"line": line[:60]}) from error
        if last < first:
            raise ValueError(_("Das Ende liegt vor dem Anfang: „%(line)s“.") % {"line": line[:60]})
        found.append({"from": first.isoformat(), "to": last.isoformat(), "reason": match[7].strip()[:100]})
    return sorted(found, key=lambda one: one["from"])


def typed_closed(closed: Iterable[dict[str, str]]) -> str:
    return "\n".join(
        f"{_german(one['from'])}{'–' + _german(one['to']) if one['to'] != one['from'] else ''} {one['reason']}".strip()
        for one in closed
    )


def _german(day: str) -> str:
    date = datetime.date.fromisoformat(day)
    return f"{date.day}.{date.month}.{date.year}"


def closed_soon(closed: Iterable[dict[str, str]], today: datetime.date, *, days: int = 21) -> list[dict[str, str]]:
    """What of it begins within so many days and is not over."""
    first, last = today.isoformat(), (today + datetime.timedelta(days)).isoformat()
    return [one for one in closed if one["to"] >= first and one["from"] <= last]


def closed_in_words(one: dict[str, str]) -> tuple[str, str]:
    """“24. Dezember 2026 bis 1. Januar 2027” and the reason as the office wrote it."""
    first, last = (written_out(datetime.date.fromisoformat(one[end])) for end in ("from", "to"))
    return (first if first == last else _("%(first)s bis %(last)s") % {"first": first, "last": last}), one["reason"]
