from importlib import import_module

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "engagiert.apps.directory"
    label = "directory"

    def ready(self) -> None:
        import_module("engagiert.apps.directory.kinds")
