"""Days as people write them, in the language of the page.

The forms are texts of the catalogue like all others: gettext knows them, and Django's own forms for English are
American.
"""

import datetime

from django.utils.formats import date_format
from django.utils.translation import pgettext


def written_out(day: datetime.date) -> str:
    """`23. November 2026`, `23 November 2026`."""
    return date_format(day, pgettext("Form eines Tages", "j. F Y"))


def with_weekday(day: datetime.date) -> str:
    """`Montag, 23. November 2026`, `Monday, 23 November 2026`."""
    return date_format(day, pgettext("Form eines Tages", "l, j. F Y"))


def month_and_year(day: datetime.date) -> str:
    """`November 2026`."""
    return date_format(day, pgettext("Form eines Tages", "F Y"))


def short(day: datetime.date) -> str:
    """`23.11.2026`, `23/11/2026`."""
    return date_format(day, pgettext("Form eines Tages", "d.m.Y"))


def month_of(day: datetime.date) -> str:
    """`November 2026`, in both languages."""
    return date_format(day, pgettext("Form eines Tages", "F Y"))
