"""What a text asks for, by the words that a projection and the vocabulary know."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db import connection

from engagiert.apps.directory.models.search_term import IndexedTerm
from engagiert.engines.text import search as engine

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


def meaning(text: str, table: type[IndexedTerm]) -> Meaning:
    """``table``: the terms of the projection. One query, a second one where a word is unknown and a similar one is
    looked for."""
    lexis = engine.lexis()
    wishes = engine.read(text, lexis)
    if not wishes:
        return Meaning(None)
    known = _documents(table, {term for wish in wishes for term in wish.terms()})
    unknown = {wish.stem for wish in wishes if not wish.known and wish.stem not in known}
    read_as: dict[str, str] = {}
    if unknown:
        alike = _alike(table, unknown)
        read_as = engine.correct(wishes, lexis, known | alike)
        known |= _documents(table, {term for wish in wishes for term in wish.terms()} - known.keys())
    records = max([known.pop(table.ALL, 0), *known.values(), 1])
    plan = engine.weigh(wishes, engine.Statistics(records, known))
    return Meaning(plan, tuple(wish.word for wish in wishes), read_as)


def _documents(table: type[IndexedTerm], terms: Iterable[str]) -> dict[str, int]:
    rows = table._default_manager.filter(term__in=[*sorted(terms), table.ALL])
    return dict(rows.values_list("term", "documents"))


def _alike(table: type[IndexedTerm], stems: Iterable[str]) -> dict[str, int]:
    """Terms of the projection that share enough trigrams with one of the stems."""
    with connection.cursor() as cursor:
        cursor.execute(_ALIKE.format(table=table._meta.db_table), [sorted(stems), _MOST_ALIKE])
        return dict(cursor.fetchall())
