from typing import ClassVar

from django.db import models

from engagiert.kernel.privacy import PUBLIC_REGISTER, Impersonal
from engagiert.kernel.tenancy import Everyone, Wall


class Address(models.Model):
    """The official point of one house, from the house coordinates that the Länder publish.

    ``street_key`` and ``number_key`` are folded, so “Hauptstr. 3 a” finds “Hauptstraße 3a”.
    """

    wall: ClassVar[Wall] = Everyone("House coordinates are open data of the Länder; they name no person.")
    off_the_record: ClassVar[str] = "Millions of rows of open data; the file can be read in again at any time."
    impersonal: ClassVar[Impersonal] = {PUBLIC_REGISTER: ("ags", "postcode", "street_key", "number_key", "lat", "lon")}

    ags = models.CharField(max_length=8)
    postcode = models.CharField(max_length=5, blank=True)
    street_key = models.CharField(max_length=120)
    number_key = models.CharField(max_length=16)
    lat = models.FloatField()
    lon = models.FloatField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ags", "street_key", "number_key", "postcode"], name="address_once"),
        ]

    def __str__(self) -> str:
        return f"{self.street_key} {self.number_key}, {self.ags}"
