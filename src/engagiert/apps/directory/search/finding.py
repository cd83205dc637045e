# ruff: noqa: S608 - built from the constants of this file; values go in as parameters
"""The SQL of the search: candidates by the index, values added up, the long tail cut off, facets counted.

``directory_listing.search`` holds lexemes of the engine ("3vorles": term and level in one) and marks of places
("@05978024"). A plan asks for lexemes of equal value together, each time within the places asked for, so that the
index alone answers and no record is read to be ranked (ADR 0020).
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engagiert.engines.text import search as engine

from .question import DISTANCES, EVERY_ROW, FACET_OF, FACETS, PAGE_SIZE, PLACE_MARK, Question

# Keys of this length on narrow a question: a Kreis or a town, not a Land.
_NARROW = 5
# Metres of a degree of latitude; a flat earth is exact enough for 25 km.
_DEGREE = 111_320

_MET = """
asked as (
    select * from unnest(%(queries)s::text[], %(wishes)s::int[], %(values)s::float8[], %(own)s::float8[])
        as a(query, wish, value, own)
), met as materialized (
    select l.ctid as row, a.wish, max(a.value) as value, max(a.own) as own
    from asked a cross join lateral (
        select ctid from directory_listing where search @@ a.query::tsquery and {within} offset 0
    ) l
    group by 1, 2
), scored as materialized (
    select row, sum(value) + sum(own) as score from met group by row having bool_or(wish = any (%(deciding)s))
), found as materialized (
    select l.ctid as row, l.id, s.score, l.codes, l.sort_key, l.lat, l.lon, l.approximate,
        coalesce(l.confirmed_on, l.published_on) as day
    from scored s join directory_listing l on l.ctid = s.row
    where s.score >= (select %(cut)s * max(score) from scored)
)
"""
_ALL = """
found as not materialized (
    select id, 0 as score, codes, sort_key, lat, lon, approximate, coalesce(confirmed_on, published_on) as day
    from directory_listing where {within}
)
"""
# So many results in their order are kept where an answer is kept.
FIRST = 10 * PAGE_SIZE
ORDERS = {
    "fit": "round(score::numeric, 6) desc, sort_key, id",
    "name": "sort_key, id",
    "new": "day desc nulls last, sort_key, id",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """``sql``: a list of common table expressions that ends in ``kept``, all results. ``ranked``: by a plan."""

    sql: str
    parameters: Mapping[str, Any]
    ranked: bool


def finding(question: Question, plan: engine.Plan | None, *, in_order: bool = False) -> Finding:
    """All results of the question: of the plan, or without one all that lie within the places.

    ``in_order``: so many that they are better read in the order of an index than found and then sorted."""
    where, parameters = _filters(question)
    if plan is not None:
        condition, places = ("true", {}) if _by_mark(question) else _within(question)
        met = _MET.format(within=condition)
        sql = f"with {met}, kept as materialized (select * from found where {where})"
        return Finding(sql, parameters | places | _plan_parameters(question, plan), ranked=True)
    within, more = _within(question)
    materialized = "not materialized" if in_order else "materialized"
    sql = f"with {_ALL.format(within=within)}, kept as {materialized} (select * from found where {where})"
    return Finding(sql, parameters | more, ranked=False)


def _within(question: Question) -> tuple[str, dict[str, Any]]:
    places = question.within
    if not places:
        return "true", {}
    names = [f"within{number}" for number in range(len(places))]
    condition = " or ".join(f"ags like %({name})s" for name in names)
    return f"({condition})", {name: f"{ags}%" for name, ags in zip(names, places, strict=True)}


def _filters(question: Question) -> tuple[str, dict[str, Any]]:
    conditions, parameters = [], dict[str, Any]()
    if question.codes:
        conditions.append("codes @> %(codes)s::varchar[]")
        parameters["codes"] = question.codes
    if question.near:
        parameters |= {"lat": question.near.lat, "lon": question.near.lon, "km": question.near.km}
        if question.near.km:
            conditions.append(f"{_DISTANCE} <= %(km)s")
    return " and ".join(conditions) or "true", parameters


_DISTANCE = (
    f"sqrt(pow(lat - %(lat)s, 2) + pow((lon - %(lon)s) * cos(radians(%(lat)s)), 2)) * {_DEGREE / 1000}"  # kilometres
)


def _plan_parameters(question: Question, plan: engine.Plan) -> dict[str, Any]:
    """One question to the index for all lexemes of a wish that are worth the same, alone and as its own word."""
    asked: dict[tuple[int, float, float], list[str]] = defaultdict(list)
    for number, wish in enumerate(plan.wishes):
        for lexeme, value in wish.values.items():
            asked[number, value, wish.own.get(lexeme, 0.0)].append(lexeme)
    marks = " | ".join(_quoted(PLACE_MARK + ags) for ags in question.within)
    places = f"({marks}) & " if _by_mark(question) else ""
    return {
        "queries": [f"{places}({' | '.join(map(_quoted, sorted(lexemes)))})" for lexemes in asked.values()],
        "wishes": [number for number, _value, _own in asked],
        "values": [value for _number, value, _own in asked],
        "own": [own for _number, _value, own in asked],
        "deciding": [number for number, wish in enumerate(plan.wishes) if wish.decides],
        "well": [wish.well for wish in plan.wishes],
        "shares": [wish.share for wish in plan.wishes],
        "most": engine.MOST * sum(wish.share for wish in plan.wishes if wish.decides),
        "cut": engine.CUT,
    }


def _by_mark(question: Question) -> bool:
    """A mark of a place narrows what the index reads, unless nearly all lies within."""
    return bool(question.within) and min(map(len, question.within)) >= _NARROW


def _quoted(lexeme: str) -> str:
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"


def count_sql(of: Finding, question: Question) -> tuple[str, dict[str, Any]]:
    """One pass over the results: rows of (kind, name, number) with the kinds "code", "km" and, of a plan, "met"."""
    parts = ["select 'code' as kind, code as name, count(*) as number from kept, unnest(codes) as code group by code"]
    if question.near:
        where = "codes @> %(codes)s::varchar[]" if question.codes else "true"
        parts += [f"select 'km', '{km}', count(*) from found where {where} and {_DISTANCE} <= {km}" for km in DISTANCES]
    if of.ranked:
        parts.append(
            "select 'met', wish::text, 1 from unnest(%(deciding)s::int[]) as wish where exists (select from met m"
            " join kept using (row) where m.wish = wish.wish and m.value >= (%(well)s::float8[])[wish.wish + 1])"
        )
        # Whether one result answers most of the question, not each word another.
        parts.append(
            "select 'together', '', 1 where exists (select from met m join kept using (row)"
            " where m.value >= (%(well)s::float8[])[m.wish + 1] and m.wish = any (%(deciding)s)"
            " group by row having sum((%(shares)s::float8[])[m.wish + 1]) >= %(most)s)"
        )
        parts.append(_first(question, of))
    return f"{of.sql} {' union all '.join(parts)}", dict(of.parameters) | {"number": FIRST, "start": 0}


def ids_sql(of: Finding, question: Question, *, number: int, start: int) -> tuple[str, dict[str, Any]]:
    """Rows of ("first", id, place in the order) of the results from ``start`` on."""
    return f"{of.sql} {_first(question, of)}", dict(of.parameters) | {"number": number, "start": start}


def _first(question: Question, of: Finding) -> str:
    order = ORDERS.get(question.sort, ORDERS["fit"])
    if order == ORDERS["fit"] and not of.ranked:
        order = ORDERS["name"]
    ordered = f"select id from kept order by {order} limit %(number)s offset %(start)s"
    return f"select 'first' as kind, id::text as name, row_number() over () as number from ({ordered}) as ordered"


@dataclass(frozen=True, slots=True)
class Counts:
    """``met``: numbers of the wishes that some result answers well. ``together``: one result answers most of them.
    ``first``: ids in their order."""

    total: int
    facets: Mapping[str, Mapping[str, int]]
    parts: Mapping[str, int]
    distances: Mapping[int, int]
    met: frozenset[int]
    together: bool
    first: tuple[int, ...]


def read_counts(rows: Sequence[tuple[str, str, int]]) -> Counts:
    codes = {name: number for kind, name, number in rows if kind == "code"}
    facets: dict[str, dict[str, int]] = {facet: {} for facet in FACETS}
    for code, number in codes.items():
        if code in FACET_OF:
            facets[FACET_OF[code]][code] = number
    return Counts(
        total=codes.get(EVERY_ROW, 0),
        facets=facets,
        parts={code[1:]: number for code, number in codes.items() if code.startswith(PLACE_MARK)},
        distances={int(name): number for kind, name, number in rows if kind == "km"},
        met=frozenset(int(name) for kind, name, _number in rows if kind == "met"),
        together=any(kind == "together" for kind, _name, _number in rows),
        first=read_ids(rows),
    )


def read_ids(rows: Sequence[tuple[str, str, int]]) -> tuple[int, ...]:
    return tuple(int(name) for kind, name, _place in sorted(rows, key=lambda row: row[2]) if kind == "first")
