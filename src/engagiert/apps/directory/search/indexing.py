"""Writing an index: lexemes with the row, terms when they are new, numbers counted anew from time to time."""

import itertools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from engagiert.engines.text import search as engine

from .answering import Index

_WRITE = """
update {table} l set search = array_to_tsvector(t.lexemes::text[])
from unnest(%s::bigint[], %s::text[]) as t(id, lexemes) where l.id = t.id
"""
_COUNTED = """
select substr(word, 2) as term, sum(ndoc)::int from ts_stat('select search from {table}')
where left(word, 1) between '0' and '9' group by 1
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """What of one row is found by words. ``fields``: its texts, weighted; ``places``: where, as marks of ``units``."""

    id: int
    places: Sequence[str]
    fields: Sequence[engine.Field]


def write(index: Index[Any], entries: Iterable[Entry]) -> None:
    """Write the lexemes of rows that are there, and make terms known that no row had before. Two queries."""
    lexis = engine.lexis()
    counted: Counter[str] = Counter()
    rows: dict[int, str] = {}
    for entry in entries:
        terms = engine.terms(entry.fields, lexis)
        counted.update(terms.keys())
        rows[entry.id] = _array([*engine.lexemes(terms), *entry.places])
    with connection.cursor() as cursor:
        cursor.execute(_WRITE.format(table=index.table), [list(rows), list(rows.values())])
    # In one order, so that writers wait for each other and never in a ring.
    new = [index.terms(term=term, documents=number) for term, number in sorted(counted.items())]
    index.terms._default_manager.bulk_create(new, ignore_conflicts=True, batch_size=5_000)


def _array(lexemes: Sequence[str]) -> str:
    """A list as PostgreSQL writes it; a lexeme holds letters and digits of any script, "~", "@" and "-"."""
    return "{" + ",".join(f'"{lexeme}"' for lexeme in lexemes) + "}"


def count_terms(index: Index[Any]) -> int:
    """Count anew in how many rows each term stands; returns the number of terms. Some seconds for a Land."""
    terms = index.terms._default_manager
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED.format(table=index.table))
        counted: dict[str, int] = dict(cursor.fetchall())
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
