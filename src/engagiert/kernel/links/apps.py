from django.apps import AppConfig


class LinksConfig(AppConfig):
    name = "engagiert.kernel.links"
    label = "links"
