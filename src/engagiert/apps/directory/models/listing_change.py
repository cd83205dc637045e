from typing import ClassVar

from django.db import models

from engagiert.kernel.privacy import KEYS, Impersonal
from engagiert.kernel.tenancy import Everyone, Wall


class IndexedChange(models.Model):
    """In which transaction a row of a public projection was last written or taken out; written by triggers.

    Processes keep a copy of what they count (``search/columns.py``) and ask here what to read again. The row with
    key 0 says that all were taken out at once.
    """

    wall: ClassVar[Wall] = Everyone("Keys of public records and numbers of transactions.")
    impersonal: ClassVar[Impersonal] = {KEYS: ("listing_id", "transaction")}
    off_the_record: ClassVar[str] = "Written by the database for each change of a listing."

    listing_id = models.BigIntegerField(primary_key=True)
    transaction = models.BigIntegerField(db_index=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.listing_id} in {self.transaction}"


class ListingChange(IndexedChange):
    """Changes of published organisations."""
