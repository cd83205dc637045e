"""Forms about data protection."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


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
    authority = _lines(_("Aufsichtsbehörde"))
    processor = _lines(_("Auftragsverarbeiter"), _("Wer die Server betreibt, wenn es nicht Ihr Haus ist."))
    public_body = forms.BooleanField(label=_("Das Büro gehört zu einer Behörde"), required=False)
