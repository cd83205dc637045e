"""The entry for the web server."""

import os
from importlib import import_module

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "engagiert.config.settings")
application = get_wsgi_application()
# All addresses with their views and what these import: 1.4 s that the first question to each process would wait for.
import_module("engagiert.config.urls")
# Before gunicorn forks, so that its processes share the dictionary and no first search waits for it.
import_module("engagiert.apps.directory.search").prepare()
import_module("engagiert.config.kernels").prepare()
