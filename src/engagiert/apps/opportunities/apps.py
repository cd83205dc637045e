from django.apps import AppConfig


class OpportunitiesConfig(AppConfig):
    name = "engagiert.apps.opportunities"
    label = "opportunities"
