from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "engagiert.kernel.audit"
    label = "audit"
