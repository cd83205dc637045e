"""What the public pages say about a record: facts, contacts, how fresh it is, where it comes from."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from django.utils.translation import gettext as _

from engagiert.apps.directory import vocabulary
from engagiert.apps.directory.models import Listing
from engagiert.apps.directory.models.organisation import is_due
from engagiert.apps.places.public import Town
from engagiert.kernel.ui.addresses import address
from engagiert.kernel.ui.dates import month_of, written_out

from .stored import BY_THEMSELVES, stored_in_words
from .values import FIELD_LABELS, WRITTEN, day, field_label, phone_in_words, value_in_words


@dataclass(frozen=True, slots=True)
class Hit:
    """One result in a list."""

    listing: Listing
    url: str
    summary: str
    where: str
    approximate: bool
    tags: list[str]
    accessible: bool
    confirmed: str

    @classmethod
    def of(cls, listing: Listing, town: Town) -> Self:
        return cls.at(listing, address("directory:organisation", town.place.slug, listing.slug))

    @classmethod
    def at(cls, listing: Listing, url: str) -> Self:
        return cls(
            listing=listing,
            url=url,
            summary=listing.summary,
            where=listing.address_line,
            approximate=listing.approximate,
            tags=tags(listing)[:3],
            accessible="step_free" in listing.accessibility,
            confirmed=_confirmed(listing.confirmed_on),
        )


def _confirmed(on: datetime.date | None) -> str:
    return _("bestätigt am %(day)s") % {"day": written_out(on)} if on else ""


def tags(listing: Listing) -> list[str]:
    return [
        vocabulary.label(vocabulary.FACILITY_TYPES, listing.type),
        *vocabulary.labels(vocabulary.FIELDS, listing.fields),
    ]


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a record. ``key`` names the field, ``icon`` the picture beside it.

    ``is_written``: people wrote it, in German, as against a word of ours.
    """

    key: str
    icon: str
    label: str
    lines: list[str]
    note: str = ""
    is_written: bool = False


_ICONS = {
    "opening_hours": "clock",
    "target_groups": "users",
    "languages": "globe",
    "accessibility": "accessibility",
    "services": "list-checks",
    "founded": "calendar",
    "service_area": "map",
}


def facts(document: Mapping[str, Any]) -> list[Fact]:
    """The facts of a record or facility, the address first; what nobody said is left out."""
    found = [_where(document)]
    for key, icon in _ICONS.items():
        value = document.get(key)
        if value in ("", None, []):
            continue
        lines = str(value).splitlines() if isinstance(value, str | int) else [value_in_words(key, value)]
        found.append(Fact(key=key, icon=icon, label=field_label(key), lines=lines, is_written=key in WRITTEN))
    return found


def _where(document: Mapping[str, Any]) -> Fact:
    town = " ".join(part for part in (document["postcode"], document["town"]) if part)
    if document["district"]:
        town = f"{town} ({document['district']})" if town else document["district"]
    lines = [line for line in (document["street"], town) if line] or [_("Keine Anschrift angegeben")]
    note = "" if document["point_quality"] == "exact" else _("Die genaue Lage ist nicht bekannt, nur der Ort.")
    return Fact(key="address", icon="map-pin", label=_("Wo"), lines=lines, note=note)


@dataclass(frozen=True, slots=True)
class ContactLine:
    role: str
    name: str
    phone: str
    phone_link: str
    mail: str
    is_written: bool = False


def contacts(document: Mapping[str, Any]) -> list[ContactLine]:
    """How to reach them: by role first, then the general numbers and addresses that no role names."""
    lines = [
        ContactLine(
            role=point["role"],
            name=point["name"],
            phone=phone_in_words(point["phone"]) if point["phone"] else "",
            phone_link=point["phone"],
            mail=point["mail"],
            is_written=True,
        )
        for point in document["contact_points"]
    ]
    phones = {point["phone"] for point in document["contact_points"]}
    mails = {point["mail"] for point in document["contact_points"]}
    for number in document["phones"]:
        if number not in phones:
            lines.append(ContactLine(_("Telefon"), "", phone_in_words(number), number, ""))
    for mail in document["mails"]:
        if mail not in mails:
            lines.append(ContactLine(_("E-Mail"), "", "", "", mail))
    return lines


@dataclass(frozen=True, slots=True)
class Confirmation:
    """How fresh a record is, kindly said. ``state``: ``ok``, ``due`` or ``never``."""

    state: str
    text: str


def confirmation(listing: Listing, today: datetime.date) -> Confirmation:
    if listing.confirmed_on is None:
        text = _("Diese Angaben hat noch niemand bestätigt. Wissen Sie, ob sie stimmen?")
        return Confirmation("never", text)
    if is_due(listing.confirmed_on, today):
        month = month_of(listing.confirmed_on)
        text = _("Zuletzt bestätigt im %(month)s, vielleicht hat sich etwas geändert.") % {"month": month}
        return Confirmation("due", text)
    text = _("Bestätigt am %(day)s.") % {"day": day(listing.confirmed_on)}
    if listing.document["confirmed_by"] in BY_THEMSELVES:
        text = _("Von der Organisation bestätigt am %(day)s.") % {"day": day(listing.confirmed_on)}
    return Confirmation("ok", text)


@dataclass(frozen=True, slots=True)
class SourceLine:
    """Which fields come from one source, as of one day."""

    text: str
    fields: str


def sources(noted: Mapping[str, Mapping[str, str]]) -> list[SourceLine]:
    """The notes on sources, one line a source and day, newest first."""
    grouped: dict[tuple[str, str], list[str]] = {}
    for key, source in noted.items():
        if key in FIELD_LABELS:
            grouped.setdefault((source["on"], stored_in_words(source["label"])), []).append(field_label(key))
    return [
        SourceLine(
            text=_("%(source)s, Stand %(day)s") % {"source": label, "day": day(on)} if on else label,
            fields=", ".join(keys),
        )
        for (on, label), keys in sorted(grouped.items(), reverse=True)
    ]
