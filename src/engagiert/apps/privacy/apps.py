from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "engagiert.apps.privacy"
    label = "privacy"
