from django.apps import AppConfig


class WavesConfig(AppConfig):
    name = "engagiert.apps.waves"
    label = "waves"

    def ready(self) -> None:
        from . import kinds  # noqa: F401, PLC0415 - registers what waits on the desk
