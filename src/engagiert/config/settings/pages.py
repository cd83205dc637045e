"""Language, templates, static files, mail."""

from engagiert.config import env

_environment = env.load()

LANGUAGE_CODE = "de"
# The first language has no prefix in addresses, the others stand at /en/…; compiled by config.catalogues.
LANGUAGES = [("de", "Deutsch"), ("en", "English")]
LOCALE_PATHS = [_environment.build_dir / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Berlin"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.messages.context_processors.messages",
                "engagiert.apps.accounts.context.signed_in",
                "engagiert.kernel.http.languages.languages",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "engagiert.kernel.ui.templatetags.addresses",
            ],
        },
    }
]

# Forms are drawn by the project's own field component.
FORM_RENDERER = "engagiert.kernel.ui.forms.Renderer"

STATIC_URL = "/static/"
STATIC_ROOT = _environment.build_dir / "collected"
STATICFILES_DIRS = [_environment.build_dir / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

MAILERS = _environment.mailer_settings()
DEFAULT_FROM_EMAIL = _environment.mail_from
# The box in which replies arrive, and its address; None and empty where none is read.
ENGAGIERT_MAILBOX = _environment.mailbox_settings()
ENGAGIERT_REPLY_ADDRESS = _environment.mailbox_address(ENGAGIERT_MAILBOX)

# Public facts about this installation, for templates and commands.
ENGAGIERT_DEMO = _environment.demo
