from django.apps import AppConfig


class TenancyConfig(AppConfig):
    name = "engagiert.kernel.tenancy"
    label = "tenancy"
