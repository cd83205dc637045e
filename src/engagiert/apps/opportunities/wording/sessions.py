"""Occasions and their shifts in words."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from engagiert.kernel.ui.dates import with_weekday


def sessions(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What the public page says of coming occasions."""
    return [
        {
            "when": when(_moment(said["starts_at"]), _moment(said["ends_at"])),
            "where": said["where"],
            "cancelled": said["cancelled"],
            "shifts": [_shift(shift) for shift in said["shifts"]],
        }
        for said in document.get("sessions", [])
    ]


def when(start: datetime.datetime, end: datetime.datetime) -> str:
    """“Samstag, 12. September 2026, 10.00 bis 13.00 Uhr”."""
    first, last = timezone.localtime(start), timezone.localtime(end)
    times = {"day": with_weekday(first.date()), "start": f"{first:%H.%M}", "end": f"{last:%H.%M}"}
    if first.date() == last.date():
        return _("%(day)s, %(start)s bis %(end)s Uhr") % times
    times["last"] = with_weekday(last.date())
    return _("%(day)s, %(start)s Uhr bis %(last)s, %(end)s Uhr") % times


def _shift(said: Mapping[str, Any]) -> str:
    start, end = timezone.localtime(_moment(said["starts_at"])), timezone.localtime(_moment(said["ends_at"]))
    seats = ngettext("%(n)d Platz", "%(n)d Plätze", said["seats"]) % {"n": said["seats"]}
    span = f"{start:%H.%M}–{end:%H.%M}"
    return f"{said['name']}: {span}, {seats}" if said["name"] else f"{span}, {seats}"


def _moment(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text)
