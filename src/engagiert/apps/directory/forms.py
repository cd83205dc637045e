"""Forms without account: a record could be better, or is missing."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from . import vocabulary
from .fields import LinesField, NameField, PhonesField

_POSTCODE = RegexValidator(r"^\d{5}$", _("Eine Postleitzahl hat fünf Ziffern, zum Beispiel 44532."))


class _OpenForm(forms.Form):
    """What both forms share: who it is, where, when, and how to ask back."""

    name = NameField()
    description = forms.CharField(
        label=_("Was wird dort gemacht?"), max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    opening_hours = forms.CharField(
        label=_("Zeiten"),
        help_text=_("Zum Beispiel: mittwochs 14.30 bis 16.30 Uhr"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    street = forms.CharField(label=_("Straße und Hausnummer"), max_length=200, required=False)
    postcode = forms.CharField(label=_("Postleitzahl"), max_length=5, required=False, validators=[_POSTCODE])
    town = forms.CharField(label=_("Ort"), max_length=120, required=False)
    phones = PhonesField(label=_("Telefon"), required=False)
    mails = LinesField(label=_("E-Mail"), base=forms.EmailField(), required=False)
    website = forms.URLField(label=_("Internetseite"), max_length=500, required=False, assume_scheme="https")
    text = forms.CharField(
        label=_("Möchten Sie uns noch etwas sagen?"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    reply_to = forms.CharField(
        label=_("Wie erreichen wir Sie bei Rückfragen?"),
        help_text=_(
            "E-Mail oder Telefon, freiwillig. Das wird nicht veröffentlicht. "
            "An eine E-Mail-Adresse schreiben wir, was aus Ihrem Hinweis wurde."
        ),
        max_length=200,
        required=False,
    )
    # People do not see this field; programs fill it in.
    homepage = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_homepage(self) -> str:
        if self.cleaned_data["homepage"]:
            raise forms.ValidationError(_("Das hat nicht geklappt. Bitte laden Sie die Seite neu."))
        return ""


class SuggestionForm(_OpenForm):
    """Filled with what the page says now; only what somebody changes is handed in."""

    gone = forms.BooleanField(label=_("Das gibt es nicht mehr"), required=False)

    field_order = ["gone", "name", "opening_hours", "street", "postcode", "town", "phones", "mails", "website"]

    def __init__(self, data: Any = None, *, document: Mapping[str, Any]) -> None:
        names = (*_OpenForm.base_fields, "gone")
        self._before = {name: document[name] for name in names if name in document}
        super().__init__(data, initial=self._before)

    def changes(self) -> dict[str, Any]:
        """The fields whose value differs from what the page says."""
        if self.cleaned_data["gone"]:
            return {}
        return {
            name: self.cleaned_data[name]
            for name, before in self._before.items()
            if _plain(self.cleaned_data[name]) != _plain(before)
        }

    def kind(self) -> str:
        if self.cleaned_data["gone"]:
            return "gone"
        return "change" if self.changes() else "remark"

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and self.kind() == "remark" and not cleaned.get("text"):
            raise forms.ValidationError(
                _("Sie haben noch nichts geändert. Ändern Sie ein Feld oder schreiben Sie uns, was nicht stimmt.")
            )
        return cleaned


def _plain(value: Any) -> Any:
    """Line ends as the server keeps them: a browser sends CRLF for a text that was not touched."""
    return value.replace("\r\n", "\n").strip() if isinstance(value, str) else value


class NewRecordForm(_OpenForm):
    """Needs a name and what it is, nothing else: an initiative has neither register number nor mail."""

    type = forms.ChoiceField(
        label=_("Was sind Sie?"),
        choices=[("", _("Bitte wählen")), *((term.code, term.label) for term in vocabulary.FACILITY_TYPES.values())],
        error_messages={"required": _("Wählen Sie, was Sie sind.")},
    )

    field_order = ["name", "type", "description", "opening_hours", "street", "postcode", "town"]

    def changes(self) -> dict[str, Any]:
        skipped = {"text", "reply_to", "homepage"}
        return {name: value for name, value in self.cleaned_data.items() if name not in skipped and value}
