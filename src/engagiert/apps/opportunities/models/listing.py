from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.models import Office
from engagiert.apps.opportunities.purposes import OFFERS, WITH_OFFER
from engagiert.apps.places.models import Place
from engagiert.kernel.privacy import DERIVED, KEYS, OF_ORGANISATIONS, STATE, Datum, Impersonal, Personal
from engagiert.kernel.tenancy import Everyone, Wall


class Listing(models.Model):
    """The public projection of a published offer: what everybody may read, and nothing else (ADR 0004).

    Written only by ``projection.py``, in the transaction that changes the offer. ``document`` holds all that the
    public page shows, so that a page is one row; the columns beside it are for searching, counting and matching.
    """

    wall: ClassVar[Wall] = Everyone("Only published, non-personal columns are projected here.", written_by_office=True)
    off_the_record: ClassVar[str] = "Derived from offers whose changes are on record."
    stays: ClassVar[str] = "Made anew from the offers wherever they go."
    # What the offer says of people, once more: the offer's columns are its source and say how it ends.
    personal: ClassVar[Personal] = {
        name: Datum(OFFERS, WITH_OFFER, DERIVED, label=_("öffentliches Angebot"))
        for name in (
            "title", "organisation_name", "document", "folded", "search", "summary", "address_line", "lat", "lon",
        )
    }  # fmt: skip
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("id", "office", "place", "ags", "slug", "sort_key", "organisation_id", "organisation_path", "codes"),
        OF_ORGANISATIONS: (
            "kind", "where", "fields", "target_groups", "languages", "skills_wanted", "skills_gained", "accessibility",
            "suits", "week_parts", "starts_on", "ends_on", "hours_per_week", "minimum_age", "needs_certificate",
            "capacity", "urgency",
        ),
        STATE: ("approximate", "confirmed_on", "published_on", "updated_at", "is_demo"),
    }  # fmt: skip

    # Equal to the offer's key, without a foreign key to a table behind the wall.
    id = models.BigIntegerField(primary_key=True)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    ags = models.CharField(max_length=16)
    slug = models.SlugField(max_length=120, db_index=False)
    title = models.CharField(max_length=200)
    sort_key = models.CharField(max_length=320)
    # Key of the organisation, as in the directory's listing; None while it is not told apart.
    organisation_id = models.BigIntegerField(null=True)
    organisation_name = models.CharField(max_length=300)
    # “luenen/maschenrunde”: town and slug of the organisation's page; empty where it has none.
    organisation_path = models.CharField(max_length=240)
    kind = models.CharField(max_length=20)
    where = models.CharField(max_length=10)
    fields = ArrayField(models.CharField(max_length=40))
    target_groups = ArrayField(models.CharField(max_length=40))
    languages = ArrayField(models.CharField(max_length=40))
    skills_wanted = ArrayField(models.CharField(max_length=40))
    skills_gained = ArrayField(models.CharField(max_length=40))
    accessibility = ArrayField(models.CharField(max_length=40))
    suits = ArrayField(models.CharField(max_length=40))
    week_parts = models.PositiveIntegerField()
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    hours_per_week = models.DecimalField(max_digits=4, decimal_places=1, null=True)
    minimum_age = models.PositiveSmallIntegerField(null=True)
    needs_certificate = models.BooleanField()
    capacity = models.PositiveSmallIntegerField()
    urgency = models.PositiveSmallIntegerField()
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
    # The engine's terms, packed: see the directory's ``search/postings.py``.
    search = models.BinaryField()
    # All that can be filtered by, in one list; "*" stands in each row, "@05978" is a place the row lies in.
    codes = ArrayField(models.CharField(max_length=60))

    class Meta:
        ordering = ["sort_key", "id"]
        indexes = [
            models.Index(fields=["ags"], name="offer_listing_place", opclasses=["varchar_pattern_ops"]),
            models.Index(fields=["-updated_at", "-id"], name="offer_listing_by_change"),
            models.Index(fields=["sort_key", "id"], name="offer_listing_by_title"),
            models.Index(fields=["organisation_id"], name="offer_listing_of_organisation"),
            GinIndex(fields=["codes"], name="offer_listing_codes"),
            GinIndex(fields=["folded"], name="offer_listing_trigrams", opclasses=["gin_trgm_ops"]),
        ]
        constraints = [models.UniqueConstraint(fields=["place", "slug"], name="offer_listing_address_once")]

    def __str__(self) -> str:
        return self.title
