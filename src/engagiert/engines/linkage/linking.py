"""Which records of a long list are worth comparing, and what comes of it: near-linear in the number of records.

Blocking by many keys (rare words of a place, whole names, initials, beginnings and ends against typing errors,
doors, phones). A block of few is compared in full; in a block of many each record only with its neighbours in the
order of names and addresses (sorted neighbourhood, Hernández and Stolfo 1995), so that 5,000 records of one name
cost 5,000 short looks and not twelve million.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import combinations

import numpy as np
import numpy.typing as npt

from engagiert.engines.linkage.alignment import may_be_mistyped
from engagiert.engines.linkage.corpus import Corpus, door_of, town_words
from engagiert.engines.linkage.judging import DIFFERENT, SAME, Judgement, judge
from engagiert.engines.linkage.parsing import Name, parse
from engagiert.engines.linkage.records import Record
from engagiert.engines.linkage.weights import PRIOR, WEIGHTS
from engagiert.engines.linkage.words import CARRIER, CONTENT, GENERIC, HOME, LEVEL, NUMBER, OFFICE, SPORT, UNIT, YEAR

# A block of up to so many is compared in full, in a larger one each record with so many neighbours. The wide bound
# is for one town's register, where sites of a carrier are looked for as well; the narrow one for a whole Land.
WIDE_BLOCK, NARROW_BLOCK = 40, 12
NEIGHBOURS = 6
_RARE_WORDS = 4
_RARE_AS_A_SLIP = 3
# Longer words are not taken for initials.
INITIALS_UP_TO = 4
_PAIR_BASE = np.int64(1) << np.int64(31)

type Codes = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Link:
    """Two records by their place in the list, ``first`` < ``second``, and the verdict over them."""

    first: int
    second: int
    judgement: Judgement


def link(
    records: Sequence[Record],
    corpus: Corpus | None = None,
    *,
    keep: frozenset[str] | None = None,
    block: int = WIDE_BLOCK,
) -> list[Link]:
    """All pairs whose verdict is in ``keep`` (without it: all but ``different``), in the order of the list."""
    corpus = corpus or Corpus(records)
    pairs = candidate_pairs(records, corpus, block=block)
    return list(judged(records, pairs, corpus, keep=keep))


def judged(
    records: Sequence[Record], pairs: Iterable[tuple[int, int]], corpus: Corpus, *, keep: frozenset[str] | None = None
) -> Iterator[Link]:
    """The verdicts over given pairs; what is not kept is dropped at once."""
    only_same = keep == frozenset({SAME})
    for first, second in pairs:
        if only_same and hopeless(records[first], records[second], corpus):
            continue
        found = judge(records[first], records[second], corpus)
        if found.verdict in keep if keep is not None else found.verdict != DIFFERENT:
            yield Link(first, second, found)


# More than any address and contacts can speak for two records.
_MOST_AROUND = 12.0
_SOME_AROUND = 4.5


def hopeless(one: Record, two: Record, corpus: Corpus) -> bool:
    """Both names have words of their own, too many to be one, and none that could be the other's in another form."""
    if one.other_names or two.other_names:
        return False
    if parse(one.name).support != parse(two.name).support:
        return True
    ours, theirs = _stem_set(one.name), _stem_set(two.name)
    left, right = ours - theirs, theirs - ours
    if not left or not right:
        return False
    home = town_words(one) | town_words(two)
    left, right = left - home, right - home
    alone_left = {a for a in left if not any(_could_be_one(a, b) for b in right)}
    alone_right = {b for b in right if not any(_could_be_one(a, b) for a in left)}
    apart = min(_information(alone_left, corpus), _information(alone_right, corpus))
    if not apart:
        return False
    shared = _information(ours & theirs, corpus) + _information(left - alone_left, corpus)
    known = set(one.phones) & set(two.phones) or set(one.mails) & set(two.mails) or (one.website and two.website)
    best = WEIGHTS["same_words"] * min(shared, 14.0) + (_MOST_AROUND if known else _SOME_AROUND)
    return PRIOR + best + WEIGHTS["other_words"] * min(apart, 9.0) < 0


@lru_cache(maxsize=50_000)
def _stem_set(name: str) -> frozenset[str]:
    return frozenset(word.stem for word in parse(name).words if word.kind not in _LITTLE)


_LITTLE = frozenset({HOME, YEAR, LEVEL, OFFICE, GENERIC})


def _could_be_one(one: str, two: str) -> bool:
    """By a slip, as part of a compound or as initials. Says yes too often rather than too seldom."""
    if one[0] == two[0] and (min(len(one), len(two)) <= INITIALS_UP_TO or one.startswith(two) or two.startswith(one)):
        return True
    return one.endswith(two) or two.endswith(one) or may_be_mistyped(one, two)


