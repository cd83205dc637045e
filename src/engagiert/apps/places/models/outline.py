from typing import ClassVar

from django.db import models

from engagiert.kernel.privacy import PUBLIC_REGISTER, Impersonal
from engagiert.kernel.tenancy import Everyone, Wall

from .place import Place


class Outline(models.Model):
    """Where a place ends: its official outline, generalised for maps, or one joined from the outlines within it.

    ``polygons`` holds GeoJSON's coordinates of a MultiPolygon: polygons of rings of [longitude, latitude], degrees
    WGS 84 with five decimals (a metre); the first ring is the border, further ones are holes.
    """

    wall: ClassVar[Wall] = Everyone("Official outlines are open data.")
    off_the_record: ClassVar[str] = "Open data of the state; the file can be read in again at any time."
    impersonal: ClassVar[Impersonal] = {PUBLIC_REGISTER: ("place", "polygons", "is_derived", "source", "updated_at")}

    place = models.OneToOneField(Place, models.CASCADE, related_name="outline")
    polygons = models.JSONField()
    is_derived = models.BooleanField(default=False)
    source = models.CharField(max_length=200)
    updated_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.place}"
