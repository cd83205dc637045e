"""The parts of the office's face: what each asks, what stands there now, and the service that keeps it.

Settings and set-up show the same parts; a part added here is in both, and in the list of what is missing if
``checklist.py`` asks for it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.public import Office, describe_office, set_hours
from engagiert.apps.directory.public import OpenTerms, services
from engagiert.apps.places.public import (
    Town,
    TownText,
    change_town,
    set_arms,
    set_signs,
    want_domain,
    write_text,
)
from engagiert.kernel.authz import Actor

from . import setting_forms as shapes
from .drafts import draft


@dataclass(frozen=True, slots=True)
class Desk:
    """Whose face it is, and what stands there now. ``texts`` by kind, ``terms`` where a licence was chosen.

    ``keeps_town``: the office keeps the town's inventory, and with it the town's face.
    """

    actor: Actor
    office: Office
    town: Town
    texts: Mapping[str, TownText] = field(default_factory=dict)
    terms: OpenTerms | None = None
    keeps_town: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """``of_town``: belongs to the town, so that only the office that keeps its inventory may change it.

    ``save`` raises ``ValidationError`` (by field, or with the field's name as code) or ``ValueError`` for the field
    named ``faulty``.
    """

    slug: str
    title: str | Promise
    about: str | Promise
    form: type[forms.Form]
    initial: Callable[[Desk], dict[str, Any]]
    save: Callable[[Desk, dict[str, Any]], object]
    of_town: bool = True
    faulty: str | None = None
    text: str = ""

    @property
    def has_file(self) -> bool:
        return "content" in self.form.base_fields


_OFFICE = ("name", "tasks", "phone", "mail", "street", "town_line", "room")
_FACE = ("title", "greeting", "introduction", "accent")


def _save_arms(desk: Desk, given: dict[str, Any]) -> object:
    content = given["content"].read() if given["content"] else None
    return set_arms(actor=desk.actor, place=desk.town.place, alt=given["alt"], content=content)


def _save_signs(desk: Desk, given: dict[str, Any]) -> object:
    place = desk.town.place
    if given["content"]:
        set_signs(actor=desk.actor, place=place, content=given["content"].read())
    change_town(actor=desk.actor, place=place, signs_link=given["signs_link"])
    return write_text(actor=desk.actor, place=place, kind=TownText.Kind.SIGNS, text=given["text"])


def _now(kind: str) -> Callable[[Desk], dict[str, Any]]:
    def initial(desk: Desk) -> dict[str, Any]:
        known = desk.texts.get(kind)
        if known is None:
            return {"text": draft(kind, desk.town, desk.office)}
        return {"text": known.text, "checked_by": known.checked_by}

    return initial


def _write(kind: str) -> Callable[[Desk, dict[str, Any]], object]:
    return lambda desk, given: write_text(actor=desk.actor, place=desk.town.place, kind=kind, **given)


def _text(kind: str, title: str | Promise, about: str | Promise) -> Section:
    return Section(kind, title, about, shapes.TEXT_FORMS[kind], _now(kind), _write(kind), faulty="text", text=kind)


SECTIONS: Mapping[str, Section] = {
    section.slug: section
    for section in (
        Section(
            "buero",
            _("Büro und Kontakt"),
            _("Wer die Arbeit macht, und wie man Sie erreicht."),
            shapes.OfficeForm,
            lambda desk: {name: getattr(desk.office, name) for name in _OFFICE},
            lambda desk, given: describe_office(actor=desk.actor, office=desk.office, **given),
            of_town=False,
        ),
        Section(
            "zeiten",
            _("Zeiten"),
            _("Wann Sie da sind, und wann jemand ans Telefon geht."),
            shapes.HoursForm,
            lambda desk: shapes.HoursForm.typed(desk.office),
            lambda desk, given: set_hours(actor=desk.actor, office=desk.office, **given),
            of_town=False,
        ),
        Section(
            "gesicht",
            _("Name und Farbe"),
            _("Wie die Seiten Ihrer Stadt heißen und aussehen."),
            shapes.FaceForm,
            lambda desk: {name: getattr(desk.town, name) for name in _FACE},
            lambda desk, given: change_town(actor=desk.actor, place=desk.town.place, **given),
            faulty="accent",
        ),
        Section(
            "wappen",
            _("Wappen"),
            _("Es steht oben auf jeder Seite."),
            shapes.ArmsForm,
            lambda desk: {"alt": desk.town.arms_alt},
            _save_arms,
            faulty="content",
        ),
        Section(
            "domain",
            _("Eigene Domain"),
            _("Unter welchem Namen die Seiten zu finden sind."),
            shapes.DomainForm,
            lambda desk: {"domain": desk.town.wanted_domain or desk.town.domain},
            lambda desk, given: want_domain(actor=desk.actor, place=desk.town.place, **given),
            faulty="domain",
        ),
        _text(TownText.Kind.IMPRINT, _("Impressum"), _("Wer für die Seiten verantwortlich ist.")),
        _text(TownText.Kind.PRIVACY, _("Datenschutz"), _("Was mit den Daten der Menschen geschieht.")),
        _text(
            TownText.Kind.ACCESS,
            _("Erklärung zur Barrierefreiheit"),
            _("Das meiste füllt die letzte Messung aus. Sehen Sie einmal im Jahr nach, ob es noch stimmt."),
        ),
        _text(
            TownText.Kind.PLAIN, _("Leichte Sprache"), _("Ein eigener Text, am besten von einer Prüfgruppe gelesen.")
        ),
        Section(
            TownText.Kind.SIGNS.value,
            _("Gebärdensprache"),
            _("Ein Video in Deutscher Gebärdensprache."),
            shapes.SignsForm,
            lambda desk: {"signs_link": desk.town.signs_link} | _now(TownText.Kind.SIGNS)(desk),
            _save_signs,
            faulty="content",
        ),
        Section(
            "offene-daten",
            _("Lizenz der offenen Daten"),
            _("Was andere mit dem Verzeichnis tun dürfen."),
            shapes.LicenceForm,
            lambda desk: {"licence": desk.terms.licence, "attribution": desk.terms.attribution} if desk.terms else {},
            lambda desk, given: services.choose_licence(actor=desk.actor, office=desk.office, **given),
            faulty="attribution",
        ),
    )
}


def keep(section: Section, desk: Desk, form: forms.Form) -> bool:
    """Save a valid form; what the service refuses comes back as an error of the form."""
    try:
        section.save(desk, form.cleaned_data)
    except ValidationError as error:
        known = hasattr(error, "error_dict") and all(name in form.fields for name in error.error_dict)
        form.add_error(None if known else section.faulty, error)
        return False
    except ValueError as error:
        form.add_error(section.faulty, str(error))
        return False
    return True
