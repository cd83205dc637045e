"""Which records of a long list are worth comparing, and what comes of it: near-linear in the number of records.

Blocking by many keys (rare words of a place, whole names, initials, beginnings and ends against typing errors,
doors, phones). A block of few is compared in full; in a block of many each record only with its neighbours in the
order of names and addresses (sorted neighbourhood, Hernández and Stolfo 1995), so that 5,000 records of one name
cost 5,000 short looks and not twelve million.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from engagiert.engines.linkage.corpus import Corpus, door_of
from engagiert.engines.linkage.judging import DIFFERENT, Judgement, judge
from engagiert.engines.linkage.parsing import Name, parse
from engagiert.engines.linkage.records import Record
from engagiert.engines.linkage.words import CARRIER, CONTENT, HOME, LEVEL, NUMBER, OFFICE, SPORT, UNIT, YEAR

# A block of up to so many is compared in full, in a larger one each record with so many neighbours.
FULL_BLOCK = 40
NEIGHBOURS = 6
_RARE_WORDS = 4
_PAIR_BASE = np.int64(1) << np.int64(31)

type Codes = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Link:
    """Two records by their place in the list, ``first`` < ``second``, and the verdict over them."""

    first: int
    second: int
    judgement: Judgement


def link(records: Sequence[Record], corpus: Corpus | None = None, *, keep: frozenset[str] | None = None) -> list[Link]:
    """All pairs whose verdict is in ``keep`` (without it: all but ``different``), in the order of the list."""
    corpus = corpus or Corpus(records)
    pairs = candidate_pairs(records, corpus)
    return list(judged(records, pairs, corpus, keep=keep))


def judged(
    records: Sequence[Record], pairs: Iterable[tuple[int, int]], corpus: Corpus, *, keep: frozenset[str] | None = None
) -> Iterator[Link]:
    """The verdicts over given pairs; what is not kept is dropped at once."""
    for first, second in pairs:
        found = judge(records[first], records[second], corpus)
        if found.verdict in keep if keep is not None else found.verdict != DIFFERENT:
            yield Link(first, second, found)


def candidate_pairs(records: Sequence[Record], corpus: Corpus) -> list[tuple[int, int]]:
    """Pairs of places in the list that share a key, each once, sorted."""
    codes = pair_codes(records, corpus)
    firsts, seconds = codes // _PAIR_BASE, codes % _PAIR_BASE
    return list(zip(firsts.tolist(), seconds.tolist(), strict=True))


def pair_codes(records: Sequence[Record], corpus: Corpus) -> Codes:
    """The pairs as ``first * 2**31 + second``, sorted: eight bytes a pair."""
    rank = np.empty(len(records), dtype=np.int32)
    rank[sorted(range(len(records)), key=lambda i: _order(records[i]))] = np.arange(len(records), dtype=np.int32)
    hashes, owners = _keys_of_all(records, corpus)
    if not len(hashes):
        return np.empty(0, dtype=np.int64)
    by_key = np.lexsort((rank[owners], hashes))
    hashes, owners = hashes[by_key], owners[by_key]
    _values, inverse, sizes = np.unique(hashes, return_inverse=True, return_counts=True)
    small = sizes[inverse] <= FULL_BLOCK
    found: list[Codes] = []
    for distance in range(1, FULL_BLOCK):
        meet = hashes[distance:] == hashes[:-distance]
        if distance > NEIGHBOURS:
            meet &= small[:-distance]
        if not meet.any():
            break
        one, two = owners[:-distance][meet].astype(np.int64), owners[distance:][meet].astype(np.int64)
        differ = one != two
        found.append(np.unique((np.minimum(one, two) * _PAIR_BASE + np.maximum(one, two))[differ]))
    return np.unique(np.concatenate(found)) if found else np.empty(0, dtype=np.int64)


def _order(record: Record) -> tuple[str, ...]:
    stems = sorted(parse(record.name).stems)
    return (record.place, " ".join(stems), record.postcode, door_of(record), record.name, *record.other_names)


def _keys_of_all(records: Sequence[Record], corpus: Corpus) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.int32]]:
    hashed = bytearray()
    owners: list[int] = []
    counts = np.empty(len(records), dtype=np.int32)
    for index, record in enumerate(records):
        keys = keys_of(record, corpus.frequency)
        counts[index] = len(keys)
        for key in keys:
            hashed += blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    owners_array = np.repeat(np.arange(len(records), dtype=np.int32), counts)
    del owners
    return np.frombuffer(bytes(hashed), dtype=np.uint64), owners_array


def keys_of(record: Record, frequency: Callable[[str], int]) -> set[str]:
    """Everything under which a record may meet its double."""
    keys: set[str] = set()
    where = record.place or record.postcode[:2]
    for name in (record.name, *record.other_names):
        keys |= _name_keys(parse(name), where, frequency)
    door = door_of(record)
    if door:
        keys.add(f"d|{record.postcode or where}|{door}")
    keys.update(f"c|{contact.casefold()}" for contact in (*record.phones, *record.mails, record.website) if contact)
    return keys


_TELLING = frozenset({CONTENT, CARRIER, SPORT, UNIT, NUMBER})


def _name_keys(name: Name, where: str, frequency: Callable[[str], int]) -> set[str]:
    stems = [word.stem for word in name.words if word.kind not in (HOME, YEAR)]
    if not stems:
        return set()
    keys = {"n|" + " ".join(sorted(set(stems)))}
    telling = {w.stem for w in name.words if w.kind in _TELLING} or set(stems)
    rare = sorted(telling, key=lambda word: (frequency(word), word))[:_RARE_WORDS]
    keys.update(f"w|{where}|{word}" for word in rare)
    if len(rare) > 1:
        keys.add("b|" + "|".join(sorted(rare[:2])))
    for word in rare[:2]:
        if len(word) > 5:
            keys.add(f"p|{where}|{word[:5]}")
            keys.add(f"s|{where}|{word[-5:]}")
        if 3 <= len(word) <= 6:
            keys.add(f"i|{where}|{word}")
    initials = "".join(w.stem[0] for w in name.words if w.kind not in (LEVEL, OFFICE, YEAR))
    if len(initials) >= 3:
        keys.update(f"i|{where}|{initials[:length]}" for length in {3, 4, 5, len(initials)} if length <= len(initials))
    return keys
