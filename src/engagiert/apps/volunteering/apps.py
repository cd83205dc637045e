from django.apps import AppConfig


class VolunteeringConfig(AppConfig):
    name = "engagiert.apps.volunteering"
    label = "volunteering"

    def ready(self) -> None:
        from django.urls import reverse  # noqa: PLC0415 - addresses are known only now

        from engagiert.kernel.links.public import lead  # noqa: PLC0415 - models are loaded only now

        from . import kinds  # noqa: F401, PLC0415 - registers what waits on the desk

        lead("volunteering.status", lambda _link, code: reverse("volunteering:status", args=[code]))
        lead("volunteering.seat", lambda _link, code: reverse("volunteering:seat", args=[code]))
        lead("volunteering.organisation", lambda _link, code: reverse("volunteering:organisation", args=[code]))
