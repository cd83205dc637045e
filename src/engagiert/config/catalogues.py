"""Compiles the translations: `locale/<language>/LC_MESSAGES/django.po` to the form that gettext reads, in build/locale.

Compiled files are made where they are needed, like the static files, and never committed: branches with new texts
merge as text, and no machine needs gettext.
"""

from __future__ import annotations

import os
from pathlib import Path

import polib

from engagiert.config import env

LOCALE = Path(__file__).resolve().parents[1] / "locale"


def build(*, force: bool = False) -> bool:
    """Compile what is newer than its compiled form; True if there was something to do. Needs no Django."""
    stale = [(source, target) for source, target in _pairs() if force or _is_stale(target, source)]
    for source, target in stale:
        target.parent.mkdir(parents=True, exist_ok=True)
        # Several processes may do the same at once: each writes its own draft, and the last one stays.
        draft = target.with_name(f"{target.name}.{os.getpid()}")
        polib.pofile(str(source)).save_as_mofile(str(draft))
        os.utime(draft, ns=(source.stat().st_mtime_ns, source.stat().st_mtime_ns))
        draft.replace(target)
    return bool(stale)


def _pairs() -> list[tuple[Path, Path]]:
    compiled = env.load().build_dir / "locale"
    return [
        (source, compiled / source.relative_to(LOCALE).with_suffix(".mo"))
        for source in sorted(LOCALE.glob("*/LC_MESSAGES/*.po"))
    ]


def _is_stale(target: Path, source: Path) -> bool:
    """Whether the compiled form is missing or was made from another state of its source."""
    return not target.exists() or target.stat().st_mtime_ns != source.stat().st_mtime_ns
