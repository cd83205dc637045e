from django.apps import AppConfig


class RecognitionConfig(AppConfig):
    name = "engagiert.apps.recognition"
    label = "recognition"

    def ready(self) -> None:
        from django.urls import reverse  # noqa: PLC0415 - addresses are known only now

        from engagiert.kernel.links.public import lead  # noqa: PLC0415 - models are loaded only now

        from . import kinds, leading, partner_kinds  # noqa: F401, PLC0415 - register what waits on the desk

        lead("recognition.confirm", lambda _link, code: reverse("recognition:confirm", args=[code]))
        lead("recognition.partner", lambda _link, code: reverse("recognition:partner", args=[code]))
        lead("recognition.proof", lambda _link, code: reverse("recognition:proof", args=[code]))
        lead("recognition.own", lambda _link, code: reverse("recognition:own", args=[code]))