def _information(words: Iterable[str], corpus: Corpus) -> float:
    return sum(corpus.information(word, CONTENT) for word in words)


def candidate_pairs(records: Sequence[Record], corpus: Corpus, *, block: int = WIDE_BLOCK) -> list[tuple[int, int]]:
    """Pairs of places in the list that share a key, each once, sorted."""
    codes = pair_codes(records, corpus, block=block)
    firsts, seconds = codes // _PAIR_BASE, codes % _PAIR_BASE
    return list(zip(firsts.tolist(), seconds.tolist(), strict=True))


def pair_codes(records: Sequence[Record], corpus: Corpus, *, block: int = WIDE_BLOCK) -> Codes:
    """The pairs as ``first * 2**31 + second``, sorted: eight bytes a pair."""
    hashes, owners, order = _keys_of_all(records, corpus, block)
    rank = np.empty(len(records), dtype=np.int32)
    rank[sorted(range(len(records)), key=order.__getitem__)] = np.arange(len(records), dtype=np.int32)
    del order
    if not len(hashes):
        return np.empty(0, dtype=np.int64)
    by_key = np.lexsort((rank[owners], hashes))
    hashes, owners = hashes[by_key], owners[by_key]
    _values, inverse, sizes = np.unique(hashes, return_inverse=True, return_counts=True)
    small = sizes[inverse] <= block
    found: list[Codes] = []
    for distance in range(1, block):
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


def _keys_of_all(
    records: Sequence[Record], corpus: Corpus, block: int
) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.int32], list[tuple[str, ...]]]:
    """Hashed keys, whose they are, and what each record is sorted by: each name is parsed once for both."""
    hashed = bytearray()
    order = []
    counts = np.empty(len(records), dtype=np.int32)
    for index, record in enumerate(records):
        keys = keys_of(record, corpus, block)
        counts[index] = len(keys)
        order.append(_order(record))
        for key in keys:
            hashed += blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    owners = np.repeat(np.arange(len(records), dtype=np.int32), counts)
    return np.frombuffer(hashed, dtype=np.uint64), owners, order


def keys_of(record: Record, corpus: Corpus, block: int = WIDE_BLOCK) -> set[str]:
    """Everything under which a record may meet its double."""
    keys: set[str] = set()
    where = record.place or record.postcode[:2]
    for name in (record.name, *record.other_names):
        keys |= _name_keys(parse(name), record, corpus, block)
    door = door_of(record)
    if door:
        keys.add(f"d|{record.postcode or where}|{door}")
    keys.update(f"c|{contact.casefold()}" for contact in (*record.phones, *record.mails, record.website) if contact)
    return keys


_TELLING = frozenset({CONTENT, CARRIER, SPORT, UNIT, NUMBER})


def _name_keys(name: Name, record: Record, corpus: Corpus, block: int) -> set[str]:
    where = record.place or record.postcode[:2]
    home = town_words(record)
    words = [word for word in name.words if word.kind not in (HOME, YEAR) and word.stem not in home]
    if not words:
        return {f"n|{where}|" + " ".join(sorted(name.stems))} if name.words else set()
    keys = {f"n|{where}|" + " ".join(sorted({word.stem for word in words}))}
    telling = {w.stem for w in words if w.kind in _TELLING} or {w.stem for w in words}
    by_rarity = sorted((corpus.frequency_at(record.place, word), word) for word in telling)
    rare = [word for seen, word in by_rarity[:_RARE_WORDS] if seen <= block]
    keys.update(f"w|{where}|{word}" for word in rare)
    rarest = sorted(word for _seen, word in by_rarity[:3])
    keys.update(f"b|{where}|{one}|{two}" for one, two in combinations(rarest, 2))
    # A word with a slip is rare, and so is mostly its right form: both meet by their beginning or their end.
    for word in [word for seen, word in by_rarity[:2] if seen <= _RARE_AS_A_SLIP and len(word) > 5]:
        keys.add(f"p|{where}|{word[:5]}")
        keys.add(f"s|{where}|{word[-5:]}")
    keys.update(f"i|{where}|{word}" for seen, word in by_rarity if seen <= block and 2 < len(word) <= 6)
    initials = "".join(w.stem[0] for w in words if w.kind not in (LEVEL, OFFICE))
    if len(initials) >= 3:
        heads = {initials[:length] for length in (3, 4, 5, 6)}
        keys.update(f"i|{where}|{head}" for head in heads if corpus.frequency_at(record.place, head))
    return keys
