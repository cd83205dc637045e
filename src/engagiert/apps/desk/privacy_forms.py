"""Forms about data protection."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from engagiert.apps.privacy.public import Breach, Wanted, wanted


def _moment() -> forms.DateTimeInput:
    return forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})


def _lines(label: Any, help_text: Any = "", *, required: bool = False, rows: int = 3) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help_text, required=required, max_length=600, widget=widget)


class ControllerForm(forms.Form):
    """Who answers for the data of the office."""

    controller = _lines(
        _("Verantwortlich"), _("Name und Anschrift, zum Beispiel der Stadt oder des Vereins."), required=True
    )
    officer = _lines(
        _("Datenschutzbeauftragte Stelle"), _("Funktion, Anschrift, Telefon oder E-Mail; ein Name ist nicht nötig.")
    )
    authority = _lines(_("Aufsichtsbehörde"), _("Ohne Eintrag gilt die des Landes Nordrhein-Westfalen."))
    processor = _lines(_("Auftragsverarbeiter"), _("Wer die Server betreibt, wenn es nicht Ihr Haus ist."))
    public_body = forms.BooleanField(label=_("Das Büro gehört zu einer Behörde"), required=False)


class PersonForm(forms.Form):
    """By what somebody is known: each line is looked for in every spelling, number and order."""

    names = _lines(_("Namen"), _("Je Zeile einer, auch frühere Namen. Vor- und Nachname in beliebiger Folge."))
    mails = _lines(_("E-Mail-Adressen"), _("Je Zeile eine."), rows=2)
    phones = _lines(_("Telefonnummern"), _("Je Zeile eine."), rows=2)
    checked = forms.BooleanField(
        label=_("Ich habe geprüft, dass die Person selbst fragt, oder wer für sie sprechen darf."),
        error_messages={"required": _("Prüfen Sie zuerst, wer fragt. Sonst bekommen Fremde die Auskunft.")},
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not self.wanted():
            raise forms.ValidationError(_("Geben Sie einen Namen, eine Adresse oder eine Nummer an."))
        return cleaned

    def wanted(self) -> Wanted:
        lines = {name: self.cleaned_data.get(name, "").splitlines() for name in ("names", "mails", "phones")}
        return wanted(**lines)


class BreachForm(forms.Form):
    """What is known of a breach; the first sentence is enough."""

    what = _lines(_("Was ist geschehen?"), _("Ein Satz genügt für den Anfang."), required=True)
    noticed_at = forms.DateTimeField(
        label=_("Bekannt geworden am"), help_text=_("Von da an laufen 72 Stunden."), widget=_moment()
    )
    whom = _lines(_("Wessen Daten, welche Daten?"))
    people = forms.IntegerField(
        label=_("Wie viele Menschen ungefähr?"), min_value=0, max_value=2_000_000_000, required=False
    )
    effects = _lines(_("Was kann daraus folgen?"))
    measures = _lines(_("Was haben wir getan?"))
    risk = forms.ChoiceField(label=_("Einschätzung"), choices=Breach.Risk.choices)
    reasons = _lines(_("Warum so entschieden?"))
    reported_at = forms.DateTimeField(label=_("Der Aufsicht gemeldet am"), required=False, widget=_moment())
    told_at = forms.DateTimeField(label=_("Die Betroffenen benachrichtigt am"), required=False, widget=_moment())

    def take(self, error: ValidationError) -> None:
        """What the service found wrong, at the field it is about."""
        if not hasattr(error, "error_dict"):
            self.add_error(None, error)
            return
        for name, errors in error.error_dict.items():
            self.add_error(name if name in self.fields else None, errors)
