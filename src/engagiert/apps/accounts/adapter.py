"""How allauth behaves here."""

import logging
from typing import Any, ClassVar
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from engagiert.kernel.http.hosts import site_of

from .models import Account
from .sessions import remember_device

_log = logging.getLogger(__name__)


class StaffAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts come by invitation or from the operator, never by signing oneself up."""

    # allauth's own sentences say “du” and seldom what to do.
    error_messages: ClassVar[dict[str, str | Promise]] = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("Dieses Konto ist gesperrt. Fragen Sie die Person, die das System bei Ihnen betreut."),
        "email_password_mismatch": _(
            "E-Mail-Adresse oder Passwort stimmt nicht. Versuchen Sie es noch einmal, oder lassen Sie sich "
            "einen Code per E-Mail schicken."
        ),
        "enter_current_password": _("Geben Sie hier Ihr jetziges Passwort ein."),
        "incorrect_code": _("Dieser Code stimmt nicht. Sehen Sie in der neuesten E-Mail nach, und tippen Sie ihn ab."),
        "incorrect_password": _("Dieses Passwort stimmt nicht. Versuchen Sie es noch einmal."),
        "invalid_or_expired_key": _("Dieser Link gilt nicht mehr. Fordern Sie einen neuen an."),
        "invalid_login": _("Die Anmeldung hat nicht geklappt. Versuchen Sie es noch einmal."),
        "invalid_password_reset": _("Dieser Link gilt nicht mehr. Fordern Sie einen neuen an."),
        "too_many_login_attempts": _("Das waren zu viele Versuche. Warten Sie fünf Minuten, dann geht es weiter."),
        "unknown_email": _("Zu dieser E-Mail-Adresse gibt es kein Konto. Prüfen Sie die Schreibweise."),
        "same_as_current": _("Das ist Ihr jetziges Passwort. Denken Sie sich ein anderes aus."),
        "rate_limited": _("Das war zu oft. Warten Sie einige Minuten, dann geht es weiter."),
    }

    def login(self, request: HttpRequest, user: Any) -> None:
        super().login(request, user)
        remember_device(request)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        super().authentication_failed(request, **credentials)
        # That it happens often is for the operator to see; by whom is counted for the limits and not told.
        _log.warning("A sign-in failed.")

    def get_reset_password_from_key_url(self, key: str) -> str:
        """At no town's domain: whoever holds one could have new passwords of all others asked for at it."""
        return site_of(self.request) + urlsplit(str(super().get_reset_password_from_key_url(key))).path

    def get_login_stages(self) -> list[str]:
        ours = {"allauth.mfa.stages.AuthenticateStage": "engagiert.apps.accounts.second_factor.SecondStep"}
        return [ours.get(stage, stage) for stage in super().get_login_stages()]

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


def send_sign_in_code(request: HttpRequest, account: Account) -> None:
    """Mail a code to the account's address; the page that asks for it is ``account_confirm_login_code``."""
    LoginCodeVerificationProcess.initiate(request=request, user=account, email=account.email)
