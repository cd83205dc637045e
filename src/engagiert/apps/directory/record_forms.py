"""Forms of a record, the same at the desk and for those who keep their own. A name is all that saving needs; an
initiative is as good a record as an association."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from engagiert.kernel.http import parameters

from .documents import encode
from .fields import LinesField, NameField, PhonesField
from .models import Organisation
from .services import Opened, alias_row
from .vocabulary import (
    ACCESSIBILITY,
    BUDGET_BANDS,
    FACILITY_TYPES,
    FIELDS,
    LANGUAGES,
    SECTORS,
    TARGET_GROUPS,
    Term,
)

EMPTY_CHOICE = ("", "–")


def _choices(vocabulary: dict[str, Term]) -> list[tuple[str, Any]]:
    return [(term.code, term.label) for term in vocabulary.values()]


def _codes(label: Any, vocabulary: dict[str, Term]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=_choices(vocabulary), required=False, widget=forms.CheckboxSelectMultiple
    )


class LocatedForm(forms.Form):
    """What organisations and facilities share."""

    name = NameField()
    # Not preset: what nobody has chosen would count as an association in every figure.
    type = forms.ChoiceField(
        label=_("Art"),
        choices=[("", _("Bitte wählen")), *_choices(FACILITY_TYPES)],
        error_messages={"required": _("Wählen Sie, was es ist.")},
    )
    description = forms.CharField(
        label=_("Beschreibung"), max_length=20000, required=False, widget=forms.Textarea(attrs={"rows": 6})
    )
    services = LinesField(label=_("Angebote"), base=forms.CharField(max_length=120), required=False)
    opening_hours = forms.CharField(
        label=_("Zeiten"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    street = forms.CharField(label=_("Straße und Hausnummer"), max_length=200, required=False)
    postcode = forms.RegexField(
        r"^\d{5}$",
        label=_("Postleitzahl"),
        required=False,
        error_messages={"invalid": _("Eine Postleitzahl hat fünf Ziffern, zum Beispiel 44532.")},
    )
    town = forms.CharField(label=_("Ort"), max_length=120, required=False)
    district = forms.CharField(
        label=_("Ortsteil"), max_length=120, required=False, widget=forms.TextInput(attrs={"list": "quartiere"})
    )
    phones = PhonesField(label=_("Telefon"), required=False)
    mails = LinesField(label=_("E-Mail"), base=forms.EmailField(), required=False)
    website = forms.URLField(label=_("Internetseite"), max_length=500, required=False, assume_scheme="https")
    target_groups = _codes(_("Für wen"), TARGET_GROUPS)
    languages = _codes(_("Sprachen"), LANGUAGES)
    accessibility = _codes(_("Zugang"), ACCESSIBILITY)
    founded = forms.IntegerField(
        label=_("Gründungsjahr"),
        min_value=1000,
        max_value=2100,
        required=False,
        error_messages={"min_value": _("Das Jahr liegt vor allen bekannten Vereinen.")},
    )
    budget_band = forms.ChoiceField(
        label=_("Jahresbudget"), choices=[EMPTY_CHOICE, *_choices(BUDGET_BANDS)], required=False
    )
    staff_fte = forms.DecimalField(
        label=_("Personal in Vollzeitstellen"),
        max_digits=6,
        decimal_places=2,
        min_value=0,
        required=False,
        localize=True,
    )

    def document(self) -> dict[str, Any]:
        """The cleaned values as document values (see ``directory.documents``)."""
        values = dict(self.cleaned_data)
        for name in ("description", "opening_hours"):
            values[name] = values[name].replace("\r\n", "\n").strip()
        if values.get("staff_fte") is not None:
            values["staff_fte"] = encode(values["staff_fte"])
        for name, field in self.fields.items():
            # Tick boxes come back in the order of the list; the same set of codes is no change.
            before = self.initial.get(name) or []
            if isinstance(field, forms.MultipleChoiceField) and set(before) == set(values[name]):
                values[name] = list(before)
        return values


class OrganisationForm(LocatedForm):
    sector = forms.ChoiceField(label=_("Bereich"), choices=_choices(SECTORS), initial="civil_society")
    fields_ = _codes(_("Thema"), FIELDS)
    other_names = LinesField(label=_("Weitere Namen"), required=False)
    service_area = forms.CharField(label=_("Einzugsgebiet"), max_length=200, required=False)

    field_order = ["name", "other_names", "type", "sector", "fields_", "description", "services"]

    @classmethod
    def initial_of(cls, organisation: Organisation) -> dict[str, Any]:
        own = [name for name in cls.base_fields if name not in ("fields_", "other_names")]
        values = {name: getattr(organisation, name) for name in own}
        names = [alias.name for alias in organisation.aliases.all()]
        return values | {"fields_": organisation.fields, "other_names": names}

    def document(self) -> dict[str, Any]:
        values = super().document()
        values["fields"] = values.pop("fields_")
        values.pop("other_names")
        return values

    def aliases(self, current: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The other names as document rows; those that were there keep their row and its source."""
        kept = {row["name"]: row for row in current}
        return [kept.get(name) or alias_row(name, "") for name in dict.fromkeys(self.cleaned_data["other_names"])]


