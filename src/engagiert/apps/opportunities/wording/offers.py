"""What the public pages say about an offer."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from engagiert.apps.directory import public as directory
from engagiert.apps.opportunities.models import Listing, Opportunity
from engagiert.apps.opportunities.vocabulary import DAYS, PARTS, SUITS, skill_label
from engagiert.kernel.ui.addresses import address
from engagiert.kernel.ui.dates import written_out

from .insurance import insurance_in_words

_ALL_WEEK = 2**28 - 1


@dataclass(frozen=True, slots=True)
class Hit:
    """One offer in a list."""

    title: str
    url: str
    organisation: str
    summary: str
    where: str
    approximate: bool
    when: str
    tags: list[str]
    urgent: bool
    is_demo: bool

    @classmethod
    def of(cls, listing: Listing, url: str) -> "Hit":
        return cls(
            title=listing.title,
            url=url,
            organisation=listing.organisation_name,
            summary=listing.summary,
            where=where(listing),
            approximate=listing.approximate and listing.where != Opportunity.Where.FROM_HOME,
            when=when(listing),
            tags=tags(listing)[:3],
            urgent=listing.urgency == Opportunity.Urgency.URGENT,
            is_demo=listing.is_demo,
        )


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of an offer; ``icon`` is the picture beside it. ``is_written``: people wrote it, in German."""

    key: str
    icon: str
    label: str
    lines: list[str]
    is_written: bool = False


def tags(listing: Listing) -> list[str]:
    return [str(Opportunity.Kind(listing.kind).label), *directory.labels(directory.FIELDS, listing.fields)]


def where(listing: Listing) -> str:
    if listing.where == Opportunity.Where.FROM_HOME:
        return _("von zu Hause")
    return listing.address_line


def when(listing: Listing) -> str:
    """“Dienstag nachmittags, 2 Stunden in der Woche, ab 1. Mai 2027”; empty where nobody said."""
    parts = [week_in_words(listing.week_parts), hours_in_words(listing.hours_per_week), span_in_words(listing)]
    return ", ".join(part for part in parts if part)


def hours_in_words(hours: Decimal | None) -> str:
    if hours is None:
        return ""
    number = format(hours.normalize(), "f")
    shown = number if get_language() == "en" else number.replace(".", ",")
    return ngettext("%(n)s Stunde in der Woche", "%(n)s Stunden in der Woche", 1 if hours == 1 else 2) % {"n": shown}


def span_in_words(listing: Listing) -> str:
    start, end = listing.starts_on, listing.ends_on
    if start and end:
        if start == end:
            return _("am %(day)s") % {"day": written_out(start)}
        return _("%(start)s bis %(end)s") % {"start": written_out(start), "end": written_out(end)}
    if start:
        return _("ab %(day)s") % {"day": written_out(start)}
    return _("bis %(day)s") % {"day": written_out(end)} if end else ""


def week_in_words(week: int) -> str:
    """The week in few words: whole days of a part together, else each day with its parts."""
    if week in (0, _ALL_WEEK):
        return ""
    by_parts: dict[tuple[int, ...], list[int]] = {}
    for day in range(7):
        chosen = tuple(part for part in range(4) if week >> (day * 4 + part) & 1)
        if chosen:
            by_parts.setdefault(chosen, []).append(day)
    found = []
    for chosen, days in by_parts.items():
        words = "" if chosen == (0, 1, 2) else " " + _(" und ").join(str(PARTS[part]) for part in chosen)
        found.append(f"{_days(days)}{words}")
    return ", ".join(found) if len(found) <= 3 else _("mehrere Zeiten zur Wahl")


def _days(days: list[int]) -> str:
    if days == [0, 1, 2, 3, 4]:
        return _("Montag bis Freitag")
    if days == [5, 6]:
        return _("am Wochenende")
    if len(days) == 7:
        return _("jeden Tag")
    return ", ".join(str(DAYS[day]) for day in days)


def week_table(week: int) -> list[tuple[str, list[tuple[str, bool]]]]:
    """Rows of the little table: a part of the day, and for each day whether it is wanted; empty where nobody said."""
    if not week:
        return []
    rows = [
        (str(PARTS[part]), [(str(DAYS[day]), bool(week >> (day * 4 + part) & 1)) for day in range(7)])
        for part in range(4)
    ]
    return [(name, cells) for name, cells in rows if name != str(PARTS[3]) or any(wanted for _day, wanted in cells)]


