"""A question in, a page of listings and counts out; what finds and ranks can be exchanged without touching a page."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db import connection

from engagiert.apps.directory import register
from engagiert.apps.directory.models import Listing

from .finding import FIRST, Counts, count_sql, finding, ids_sql, read_counts, read_ids
from .meaning import Meaning, meaning
from .question import MOST_POINTS, PAGE_SIZE, Answer, Point, Question, plain

# From so many results on, counts and the first results are kept until the register changes.
BROAD = 300
# What no list shows; it stays where it is.
_WIDE = ("document", "search", "codes", "keys")


@dataclass(frozen=True, slots=True)
class _Tally:
    meaning: Meaning
    counts: Counts


_kept = register.Kept[_Tally]()


def search(question: Question) -> Answer:
    """Four queries (state, terms, results with counts, page), one more for an unknown word; two for a kept answer."""
    text = plain(question.text)
    tally = _tally(question, text)
    counts = tally.counts
    page = min(max(question.page, 1), max(1, -(-counts.total // PAGE_SIZE)))
    return Answer(
        listings=_page(question, tally, page),
        total=counts.total,
        page=page,
        facets=counts.facets,
        parts=counts.parts,
        distances=counts.distances,
        read_as=tally.meaning.read_as,
        unmet=_unmet(tally),
        apart=bool(counts.total) and tally.meaning.plan is not None and not counts.together,
        hopeless=bool(text) and tally.meaning.plan is None,
    )


def points(question: Question, *, most: int = MOST_POINTS) -> list[Point]:
    """The points of all results of ``search(question)`` that have one, whatever page it asks for; by key."""
    text = plain(question.text)
    asked = _meaning(text)
    if text and asked.plan is None:
        return []
    found = finding(question, asked.plan)
    points_of = "select id, lat, lon, approximate from kept where lat is not null order by id limit %(most)s"
    with connection.cursor() as cursor:
        cursor.execute(f"{found.sql} {points_of}", dict(found.parameters) | {"most": most})
        return [Point(*row) for row in cursor.fetchall()]


def forget() -> None:
    """Forget all kept answers; for tests and measurements."""
    _kept.clear()


def _key(question: Question, text: str) -> Hashable:
    return (question.within, text, tuple(sorted(question.codes)), question.near, question.sort)


def _tally(question: Question, text: str) -> _Tally:
    key, state = _key(question, text), register.state()
    tally = _kept.get(key, state)
    if tally is None:
        tally = _counted(question, text)
        if tally.counts.total >= BROAD:
            _kept.put(key, state, tally)
    return tally


def _counted(question: Question, text: str) -> _Tally:
    asked = _meaning(text)
    if text and asked.plan is None:
        return _Tally(asked, read_counts([]))
    counts = read_counts(_rows(*count_sql(finding(question, asked.plan), question)))
    if asked.plan is None and counts.total:
        counts = replace(counts, first=_ids(question, asked, counts, number=FIRST, start=0))
    return _Tally(asked, counts)


def _meaning(text: str) -> Meaning:
    return meaning(text) if text else Meaning(None)


def _ids(question: Question, asked: Meaning, counts: Counts, *, number: int, start: int) -> tuple[int, ...]:
    found = finding(question, asked.plan, in_order=counts.total >= BROAD)
    return read_ids(_rows(*ids_sql(found, question, number=number, start=start)))


def _rows(sql: str, parameters: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())


def _page(question: Question, tally: _Tally, page: int) -> list[Listing]:
    """The listings of a page; what lies behind the kept ones is looked up again."""
    if not tally.counts.total:
        return []
    start = PAGE_SIZE * (page - 1)
    ids = tally.counts.first[start : start + PAGE_SIZE]
    if not ids:
        ids = _ids(question, tally.meaning, tally.counts, number=PAGE_SIZE, start=start)
    listings = {listing.pk: listing for listing in Listing.objects.filter(pk__in=ids).defer(*_WIDE)}
    return [listings[pk] for pk in ids if pk in listings]


def _unmet(tally: _Tally) -> tuple[str, ...]:
    """The words that nothing found answers well, each once."""
    plan = tally.meaning.plan
    if plan is None:
        return ()
    words = zip(tally.meaning.words, plan.wishes, strict=True)
    missed = [word for number, (word, wish) in enumerate(words) if wish.decides and number not in tally.counts.met]
    return tuple(dict.fromkeys(missed))
