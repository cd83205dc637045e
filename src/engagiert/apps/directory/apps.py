from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "engagiert.apps.directory"
    label = "directory"
