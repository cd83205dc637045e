"""Forms of the desk about volunteer cards."""

import datetime
from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from engagiert.apps.cases.public import TokenForm, read_reach
from engagiert.apps.recognition.public import Card, Owner, Programme

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


class OwnerForm(forms.Form):
    """How the owner of a card reads from us, and on what they carry it."""

    reach = forms.CharField(
        label=_("Wie erreichen wir den Menschen?"),
        help_text=_("E-Mail oder Anschrift. Leer heißt: Er kommt vorbei."),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    medium = forms.ChoiceField(label=_("Wie möchte er die Karte?"), choices=Card.Medium.choices)

    @staticmethod
    def of(card: Card) -> dict[str, str]:
        return {"reach": card.mail or "\n".join(card.postal), "medium": card.medium}

    def clean_reach(self) -> str:
        text = str(self.cleaned_data["reach"])
        reached = read_reach(text)
        if text.strip() and not (reached.mail or reached.postal):
            raise forms.ValidationError(_("Schreiben Sie eine E-Mail-Adresse oder eine Anschrift."))
        return text

    def owner(self, site: str) -> Owner:
        reached = read_reach(self.cleaned_data["reach"])
        postal = () if reached.mail else reached.postal
        return Owner(mail=reached.mail, postal=postal, site=site, medium=self.cleaned_data["medium"])


class WayForm(forms.Form):
    """On which way somebody said yes or no to the state's app."""

    way = forms.ChoiceField(
        label=_("Wie gesagt?"),
        choices=[("counter", _("vor Ort")), ("phone", _("am Telefon")), ("paper", _("auf Papier"))],
    )


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
    template = forms.ChoiceField(
        label=_("Oder eine Vorlage"), help_text=_("Vorlagen pflegen Sie bei den Vorgängen."), required=False
    )

    def __init__(self, *args: Any, templates: Sequence[Any] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self._texts = {str(one.pk): one.text for one in templates}
        choice = cast("forms.ChoiceField", self.fields["template"])
        choice.choices = [("", _("keine")), *((str(one.pk), one.title) for one in templates)]
        if not templates:
            del self.fields["template"]

    def words(self) -> str:
        """What was written; where nothing was, the template's words."""
        written = str(self.cleaned_data.get("reason", "")).strip()
        return written or str(self._texts.get(self.cleaned_data.get("template", ""), ""))[:1000]


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
        help_texts = {
            "prior_years": _("So lange muss jemand vor dem Antrag schon dabei sein. 0,5 heißt: sechs Monate."),
            "valid_years": _("So lange gilt eine Karte, vom Tag des Antrags an."),
            "youth_until": _("Alter, bis zu dem weniger Jahre genügen. 0 heißt: keine Erleichterung."),
            "jubilee_years": _("Unterbrechungen zählen nicht mit; ein Jahr hat dabei 365 Tage."),
        }
