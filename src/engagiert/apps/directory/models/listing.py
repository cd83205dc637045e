from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.models import Office
from engagiert.apps.directory.purposes import DIRECTORY, WITH_RECORD
from engagiert.apps.places.models import Place
from engagiert.kernel.privacy import DERIVED, KEYS, OF_ORGANISATIONS, STATE, Datum, Impersonal, Personal
from engagiert.kernel.tenancy import Everyone, Wall


class Listing(models.Model):
    """The public projection of a published organisation: what everybody may read, and nothing else.

    Written only by ``projection.py``, in the transaction that changes the record. ``document`` holds all that the
    public page shows, so that a page is one row; the columns beside it are for searching and counting. Row-level
    security on the record itself would keep the text indexes from being used (ADR 0004), hence this table.
    """

    wall: ClassVar[Wall] = Everyone("Only published, non-personal columns are projected here.", written_by_office=True)
    off_the_record: ClassVar[str] = "Derived from records whose changes are on record."
    stays: ClassVar[str] = "Made anew from the records wherever they go."
    # What the record says of people, once more: the record's columns are its source and say how it ends.
    personal: ClassVar[Personal] = {
        name: Datum(DIRECTORY, WITH_RECORD, DERIVED, label=_("öffentlicher Eintrag"))
        for name in ("document", "folded", "search", "summary", "address_line", "lat", "lon")
    }
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("id", "office", "place", "ags", "slug", "sort_key", "keys", "codes"),
        OF_ORGANISATIONS: ("name", "type", "sector", "fields", "target_groups", "languages", "accessibility"),
        STATE: ("approximate", "confirmed_on", "published_on", "updated_at", "is_demo"),
    }

    # Equal to the organisation's key, without a foreign key to a table behind the wall.
    id = models.BigIntegerField(primary_key=True)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    ags = models.CharField(max_length=16)
    # Found by place and slug together; an index of its own would never be read.
    slug = models.SlugField(max_length=120, db_index=False)
    name = models.CharField(max_length=300)
    sort_key = models.CharField(max_length=320)
    keys = ArrayField(models.CharField(max_length=320))
    type = models.CharField(max_length=40)
    sector = models.CharField(max_length=20)
    fields = ArrayField(models.CharField(max_length=40))
    target_groups = ArrayField(models.CharField(max_length=40))
    languages = ArrayField(models.CharField(max_length=40))
    accessibility = ArrayField(models.CharField(max_length=40))
    summary = models.CharField(max_length=400)
    address_line = models.CharField(max_length=400)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    approximate = models.BooleanField()
    confirmed_on = models.DateField(null=True)
    published_on = models.DateField(null=True)
    updated_at = models.DateTimeField()
    is_demo = models.BooleanField()
    document = models.JSONField()
    folded = models.TextField()
    # The engine's terms, packed: see ``search/postings.py``.
    search = models.BinaryField()
    # All that can be filtered by, in one list that each process copies and counts (``search/columns.py``). The
    # code "*" stands in each row, so that the same pass counts the rows; "@05978" is a place the row lies in.
    codes = ArrayField(models.CharField(max_length=40))

    class Meta:
        ordering = ["sort_key", "id"]
        indexes = [
            # The figures of a place are read from the index alone.
            models.Index(
                fields=["ags"],
                name="listing_place",
                opclasses=["varchar_pattern_ops"],
                include=["confirmed_on", "updated_at", "published_on", "office", "is_demo"],
            ),
            models.Index(fields=["-updated_at", "-id"], name="listing_by_change"),
            GinIndex(fields=["folded"], name="listing_trigrams", opclasses=["gin_trgm_ops"]),
            GinIndex(fields=["keys"], name="listing_keys"),
            # The order of lists.
            models.Index(fields=["sort_key", "id"], name="listing_by_name"),
        ]
        constraints = [models.UniqueConstraint(fields=["place", "slug"], name="listing_address_once")]

    def __str__(self) -> str:
        return self.name
