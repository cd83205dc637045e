"""What somebody fills in who accepts an invitation, or looks into an office."""

from typing import Any

from django import forms
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
        help_text=_("Damit melden Sie sich an. Wir schicken jetzt einen Code dorthin."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def __init__(self, *args: Any, invitation: Invitation, known: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        self.initial["name"] = invitation.name
        if known:
            self.fields.clear()
        elif invitation.mail:
            del self.fields["mail"]


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
