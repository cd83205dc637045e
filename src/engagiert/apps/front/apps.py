from django.apps import AppConfig


class FrontConfig(AppConfig):
    name = "engagiert.apps.front"
    label = "front"
