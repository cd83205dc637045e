"""Search in the public register: German full text, then similarity of words for typing errors.

The interface is small on purpose: a question in, a page of listings and counts out. What finds and ranks can be
exchanged without touching a page.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import connection

from engagiert.engines.text.folding import fold

from . import register, vocabulary
from .models import Listing

PAGE_SIZE = 20
LONGEST_QUERY = 200
MOST_POINTS = 50_000
# From so many results on, counts and the first results are kept until the register changes; a search for similar
# words is dear however few it finds.
BROAD = 500
_FIRST = 10 * PAGE_SIZE
# The share of a word's trigrams that must meet for “probably meant”; below it, answers look accidental.
_SIMILAR = 0.5
_VOCABULARIES = {
    "fields": vocabulary.FIELDS,
    "type": vocabulary.FACILITY_TYPES,
    "target_groups": vocabulary.TARGET_GROUPS,
    "languages": vocabulary.LANGUAGES,
    "accessibility": vocabulary.ACCESSIBILITY,
    "sector": vocabulary.SECTORS,
}
FACETS = tuple(_VOCABULARIES)
# No code stands in two vocabularies (a test holds them to it), so one list of codes serves all facets.
_FACET_OF = {code: facet for facet, terms in _VOCABULARIES.items() for code in terms}
_EVERY_ROW = "*"


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody looks for. ``ags``: only within this place; ``places``: only within one of these, as for an
    alliance of towns, in place of ``ags``; ``chosen``: one code a facet."""

    ags: str = ""
    places: tuple[str, ...] = ()
    text: str = ""
    chosen: Mapping[str, str] = field(default_factory=dict)
    sort: str = "fit"
    page: int = 1


@dataclass(frozen=True, slots=True)
class Answer:
    """``facets``: for each facet and code, how many results choosing it would leave."""

    listings: list[Listing]
    total: int
    facets: Mapping[str, Mapping[str, int]]
    loosened: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """Where a result lies, WGS 84. ``approximate``: known only by town or street."""

    id: int
    lat: float
    lon: float
    approximate: bool


@dataclass(frozen=True, slots=True)
class _Tally:
    """``first``: ids of the first results in their order, known only where the answer is kept."""

    total: int
    facets: Mapping[str, Mapping[str, int]]
    loosened: bool = False
    first: tuple[int, ...] = ()

    @property
    def is_dear(self) -> bool:
        return self.total >= BROAD or self.loosened


_kept = register.Kept[_Tally]()


def search(question: Question) -> Answer:
    """Three queries, for a broad question two; a fourth where no word meets and similar ones are tried."""
    text = _plain(question.text)
    key = (question.ags, question.places, text, tuple(sorted(question.chosen.items())), question.sort)
    state = register.state()
    tally = _kept.get(key, state)
    if tally is None:
        tally = _tally(question, text)
        if tally.is_dear:
            tally = replace(tally, first=_first(question, _matcher(text, tally), tally))
            _kept.put(key, state, tally)
    return Answer(_page(question, text, tally), tally.total, tally.facets, tally.loosened)


def points(question: Question, *, most: int = MOST_POINTS) -> list[Point]:
    """The points of all results of ``search(question)`` that have one, whatever page it asks for; by key."""
    text = _plain(question.text)
    tally = _tally(question, text)
    where, parameters = _where(question, _matcher(text, tally))
    sql = f"""
    select id, lat, lon, approximate from directory_listing where {where} and lat is not null order by id limit %(most)s
    """  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters | {"most": most})
        return [Point(*row) for row in cursor.fetchall()]


def _plain(text: str) -> str:
    return " ".join(text.replace("\x00", "").split())[:LONGEST_QUERY]


def forget() -> None:
    """Forget all kept answers; for tests and measurements."""
    _kept.clear()


class _Everything:
    condition = ""
    rank = "0"

    def parameters(self) -> dict[str, Any]:
        return {}


class _Exact(_Everything):
    condition = "search @@ (websearch_to_tsquery('german', %(text)s) || websearch_to_tsquery('german', %(folded)s))"
    rank = "ts_rank(search, websearch_to_tsquery('german', %(text)s) || websearch_to_tsquery('german', %(folded)s))"

    def __init__(self, text: str) -> None:
        self.text = text

    def parameters(self) -> dict[str, Any]:
        return {"text": self.text, "folded": fold(self.text)}


class _Similar(_Everything):
    condition = "%(folded)s <%% folded"
    rank = "word_similarity(%(folded)s, folded)"

    def __init__(self, folded: str) -> None:
        self.folded = folded

    def parameters(self) -> dict[str, Any]:
        return {"folded": self.folded}


