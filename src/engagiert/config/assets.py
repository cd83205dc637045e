"""Fills build/static from node_modules by the list in kernel/ui/assets.toml, then collects all static files.

There is no bundler: files are copied, icons become one sprite. Nothing is fetched.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django
from django.core.management import call_command

from engagiert.config import env

SOURCE = Path(__file__).resolve().parents[1]
LIST = SOURCE / "kernel" / "ui" / "assets.toml"
NODE_MODULES = env.PROJECT_DIR / "node_modules"
STROKE_WIDTH = "1.75"

_ICON = re.compile(r"<svg\b[^>]*>(.*?)</svg>", re.DOTALL)


class AssetsError(Exception):
    """A listed file is missing; the message is German and says what to do."""


def build(*, force: bool = False) -> bool:
    """Bring build/static and the collected files up to date; True if there was something to do.

    Needs `django.setup()` only if there is. Raises AssetsError.
    """
    build_dir = env.load().build_dir
    stamp = build_dir / "static.stamp"
    state = _state(build_dir)
    collected = build_dir / "collected" / "staticfiles.json"
    if not force and collected.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == state:
        return False
    wanted = tomllib.loads(LIST.read_text(encoding="utf-8"))
    copy_files(wanted, build_dir / "static")
    _collect()
    stamp.write_text(state, encoding="utf-8")
    return True


def copy_files(wanted: dict[str, Any], target: Path) -> None:
    """Copy every `[[copy]]` and draw the sprite of `[icons]`; what is no longer listed goes."""
    draft = target.with_name(f"{target.name}.new")
    shutil.rmtree(draft, ignore_errors=True)
    for entry in wanted.get("copy", []):
        to = draft / entry["to"]
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(_package_file(entry["from"]), to)
    icons = wanted.get("icons", {})
    if icons:
        to = draft / icons.get("to", "vendor/icons.svg")
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_text(sprite(icons["names"]), encoding="utf-8")
    shutil.rmtree(target, ignore_errors=True)
    draft.rename(target)


def sprite(names: list[str]) -> str:
    """One SVG with a `<symbol>` for each of Lucide's icons, drawn in the text's colour."""
    pen = (
        f'viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="{STROKE_WIDTH}" '
        'stroke-linecap="round" stroke-linejoin="round"'
    )
    symbols = [f'<symbol id="{name}" {pen}>{_drawing(name)}</symbol>' for name in sorted(set(names))]
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"


def _drawing(name: str) -> str:
    found = _ICON.search(_package_file(f"lucide-static/icons/{name}.svg").read_text(encoding="utf-8"))
    if found is None:
        raise AssetsError(f"Das Symbol „{name}“ hat keine lesbare Zeichnung.")
    return re.sub(r"\s+", " ", found[1]).strip()


def _package_file(path: str) -> Path:
    found = NODE_MODULES / path
    if not found.is_file():
        raise AssetsError(
            f"Die Datei node_modules/{path} fehlt. Bitte „make setup“ ausführen; steht sie dann noch immer "
            "nicht da, stimmt die Liste kernel/ui/assets.toml nicht mit package.json überein."
        )
    return found


def _state(build_dir: Path) -> str:
    """A mark that changes with any file that goes into the collected folder."""
    mark = hashlib.sha256(str(build_dir).encode())
    for path in _ingredients():
        if path.exists():
            found = path.stat()
            mark.update(f"{path}\0{found.st_size}\0{found.st_mtime_ns}\n".encode())
    return mark.hexdigest()


def _ingredients() -> Iterator[Path]:
    yield LIST
    yield Path(__file__)
    yield NODE_MODULES / ".package-lock.json"
    for folder in sorted(SOURCE.glob("**/static")):
        yield from sorted(path for path in folder.rglob("*") if path.is_file())


def _collect() -> None:
    django.setup()
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
