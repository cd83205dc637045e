"""The settings of the tests: a cluster of their own, and the database flushed through the owner."""

import os
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]

# A variable of the operator's must not send tests to the operator's database, mails or hosts.
for _name in (
    "DATABASE_URL",
    "DATABASE_WEB_URL",
    "EMAIL_URL",
    "IMAP_URL",
    "ENGAGIERT_DEMO",
    "ENGAGIERT_GEOCODER",
    "ENGAGIERT_OIDC_CLIENT",
    "ENGAGIERT_OIDC_DOMAINS",
    "ENGAGIERT_OIDC_SECOND_FACTOR",
    "ENGAGIERT_OIDC_TRUSTS_MAIL",
    "ENGAGIERT_OIDC_URL",
    "ENGAGIERT_SECOND_FACTOR",
    "ENGAGIERT_TLS",
    "PORT",
):
    os.environ.pop(_name, None)
os.environ["ENGAGIERT_DATA"] = os.environ.get("ENGAGIERT_TEST_DATA") or str(PROJECT / "var" / "test")

from engagiert.config import catalogues  # noqa: E402
from engagiert.config.settings import *  # noqa: E402, F403
from engagiert.config.settings import DATABASES, ENGAGIERT_HOSTS, STORAGES  # noqa: E402

DATABASES["default"]["ENGINE"] = "tests.database"
# A connection kept beyond its test would keep the clone from being dropped.
for _database in DATABASES.values():
    _database["CONN_MAX_AGE"] = 0

# How Django's test client calls the installation.
ENGAGIERT_HOSTS = [*ENGAGIERT_HOSTS, "testserver"]
# Names without hashes: no test needs the collected folder.
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Texts changed a moment ago are tested as they stand now.
catalogues.build()