def _matcher(text: str, tally: _Tally | None = None) -> _Everything:
    if not text:
        return _Everything()
    return _Similar(fold(text)) if tally and tally.loosened else _Exact(text)


def _tally(question: Question, text: str) -> _Tally:
    tally = _counted(question, _matcher(text))
    if tally.total or not fold(text):
        return tally
    with connection.cursor() as cursor:
        cursor.execute("select set_config('pg_trgm.word_similarity_threshold', %s, true)", [str(_SIMILAR)])
    return replace(_counted(question, _Similar(fold(text))), loosened=True)


def _counted(question: Question, matcher: _Everything) -> _Tally:
    """One pass over the matches counts them and every code of every facet."""
    where, parameters = _where(question, matcher)
    sql = f"""
    select code, count(*) from (select unnest(codes) as code from directory_listing where {where}) as found
    group by code
    """  # noqa: S608 - built from the constants of this file; values go in as parameters
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        counts: dict[str, int] = dict(cursor.fetchall())
    facets: dict[str, dict[str, int]] = {facet: {} for facet in FACETS}
    for code, count in counts.items():
        if code in _FACET_OF:
            facets[_FACET_OF[code]][code] = count
    return _Tally(counts.get(_EVERY_ROW, 0), facets)


def _where(question: Question, matcher: _Everything) -> tuple[str, dict[str, Any]]:
    conditions: list[str] = []
    parameters = matcher.parameters()
    places = question.places or ((question.ags,) if question.ags else ())
    if places:
        conditions.append("(" + " or ".join(f"ags like %(within{n})s" for n in range(len(places))) + ")")
        parameters |= {f"within{n}": f"{ags}%" for n, ags in enumerate(places)}
    codes = [code for facet, code in question.chosen.items() if facet in FACETS and code]
    if codes:
        conditions.append("codes @> %(codes)s::varchar[]")
        parameters["codes"] = codes
    if matcher.condition:
        conditions.append(matcher.condition)
    return " and ".join(conditions) or "true", parameters


_ORDERS = {
    "fit": "{rank} desc, sort_key, id",
    "name": "sort_key, id",
    "new": "coalesce(confirmed_on, published_on) desc nulls last, sort_key, id",
}


# What a result shows; the wide columns stay where they are.
_COLUMNS = ", ".join(
    field.name if field.name != "place" else "place_id"
    for field in Listing._meta.concrete_fields
    if field.name not in ("office", "keys", "codes", "folded", "search", "document")
)


def _results_sql(question: Question, matcher: _Everything, columns: str, *, whole: bool) -> tuple[str, dict[str, Any]]:
    """``whole``: find all results, then sort them. A broad question is better read in the order of an index; for a
    narrow one that could mean to read the whole register, where its results stand last."""
    where, parameters = _where(question, matcher)
    order = _ORDERS.get(question.sort, _ORDERS["fit"])
    if not matcher.condition and order == _ORDERS["fit"]:
        order = _ORDERS["name"]
    found = "directory_listing"
    if whole:
        found = f"(select * from directory_listing where {where} offset 0) as found"  # noqa: S608
    sql = f"""
    select {columns} from {found} where {"true" if whole else where} order by {order.format(rank=matcher.rank)}
    limit %(number)s offset %(start)s
    """  # noqa: S608
    return sql, parameters


def _first(question: Question, matcher: _Everything, tally: _Tally) -> tuple[int, ...]:
    sql, parameters = _results_sql(question, matcher, "id", whole=tally.total < BROAD)
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters | {"number": _FIRST, "start": 0})
        return tuple(pk for (pk,) in cursor.fetchall())


def _page(question: Question, text: str, tally: _Tally) -> list[Listing]:
    start = PAGE_SIZE * (max(question.page, 1) - 1)
    if start >= tally.total:
        return []
    ids = tally.first[start : start + PAGE_SIZE]
    if not ids:
        sql, parameters = _results_sql(question, _matcher(text, tally), _COLUMNS, whole=tally.total < BROAD)
        return list(Listing.objects.raw(sql, parameters | {"number": PAGE_SIZE, "start": start}))
    sql = f"select {_COLUMNS} from directory_listing where id = any(%(ids)s)"  # noqa: S608
    listings = {listing.pk: listing for listing in Listing.objects.raw(sql, {"ids": list(ids)})}
    return [listings[pk] for pk in ids if pk in listings]
