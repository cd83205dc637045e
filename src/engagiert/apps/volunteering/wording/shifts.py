"""What is said about shifts and seats."""

import datetime

from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from engagiert.apps.messages.public import Text, paragraph, short_code
from engagiert.apps.volunteering.models import Seat, Shift
from engagiert.kernel.ui.dates import with_weekday


def when(shift: Shift) -> str:
    """“Samstag, 12. September 2026, 10:00–13:00 Uhr”."""
    begins, ends = timezone.localtime(shift.begins_at), timezone.localtime(shift.ends_at)
    return _("%(day)s, %(from)s–%(until)s Uhr") % {
        "day": with_weekday(begins.date()),
        "from": time_format(begins.time(), "H:i"),
        "until": time_format(ends.time(), "H:i"),
    }


def hour(seat: Seat) -> str:
    """Until when an offered seat is held."""
    if seat.offered_until is None:
        return ""
    until = timezone.localtime(seat.offered_until)
    return _("%(day)s, %(time)s Uhr") % {"day": with_weekday(until.date()), "time": time_format(until.time(), "H:i")}


def standing(seat: Seat, place: int) -> str:
    """Where the person stands, in one sentence; ``place`` in the waitlist from 1."""
    words = {
        Seat.State.TAKEN: _("Sie haben einen Platz. Man freut sich auf Sie."),
        Seat.State.WAITING: _("Warteliste, Platz %(place)s") % {"place": place},
        Seat.State.OFFERED: _("Ein Platz ist frei geworden: für Sie."),
        Seat.State.GIVEN_UP: _("Sie haben abgesagt. Danke, dass Sie es gesagt haben."),
        Seat.State.PASSED: _("Der Platz ist weitergegangen, weil bis zur Uhrzeit keine Antwort kam. Das macht nichts."),
    }
    return words[Seat.State(seat.state)]


def offered_text(seat: Seat, code: str, address: str) -> Text:
    return Text(
        _("Ein Platz ist frei: %(title)s") % {"title": seat.shift.title[:120]},
        (
            paragraph(
                _("bei „%(title)s“ am %(when)s ist ein Platz frei geworden. Er ist für Sie, bis %(until)s.")
                % {"title": seat.shift.title, "when": when(seat.shift), "until": hour(seat)}
            ),
            short_code(_("Hier sagen Sie Ja oder Nein. Ihr Code"), code, address),
            paragraph(_("Ohne Antwort geht er an die nächste Person.")),
        ),
        language=seat.volunteer.language,
    )


def reminder_text(seat: Seat) -> Text:
    return Text(
        _("Bald ist es so weit: %(title)s") % {"title": seat.shift.title[:120]},
        (
            paragraph(
                _("Sie haben einen Platz bei „%(title)s“: %(when)s.")
                % {"title": seat.shift.title, "when": when(seat.shift)}
            ),
            *([paragraph(_("Ort: %(where)s") % {"where": seat.shift.where})] if seat.shift.where else []),
            paragraph(_("Wenn Sie doch nicht können, sagen Sie bitte jetzt ab: Jemand anderes wartet.")),
        ),
        language=seat.volunteer.language,
    )


def calendar(seat: Seat, domain: str) -> str:
    """One entry of a calendar (RFC 5545) with an id that stays; a change raises ``SEQUENCE``, so no second appears."""
    status = {Seat.State.TAKEN: "CONFIRMED", Seat.State.WAITING: "TENTATIVE", Seat.State.OFFERED: "TENTATIVE"}
    shift, stamp = seat.shift, "%Y%m%dT%H%M%SZ"
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Engagiert//DE",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{seat.pk}@{domain}",
        f"SEQUENCE:{seat.sequence}",
        f"DTSTAMP:{_utc(timezone.now()).strftime(stamp)}",
        f"DTSTART:{_utc(shift.begins_at).strftime(stamp)}",
        f"DTEND:{_utc(shift.ends_at).strftime(stamp)}",
        f"SUMMARY:{_escaped(shift.title)}",
        f"LOCATION:{_escaped(shift.where)}",
        f"STATUS:{status.get(Seat.State(seat.state), 'CANCELLED')}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "\r\n".join(folded for line in lines for folded in _folded(line)) + "\r\n"


def _utc(moment: "datetime.datetime") -> "datetime.datetime":
    return moment.astimezone(datetime.UTC)


def _escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\r", "").replace("\n", "\\n")


def _folded(line: str) -> list[str]:
    """Lines of at most 75 bytes; what goes on begins with a blank (RFC 5545, 3.1)."""
    pieces, rest = [], line
    while len(rest.encode()) > 70:
        cut = 70
        while len(rest[:cut].encode()) > 70:
            cut -= 1
        pieces.append(rest[:cut])
        rest = " " + rest[cut:]
    return [*pieces, rest]
