"""Forms of the desk. A name is all that saving needs; an initiative is as good a record as an association."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.public import Office
from engagiert.apps.directory.public import (
    Need,
    OrganisationForm,
)
from engagiert.apps.places.public import Place


class NewOrganisationForm(OrganisationForm):
    """Where the record belongs, asked only where there is a choice."""

    def __init__(self, *args: Any, offices: list[Office], places: Iterable[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offices, self.places = offices, list(places)
        self.fields["office"] = forms.ChoiceField(
            label=_("Zuständig"), choices=[(office.pk, f"{office.name}, {office.place.name}") for office in offices]
        )
        self.fields["place"] = forms.ChoiceField(
            label=_("Stadt oder Gemeinde"), choices=[(place.pk, place.name) for place in self.places]
        )
        for name, options in (("office", self.offices), ("place", self.places)):
            if len(options) == 1:
                self.fields[name].widget = forms.HiddenInput()
                self.fields[name].initial = options[0].pk

    def office(self) -> Office:
        return next(office for office in self.offices if str(office.pk) == self.cleaned_data["office"])

    def place(self) -> Place:
        return next(place for place in self.places if str(place.pk) == self.cleaned_data["place"])

    def document(self) -> dict[str, Any]:
        values = super().document()
        return {key: value for key, value in values.items() if key not in ("office", "place")}


class NoteForm(forms.Form):
    text = forms.CharField(
        label=_("Notiz"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Schreiben Sie etwas in die Notiz.")},
    )


class ContactForm(forms.Form):
    """Somebody the office knows there; stays in the office."""

    name = forms.CharField(label=_("Name"), max_length=200, error_messages={"required": _("Wie heißt die Person?")})
    role = forms.CharField(label=_("Funktion"), max_length=120, required=False)
    phone = forms.CharField(label=_("Telefon"), max_length=40, required=False)
    mail = forms.EmailField(label=_("E-Mail"), required=False)


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Begründung"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class NeedForm(forms.Form):
    key = forms.CharField(max_length=80)
    state = forms.ChoiceField(choices=Need.State.choices)
    note = forms.CharField(max_length=500, required=False)


class NeighbourhoodForm(forms.Form):
    name = forms.CharField(
        label=_("Name des Quartiers"),
        max_length=120,
        error_messages={"required": _("Geben Sie den Namen des Quartiers an.")},
    )


class SendAgainForm(forms.Form):
    """Once more, to a better address where the first was wrong."""

    mail = forms.EmailField(
        label=_("E-Mail-Adresse"),
        help_text=_("Verbessern Sie die Adresse, wenn sie nicht stimmt."),
        error_messages={"required": _("Geben Sie die Adresse an, an die die Mail gehen soll.")},
    )


class PostalForm(forms.Form):
    """By post instead, to these lines."""

    lines = forms.CharField(
        label=_("Name und Anschrift"),
        help_text=_("Eine Zeile unter der anderen, wie auf dem Umschlag."),
        max_length=800,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Geben Sie die Anschrift an, eine Zeile unter der anderen.")},
    )


class PlanForm(forms.Form):
    """Does the system ask by itself, and by letter too?"""

    is_on = forms.BooleanField(label=_("Einmal im Jahr von selbst fragen"), required=False)
    by_letter = forms.BooleanField(
        label=_("Auch Briefe schreiben, wo keine E-Mail-Adresse bekannt ist"), required=False
    )


class InviteForm(forms.Form):
    mail = forms.EmailField(
        label=_("E-Mail-Adresse der Person"),
        error_messages={
            "required": _("Geben Sie die E-Mail-Adresse an."),
            "invalid": _("Das ist keine E-Mail-Adresse. Schreiben Sie sie wie name@beispiel.de."),
        },
    )
