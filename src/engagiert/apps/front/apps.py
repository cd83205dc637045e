from importlib import import_module

from django.apps import AppConfig


class FrontConfig(AppConfig):
    name = "engagiert.apps.front"
    label = "front"

    def ready(self) -> None:
        import_module("engagiert.apps.front.barriers")
