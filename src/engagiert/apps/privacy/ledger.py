"""The list of erasures beside the database: after a restore it says what has to be erased once more.

One line of JSON for each erasure: when, at which office, and the marks. It holds no name and no address. It must be
kept apart from the backup of the database, because a restored database knows only what was erased before the backup.
"""

import datetime
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings

from .models import Erasure


@dataclass(frozen=True, slots=True)
class Line:
    """``account``: a sign-in was erased as well, not only what the office knew."""

    id: str
    at: str
    office: int
    marks: tuple[str, ...]
    account: bool = False


def line_of(erasure: Erasure) -> Line:
    return Line(
        id=str(erasure.pk),
        at=erasure.at.isoformat(),
        office=erasure.office_id,
        marks=tuple(erasure.marks),
        account="accounts_account" in erasure.counts,
    )


def path() -> Path:
    return Path(settings.ENGAGIERT_ERASURES)


def append(lines: list[Line]) -> None:
    """Add lines; raises ``OSError`` where the file cannot be written."""
    path().parent.mkdir(parents=True, exist_ok=True)
    # A line that a crash cut off must not swallow the next one.
    torn = path().exists() and not path().read_bytes().endswith(b"\n")
    with path().open("a", encoding="utf-8") as file:
        file.write("\n" if torn else "")
        file.writelines(json.dumps(asdict(line)) + "\n" for line in lines)


def read(file: Path | None = None) -> Iterator[Line]:
    """The lines of a list, each once; a line cut off by a crash is passed over."""
    source, seen = file or path(), set[str]()
    if not source.exists():
        return
    for written in source.read_text(encoding="utf-8").splitlines():
        try:
            values = json.loads(written)
            line = Line(**values | {"marks": tuple(values["marks"])})
        except (ValueError, TypeError, KeyError):
            continue
        if line.id not in seen:
            seen.add(line.id)
            yield line


def forget(before: datetime.datetime) -> int:
    """Drop lines older than ``before``: no backup reaches back so far. Returns how many."""
    lines = list(read())
    kept = [line for line in lines if datetime.datetime.fromisoformat(line.at) >= before]
    if len(kept) < len(lines):
        fresh = path().with_suffix(".new")
        fresh.write_text("".join(json.dumps(asdict(line)) + "\n" for line in kept), encoding="utf-8")
        fresh.replace(path())
    return len(lines) - len(kept)
