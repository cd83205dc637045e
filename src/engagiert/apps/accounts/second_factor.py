"""The second factor: an app with codes, passkeys, and paper codes for the day the telephone is gone."""

import base64
import hashlib
import io
from functools import wraps
from typing import Any, ClassVar

import segno
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.stages import AuthenticateStage
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .interrupted import View
from .selectors import has_second_factor


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """allauth's, with our words; what an app shares with us is not kept in the clear."""

    error_messages: ClassVar[dict[str, str | Promise]] = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy(
            "Das hat nicht geklappt. Nehmen Sie den neuesten Code, oder versuchen Sie es noch einmal."
        ),
        "cannot_delete_authenticator": gettext_lazy(
            "Ihr Büro verlangt einen zweiten Schritt. Richten Sie zuerst einen anderen ein."
        ),
        "cannot_generate_recovery_codes": gettext_lazy("Richten Sie zuerst eine App oder einen Passkey ein."),
    }

    def build_totp_svg(self, url: str) -> str:
        drawn = io.BytesIO()
        segno.make(url, error="m", micro=False).save(drawn, kind="svg", scale=5, border=4, xmldecl=False)
        return drawn.getvalue().decode()

    def encrypt(self, text: str) -> str:
        return _locks().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _locks().decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        return _("Passkey")


class SecondStep(AuthenticateStage):  # type: ignore[misc]
    """Asked of everybody who has one, but for demo accounts: what one visitor tries out must not lock out the next."""

    def _should_handle(self, request: HttpRequest) -> bool:
        return not self.login.user.is_demo and bool(super()._should_handle(request))


def proven(view: View) -> View:
    """The view that sets up a factor: whoever has just done so need not show the same thing again for their codes."""

    @wraps(view)
    def setting_up(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        account_id = int(request.user.pk or 0)
        had_one = has_second_factor(account_id)
        response = view(request, *args, **kwargs)
        if not had_one and has_second_factor(account_id):
            record_authentication(request, request.user, method="mfa", reauthenticated=True)
        return response

    return setting_up


def _locks() -> MultiFernet:
    """Made of the installation's secret: a copy of the database alone opens nothing. Old secrets still open."""
    secrets = [settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS)]
    digests = (hashlib.sha256(b"engagiert.second_factor " + secret.encode()).digest() for secret in secrets)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
