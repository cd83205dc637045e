"""Forms about partners of the card."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from engagiert.apps.cases.public import TokenForm

from .models import Partner

_FACTS = ("name", "kind", "benefit", "conditions", "times", "street", "postcode", "website")
_CONTACT = ("name", "mail", "phone")
_NOTHING_GIVEN = {"required": _("Schreiben Sie, was es für Menschen mit Karte gibt.")}


class PartnerForm(TokenForm):
    """What a partner gives, and whom the office asks there."""

    name = forms.CharField(
        label=_("Name des Geschäfts oder der Einrichtung"),
        max_length=200,
        error_messages={"required": _("Geben Sie den Namen an.")},
    )
    kind = forms.ChoiceField(label=_("Art"), choices=Partner.Kind.choices)
    benefit = forms.CharField(
        label=_("Was geben Sie?"),
        help_text=_("Zum Beispiel: 10 Prozent auf den Eintritt."),
        max_length=300,
        error_messages=_NOTHING_GIVEN,
    )
    conditions = forms.CharField(label=_("Bedingungen"), max_length=300, required=False)
    times = forms.CharField(label=_("Wann?"), help_text=_("Leer heißt: immer."), max_length=200, required=False)
    street = forms.CharField(label=_("Straße und Hausnummer"), max_length=200, required=False)
    postcode = forms.CharField(label=_("Postleitzahl"), max_length=10, required=False)
    website = forms.URLField(label=_("Internetseite"), required=False, assume_scheme="https")
    contact_name = forms.CharField(label=_("Wen fragen wir?"), max_length=200, required=False)
    contact_mail = forms.EmailField(label=_("E-Mail"), required=False)
    contact_phone = forms.CharField(label=_("Telefon"), max_length=60, required=False)
    # Programs fill in every field; people do not see this one.
    website_too = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in _FACTS}

    def contact(self) -> dict[str, str]:
        return {name: self.cleaned_data[f"contact_{name}"] for name in _CONTACT}


class PublicPartnerForm(PartnerForm):
    """The same from outside: without a way to ask back nothing can be taken up."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, token in (("name", "name"), ("mail", "email"), ("phone", "tel")):
            self.fields[f"contact_{name}"].widget.attrs["autocomplete"] = token

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not (cleaned.get("contact_mail") or cleaned.get("contact_phone")) and not self.errors:
            self.add_error("contact_phone", _("Schreiben Sie eine E-Mail-Adresse oder eine Telefonnummer."))
        return cleaned


class OwnPartnerForm(forms.Form):
    """What a partner changes by itself."""

    benefit = forms.CharField(label=_("Was geben Sie?"), max_length=300, error_messages=_NOTHING_GIVEN)
    conditions = forms.CharField(label=_("Bedingungen"), max_length=300, required=False)
    times = forms.CharField(label=_("Wann?"), max_length=200, required=False)
    website = forms.URLField(label=_("Internetseite"), required=False, assume_scheme="https")
    pause = forms.BooleanField(label=_("Zurzeit nicht auf der Liste"), required=False)
