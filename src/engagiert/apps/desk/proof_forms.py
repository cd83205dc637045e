"""Forms of the desk about certificates of engagement."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from engagiert.apps.cases.public import TokenForm
from engagiert.apps.recognition.public import Certified, Proof

_LINES = _("Eine Zeile für jedes. Leer lassen geht auch.")


def _day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


def _lines(label: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(label=label, help_text=_LINES, required=False, max_length=2000, widget=widget)


class ProofForm(TokenForm):
    kind = forms.ChoiceField(label=_("Welcher Nachweis?"), choices=Proof.Kind.choices)
    since = _day(_("Von"))
    until = _day(_("Bis"))
    skills = _lines(_("Fähigkeiten"))
    trainings = _lines(_("Fortbildungen"))
    signed_by = forms.CharField(
        label=_("Wer unterschreibt?"), help_text=_("Name und Aufgabe."), required=False, max_length=200
    )
    bilingual = forms.BooleanField(label=_("Auch auf Englisch"), required=False)

    def certified(self) -> Certified:
        said = self.cleaned_data
        return Certified(
            kind=said["kind"],
            since=said["since"],
            until=said["until"],
            skills=said["skills"].splitlines(),
            trainings=said["trainings"].splitlines(),
            signed_by=said["signed_by"],
            bilingual=said["bilingual"],
        )


class ProofWordsForm(forms.Form):
    opening = forms.CharField(
        label=_("Einleitung"),
        help_text=_("Steht nach dem Namen: „… hat sich freiwillig eingesetzt.“"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    thanks = forms.CharField(label=_("Dank"), max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 3}))


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Was stimmt nicht?"),
        help_text=_("Bleibt im Büro. Wer den Code eingibt, liest nur, dass der Nachweis nicht mehr gilt."),
        max_length=300,
        error_messages={"required": _("Schreiben Sie, was an dem Nachweis nicht stimmt.")},
    )
