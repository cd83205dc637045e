"""Fields and values in words: the ground of everything pages say about records."""

import datetime
from collections.abc import Mapping
from typing import Any

import phonenumbers
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from engagiert.apps.directory import vocabulary
from engagiert.kernel.ui import dates

from .stored import stored_in_words

FIELD_LABELS: Mapping[str, str | Promise] = {
    "name": gettext_lazy("Name"),
    "aliases": gettext_lazy("Weitere Namen"),
    "type": gettext_lazy("Art"),
    "sector": gettext_lazy("Bereich"),
    "fields": gettext_lazy("Thema"),
    "description": gettext_lazy("Beschreibung"),
    "services": gettext_lazy("Angebote"),
    "target_groups": gettext_lazy("Für wen"),
    "languages": gettext_lazy("Sprachen"),
    "accessibility": gettext_lazy("Zugang"),
    "opening_hours": gettext_lazy("Zeiten"),
    "street": gettext_lazy("Straße und Hausnummer"),
    "postcode": gettext_lazy("Postleitzahl"),
    "town": gettext_lazy("Ort"),
    "district": gettext_lazy("Ortsteil"),
    "place_id": gettext_lazy("Stadt oder Gemeinde"),
    "lat": gettext_lazy("Breite"),
    "lon": gettext_lazy("Länge"),
    "point_quality": gettext_lazy("Genauigkeit der Lage"),
    "phones": gettext_lazy("Telefon"),
    "mails": gettext_lazy("E-Mail"),
    "website": gettext_lazy("Internetseite"),
    "founded": gettext_lazy("Gründungsjahr"),
    "budget_band": gettext_lazy("Jahresbudget"),
    "staff_fte": gettext_lazy("Personal in Vollzeitstellen"),
    "service_area": gettext_lazy("Einzugsgebiet"),
    "facilities": gettext_lazy("Einrichtungen"),
    "funding": gettext_lazy("Förderung"),
    "contact_points": gettext_lazy("Kontakt nach Funktion"),
    "contacts": gettext_lazy("Interne Kontakte"),
    "notes": gettext_lazy("Interne Notizen"),
    "state": gettext_lazy("Zustand"),
    "confirmed_on": gettext_lazy("Bestätigt am"),
    "confirmed_by": gettext_lazy("Bestätigt von"),
    "published_on": gettext_lazy("Veröffentlicht am"),
}
# Fields that hold sentences people wrote.
WRITTEN = frozenset({"description", "services", "opening_hours", "service_area"})
_CODED = {
    "type": vocabulary.FACILITY_TYPES,
    "sector": vocabulary.SECTORS,
    "fields": vocabulary.FIELDS,
    "target_groups": vocabulary.TARGET_GROUPS,
    "languages": vocabulary.LANGUAGES,
    "accessibility": vocabulary.ACCESSIBILITY,
    "budget_band": vocabulary.BUDGET_BANDS,
}


def field_label(key: str) -> str:
    return str(FIELD_LABELS.get(key, key))


def value_in_words(key: str, value: Any) -> str:
    """A document value as people read it; nothing as an en dash."""
    if value in ("", None, []):
        return "–"
    if key in _CODED:
        codes = value if isinstance(value, list) else [value]
        return ", ".join(vocabulary.labels(_CODED[key], codes))
    if key == "state":
        words = {"draft": _("Entwurf"), "published": _("veröffentlicht"), "archived": _("archiviert")}
        return words.get(str(value), str(value))
    if key.endswith("_on"):
        return day(value)
    if isinstance(value, list):
        return ", ".join(phone_in_words(item) if key == "phones" else _item(item) for item in value)
    return stored_in_words(str(value)) if key == "confirmed_by" else str(value)


def _item(item: Any) -> str:
    if not isinstance(item, dict):
        return str(item)
    if "funder" in item:
        return _money(item)
    shown = (item.get(key) for key in ("name", "role", "funder", "text", "phone", "mail"))
    return " ".join(str(value) for value in shown if value)


def _money(row: Mapping[str, Any]) -> str:
    """“Land NRW (80 %, bis 31. Dezember 2026)”."""
    share = f"{row['share_percent']} %" if row.get("share_percent") not in ("", None) else ""
    end = _("bis %(day)s") % {"day": day(row["ends_on"])} if row.get("ends_on") else ""
    known = ", ".join(filter(None, (share, end)))
    return f"{row['funder']} ({known})" if known else str(row["funder"])


def day(iso: str | datetime.date | None) -> str:
    """`2026-11-23` as `23. November 2026`, in the language of the page; nothing as an empty string."""
    if not iso:
        return ""
    date = datetime.date.fromisoformat(iso[:10]) if isinstance(iso, str) else iso
    return dates.written_out(date)


def phone_in_words(number: str) -> str:
    """`+492306123` as `02306 123`, as people dial it here; what is no number stays as it is.

    On pages in another language as `+49 2306 123`: whoever reads them may have a telephone from elsewhere.
    """
    try:
        parsed = phonenumbers.parse(number, "DE")
    except phonenumbers.NumberParseException:
        return number
    home = parsed.country_code == 49 and get_language() == settings.LANGUAGE_CODE
    form = phonenumbers.PhoneNumberFormat.NATIONAL if home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(parsed, form)
