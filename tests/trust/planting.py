"""Guards that are taken away one at a time, in the running process, so that a test can see who notices.

Everything is read from the code: permissions from the modules called ``rules``, calls of ``require`` and
``select_for_update`` from the syntax trees. Nothing is written to a file, and each fault ends with its block.
"""

import ast
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from django.db.models import QuerySet

import engagiert
from engagiert.kernel.authz import NotAllowed, Permission
from engagiert.kernel.authz import require as real_require

PACKAGE = Path(engagiert.__file__).parent


@dataclass(frozen=True, slots=True)
class Site:
    """A call in the source: file below the package and lines, both ends included."""

    file: str
    first: int
    last: int

    def __str__(self) -> str:
        return f"{self.file}:{self.first}"

    def holds(self, frame: FrameType) -> bool:
        return (
            frame.f_code.co_filename.endswith(f"/engagiert/{self.file}") and self.first <= frame.f_lineno <= self.last
        )


def calls_of(name: str) -> list[Site]:
    """Every call of a function or method of this name in the package."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) == name:
                at = node.func.end_lineno or node.lineno
                where = node.lineno if isinstance(node.func, ast.Name) else at
                found.append(Site(path.relative_to(PACKAGE).as_posix(), where, node.end_lineno or where))
    return found


def permissions() -> dict[str, Permission[Any]]:
    """Name → permission, of all modules called ``rules``."""
    modules = [import_module(f"engagiert.apps.{path.parent.name}.rules") for path in PACKAGE.glob("apps/*/rules.py")]
    values = [value for module in modules for value in vars(module).values()]
    return {value.name: value for value in values if isinstance(value, Permission)}


@contextmanager
def always_granted(permission: Permission[Any]) -> Iterator[None]:
    """The fault: the predicate says yes to everybody."""
    kept = permission.predicate
    object.__setattr__(permission, "predicate", lambda _actor, _subject: True)
    try:
        yield
    finally:
        object.__setattr__(permission, "predicate", kept)


class Watch:
    """Sees each refusal with its permission and place, and skips the call of ``require`` it is told to skip."""

    def __init__(self) -> None:
        self.refusals: set[str] = set()
        self.skipped: Site | None = None

    def require(self, actor: Any, permission: Permission[Any], subject: Any) -> None:
        caller = sys._getframe(1)
        if self.skipped is not None and self.skipped.holds(caller):
            return
        try:
            real_require(actor, permission, subject)
        except NotAllowed:
            file = caller.f_code.co_filename.rpartition("/engagiert/")[2]
            self.refusals |= {permission.name, f"{file}:{caller.f_lineno}"}
            raise

    @contextmanager
    def skipping(self, site: Site) -> Iterator[None]:
        """The fault: this call of ``require`` is not there."""
        self.skipped = site
        try:
            yield
        finally:
            self.skipped = None


@contextmanager
def watching() -> Iterator[Watch]:
    """Every module that has taken ``require`` by name calls the watch instead."""
    watch = Watch()
    real_allows = Permission.allows

    def allows(permission: Permission[Any], actor: Any, subject: Any) -> bool:
        yes = real_allows(permission, actor, subject)
        if not yes:
            watch.refusals.add(permission.name)
        return yes

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Permission, "allows", allows)
        for name, module in list(sys.modules.items()):
            if name.startswith("engagiert.") and vars(module).get("require") is real_require:
                patch.setattr(module, "require", watch.require)
        yield watch


class Locks:
    """Sees which ``select_for_update`` of the package is reached, and leaves out the one it is told to leave out."""

    def __init__(self) -> None:
        self.sites = calls_of("select_for_update")
        self.reached: set[Site] = set()
        self.left_out: Site | None = None

    def site_of(self, frame: FrameType | None) -> Site | None:
        for _step in range(4):
            if frame is None:
                return None
            for site in self.sites:
                if site.holds(frame):
                    return site
            frame = frame.f_back
        return None

    @contextmanager
    def leaving_out(self, site: Site) -> Iterator[None]:
        """The fault: this lock is not there."""
        self.left_out = site
        try:
            yield
        finally:
            self.left_out = None


@contextmanager
def watching_locks() -> Iterator[Locks]:
    """Every query set asks the watch before it locks."""
    real: Callable[..., Any] = QuerySet.select_for_update
    watch = Locks()

    def select_for_update(self: Any, *words: Any, **more: Any) -> Any:
        site = watch.site_of(sys._getframe(1))
        if site is not None:
            watch.reached.add(site)
            if site == watch.left_out:
                return self.all()
        return real(self, *words, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QuerySet, "select_for_update", select_for_update)
        yield watch


@dataclass(frozen=True, slots=True)
class Planted:
    """One guard that was taken away, and what noticed; empty where nothing did."""

    kind: str
    what: str
    noticed_by: str
