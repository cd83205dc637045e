from django.apps import AppConfig


class RecognitionConfig(AppConfig):
    name = "engagiert.apps.recognition"
    label = "recognition"
