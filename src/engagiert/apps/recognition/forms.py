"""The shape of what people type in."""

from django import forms
from django.utils.translation import gettext_lazy as _


class CodeForm(forms.Form):
    """Never sent: the script of the page reads the field."""

    code = forms.CharField(
        label=_("Oder den Code einfügen"),
        help_text=_("Er beginnt mit EAK1. Ein Handscanner schreibt ihn von selbst hier hinein."),
        required=False,
        widget=forms.TextInput(
            attrs={"data-checker": "code", "autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )
