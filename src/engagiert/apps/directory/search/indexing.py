"""Writing an index: terms with the row, terms when they are new, numbers counted anew from time to time."""

import itertools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from engagiert.engines.text import search as engine

from .answering import Index
from .postings import packed

_WRITE = """
update {table} l set search = t.packed from unnest(%s::bigint[], %s::bytea[]) as t(id, packed) where l.id = t.id
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """What of one row is found by words: its texts, weighted."""

    id: int
    fields: Sequence[engine.Field]


def write(index: Index[Any], entries: Iterable[Entry]) -> None:
    """Write the terms of rows that are there, and make those known that no row had before. Two queries."""
    lexis = engine.lexis()
    counted: Counter[str] = Counter()
    rows: dict[int, bytes] = {}
    for entry in entries:
        terms = engine.terms(entry.fields, lexis)
        counted.update(terms.keys())
        rows[entry.id] = packed(terms)
    with connection.cursor() as cursor:
        cursor.execute(_WRITE.format(table=index.table), [list(rows), list(rows.values())])
    # In one order, so that writers wait for each other and never in a ring.
    new = [index.terms(term=term, documents=number) for term, number in sorted(counted.items())]
    index.terms._default_manager.bulk_create(new, ignore_conflicts=True, batch_size=5_000)


def count_terms(index: Index[Any]) -> int:
    """Count anew in how many rows each term stands; returns the number of terms. Some seconds for a Land."""
    postings = index.copied().postings
    terms = index.terms._default_manager
    counted = {term: postings.documents(term) for term in terms.values_list("term", flat=True)}
    counted = {term: number for term, number in counted.items() if number}
    counted[index.terms.ALL] = index.rows._default_manager.count()
    known = set(terms.values_list("term", flat=True)) - {index.terms.VERSION}
    for gone in itertools.batched(sorted(known - counted.keys()), 5_000, strict=False):
        terms.filter(term__in=gone).delete()
    _keep(index, counted)
    return len(counted)


def is_current(index: Index[Any]) -> bool:
    """Whether the index was made by this version of engine and vocabulary."""
    made_by = index.terms._default_manager.filter(term=index.terms.VERSION).values_list("documents", flat=True).first()
    return made_by == engine.version()


def note_current(index: Index[Any]) -> None:
    """To be called when all rows were written by this version."""
    _keep(index, {index.terms.VERSION: engine.version()})


def _keep(index: Index[Any], counted: Mapping[str, int]) -> None:
    rows = [index.terms(term=term, documents=number) for term, number in sorted(counted.items())]
    index.terms._default_manager.bulk_create(
        rows, update_conflicts=True, unique_fields=["term"], update_fields=["documents"], batch_size=5_000
    )
