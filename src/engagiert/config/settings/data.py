"""Database, cache, files."""

from engagiert.config import env

_environment = env.load()
env.keep_compiled()

DATABASES = _environment.database_settings()
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Sign-in limits must hold across all web processes, so the cache is in the database.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "kernel_cache",
    }
}

MEDIA_ROOT = _environment.data_dir / "media"
MEDIA_URL = "dateien/"

# Beside the database and not in it: after a restore it says what has to be erased once more.
ENGAGIERT_ERASURES = _environment.erasures or _environment.data_dir / "erasures.jsonl"

# (address, port) of the name server that is asked for a town's domain; None: the machine's own.
ENGAGIERT_NAMESERVER = _environment.nameserver

# A Nominatim server for addresses without house coordinates; empty: nobody is asked.
ENGAGIERT_GEOCODER_URL = _environment.geocoder_url or ""

# A file of a town is read whole into memory; larger uploads are refused before that (see intake.Limits).
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# Private keys of cards: never in the database, to be kept apart from its backups.
ENGAGIERT_CARD_KEYS = _environment.data_dir / "keys"
