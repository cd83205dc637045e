"""Forms of the desk about volunteer cards."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from engagiert.apps.cases.public import TokenForm
from engagiert.apps.recognition.public import Card, Programme

# How long a card is good where the town says nothing else.
YEARS = 2


def _in_two_years() -> datetime.date:
    today = timezone.localdate()
    # The 29th of February has no day two years on; the last one of the month is as good.
    day = min(today.day, 28) if today.month == 2 else today.day
    return today.replace(year=today.year + YEARS, day=day)


class CardForm(TokenForm):
    """A card as it is issued."""

    name = forms.CharField(
        label=_("Name auf der Karte"),
        help_text=_("So wie im Ausweis: Wer prüft, vergleicht beides."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Schreiben Sie den Namen, der auf der Karte stehen soll.")},
    )
    kind = forms.ChoiceField(label=_("Art"), choices=Card.Kind.choices, initial=Card.Kind.CARD)
    expires_on = forms.DateField(
        label=_("Gültig bis"),
        help_text=_("Eine Jubiläumskarte gilt auf Lebenszeit: Lassen Sie das Feld leer."),
        required=False,
        initial=_in_two_years,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("kind") == Card.Kind.JUBILEE:
            cleaned["expires_on"] = None
        return cleaned


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Warum?"),
        help_text=_("Bleibt im Büro. Auf der Sperrliste steht nur eine Nummer."),
        max_length=300,
        error_messages={"required": _("Schreiben Sie, warum die Karte gesperrt wird.")},
    )


class DecisionForm(forms.Form):
    reason = forms.CharField(
        label=_("Begründung"),
        help_text=_("Bei einem Nein liest sie der Mensch, der beantragt hat. Bei einem Ja nur, wenn etwas fehlt."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ProgrammeForm(forms.ModelForm):  # type: ignore[type-arg]
    """What the town asks for beside the Land's rules."""

    class Meta:
        model = Programme
        fields = (
            "prior_years",
            "minimum_age",
            "valid_years",
            "must_belong",
            "youth_until",
            "youth_prior_years",
            "juleica",
            "jubilee_years",
            "jubilee_allowance",
        )
        help_texts = {"youth_until": _("Alter, bis zu dem weniger Jahre genügen. 0 heißt: keine Erleichterung.")}
