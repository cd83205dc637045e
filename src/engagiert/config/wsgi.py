"""The entry for the web server."""

import os
from importlib import import_module

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "engagiert.config.settings")
application = get_wsgi_application()
# Before gunicorn forks, so that its processes share the dictionary and no first search waits for it.
import_module("engagiert.apps.directory.search").prepare()
import_module("engagiert.config.kernels").prepare()
