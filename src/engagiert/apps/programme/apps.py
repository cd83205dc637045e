from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "engagiert.apps.programme"
    label = "programme"

    def ready(self) -> None:
        from django.urls import reverse  # noqa: PLC0415 - addresses are known only now

        from engagiert.kernel.links.public import lead  # noqa: PLC0415 - models are loaded only now

        from . import kinds  # noqa: F401, PLC0415 - registers what waits on the desk

        lead("programme.signup", lambda _link, code: reverse("programme:signup", args=[code]))
