"""Writes the snapshot of the OpenAPI document that ``test_open_api.py`` compares with."""

import json
import os

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from engagiert.config.api import document
    from tests.apps.directory.test_open_api import SNAPSHOT

    SNAPSHOT.write_text(json.dumps(document(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
