"""Form fields for lists: one entry a line, each checked by itself."""

from typing import Any

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .wording.values import phone_in_words


def names_something(value: str) -> None:
    """A name that is only dots or dashes can neither be sorted nor found."""
    if not any(sign.isalnum() for sign in value):
        raise ValidationError(_("Ein Name braucht mindestens einen Buchstaben oder eine Ziffer."))


class NameField(forms.CharField):
    """The name of an organisation or a house."""

    default_validators = [names_something]

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Name"))
        options.setdefault("max_length", 300)
        options.setdefault("error_messages", {"required": _("Geben Sie den Namen an.")})
        super().__init__(**options)


class LinesField(forms.CharField):
    """A list of texts, one a line; ``base`` checks each of them. The error names the line that does not fit."""

    widget = forms.Textarea

    def __init__(self, *, base: forms.Field | None = None, **options: Any) -> None:
        self.base = base or forms.CharField(max_length=300)
        options.setdefault("widget", forms.Textarea(attrs={"rows": 2}))
        options.setdefault("help_text", _("Mehrere Einträge: jeder in einer eigenen Zeile."))
        super().__init__(**options)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(map(str, value)) if isinstance(value, list | tuple) else value

    def to_python(self, value: Any) -> Any:
        return [line.strip() for line in str(value or "").splitlines() if line.strip()]

    def validate(self, value: Any) -> None:
        if self.required and not value:
            raise ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value: Any) -> None:
        for line in value:
            self._one(line)

    def clean(self, value: Any) -> Any:
        lines = super().clean(value)
        return [self._one(line) for line in lines]

    def _one(self, line: str) -> str:
        try:
            return str(self.base.clean(line))
        except ValidationError as error:
            message = _("„%(line)s“: %(error)s")
            raise ValidationError(message, params={"line": line, "error": " ".join(error.messages)}) from error


class PhonesField(LinesField):
    """Phone numbers, one a line, kept as E.164 (`+492306123`)."""

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list | tuple):
            return "\n".join(phone_in_words(number) for number in value)
        return value

    def _one(self, line: str) -> str:
        try:
            number = phonenumbers.parse(line, "DE")
        except phonenumbers.NumberParseException as error:
            raise self._unfit(line) from error
        if not phonenumbers.is_possible_number(number):
            raise self._unfit(line)
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)

    def _unfit(self, line: str) -> ValidationError:
        message = _("„%(line)s“ ist keine Telefonnummer. Schreiben Sie sie mit Vorwahl, zum Beispiel 02306 1234.")
        return ValidationError(message, params={"line": line})