class FacilityForm(LocatedForm):
    """A place where an organisation works."""


class ContactPointForm(forms.Form):
    """A public contact by role; a name only together with the day of consent."""

    id = forms.IntegerField(widget=forms.HiddenInput, required=False)
    role = forms.CharField(label=_("Funktion"), max_length=120, required=False)
    name = forms.CharField(label=_("Name (öffentlich)"), max_length=200, required=False)
    name_consent_on = forms.DateField(
        label=_("Einwilligung vom"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    phone = forms.CharField(label=_("Telefon (öffentlich)"), max_length=40, required=False)
    mail = forms.EmailField(label=_("E-Mail (öffentlich)"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("name") and not cleaned.get("name_consent_on"):
            self.add_error(
                "name_consent_on",
                _("Ein Name steht nur mit Einwilligung auf der Seite. Tragen Sie den Tag ein oder lassen Sie ihn weg."),
            )
        filled = any(cleaned.get(key) for key in ("name", "phone", "mail"))
        if filled and not cleaned.get("role"):
            self.add_error("role", _("Geben Sie die Funktion an, zum Beispiel „Sprecherin“ oder „Vorstand“."))
        return cleaned


class FundingForm(forms.Form):
    id = forms.IntegerField(widget=forms.HiddenInput, required=False)
    facility_id = forms.IntegerField(widget=forms.HiddenInput, required=False)
    funder = forms.CharField(label=_("Geldgeber"), max_length=200, required=False)
    share_percent = forms.IntegerField(
        label=_("Anteil in Prozent"),
        help_text=_("Steht mit Geldgeber und Ende öffentlich im Atlas."),
        min_value=0,
        max_value=100,
        required=False,
    )
    starts_on = forms.DateField(
        label=_("Beginn"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    ends_on = forms.DateField(
        label=_("Ende"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        start, end = cleaned.get("starts_on"), cleaned.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", _("Das Ende liegt vor dem Beginn. Prüfen Sie beide Tage."))
        others = any(cleaned.get(key) is not None for key in ("share_percent", "starts_on", "ends_on"))
        if others and not cleaned.get("funder"):
            self.add_error("funder", _("Wer gibt das Geld? Tragen Sie den Namen ein."))
        return cleaned


ContactPointFormSet = forms.formset_factory(ContactPointForm, extra=1, can_delete=True)
FundingFormSet = forms.formset_factory(FundingForm, extra=1, can_delete=True)


def rows_of(formset: Iterable[Any], needed: str) -> list[dict[str, Any]]:
    """The rows of a valid formset as document rows; empty and deleted ones are left out.

    The hidden fields name only what the record had when the form was made; anything else typed into them is dropped.
    """
    known = {name: {form.initial.get(name) for form in formset} - {None} for name in ("id", "facility_id")}
    rows = []
    for form in formset:
        values = dict(form.cleaned_data)
        if not values or values.pop("DELETE", False) or not values.get(needed):
            continue
        row = {key: value.isoformat() if hasattr(value, "isoformat") else value for key, value in values.items()}
        for name, own in known.items():
            if row.get(name) is not None and row[name] not in own:
                row.pop(name)
        rows.append(row)
    return rows


def opened_of(data: QueryDict) -> Opened:
    """What the form says of the state it shows; a form that says nothing is compared with everything."""
    return Opened(
        revision=parameters.number(data, "seen", otherwise=0),
        settled=frozenset(data.getlist("settled")),
        settled_at=parameters.number(data, "settled_at", otherwise=0),
    )
