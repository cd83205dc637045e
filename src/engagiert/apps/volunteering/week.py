"""Days and parts of the day as one number of 28 bits, as the matching engine reads them: day × 4 + part."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

DAYS = (
    (0, _("Montag")),
    (1, _("Dienstag")),
    (2, _("Mittwoch")),
    (3, _("Donnerstag")),
    (4, _("Freitag")),
    (5, _("Samstag")),
    (6, _("Sonntag")),
)
PARTS = ((0, _("vormittags")), (1, _("nachmittags")), (2, _("abends")), (3, _("nachts")))
ALL = (1 << 28) - 1


def bits(days: Iterable[int], parts: Iterable[int]) -> int:
    """Every chosen part of every chosen day; no day or no part chosen means all of them."""
    some_days = list(days) or range(7)
    some_parts = list(parts) or range(4)
    return sum(1 << (day * 4 + part) for day in some_days for part in some_parts)


def chosen(week: int) -> tuple[list[int], list[int]]:
    """Days and parts to tick in a form; empty where everything fits."""
    days = [day for day in range(7) if week >> (day * 4) & 15]
    parts = [part for part in range(4) if any(week >> (day * 4 + part) & 1 for day in range(7))]
    return ([] if len(days) == 7 else days), ([] if len(parts) == 4 else parts)


def words(week: int) -> str:
    """“Dienstag, Samstag, vormittags”; “jederzeit” where everything fits."""
    days, parts = chosen(week)
    if not days and not parts:
        return str(_("jederzeit"))
    named = [str(dict(DAYS)[day]) for day in days] or [str(_("jeden Tag"))]
    return ", ".join([*named, *(str(dict(PARTS)[part]) for part in parts)])
