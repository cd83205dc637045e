"""The form of an offer, the same at the desk and for organisations. Title and task are all that saving needs."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from engagiert.apps.cases.public import TokenForm
from engagiert.apps.directory.public import ACCESSIBILITY, FIELDS, LANGUAGES, TARGET_GROUPS, Term
from engagiert.apps.places.public import Place, surroundings

from .models import Opportunity
from .vocabulary import DAYS, PARTS, SUITS, skill_choices

EMPTY = ("", "–")
_LONG = ("tasks", "training")
# Browsers read the day in this form alone; each field gets a copy.
_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def _codes(label: Any, vocabulary: dict[str, Term]) -> forms.MultipleChoiceField:
    choices = [(term.code, term.label) for term in vocabulary.values()]
    return forms.MultipleChoiceField(label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple)


def _skills(label: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=skill_choices, required=False, widget=forms.CheckboxSelectMultiple
    )


class OfferForm(TokenForm):
    """Fields of an offer; ``values`` gives its columns."""

    title = forms.CharField(
        label=_("Titel"),
        help_text=_("Sagen Sie, was zu tun ist, zum Beispiel: „Vorlesen in der Kita“."),
        max_length=200,
        error_messages={"required": _("Geben Sie dem Angebot einen Titel.")},
    )
    tasks = forms.CharField(
        label=_("Was ist zu tun?"),
        help_text=_("Drei oder vier Sätze. Eine Liste beginnt mit einem Strich."),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    kind = forms.ChoiceField(label=_("Art"), choices=Opportunity.Kind.choices, initial=Opportunity.Kind.REGULAR)
    where = forms.ChoiceField(label=_("Wo?"), choices=Opportunity.Where.choices, initial=Opportunity.Where.ON_SITE)
    street = forms.CharField(label=_("Straße und Hausnummer"), max_length=200, required=False)
    postcode = forms.RegexField(
        r"^\d{5}$",
        label=_("Postleitzahl"),
        required=False,
        error_messages={"invalid": _("Eine Postleitzahl hat fünf Ziffern, zum Beispiel 44532.")},
    )
    town = forms.CharField(label=_("Ort"), max_length=120, required=False)
    week = forms.TypedMultipleChoiceField(
        label=_("Wann in der Woche?"),
        choices=[(bit, bit) for bit in range(28)],
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    times = forms.CharField(
        label=_("Genaue Zeiten"), help_text=_("Zum Beispiel: dienstags 15 bis 17 Uhr."), max_length=300, required=False
    )
    # Folded: everything that can wait.
    for_whom = forms.CharField(label=_("Für wen?"), max_length=300, required=False)
    target_groups = _codes(_("Zielgruppen"), TARGET_GROUPS)
    fields_ = _codes(_("Thema"), FIELDS)
    starts_on = forms.DateField(label=_("Beginn"), required=False, widget=_DAY)
    ends_on = forms.DateField(label=_("Ende"), required=False, widget=_DAY)
    hours_per_week = forms.DecimalField(
        label=_("Stunden in der Woche"), min_value=0.1, max_value=60, decimal_places=1, required=False, localize=True
    )
    skills_wanted = _skills(_("Was man können sollte"))
    skills_gained = _skills(_("Was man lernt"))
    languages = _codes(_("Sprachen"), LANGUAGES)
    minimum_age = forms.IntegerField(label=_("Mindestalter"), min_value=6, max_value=99, required=False)
    training = forms.CharField(
        label=_("Einarbeitung und Begleitung"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    needs_certificate = forms.BooleanField(label=_("Ein Führungszeugnis ist nötig"), required=False)
    insurance = forms.ChoiceField(label=_("Versicherung"), choices=Opportunity.Insurance.choices, required=False)
    expenses = forms.ChoiceField(label=_("Auslagen"), choices=Opportunity.Expenses.choices, required=False)
    expenses_note = forms.CharField(label=_("Zu den Auslagen"), max_length=300, required=False)
    accessibility = _codes(_("Zugang"), ACCESSIBILITY)
    suits = _codes(_("Passt auch für"), SUITS)
    capacity = forms.IntegerField(label=_("Wie viele Menschen?"), min_value=0, max_value=1000, required=False)
    urgency = forms.TypedChoiceField(label=_("Eile"), choices=Opportunity.Urgency.choices, coerce=int, required=False)
    contact_name = forms.CharField(label=_("Ansprechperson"), max_length=200, required=False)
    contact_phone = forms.CharField(label=_("Telefon"), max_length=40, required=False)
    contact_mail = forms.EmailField(label=_("E-Mail"), required=False)
    contact_public = forms.BooleanField(
        label=_("Die Person ist einverstanden, dass ihr Name und ihre Nummer öffentlich stehen"), required=False
    )
    website = forms.URLField(label=_("Internetseite"), max_length=500, required=False, assume_scheme="https")

    @classmethod
    def initial_of(cls, opportunity: Opportunity) -> dict[str, Any]:
        names = [name for name in cls.base_fields if name not in ("token", "week", "fields_")]
        values = {name: getattr(opportunity, name) for name in names}
        week = [bit for bit in range(28) if opportunity.week_parts >> bit & 1]
        return values | {"week": week, "fields_": opportunity.fields}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        start, end = cleaned.get("starts_on"), cleaned.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", _("Das Ende liegt vor dem Beginn."))
        named = any(cleaned.get(name) for name in ("contact_name", "contact_phone", "contact_mail"))
        if cleaned.get("contact_public") and not named:
            self.add_error("contact_name", _("Nennen Sie die Person, die einverstanden ist."))
        return cleaned

    def values(self) -> dict[str, Any]:
        """The cleaned values as columns of the offer."""
        values = dict(self.cleaned_data)
        values.pop("token", None)
        values["week_parts"] = sum(1 << bit for bit in values.pop("week"))
        values["fields"] = values.pop("fields_")
        values["capacity"] = values["capacity"] or 0
        values["urgency"] = values["urgency"] or 0
        for name in _LONG:
            values[name] = values[name].replace("\r\n", "\n").strip()
        return values

    def week_rows(self) -> list[tuple[Any, list[tuple[str, Any]]]]:
        """The boxes of the week as a table: a part of the day, and for each day its words and box."""
        boxes = list(self["week"])
        return [
            (PARTS[part], [(f"{DAYS[day]} {PARTS[part]}", boxes[day * 4 + part]) for day in range(7)])
            for part in range(4)
        ]

    def short(self) -> Iterable[Any]:
        return (self[name] for name in ("title", "tasks", "kind", "where"))

    def days(self) -> Iterable[Any]:
        return DAYS


class OfficeOfferForm(OfferForm):
    """At the desk also: in which neighbouring towns the offer is shown. ``place``: where the offer is."""

    also_in = forms.MultipleChoiceField(
        label=_("Auch zeigen in"),
        help_text=_("Nachbarorte, für deren Menschen der Weg nicht zu weit ist."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, place: Place, **options: Any) -> None:
        super().__init__(*args, **options)
        chosen = self.initial.get("also_in") or []
        near = {one.ags: one.name for one in surroundings(place).neighbours}
        field = self.fields["also_in"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - declared above
        # What a list or another hand has chosen farther away stays.
        field.choices = [*near.items(), *((ags, ags) for ags in chosen if ags not in near)]


class CloseForm(forms.Form):
    """Why an offer ends."""

    closing = forms.ChoiceField(
        label=_("Warum endet das Angebot?"),
        choices=[choice for choice in Opportunity.Closing.choices if choice[0] != Opportunity.Closing.WITHDRAWN],
        widget=forms.RadioSelect,
        error_messages={"required": _("Sagen Sie, warum das Angebot endet.")},
    )
    note = forms.CharField(
        label=_("Bemerkung"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
