"""Occasions of an offer as iCalendar (RFC 5545)."""

import datetime
from collections.abc import Iterator

from engagiert.apps.opportunities.models import Listing

_LONGEST = 75


def calendar_text(listing: Listing, url: str) -> str:
    """One entry an occasion. UID stays, SEQUENCE counts changes: calendars change the entry and never show two."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Engagiert//Angebote//DE", "METHOD:PUBLISH"]
    for session in listing.document["sessions"]:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{session['uid']}@engagiert",
            f"SEQUENCE:{session['version']}",
            f"DTSTAMP:{_moment(listing.updated_at)}",
            f"DTSTART:{_moment(datetime.datetime.fromisoformat(session['starts_at']))}",
            f"DTEND:{_moment(datetime.datetime.fromisoformat(session['ends_at']))}",
            f"SUMMARY:{_escaped(f'{listing.title} ({listing.organisation_name})')}",
            f"LOCATION:{_escaped(session['where'] or listing.address_line)}",
            f"URL:{url}",
            f"STATUS:{'CANCELLED' if session['cancelled'] else 'CONFIRMED'}",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{piece}\r\n" for line in lines for piece in _folded(line))


def _moment(at: datetime.datetime) -> str:
    return at.astimezone(datetime.UTC).strftime("%Y%m%dT%H%M%SZ")


def _escaped(text: str) -> str:
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Lines of at most 75 octets; what follows begins with a space."""
    rest, first = line, True
    while rest:
        room = _LONGEST if first else _LONGEST - 1
        piece = rest[:room]
        while len(piece.encode()) > room:
            piece = piece[:-1]
        yield piece if first else f" {piece}"
        rest, first = rest[len(piece) :], False
