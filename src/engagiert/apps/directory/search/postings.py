"""The inverted index of a projection, in the process: which rows hold a term, and how much they are about it.

A row keeps its terms packed, eight bytes each: seven of the term's hash, one of its impact. Read into the process they
become one long list in the order of terms, about five bytes each. A changed row is added behind as a slot of its own;
its old slot is no row's any more, so a change costs what the row costs (log-structured merge, O'Neil 1996).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

_PACKED = np.dtype("<u8")
_IMPACT_BITS = np.uint64(8)
# So many small lists are looked through one by one before they are made one.
_MOST_SEGMENTS = 12


@lru_cache(maxsize=200_000)
def _key(term: str) -> int:
    """56 bits: among a million terms two share a key once in a hundred thousand installations."""
    return int.from_bytes(hashlib.blake2b(term.encode(), digest_size=7).digest())


def packed(impacts: Mapping[str, int]) -> bytes:
    """Terms with impacts 1 to 255, as a row keeps them."""
    return np.array([_key(term) << 8 | impact for term, impact in impacts.items()], _PACKED).tobytes()


@dataclass(frozen=True, slots=True, eq=False)
class _Segment:
    """``keys``: of the terms, ascending; those of term n stand at ``starts[n]`` to ``starts[n + 1]``."""

    keys: NDArray[np.uint64]
    starts: NDArray[np.int64]
    slots: NDArray[np.int32]
    impacts: NDArray[np.uint8]

    @classmethod
    def of(cls, packed_terms: NDArray[np.uint64], slots: NDArray[np.int32]) -> _Segment:
        order = np.argsort(packed_terms, kind="stable")
        ordered = packed_terms[order]
        keys, starts = np.unique(ordered >> _IMPACT_BITS, return_index=True)
        return cls(keys, np.append(starts, len(ordered)), slots[order], ordered.astype(np.uint8))

    def unpacked(self) -> tuple[NDArray[np.uint64], NDArray[np.int32]]:
        keys = np.repeat(self.keys, np.diff(self.starts))
        return (keys << _IMPACT_BITS) | self.impacts.astype(np.uint64), self.slots


@dataclass(frozen=True, slots=True, eq=False)
class Postings:
    """``slots``: how many rows were ever written into it."""

    slots: int = 0
    segments: tuple[_Segment, ...] = ()

    def extended(self, rows: Sequence[bytes]) -> Postings:
        """With these rows behind, each in the next slot."""
        terms = np.frombuffer(b"".join(rows), _PACKED)
        counts = [len(row) // _PACKED.itemsize for row in rows]
        slots = np.repeat(np.arange(self.slots, self.slots + len(rows), dtype=np.int32), counts)
        segments = (*self.segments, _Segment.of(terms, slots))
        if len(segments) > _MOST_SEGMENTS:
            pairs = [segment.unpacked() for segment in segments[1:]]
            merged = _Segment.of(np.concatenate([t for t, _s in pairs]), np.concatenate([s for _t, s in pairs]))
            segments = (segments[0], merged)
        return Postings(self.slots + len(rows), segments)

    def of(self, term: str) -> Iterator[tuple[NDArray[np.int32], NDArray[np.uint8]]]:
        """Slots and impacts of a term; no slot twice."""
        key = np.uint64(_key(term))
        for segment in self.segments:
            at = int(np.searchsorted(segment.keys, key))
            if at < len(segment.keys) and segment.keys[at] == key:
                here = slice(segment.starts[at], segment.starts[at + 1])
                yield segment.slots[here], segment.impacts[here]

    def documents(self, term: str) -> int:
        """In how many slots the term stands."""
        return sum(len(slots) for slots, _impacts in self.of(term))
