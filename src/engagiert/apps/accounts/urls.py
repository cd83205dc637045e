"""Sign-in, from allauth, at German addresses. Who has no account gets one from the operator, not here."""

from allauth.account import views
from django.urls import path
from django.views.generic import RedirectView

from engagiert.kernel.authz import guarded, public

from .rules import OWN_ACCOUNT
from .views import accept

urlpatterns = [
    path("anmelden/", public(views.login), name="account_login"),
    path("anmelden/code/", public(views.request_login_code), name="account_request_login_code"),
    path("anmelden/code/eingeben/", public(views.confirm_login_code), name="account_confirm_login_code"),
    path("abmelden/", public(views.logout), name="account_logout"),
    path("anmelden/gesperrt/", public(views.account_inactive), name="account_inactive"),
    path("konto/passwort/", guarded(OWN_ACCOUNT)(views.password_change), name="account_change_password"),
    path("konto/passwort/setzen/", guarded(OWN_ACCOUNT)(views.password_set), name="account_set_password"),
    path("konto/pruefen/", guarded(OWN_ACCOUNT)(views.reauthenticate), name="account_reauthenticate"),
    path("anmelden/vergessen/", public(views.password_reset), name="account_reset_password"),
    path("anmelden/vergessen/gesendet/", public(views.password_reset_done), name="account_reset_password_done"),
    path(
        "anmelden/vergessen/<slug:uidb36>-<str:key>/",
        public(views.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "anmelden/vergessen/fertig/",
        public(views.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    path("einladung/<str:code>/", accept, name="accept_invitation"),
    # allauth asks for this name; nobody signs up by themselves.
    path("anmelden/neu/", public(RedirectView.as_view(pattern_name="account_login")), name="account_signup"),
]
