"""What the architecture tests read: the project's own files, from version control's point of view."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
PACKAGE = PROJECT / "src" / "engagiert"
APPS = sorted(path.parent.name for path in (PACKAGE / "apps").glob("*/apps.py"))
# Written by programs or by others, never by hand.
_FOREIGN = {"node_modules", ".venv", ".tools", "build", "var", "__pycache__", "migrations"}


@dataclass(frozen=True, slots=True)
class Source:
    path: Path

    @property
    def name(self) -> str:
        return self.path.relative_to(PROJECT).as_posix()

    @property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @property
    def lines(self) -> int:
        return len(self.text.splitlines())

    @property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def app(self) -> str:
        """The app it stands in, empty elsewhere."""
        parts = self.path.relative_to(PROJECT).parts
        return parts[3] if parts[:3] == ("src", "engagiert", "apps") and len(parts) > 4 else ""

    @property
    def room(self) -> str:
        """The room of the app: ``services`` for ``services.py`` and for all in ``services/``."""
        return self.path.relative_to(PROJECT).parts[4].removesuffix(".py") if self.app else ""


def sources(*endings: str, below: Path = PROJECT) -> Iterator[Source]:
    """Files with these endings in src, tests, benchmarks and scripts, without what programs wrote."""
    tops = [PROJECT / name for name in ("src", "tests", "benchmarks", "scripts")] if below == PROJECT else [below]
    for path in sorted(path for top in tops for path in top.rglob("*")):
        if path.suffix in endings and not _FOREIGN & set(path.relative_to(PROJECT).parts):
            yield Source(path)


def python(below: Path = PROJECT) -> list[Source]:
    return list(sources(".py", below=below))


def templates() -> list[Source]:
    return [source for source in sources(".html", ".txt", below=PACKAGE) if "templates" in source.path.parts]


def imported(source: Source) -> Iterator[tuple[str, int]]:
    """Every module named in an import of the file, with its line; relative ones are made absolute."""
    package = source.path.relative_to(PROJECT / "src").with_suffix("").parts if "src" in source.path.parts else ()
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level]) + "." if node.level else ""
            module = f"{base}{node.module or ''}".rstrip(".")
            yield module, node.lineno
            yield from ((f"{module}.{alias.name}", node.lineno) for alias in node.names)
