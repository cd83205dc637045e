"""allauth's forms for the second factor with our words."""

from typing import Any

from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.forms import Form
from django.utils.translation import gettext_lazy as _


def _code(form: Form, hint: Any) -> None:
    field = form.fields["code"]
    field.label, field.help_text = _("Code"), hint
    field.error_messages["required"] = _("Geben Sie den Code ein.")
    field.widget.attrs = {"autocomplete": "one-time-code", "inputmode": "numeric"}


class CodeForm(AuthenticateForm):  # type: ignore[misc]
    """At sign-in."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        _code(self, _("Die sechs Ziffern aus Ihrer App, oder ein Code von Ihrem Blatt."))


class AgainForm(ReauthenticateForm):  # type: ignore[misc]
    """Before something that matters is changed."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        _code(self, _("Die sechs Ziffern aus Ihrer App, oder ein Code von Ihrem Blatt."))


class ActivateForm(ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a new app."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        _code(self, _("Die sechs Ziffern, die Ihre App jetzt zeigt."))


class AddKeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey; the browser fills in the rest."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["name"].label = _("Wie soll er heißen?")
        self.fields["name"].help_text = _("Zum Beispiel „Diensthandy“.")
        self.fields["name"].max_length = 60
        self.fields["passwordless"].label = _("Damit möchte ich mich auch ohne Passwort anmelden")
        self.fields["passwordless"].help_text = _("Das Gerät fragt dann nach Fingerabdruck, Gesicht oder PIN.")
        self.fields["passwordless"].initial = True
