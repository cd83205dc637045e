from django.apps import AppConfig


class RoundsConfig(AppConfig):
    name = "engagiert.apps.rounds"
    label = "rounds"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _  # noqa: PLC0415 - the catalogue is loaded only now

        from engagiert.apps.cases.public import Kind, register  # noqa: PLC0415 - models are loaded only now

        register(Kind("rounds.decision", _("Beschluss einer Runde"), promised_days=10, page="desk:decision"))
