from django.urls import path, register_converter

from . import views


class KeysConverter:
    """Official keys of units, separated by commas; an alliance has several."""

    regex = r"[0-9]{2,8}(?:,[0-9]{2,8}){0,60}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(KeysConverter, "keys")

app_name = "places"
urlpatterns = [path("<keys:keys>.geojson", views.outlines, name="outlines")]
