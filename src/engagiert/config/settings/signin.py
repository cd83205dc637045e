"""Sign-in: password or a code by mail, for people who already have an account."""

from engagiert.config import env

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["engagiert.apps.accounts.backends.StaffBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:home"
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
