"""What somebody fills in who accepts an invitation, or looks into an office."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .models import Invitation, Office


class AcceptForm(forms.Form):
    """Asks only for what is not known: nothing of somebody who has an account, no address where a mail came from."""

    name = forms.CharField(
        label=_("Ihr Name"),
        help_text=_("So sehen Sie die anderen im Büro."),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    mail = forms.EmailField(
        label=_("Ihre E-Mail-Adresse"),
        help_text=_("Damit melden Sie sich an. Dorthin kommen auch die Codes zum Anmelden."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    password = forms.CharField(
        label=_("Passwort"),
        help_text=_("Mindestens zehn Zeichen. Ohne Passwort bekommen Sie bei jeder Anmeldung einen Code per E-Mail."),
        required=False,
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, invitation: Invitation, known: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        self.initial["name"] = invitation.name
        if known:
            self.fields.clear()
        elif invitation.mail:
            del self.fields["mail"]

    def refuse(self, error: ValidationError) -> None:
        """Put what the service said to the field it is about."""
        if hasattr(error, "error_dict"):
            known = {name: errors for name, errors in error.error_dict.items() if name in self.fields}
            self.add_error(None, ValidationError(known))
        else:
            self.add_error("password" if "password" in self.fields else None, error)


class EntryForm(forms.Form):
    """A look into an office by whoever keeps the technology running."""

    office = forms.ChoiceField(label=_("Büro"), widget=forms.Select(attrs={"lang": "de"}))
    reason = forms.CharField(
        label=_("Warum müssen Sie hineinsehen?"), help_text=_("Ein Satz. Das Büro liest ihn."), max_length=400
    )
    hours = forms.IntegerField(
        label=_("Für wie viele Stunden?"),
        min_value=1,
        max_value=8,
        initial=1,
        error_messages={
            "min_value": _("Ein Einblick dauert eine bis acht Stunden."),
            "max_value": _("Ein Einblick dauert eine bis acht Stunden."),
        },
    )

    def __init__(self, *args: Any, offices: list[Office], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["office"].choices = [(str(one.pk), f"{one.name}, {one.place.name}") for one in offices]  # type: ignore[attr-defined]
