"""What an office still lacks before citizens can rely on it: each point with a link that leads exactly there."""

import datetime
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from engagiert.apps.places.public import TownText

from .sections import Desk

# A statement must be looked at once a year (Implementing Decision (EU) 2018/1523, section 4).
YEAR = datetime.timedelta(days=365)


# Steps that are no part of the face, and so have a page in the set-up alone.
TOLD = ("ort", "zusagen", "team", "liste")
GROUPS = (_("Wer und wo"), _("Gesicht"), _("Pflichttexte"), _("Team und Liste"))


@dataclass(frozen=True, slots=True)
class Step:
    """One step of setting up. ``done`` follows from what is there; ``must``: citizens or the law need it.

    ``group`` is the number of its group (``GROUPS``), from 1.
    """

    slug: str
    title: str | Promise
    missing: str | Promise
    done: bool
    must: bool = True
    of_town: bool = True
    group: int = 3

    @property
    def url(self) -> str:
        """Where to mend it, by itself."""
        if self.slug in TOLD:
            return self.address
        return reverse("desk:settings_section", args=[self.slug])

    @property
    def address(self) -> str:
        """Where it stands in the row of steps."""
        return reverse("desk:imports") if self.slug == "liste" else reverse("desk:set_up_step", args=[self.slug])


def steps(desk: Desk, *, coordinators: int, records: int, has_promised: bool, today: datetime.date) -> list[Step]:
    """Every step in the order of setting up; no query of its own."""
    office, town, texts = desk.office, desk.town, desk.texts
    access = texts.get(TownText.Kind.ACCESS)
    looked_at = access is not None and access.on > today - YEAR
    return [
        Step(
            "buero",
            _("Büro und Kontakt"),
            _("Telefon oder E-Mail fehlt."),
            bool(office.phone or office.mail),
            of_town=False,
            group=1,
        ),
        Step(
            "zeiten",
            _("Zeiten"),
            _("Öffnungszeiten fehlen."),
            bool(office.hours or office.opening_hours),
            of_town=False,
            group=1,
        ),
        Step(
            "zusagen",
            _("Zusagen"),
            _("Wie schnell Sie antworten, hat noch niemand angesehen."),
            has_promised,
            of_town=False,
            group=1,
        ),
        Step(
            "gesicht",
            _("Name und Farbe"),
            _("Überschrift der Startseite fehlt."),
            bool(town.greeting),
            must=False,
            group=2,
        ),
        Step("wappen", _("Wappen"), _("Wappen fehlt."), bool(town.arms), must=False, group=2),
        Step("impressum", _("Impressum"), _("Impressum fehlt."), TownText.Kind.IMPRINT in texts),
        Step("datenschutz", _("Datenschutz"), _("Eigene Datenschutzerklärung fehlt."), TownText.Kind.PRIVACY in texts),
        Step(
            "barrierefreiheit",
            _("Erklärung zur Barrierefreiheit"),
            _("Die Erklärung zur Barrierefreiheit ist älter als ein Jahr.")
            if access
            else _("Die Erklärung zur Barrierefreiheit hat noch niemand geprüft."),
            looked_at,
        ),
        Step("offene-daten", _("Lizenz der offenen Daten"), _("Noch keine Lizenz gewählt."), desk.terms is not None),
        Step(
            "team",
            _("Team"),
            _("Noch niemand vertritt Sie: Es gibt nur eine Koordination."),
            coordinators > 1,
            of_town=False,
            group=4,
        ),
        Step("liste", _("Erste Liste"), _("Das Verzeichnis ist noch leer."), records > 0, group=4),
    ]


def unfinished(found: list[Step]) -> set[int]:
    """The groups in which something that is needed still lacks."""
    return {step.group for step in found if step.must and not step.done}


def missing(found: list[Step]) -> list[Step]:
    return [step for step in found if not step.done]
