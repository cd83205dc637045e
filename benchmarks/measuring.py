"""Clocks and tables. Wall time says what people wait, processor time what a machine is paid for."""

import resource
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

ROUNDS = 5


def median_of_five(work: Callable[[], float]) -> float:
    """The median of five rounds of ``work``, which returns what it measured; each round is independent."""
    return statistics.median(work() for _round in range(ROUNDS))


def seconds(work: Callable[[], object]) -> float:
    before = time.perf_counter()
    work()
    return time.perf_counter() - before


def percentile(values: Iterable[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def processor_seconds(pids: Iterable[int]) -> float:
    """User and system time that these processes have used so far; those that ended count nothing."""
    total = 0
    for pid in pids:
        for thread in Path(f"/proc/{pid}/task").glob("*/schedstat"):
            try:
                total += int(thread.read_text().split()[0])
            except OSError:
                continue
    return total / 1e9


def family_of(pid: int) -> list[int]:
    """The process and all that stem from it."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return [pid]
    return [pid, *(member for child in children for member in family_of(int(child)))]


def peak_megabytes() -> float:
    """The most memory this process has held so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def table(title: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table; numbers to the right."""
    lines = [[_shown(cell) for cell in row] for row in rows]
    widths = [max(len(line[column]) for line in [list(head), *lines]) for column in range(len(head))]
    print(f"\n{title}")
    for line in [list(head), *lines]:
        first, *rest = [cell.ljust(width) if not n else cell.rjust(width) for n, (cell, width) in _cells(line, widths)]
        print("  " + "  ".join([first, *rest]))


def _cells(line: Sequence[str], widths: Sequence[int]) -> Iterable[tuple[int, tuple[str, int]]]:
    return enumerate(zip(line, widths, strict=True))


def _shown(cell: object) -> str:
    if isinstance(cell, float):
        return f"{cell:,.1f}" if abs(cell) >= 10 else f"{cell:.2f}"
    return f"{cell:,}" if isinstance(cell, int) else str(cell)
