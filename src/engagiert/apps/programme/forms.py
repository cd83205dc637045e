"""The shape of a sign-up."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from engagiert.apps.cases.public import read_reach

from .services import Asking


class OwnSignupForm(forms.Form):
    """By who comes from the page of their card: alone or with somebody, and how to reach them."""

    companion = forms.BooleanField(label=_("Ich bringe eine Begleitung mit"), required=False)
    reach = forms.CharField(
        label=_("Wie erreichen wir Sie?"),
        help_text=_("Telefon oder E-Mail, falls sich etwas ändert. Leer heißt: so, wie es bei Ihrer Karte steht."),
        max_length=400,
        required=False,
    )
    # Programs fill in every field; people do not see this one.
    website = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    def asking(self, **more: Any) -> Asking:
        told = self.cleaned_data
        reached = read_reach(told["reach"])
        companions = 1 if told["companion"] else 0
        return Asking(
            companions=companions, mail=reached.mail, phone=reached.phone, postal=reached.postal,
            **({"code": told.get("code", ""), "name": told.get("name", "")} | more),
        )  # fmt: skip


class SignupForm(OwnSignupForm):
    """By who has the card in hand."""

    code = forms.CharField(
        label=_("Code Ihrer Karte"),
        help_text=_(
            "Die zwölf Zeichen auf der Karte, oder der Code Ihrer Seite. Striche und kleine Buchstaben sind egal."
        ),
        max_length=40,
        error_messages={"required": _("Schreiben Sie den Code, der auf Ihrer Karte steht.")},
    )
    name = forms.CharField(
        label=_("Ihr Name, wie auf der Karte"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Schreiben Sie Ihren Namen.")},
    )
    field_order = ("code", "name", "companion", "reach")
