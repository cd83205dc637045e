from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "engagiert.apps.cases"
    label = "cases"

    def ready(self) -> None:
        from django.urls import reverse  # noqa: PLC0415 - addresses are known only now

        from engagiert.apps.messages.public import watch_replies_about  # noqa: PLC0415 - models are loaded only now
        from engagiert.kernel.links.public import lead  # noqa: PLC0415

        watch_replies_about("cases.case")
        lead("cases.status", lambda _link, code: reverse("cases:status", args=[code]))
