"""Forms of the self-service: take a record over, keep it, say something about it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .record_forms import OrganisationForm
from .services.selfservice import LETTER, MAIL

_MAIL = {
    "required": _("Geben Sie Ihre E-Mail-Adresse an."),
    "invalid": _("Das ist keine E-Mail-Adresse. Schreiben Sie sie wie name@beispiel.de."),
}


class OwnRecordForm(OrganisationForm):
    """The record without what only the office decides."""

    LEFT_OUT = ("sector", "budget_band", "staff_fte")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.LEFT_OUT:
            del self.fields[name]


class ClaimForm(forms.Form):
    """By which of the known addresses the code shall come."""

    channel = forms.ChoiceField(
        label=_("Wie soll der Code zu Ihnen kommen?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Wählen Sie, wie der Code zu Ihnen kommen soll.")},
    )

    def __init__(self, data: Any = None, *, known: dict[str, str]) -> None:
        """``known`` maps the ways that the record knows to the address as people read it."""
        super().__init__(data)
        words = {MAIL: _("Per E-Mail an %s"), LETTER: _("Mit der Post an %s")}
        self.fields["channel"].choices = [(way, words[way] % known[way]) for way in known]  # type: ignore[attr-defined]
        if len(known) == 1:
            self.fields["channel"].initial = next(iter(known))


class CareRequestForm(forms.Form):
    """Nothing of what the record knows reaches me: a person at the office looks at it."""

    name = forms.CharField(
        label=_("Ihr Name"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Geben Sie Ihren Namen an.")},
    )
    reply_to = forms.CharField(
        label=_("Wie erreichen wir Sie?"),
        help_text=_("E-Mail oder Telefon. Das wird nicht veröffentlicht."),
        max_length=200,
        error_messages={"required": _("Geben Sie eine E-Mail-Adresse oder Telefonnummer an.")},
    )
    text = forms.CharField(
        label=_("Was haben Sie mit der Organisation zu tun?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def as_text(self) -> str:
        return "\n\n".join(filter(None, (self.cleaned_data["name"], self.cleaned_data["text"])))


class AccountForm(forms.Form):
    """Who will keep the record. The address is checked by a code before anything is given."""

    name = forms.CharField(
        label=_("Ihr Name"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Geben Sie Ihren Namen an.")},
    )
    mail = forms.EmailField(
        label=_("Ihre E-Mail-Adresse"),
        help_text=_(
            "Damit melden Sie sich an. Wir schicken Ihnen gleich einen Code dorthin. Sie steht nirgends öffentlich."
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages=_MAIL,
    )


class InviteForm(forms.Form):
    mail = forms.EmailField(label=_("E-Mail-Adresse der Person"), error_messages=_MAIL)


class StatementForm(forms.Form):
    text = forms.CharField(
        label=_("Ihre Stellungnahme"),
        help_text=_("Höchstens 2.000 Zeichen. Nennen Sie keine Namen von Personen, die nicht zugestimmt haben."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Schreiben Sie, was Sie sagen möchten.")},
    )

    def clean_text(self) -> str:
        return str(self.cleaned_data["text"]).replace("\r\n", "\n").strip()


class EndForm(forms.Form):
    text = forms.CharField(
        label=_("Möchten Sie uns noch etwas sagen?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
