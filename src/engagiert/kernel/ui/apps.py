from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "engagiert.kernel.ui"
    label = "ui"
