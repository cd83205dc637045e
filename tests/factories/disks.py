"""A small disk of its own that can really be full: a file system in memory, mounted for the length of a block."""

from __future__ import annotations

import contextlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

_PIECE = b"\0" * 1_000_000


@contextlib.contextmanager
def a_small_disk(folder: Path, megabytes: int) -> Iterator[Path]:
    """The folder, on a disk of so many MB. Only root may mount; elsewhere the test is skipped."""
    folder.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(words, check=False, capture_output=True).returncode:
        pytest.skip("a disk that is really full has to be mounted, which only root may do")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@contextlib.contextmanager
def full(folder: Path) -> Iterator[Path]:
    """Inside the block not a byte is left on the disk of ``folder``; unlinking what is yielded frees it."""
    ballast = folder / "ballast"
    try:
        with contextlib.suppress(OSError), ballast.open("wb", buffering=0) as file:
            for piece in (_PIECE, b"\0" * 4096, b"\0"):
                with contextlib.suppress(OSError):
                    while file.write(piece):
                        pass
        yield ballast
    finally:
        ballast.unlink(missing_ok=True)
