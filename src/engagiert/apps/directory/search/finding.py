"""The SQL of the search: candidates by the index, values added up, the long tail cut off.

``search`` of a projection holds lexemes of the engine ("3vorles": term and level in one) and marks of places
("@05978024"). A plan asks for lexemes of equal value together, each time within the places asked for, so that the
index finds and no record is read to be ranked (ADR 0020).
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from engagiert.engines.text import search as engine

from .question import PLACE_MARK

# Keys of this length on narrow a question: a Kreis or a town, not a Land.
_NARROW = 5
# More words than any question has; each takes a bit.
_MOST_WISHES = 62

# One value holds all results: eight bytes each for key, score and the wishes that the record answers well.
_RANKED = """
with asked as (
    select * from unnest(%(queries)s::text[], %(wishes)s::int[], %(values)s::float8[], %(own)s::float8[])
        as a(query, wish, value, own)
), met as (
    select l.id, a.wish, max(a.value) as value, max(a.own) as own
    from asked a cross join lateral (
        select id from {table} where search @@ a.query::tsquery and {within} offset 0
    ) l
    group by 1, 2
), scored as materialized (
    select id, sum(value) + sum(own) as score,
        bit_or(case when value >= (%(well)s::float8[])[wish + 1] then 1::bigint << wish else 0 end) as well
    from met group by id having bool_or(wish = any (%(deciding)s))
)
select string_agg(int8send(id) || float8send(score) || int8send(well), ''::bytea) from scored
where score >= (select %(cut)s * max(score) from scored)
"""
_ROW = np.dtype([("id", ">i8"), ("score", ">f8"), ("well", ">i8")])


@dataclass(frozen=True, slots=True, eq=False)
class Ranked:
    """Records that answer a plan, in no order: key, score, and as bits the wishes that each answers well."""

    ids: NDArray[np.int64]
    scores: NDArray[np.float64]
    well: NDArray[np.int64]


def ranked(table: str, plan: engine.Plan, within: tuple[str, ...]) -> Ranked:
    """All records within these places (keys; none: everywhere) whose score is a fair part of the best. One query."""
    by_mark = bool(within) and min(map(len, within)) >= _NARROW
    condition, places = ("true", dict[str, Any]()) if by_mark or not within else _within(within)
    with connection.cursor() as cursor:
        cursor.execute(
            _RANKED.format(table=table, within=condition), places | _parameters(plan, within if by_mark else ())
        )
        [(packed,)] = cursor.fetchall()
    rows = np.frombuffer(packed or b"", _ROW)
    return Ranked(rows["id"].astype(np.int64), rows["score"].astype(np.float64), rows["well"].astype(np.int64))


def _within(places: tuple[str, ...]) -> tuple[str, dict[str, Any]]:
    names = [f"within{number}" for number in range(len(places))]
    condition = " or ".join(f"ags like %({name})s" for name in names)
    return f"({condition})", {name: f"{ags}%" for name, ags in zip(names, places, strict=True)}


def _parameters(plan: engine.Plan, marked: tuple[str, ...]) -> dict[str, Any]:
    """One question to the index for all lexemes of a wish that are worth the same, alone and as its own word.

    ``marked``: places whose mark narrows what the index reads.
    """
    asked: dict[tuple[int, float, float], list[str]] = defaultdict(list)
    wishes = plan.wishes[:_MOST_WISHES]
    for number, wish in enumerate(wishes):
        for lexeme, value in wish.values.items():
            asked[number, value, wish.own.get(lexeme, 0.0)].append(lexeme)
    marks = " | ".join(_quoted(PLACE_MARK + ags) for ags in marked)
    places = f"({marks}) & " if marks else ""
    return {
        "queries": [f"{places}({' | '.join(map(_quoted, sorted(lexemes)))})" for lexemes in asked.values()],
        "wishes": [number for number, _value, _own in asked],
        "values": [value for _number, value, _own in asked],
        "own": [own for _number, _value, own in asked],
        "deciding": [number for number, wish in enumerate(wishes) if wish.decides],
        "well": [wish.well for wish in wishes],
        "cut": engine.CUT,
    }


def _quoted(lexeme: str) -> str:
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"
