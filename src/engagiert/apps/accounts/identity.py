"""Sign-in by the town's identity provider: only for accounts that are there, connected by a proven address."""

import logging
from typing import Any, NoReturn

from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from requests import RequestException

from .models import Account
from .provider import OneAddressAdapter

_log = logging.getLogger("engagiert.accounts")


class IdentityAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Nobody signs up by themselves; who is known by address is connected at the first sign-in."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        domains = _domains_of(sociallogin)
        if sociallogin.is_existing:
            if not _within(sociallogin.user.email, domains):
                _refuse(request, _not_for_it(domains))
            return
        proven = _proven(sociallogin)
        if proven and not any(_within(mail, domains) for mail in proven):
            _refuse(request, _not_for_it(domains))
        ours = [mail for mail in proven if _within(mail, domains)]
        account = Account.objects.filter(email__in=ours, is_active=True).first()
        if account is None:
            words = _(
                "Der Dienst Ihrer Stadt kennt Sie, aber hier gibt es zu Ihrer Adresse kein Konto. Bitten Sie die "
                "Koordination Ihres Büros um eine Einladung."
            )
            _refuse(request, words)
        sociallogin.connect(request, account)


def _refuse(request: HttpRequest, words: str) -> NoReturn:
    messages.error(request, words)
    raise ImmediateHttpResponse(redirect("account_login"))


def _domains_of(sociallogin: Any) -> list[str]:
    """The mail domains that this provider may vouch for."""
    known: dict[str, Any] = settings.SOCIALACCOUNT_PROVIDERS
    mine = [app for app in known["openid_connect"]["APPS"] if app["provider_id"] == sociallogin.account.provider]
    return [domain for app in mine for domain in app["settings"].get("mail_domains", [])]


def _within(mail: str, domains: list[str]) -> bool:
    return mail.lower().rpartition("@")[2] in domains


def _not_for_it(domains: list[str]) -> str:
    words = _(
        "Dieser Dienst meldet hier nur Adressen an, die so enden: %(domains)s. Melden Sie sich mit einem Code per "
        "E-Mail, mit Passwort oder Passkey an."
    )
    return words % {"domains": ", ".join(f"@{domain}" for domain in domains)}


def _proven(sociallogin: Any) -> list[str]:
    """Addresses that the provider says belong to the person, in small letters as ours are."""
    trusted = settings.ENGAGIERT_OIDC_TRUSTS_MAIL
    return [one.email.strip().lower() for one in sociallogin.email_addresses if one.verified is True or trusted]


def came_by_provider(request: HttpRequest) -> bool:
    """Whether this session was opened by the identity provider."""
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "socialaccount" for record in records)


def provider() -> dict[str, str] | None:
    """Key and name of the provider that is set up, for the sign-in page; None where there is none."""
    known: dict[str, Any] = settings.SOCIALACCOUNT_PROVIDERS
    apps = known["openid_connect"]["APPS"]
    return {"key": apps[0]["provider_id"], "name": apps[0]["name"]} if apps else None


def login(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """To the provider."""
    return _by(OAuth2LoginView, request, provider_id)


def callback(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Back from it."""
    return _by(OAuth2CallbackView, request, provider_id)


def _by(view: Any, request: HttpRequest, provider_id: str) -> HttpResponseBase:
    try:
        response: HttpResponseBase = view.adapter_view(OneAddressAdapter(request, provider_id))(request)
    except SocialApp.DoesNotExist as error:
        raise Http404 from error
    except RequestException:
        _log.warning("The identity provider does not answer as it should", exc_info=True)
        return render(request, "socialaccount/authentication_error.html", status=401)
    return response
