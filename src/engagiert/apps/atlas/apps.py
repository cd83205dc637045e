from django.apps import AppConfig


class AtlasConfig(AppConfig):
    name = "engagiert.apps.atlas"
    label = "atlas"
