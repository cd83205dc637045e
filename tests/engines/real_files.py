"""The real lists that lie beside the project on a developer's machine and are not part of it."""

from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "data"


def real_file(name: str) -> Path:
    """Path of a real file; the calling test is skipped, saying so, where the files are absent."""
    path = FOLDER / name
    if not path.exists():
        pytest.skip(f"the real file {name} does not lie beside the project (shared/data)")
    return path
