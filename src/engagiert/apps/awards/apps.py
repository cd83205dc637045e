from django.apps import AppConfig


class AwardsConfig(AppConfig):
    name = "engagiert.apps.awards"
    label = "awards"

    def ready(self) -> None:
        from django.urls import reverse  # noqa: PLC0415 - addresses are known only now

        from engagiert.kernel.links.public import lead  # noqa: PLC0415 - models are loaded only now

        from . import kinds  # noqa: F401, PLC0415 - registers what waits on the desk

        lead("awards.juror", lambda _link, code: reverse("awards:jury", args=[code]))
