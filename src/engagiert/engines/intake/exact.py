"""A record that a file states whole (see ``hsds.py``): every value checked, none guessed, none believed unseen."""

import datetime as dt
import json
import re
from collections.abc import Iterable
from typing import Any

from engagiert.engines.intake import contacts, figures, vocabulary
from engagiert.engines.intake.cleaning import html_to_text, one_line, shorten

LONGEST_TEXT, LONGEST_LINE, LONGEST_SERVICE = 10_000, 200, 120
_MOST = 100
_NUMBER = re.compile(r"\+\d{6,15}")
_MARKUP = re.compile(r"<[a-zA-Z/!]")

TYPES = frozenset({*(code for code, _words in vocabulary.TYPES), "sonstige"})
SECTORS = frozenset(vocabulary.SECTORS)
FIELDS = frozenset(vocabulary.FIELDS_OF_ENGAGEMENT)
TARGET_GROUPS = frozenset(vocabulary.TARGET_GROUPS)
ACCESSIBILITY = frozenset(vocabulary.ACCESSIBILITY)
# German sign language has no two-letter code.
LANGUAGES = frozenset({*vocabulary.LANGUAGES.values(), "gsg"})

type Json = dict[str, Any]


def codes(values: Iterable[str], known: frozenset[str]) -> tuple[str, ...]:
    """Those that are codes of the list, each once."""
    return tuple(dict.fromkeys(value for value in values if value in known))


def stated_codes(text: str, known: frozenset[str]) -> tuple[str, ...]:
    """The codes of a cell that holds nothing but codes; empty where it holds words."""
    parts = [part.strip() for part in re.split(r"[|;]", text) if part.strip()]
    return codes(parts, known) if parts and all(part in known for part in parts) else ()


def read_record(text: str, year: int) -> Json | None:
    """Values of a ``CleanRecord`` from the JSON of a record; None where it is none. ``year``: the present one."""
    try:
        said = json.loads(text)
    except ValueError:
        return None
    if not isinstance(said, dict):
        return None
    sector = next(iter(codes([_line(said.get("sector"))], SECTORS)), "")
    found = _located(said, year, written_here=bool(sector)) | {
        "aliases": tuple(dict.fromkeys(_lines(said.get("aliases"), 300))),
        # Only our own export names one.
        "sector": sector,
        "fields": codes(_lines(said.get("fields"), 40), FIELDS),
        "service_area": _line(said.get("service_area")),
        "confirmed": _day(said.get("confirmed")),
        "updated": _day(said.get("updated")),
        "contact_points": tuple(_contact(entry) for entry in _entries(said.get("contact_points"))),
        "funding_sources": tuple(_funding(entry) for entry in _entries(said.get("funding"))),
        "facilities": tuple(
            _house(entry, year, written_here=bool(sector)) for entry in _entries(said.get("facilities"))
        ),
    }
    return {key: value for key, value in found.items() if value not in ("", (), None)}


def _located(said: Json, year: int, *, written_here: bool) -> Json:
    """What organisations and houses have in common."""
    point = figures.parse_point(_line(said.get("latitude")), _line(said.get("longitude"))).value
    postcode = _line(said.get("postcode"))
    founded = _line(said.get("founded"))
    return {
        "type": next(iter(codes([_line(said.get("type"))], TYPES)), ""),
        "description": _prose(said.get("description"), written_here=written_here),
        "service_names": tuple(dict.fromkeys(_lines(said.get("services"), LONGEST_SERVICE))),
        "target_groups": codes(_lines(said.get("target_groups"), 40), TARGET_GROUPS),
        "languages": codes(_lines(said.get("languages"), 40), LANGUAGES),
        "accessibility": codes(_lines(said.get("accessibility"), 40), ACCESSIBILITY),
        "opening_hours": _prose(said.get("opening_hours"), written_here=written_here),
        "street": _line(said.get("street")),
        "postcode": postcode if re.fullmatch(r"\d{5}", postcode) else "",
        "town": _line(said.get("town"))[:120],
        "district": _line(said.get("district"))[:120],
        "latitude": point[0] if point else None,
        "longitude": point[1] if point else None,
        "phones": tuple(dict.fromkeys(number for text in _lines(said.get("phones"), 80) for number in _numbers(text))),
        "mails": tuple(
            dict.fromkeys(mail for text in _lines(said.get("mails"), 254) for mail in contacts.parse_mails(text).value)
        ),
        "website": contacts.parse_website(_line(said.get("website"), 500)).value,
        "founded": int(founded) if re.fullmatch(r"\d{3,4}", founded) and 700 <= int(founded) <= year else None,
    }


def _house(said: Json, year: int, *, written_here: bool) -> Json:
    return _located(said, year, written_here=written_here) | {
        "name": _line(said.get("name"), 300),
        "slug": re.sub(r"[^a-z0-9-]", "", _line(said.get("slug")))[:110],
    }


def _contact(said: Json) -> Json:
    return {
        "role": _line(said.get("role"), 120),
        "name": _line(said.get("name")),
        "phone": next(iter(_numbers(_line(said.get("phone")))), ""),
        "mail": next(iter(contacts.parse_mails(_line(said.get("mail"), 254)).value), ""),
    }


def _funding(said: Json) -> Json:
    starts, ends = _day(said.get("starts_on")), _day(said.get("ends_on"))
    upside_down = starts is not None and ends is not None and ends < starts
    return {
        "funder": _line(said.get("funder")),
        "starts_on": starts.isoformat() if starts else None,
        "ends_on": ends.isoformat() if ends and not upside_down else None,
    }


def _numbers(text: str) -> tuple[str, ...]:
    """A number in E.164 is taken as it stands; anything else is read as a cell of a list would be."""
    return (text,) if _NUMBER.fullmatch(text) else contacts.parse_phone(text).value


def _entries(value: Any) -> list[Json]:
    return [entry for entry in value if isinstance(entry, dict)][:_MOST] if isinstance(value, list) else []


def _lines(value: Any, length: int) -> list[str]:
    found = [_line(entry, length) for entry in value[:_MOST]] if isinstance(value, list) else []
    return [text for text in found if text]


def _line(value: Any, length: int = LONGEST_LINE) -> str:
    return one_line(value)[:length].strip() if isinstance(value, str) else ""


def _prose(value: Any, *, written_here: bool) -> str:
    """Plain text; a foreign one may hold HTML, one of ours is text already, whatever it looks like."""
    if not isinstance(value, str):
        return ""
    foreign = not written_here and _MARKUP.search(value)
    text = html_to_text(value) if foreign else value.replace("\x00", "").strip()
    return shorten(text, LONGEST_TEXT)


def _day(value: Any) -> dt.date | None:
    return figures.parse_date(value) if isinstance(value, str) and value else None
