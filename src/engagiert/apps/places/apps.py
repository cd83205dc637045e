from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "engagiert.apps.places"
    label = "places"
