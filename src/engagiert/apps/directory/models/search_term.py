from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from engagiert.apps.directory.purposes import DIRECTORY, WITH_RECORD
from engagiert.kernel.privacy import AMOUNTS, DERIVED, Datum, Impersonal, Personal
from engagiert.kernel.tenancy import Everyone, Wall


class IndexedTerm(models.Model):
    """A term of a public projection and the number of records it stands in: what is rare says more (idf).

    New terms enter with their record; the numbers are counted anew by a job, because ranking bears an old number
    and writers shall not wait for each other. Each projection that can be searched has a table of its own.
    """

    # Two rows that are no terms: how many records there are, and which version of the engine made the index.
    ALL: ClassVar[str] = "*"
    VERSION: ClassVar[str] = "="

    wall: ClassVar[Wall] = Everyone("Only stems of words that stand in published records are kept here.")
    off_the_record: ClassVar[str] = "Counted from records whose changes are on record."
    personal: ClassVar[Personal] = {"term": Datum(DIRECTORY, WITH_RECORD, DERIVED, label=_("Wortstamm"))}
    impersonal: ClassVar[Impersonal] = {AMOUNTS: ("documents",)}

    term = models.CharField(max_length=80, primary_key=True)
    documents = models.PositiveIntegerField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.term} {self.documents}"


class SearchTerm(IndexedTerm):
    """The terms of published organisations."""

    class Meta:
        indexes = [GinIndex(fields=["term"], name="search_term_trigrams", opclasses=["gin_trgm_ops"])]
