"""People and offers as columns: what the index is built from. Records become columns here; a caller with 100,000 of
them may fill columns itself.

All arrays of one object have one entry per row. Sets of terms are split into fields and skills, one machine word
each; ``taxonomy.bits`` gives both in one number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import taxonomy
from .records import CERTIFICATES, KINDS, LANGUAGES, NO_LIMIT, Opportunity, Volunteer

type Array = NDArray[Any]

AGE_UNTOLD = 255
_BITS = 64


@dataclass(frozen=True, slots=True)
class Lists:
    """Lists of numbers, one after the other: row ``i`` has ``numbers[starts[i]:starts[i + 1]]``."""

    starts: NDArray[np.int32]
    numbers: NDArray[np.int32]

    @classmethod
    def of(cls, rows: Iterable[Iterable[int]]) -> Lists:
        held = [sorted(set(row)) for row in rows]
        starts = np.zeros(len(held) + 1, np.int32)
        np.cumsum([len(row) for row in held], out=starts[1:])
        return cls(starts, np.fromiter((number for row in held for number in row), np.int32))

    @classmethod
    def empty(cls, rows: int) -> Lists:
        return cls(np.zeros(rows + 1, np.int32), np.zeros(0, np.int32))

    def take(self, rows: NDArray[np.intp]) -> Lists:
        """The lists of these rows, in their order."""
        sizes = np.diff(self.starts)[rows]
        starts = np.zeros(len(rows) + 1, np.int32)
        np.cumsum(sizes, out=starts[1:])
        at = np.repeat(self.starts[:-1][rows] - starts[:-1], sizes) + np.arange(starts[-1])
        return Lists(starts, self.numbers[at])


@dataclass(frozen=True, slots=True)
class OfferColumns:
    """``keys``: text; ``organisations``: a number each; ``kind``: 1 << place in ``KINDS``; ``languages_…``,
    ``certificates``: sets by place in ``LANGUAGES``, ``CERTIFICATES``; ``words``: numbers of words."""

    keys: Array
    organisations: Array
    lat: Array
    lon: Array
    from_home: Array
    week: Array
    fields: Array
    skills: Array
    languages_required: Array
    languages_wanted: Array
    minimum_age: Array
    certificates: Array
    kind: Array
    hours: Array
    capacity: Array
    urgency: Array
    connections: Array
    words: Lists
    blur_km: Array

    def take(self, rows: NDArray[np.intp]) -> OfferColumns:
        """These rows, in their order."""
        return OfferColumns(**{each.name: _taken(getattr(self, each.name), rows) for each in fields(self)})


def _taken(column: Array | Lists, rows: NDArray[np.intp]) -> Any:
    return column.take(rows) if isinstance(column, Lists) else column[rows]


@dataclass(frozen=True, slots=True)
class PersonColumns:
    """As ``OfferColumns``. ``hours``: infinite where not told. ``refused_offers``: rows of the offers."""

    lat: Array
    lon: Array
    radius_km: Array
    week: Array
    fields: Array
    skills: Array
    languages: Array
    age: Array
    certificates: Array
    hours: Array
    refused_kinds: Array
    refused_fields: Array
    refused_skills: Array
    refused_offers: Lists
    refused_organisations: Lists
    words: Lists
    blur_km: Array


class UnknownCodeError(ValueError):
    """A code that the engine does not know; ``what`` says of which list."""

    def __init__(self, what: str, code: str) -> None:
        super().__init__(f"unknown {what}: {code}")
        self.what, self.code = what, code


def places(what: str, known: Sequence[str]) -> Callable[[Iterable[str]], int]:
    """A function that makes a set of codes by their place in ``known``; it raises UnknownCodeError."""
    at = {code: place for place, code in enumerate(known)}

    def members(codes: Iterable[str]) -> int:
        found = 0
        for code in codes:
            if code not in at:
                raise UnknownCodeError(what, code)
            found |= 1 << at[code]
        return found

    return members


language_bits = places("language", LANGUAGES)
certificate_bits = places("certificate", CERTIFICATES)
kind_bits = places("kind", KINDS)


def split(terms: int) -> tuple[int, int]:
    """A set of terms as fields and skills."""
    fields = len(taxonomy.fields())
    return terms & (1 << fields) - 1, terms >> fields


def offer_columns(
    of: Sequence[Opportunity], words: Mapping[str, int], organisations: Mapping[str, int]
) -> OfferColumns:
    """Columns of records. ``words`` and ``organisations``: the numbers of all that occur."""
    terms = [split(taxonomy.bits((*each.fields, *each.skills))) for each in of]
    return OfferColumns(
        keys=np.array([each.key for each in of], dtype=object),
        organisations=np.array([organisations[each.organisation] for each in of], np.int32),
        lat=np.array([each.lat for each in of], np.float64),
        lon=np.array([each.lon for each in of], np.float64),
        from_home=np.array([each.from_home for each in of], np.bool_),
        week=np.array([each.week for each in of], np.uint32),
        fields=np.array([about for about, _skills in terms], np.uint64),
        skills=np.array([skills for _about, skills in terms], np.uint64),
        languages_required=np.array([language_bits(each.languages_required) for each in of], np.uint64),
        languages_wanted=np.array([language_bits(each.languages_wanted) for each in of], np.uint64),
        minimum_age=np.array([each.minimum_age for each in of], np.uint8),
        certificates=np.array([certificate_bits(each.certificates) for each in of], np.uint32),
        kind=np.array([kind_bits((each.kind,)) for each in of], np.uint8),
        hours=np.array([each.hours for each in of], np.float32),
        capacity=np.array([each.capacity for each in of], np.int32),
        urgency=np.array([each.urgency for each in of], np.float64),
        connections=np.array([each.connections for each in of], np.int32),
        words=Lists.of([words[word] for word in each.words] for each in of),
        blur_km=np.array([each.blur_km for each in of], np.float64),
    )


def person_columns(
    of: Sequence[Volunteer], words: Mapping[str, int], organisations: Mapping[str, int], offers: Mapping[str, int]
) -> PersonColumns:
    """Columns of records. What the offers do not have (words, refused keys) is left out."""
    terms = [split(taxonomy.bits((*each.fields, *each.skills))) for each in of]
    refused = [split(taxonomy.bits(each.refused_terms)) for each in of]
    return PersonColumns(
        lat=np.array([each.lat for each in of], np.float64),
        lon=np.array([each.lon for each in of], np.float64),
        radius_km=np.array([each.radius_km for each in of], np.float64),
        week=np.array([each.week for each in of], np.uint32),
        fields=np.array([fields for fields, _skills in terms], np.uint64),
        skills=np.array([skills for _fields, skills in terms], np.uint64),
        languages=np.array([language_bits(each.languages) for each in of], np.uint64),
        age=np.array([AGE_UNTOLD if each.age is None else each.age for each in of], np.uint8),
        certificates=np.array([certificate_bits(each.certificates) for each in of], np.uint32),
        hours=np.array([np.inf if each.hours == NO_LIMIT else each.hours for each in of], np.float32),
        refused_kinds=np.array([kind_bits(each.refused_kinds) for each in of], np.uint8),
        refused_fields=np.array([fields for fields, _skills in refused], np.uint64),
        refused_skills=np.array([skills for _fields, skills in refused], np.uint64),
        refused_offers=_known(offers, (each.refused_offers for each in of)),
        refused_organisations=_known(organisations, (each.refused_organisations for each in of)),
        words=_known(words, (each.words for each in of)),
        blur_km=np.array([each.blur_km for each in of], np.float64),
    )


def _known(numbers: Mapping[str, int], rows: Iterable[Iterable[str]]) -> Lists:
    return Lists.of([numbers[each] for each in row if each in numbers] for row in rows)


def signatures(words: Lists) -> NDArray[np.uint64]:
    """For each list a machine word in which every number has set a bit: no common bit, no common number."""
    rows = len(words.starts) - 1
    found = np.zeros(rows, np.uint64)
    owner = np.repeat(np.arange(rows), np.diff(words.starts))
    np.bitwise_or.at(found, owner, np.uint64(1) << (words.numbers % _BITS).astype(np.uint64))
    return found
