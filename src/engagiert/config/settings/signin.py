"""Sign-in: password or a code by mail, for people who already have an account."""

from engagiert.config import env

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["engagiert.apps.accounts.backends.StaffBackend"]
# The first makes new hashes; Django's own reads those from before, until their owner signs in.
PASSWORD_HASHERS = [
    "engagiert.apps.accounts.hashers.Argon2id",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "engagiert.apps.accounts.passwords.WordsOfTheContext"},
]
# Knows whose a session is.
SESSION_ENGINE = "engagiert.apps.accounts.sessions"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "front:after_sign_in"
LOGOUT_REDIRECT_URL = "front:start"

ACCOUNT_ADAPTER = "engagiert.apps.accounts.adapter.StaffAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
# Mail can be slow; the sentence in the mail names the ten minutes.
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Engagiert: "
# Addresses are the only key for the limits here; behind a proxy the operator says how many stand before us.
ALLAUTH_TRUSTED_PROXY_COUNT = env.load().proxies
# A library or a town hall shares one connection: twenty an hour is more than its people write, less than a flood.
ACCOUNT_RATE_LIMITS = {"public_form": "20/h/key", "guess_code": "30/h/key"}
ENGAGIERT_ACTOR_OF_REQUEST = "engagiert.apps.accounts.context.actor_of"

# A town's own identity provider (Keycloak, Entra, …) by OpenID Connect; none where the operator names none.
SOCIALACCOUNT_ADAPTER = "engagiert.apps.accounts.identity.IdentityAdapter"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": env.load().identity_providers()}}
# A link leads there: the content policy lets no form of ours end at another site.
SOCIALACCOUNT_LOGIN_ON_GET = True
ENGAGIERT_OIDC_TRUSTS_MAIL = env.load().oidc_trusts_mail
ENGAGIERT_OIDC_IS_SECOND_FACTOR = env.load().oidc_is_second_factor

# From this day everybody with a role needs a second factor; None: an office decides for its own people.
ENGAGIERT_SECOND_FACTOR_FROM = env.load().second_factor_from
MFA_ADAPTER = "engagiert.apps.accounts.second_factor.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# A passkey that signs in by itself proves the device and, by fingerprint or PIN, the person.
MFA_WEBAUTHN_USER_VERIFICATION = "preferred"
# Telephones whose clock is half a minute off.
MFA_TOTP_TOLERANCE = 1
MFA_TOTP_ISSUER = "Engagiert"
MFA_FORMS = {
    "authenticate": "engagiert.apps.accounts.second_factor_forms.CodeForm",
    "reauthenticate": "engagiert.apps.accounts.second_factor_forms.AgainForm",
    "activate_totp": "engagiert.apps.accounts.second_factor_forms.ActivateForm",
    "add_webauthn": "engagiert.apps.accounts.second_factor_forms.AddKeyForm",
}
