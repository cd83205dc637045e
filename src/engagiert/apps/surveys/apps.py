from importlib import import_module

from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "engagiert.apps.surveys"
    label = "surveys"

    def ready(self) -> None:
        # Registers what waits on the desk, and where codes lead.
        import_module("engagiert.apps.surveys.kinds")
