from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "engagiert.apps.cases"
    label = "cases"
