from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "engagiert.apps.desk"
    label = "desk"
