"""Forms of the public front pages."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from engagiert.apps.cases.public import TokenForm


class BarrierForm(TokenForm):
    """Where somebody got stuck. Only the description is needed."""

    text = forms.CharField(
        label=_("Was geht nicht?"),
        help_text=_("Zum Beispiel: Ich komme mit der Tastatur nicht an den Knopf „Suchen“."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Beschreiben Sie kurz, was nicht geht.")},
    )
    page = forms.CharField(label=_("Auf welcher Seite?"), max_length=300, required=False)
    reply_to = forms.CharField(
        label=_("Wie erreichen wir Sie?"),
        help_text=_("Telefon, E-Mail oder Anschrift. Ohne Angabe sehen Sie mit einem Code nach, wie es steht."),
        max_length=200,
        required=False,
    )


class BarrierAnywhereForm(BarrierForm):
    """The same from a page that belongs to no town: whom shall it reach?"""

    field_order = ["town", "text", "page", "reply_to"]
    town = forms.ChoiceField(label=_("Welche Stadt?"), error_messages={"required": _("Wählen Sie die Stadt.")})

    def __init__(self, *args: Any, towns: Iterable[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["town"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("Bitte wählen")), *towns]


class CodeForm(forms.Form):
    """A code as it stands on paper."""

    code = forms.CharField(
        label=_("Code"),
        help_text=_("Zwölf Zeichen, zum Beispiel K7QM-2XWD-94TR. Groß oder klein ist egal."),
        max_length=40,
        error_messages={"required": _("Geben Sie den Code aus Ihrem Brief ein.")},
    )
