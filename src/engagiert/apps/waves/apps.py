from importlib import import_module

from django.apps import AppConfig


class WavesConfig(AppConfig):
    name = "engagiert.apps.waves"
    label = "waves"

    def ready(self) -> None:
        # Registers what waits on the desk.
        import_module("engagiert.apps.waves.kinds")
        showing = import_module("engagiert.apps.waves.showing")
        import_module("engagiert.apps.volunteering.public").calling.add(showing.calls_of_waves)