def needs(listing: Listing) -> list[Fact]:
    """What one needs."""
    document = listing.document
    found = [
        Fact("age", "user", _("Alter"), _age(listing.minimum_age)),
        Fact("skills", "list-checks", _("Das hilft"), [skill_label(code) for code in listing.skills_wanted]),
        Fact("languages", "globe", _("Sprachen"), directory.labels(directory.LANGUAGES, listing.languages)),
    ]
    if listing.needs_certificate:
        words = [_("Erweitertes Führungszeugnis"), _("Für Freiwillige kostenlos. Wir helfen beim Antrag.")]
        found.append(Fact("certificate", "badge-check", _("Nachweis"), words))
    found.append(Fact("access", "accessibility", _("Zugang"), access(listing)))
    if document["training"]:
        lines = document["training"].splitlines()
        found.append(Fact("training", "book-open", _("Einarbeitung und Begleitung"), lines, is_written=True))
    return [fact for fact in found if fact.lines]


def gains(listing: Listing) -> list[Fact]:
    """What one gets: what one learns, what is paid, how one is insured."""
    document = listing.document
    expenses = [str(Opportunity.Expenses(document["expenses"]).label)] if document["expenses"] else []
    expenses += [document["expenses_note"]] if document["expenses_note"] else []
    found = [
        Fact("gained", "lightbulb", _("Das lernen Sie"), [skill_label(code) for code in listing.skills_gained]),
        Fact("expenses", "hand-heart", _("Auslagen"), expenses),
        Fact("insurance", "shield-check", _("Versicherung"), insurance_in_words(listing)),
    ]
    return [fact for fact in found if fact.lines]


def overview(listing: Listing) -> list[Fact]:
    """Where, when, for whom, with whom: the lines at the top."""
    document = listing.document
    groups = directory.labels(directory.TARGET_GROUPS, listing.target_groups)
    found = [
        Fact("where", "map-pin", _("Wo"), _place(listing)),
        Fact("when", "clock", _("Wann"), [line for line in (when(listing), document["times"]) if line]),
        Fact("for_whom", "users", _("Für wen"), [document["for_whom"]] if document["for_whom"] else groups),
        Fact("with", "users", _("Passt auch für"), directory.labels(SUITS, listing.suits)),
    ]
    if listing.capacity:
        text = ngettext("%(n)d Mensch wird gesucht", "%(n)d Menschen werden gesucht", listing.capacity)
        found.append(Fact("capacity", "users", _("Wie viele"), [text % {"n": listing.capacity}]))
    return [fact for fact in found if fact.lines]


def _age(age: int | None) -> list[str]:
    if age is None:
        return []
    text = [_("ab %(age)d Jahren") % {"age": age}]
    if age < 18:
        text.append(_("Unter 18 Jahren sagen die Eltern dazu Ja."))
    return text


def access(listing: Listing) -> list[str]:
    return directory.labels(directory.ACCESSIBILITY, listing.accessibility)


def _place(listing: Listing) -> list[str]:
    if listing.where == Opportunity.Where.FROM_HOME:
        return [_("von zu Hause")]
    lines = [listing.address_line]
    if listing.document["district"]:
        lines.append(listing.document["district"])
    if listing.where == Opportunity.Where.BOTH:
        lines.append(_("oder von zu Hause"))
    return lines


def confirmation(listing: Listing) -> str:
    """How fresh the offer is, kindly said."""
    last = listing.confirmed_on or listing.published_on
    if last is None:
        return ""
    if listing.confirmed_on:
        return _("Bestätigt am %(day)s.") % {"day": written_out(last)}
    return _("Veröffentlicht am %(day)s.") % {"day": written_out(last)}


def hits(listings: Sequence[Listing], urls: dict[int, str]) -> list[Hit]:
    return [Hit.of(listing, urls[listing.pk]) for listing in listings if listing.pk in urls]


def organisation_url(listing: Listing) -> str:
    """The page of the organisation; empty where it has none."""
    if not listing.organisation_path:
        return ""
    return address("directory:organisation", *listing.organisation_path.split("/"))


def contact(document: dict[str, Any]) -> dict[str, str]:
    """Who may be asked, where they agreed to be named."""
    found = {name: document.get(f"contact_{name}", "") for name in ("name", "phone", "mail")}
    return found if any(found.values()) else {}
