"""What protects the people who use it: keys, cookies, headers."""

from django.utils.csp import CSP

from engagiert.config import env
from engagiert.config.logs import settings_for

_environment = env.load()

DEBUG = _environment.debug
SECRET_KEY = _environment.secret_key
# After a new key: sessions, links and reply addresses of the one before hold on.
SECRET_KEY_FALLBACKS = list(_environment.former_keys)
# Towns register domains of their own while it runs: kernel/http/hosts.py holds requests to both lists.
ALLOWED_HOSTS = ["*"]
ENGAGIERT_HOSTS = list(_environment.allowed_hosts)
# The installation's own name among them, for pages asked for at a town's domain that are another town's.
ENGAGIERT_MAIN_HOST = next((host for host in ENGAGIERT_HOSTS if host not in env.LOCAL_HOSTS), "")
# Where links lead that are written without a request, by a command or a job.
ENGAGIERT_HOME = _environment.home(ENGAGIERT_MAIN_HOST)
ENGAGIERT_TOWN_OF_DOMAIN = "engagiert.apps.places.selectors.slug_of_domain"
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in _environment.allowed_hosts] if _environment.tls else []

SECURE_CSP = {
    "default-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# Cookies travel only over TLS wherever the installation is reached by TLS.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _environment.tls
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _environment.tls else None
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 12
# With the prefix browsers take them from this host alone, by TLS and for all of it; the demo has no TLS.
_PREFIX = "__Host-" if _environment.tls else ""
SESSION_COOKIE_NAME = f"{_PREFIX}engagiert_session"
CSRF_COOKIE_NAME = f"{_PREFIX}engagiert_csrf"
CSRF_FAILURE_VIEW = "engagiert.kernel.http.errors.csrf_failure"

LOGGING = settings_for(as_json=_environment.json_logs)
