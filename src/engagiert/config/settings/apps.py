"""What is installed, and in which order a request passes through it."""

INSTALLED_APPS = [
    "engagiert.kernel.tenancy",
    "engagiert.kernel.audit",
    "engagiert.kernel.links",
    "engagiert.kernel.ui",
    "engagiert.apps.places",
    "engagiert.apps.accounts",
    "engagiert.apps.messages",
    "engagiert.apps.privacy",
    "engagiert.apps.cases",
    "engagiert.apps.directory",
    "engagiert.apps.rounds",
    "engagiert.apps.opportunities",
    "engagiert.apps.volunteering",
    "engagiert.apps.waves",
    "engagiert.apps.surveys",
    "engagiert.apps.recognition",
    "engagiert.apps.awards",
    "engagiert.apps.programme",
    "engagiert.apps.atlas",
    "engagiert.apps.front",
    "engagiert.apps.desk",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
]

MIDDLEWARE = [
    "engagiert.config.probes.Probes",
    "engagiert.kernel.http.hosts.KnownHosts",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "engagiert.kernel.http.compressing.Compressed",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "engagiert.kernel.http.languages.LanguageOfAddress",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "engagiert.apps.accounts.sessions.NoteUse",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "engagiert.kernel.http.middleware.ScopeAndRule",
]

ROOT_URLCONF = "engagiert.config.urls"
WSGI_APPLICATION = "engagiert.config.wsgi.application"

# Where jobs live in an app (house.md); procrastinate calls them tasks.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
