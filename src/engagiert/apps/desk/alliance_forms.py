"""What a town fills in that founds an alliance, or says anew what it is for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class PurposeForm(forms.Form):
    purpose = forms.CharField(
        label=_("Wozu gibt es ihn?"),
        help_text=_("Zwei, drei Sätze. Sie stehen öffentlich auf der Seite des Verbundes."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4, "lang": "de"}),
        error_messages={"required": _("Schreiben Sie, wozu es den Verbund gibt.")},
    )
    ends_on = forms.DateField(
        label=_("Letzter Tag"),
        help_text=_("Ein Ende von Anfang an hilft: Dann reden alle noch einmal. Leer heißt: offen."),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": _("Schreiben Sie den Tag so: 31.12.2027.")},
    )


class AllianceForm(PurposeForm):
    name = forms.CharField(
        label=_("Name"),
        help_text=_("Zum Beispiel: Ehrenamtskarte im Verbund."),
        max_length=200,
        error_messages={"required": _("Geben Sie dem Verbund einen Namen.")},
    )
    field_order = ("name", "purpose", "ends_on")


class TownForm(forms.Form):
    """The towns that take part and are not in it yet."""

    town = forms.ChoiceField(label=_("Stadt"), widget=forms.Select(attrs={"lang": "de"}))

    def __init__(self, *args: Any, towns: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["town"].choices = towns  # type: ignore[attr-defined]
