"""Sign-in, from allauth, at German addresses. Who has no account gets one from the operator, not here."""

from allauth.account import views
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as paper
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount.views import login_cancelled
from django.urls import path
from django.views.generic import RedirectView

from engagiert.kernel.authz import guarded, public

from . import identity, own_views
from .interrupted import View, answered
from .rules import OWN_ACCOUNT
from .second_factor import proven
from .views import accept


def _own(view: View) -> View:
    return guarded(OWN_ACCOUNT)(answered(view))


def _open(view: View) -> View:
    return public(answered(view))


urlpatterns = [
    path("anmelden/", _open(views.login), name="account_login"),
    path("anmelden/code/", _open(views.request_login_code), name="account_request_login_code"),
    path("anmelden/code/eingeben/", _open(views.confirm_login_code), name="account_confirm_login_code"),
    path("abmelden/", _open(own_views.logout), name="account_logout"),
    path("anmelden/gesperrt/", _open(views.account_inactive), name="account_inactive"),
    path("konto/", own_views.account, name="own_account"),
    path("konto/geraete/abmelden/", own_views.end_session, name="end_session"),
    path("konto/einblick/", own_views.look_in, name="look_in"),
    path("konto/passwort/", _own(views.password_change), name="account_change_password"),
    path("konto/passwort/setzen/", _own(views.password_set), name="account_set_password"),
    path("konto/pruefen/", _own(views.reauthenticate), name="account_reauthenticate"),
    path("anmelden/vergessen/", _open(views.password_reset), name="account_reset_password"),
    path("anmelden/vergessen/gesendet/", _open(views.password_reset_done), name="account_reset_password_done"),
    path(
        "anmelden/vergessen/<slug:uidb36>-<str:key>/",
        _open(views.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "anmelden/vergessen/fertig/",
        _open(views.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    path("anmelden/zweiter-schritt/", _open(mfa.authenticate), name="mfa_authenticate"),
    path("anmelden/dienst/<slug:provider_id>/", _open(identity.login), name="openid_connect_login"),
    path("anmelden/dienst/<slug:provider_id>/zurueck/", _open(identity.callback), name="openid_connect_callback"),
    path("anmelden/abgebrochen/", public(login_cancelled), name="socialaccount_login_cancelled"),
    path("anmelden/passkey/", _open(passkeys.login_webauthn), name="mfa_login_webauthn"),
    path("konto/sicherheit/", _own(mfa.index), name="mfa_index"),
    path("konto/pruefen/code/", _own(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("konto/pruefen/passkey/", _own(passkeys.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("konto/sicherheit/app/", _own(proven(totp.activate_totp)), name="mfa_activate_totp"),
    path("konto/sicherheit/app/entfernen/", _own(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("konto/sicherheit/codes/", _own(paper.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("konto/sicherheit/codes/neu/", _own(paper.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("konto/sicherheit/passkey/", _own(proven(passkeys.add_webauthn)), name="mfa_add_webauthn"),
    path("konto/sicherheit/passkey/<int:pk>/entfernen/", _own(passkeys.remove_webauthn), name="mfa_remove_webauthn"),
    # allauth goes here after a passkey was removed; ours are listed with the rest.
    path("konto/sicherheit/passkeys/", _own(RedirectView.as_view(pattern_name="mfa_index")), name="mfa_list_webauthn"),
    path("einladung/<str:code>/", accept, name="accept_invitation"),
    # allauth asks for this name; nobody signs up by themselves.
    path("anmelden/neu/", public(RedirectView.as_view(pattern_name="account_login")), name="account_signup"),
]
