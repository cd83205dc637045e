"""Tables of counts in which no small number stands, and none can be computed by difference.

Lines with a small number are put together, with further lines where their sum is still small, and shown as one. What
is published is then a coarser partition of the same cases: each published number, and each difference of published
numbers of one table, is the sum of whole groups that are themselves published, hence zero or large. Compared with
hiding single cells (Willenborg and de Waal, Elements of Statistical Disclosure Control, 2001, chapters 2 and 5) it
gives up some detail and needs no solver to show that nothing leaks.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass

SMALLEST = 5


@dataclass(frozen=True, slots=True)
class SafeTable[Key: Hashable]:
    """``lines``: what may stand by itself; ``together``: the sum of the lines in ``hidden``; ``whole``: everything.

    Counts are of parts that exclude each other (done, open), in the order given. ``whole`` is None where the sum of
    everything is small itself: then nothing may be shown.
    """

    lines: Mapping[Key, tuple[int, ...]]
    hidden: tuple[Key, ...]
    together: tuple[int, ...] | None
    whole: tuple[int, ...] | None


def is_safe(counts: tuple[int, ...], *, smallest: int = SMALLEST) -> bool:
    """Whether each count is zero or at least ``smallest``."""
    return all(count == 0 or count >= smallest for count in counts)


def safe_table[Key: Hashable](lines: Mapping[Key, tuple[int, ...]], *, smallest: int = SMALLEST) -> SafeTable[Key]:
    """The finest table of these lines that shows no count between 1 and ``smallest`` - 1 and hides none alone."""
    whole = _sum(list(lines.values()))
    if not is_safe(whole, smallest=smallest):
        return SafeTable({}, tuple(lines), None, None)
    hidden = {key for key, counts in lines.items() if not is_safe(counts, smallest=smallest)}
    # The smallest first: they are the least loss. A line of zeros makes no sum larger.
    size: dict[Key, int] = {key: sum(counts) for key, counts in lines.items() if key not in hidden}
    free = sorted((key for key in size if size[key]), key=lambda key: size[key])
    while hidden and (len(hidden) < 2 or not is_safe(_sum([lines[key] for key in hidden]), smallest=smallest)):
        if not free:
            return SafeTable({}, tuple(lines), None, whole)
        hidden.add(free.pop(0))
    shown = {key: counts for key, counts in lines.items() if key not in hidden}
    together = _sum([lines[key] for key in hidden]) if hidden else None
    return SafeTable(shown, tuple(key for key in lines if key in hidden), together, whole)


def _sum(rows: list[tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(sum(column) for column in zip(*rows, strict=True))
