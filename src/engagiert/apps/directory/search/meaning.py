"""What a text asks for, by the words that a projection and the vocabulary know."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db import connection

from engagiert.apps.directory.models.search_term import IndexedTerm
from engagiert.engines.text import search as engine

from .columns import Columns

# So many are compared letter by letter.
_MOST_ALIKE = 40
# pg_trgm's usual 0.3
_ALIKE = """
select found.term, found.documents from unnest(%s::text[]) as asked(stem) cross join lateral (
    select term, documents from {table} where term %% asked.stem and term not like '~%%'
    order by similarity(term, asked.stem) desc, term limit %s
) as found
"""


@dataclass(frozen=True, slots=True)
class Meaning:
    """``plan``: None where the text says nothing. ``words``: what each wish was typed as. ``read_as``: corrections."""

    plan: engine.Plan | None
    words: tuple[str, ...] = ()
    read_as: Mapping[str, str] = field(default_factory=dict)


def prepare() -> None:
    """Read dictionary and vocabulary now: some seconds that the first search would wait for."""
    engine.lexis()


def meaning(text: str, columns: Columns, table: type[IndexedTerm]) -> Meaning:
    """``table``: the terms of the projection, asked only where a word is unknown and a similar one is looked for."""
    lexis = engine.lexis()
    wishes = engine.read(text, lexis)
    if not wishes:
        return Meaning(None)
    known = _documents(columns, wishes)
    unknown = {wish.stem for wish in wishes if not wish.known and not known[wish.stem]}
    read_as: dict[str, str] = {}
    if unknown:
        read_as = engine.correct(wishes, lexis, known | _alike(table, unknown))
        known = _documents(columns, wishes)
    plan = engine.weigh(wishes, engine.Statistics(max(len(columns), *known.values(), 1), known))
    return Meaning(plan, tuple(wish.word for wish in wishes), read_as)


def _documents(columns: Columns, wishes: Iterable[engine.Wish]) -> dict[str, int]:
    terms = {term for wish in wishes for term in (*wish.terms(), wish.stem)}
    return {term: columns.postings.documents(term) for term in terms}


def _alike(table: type[IndexedTerm], stems: Iterable[str]) -> dict[str, int]:
    """Terms of the projection that share enough trigrams with one of the stems."""
    with connection.cursor() as cursor:
        cursor.execute(_ALIKE.format(table=table._meta.db_table), [sorted(stems), _MOST_ALIKE])
        return dict(cursor.fetchall())
