"""Small files, small functions, few branches, no drawers: so that a newcomer reads one screen and understands it."""

import ast
import re
import tomllib

from tests.architecture.sources import PROJECT, Source, python, sources

LONGEST_FILE, LONGEST_TEST_FILE, LONGEST_FUNCTION = 400, 600, 60
DRAWERS = re.compile(r"^(utils?|helpers?|common|misc|core|stuff|tools)$")


def is_test(source: Source) -> bool:
    return source.name.startswith("tests/")


def test_no_file_is_too_long() -> None:
    written = list(sources(".py", ".html", ".css", ".js"))
    assert len(written) > 300
    long = {
        source.name: source.lines
        for source in written
        if source.lines > (LONGEST_TEST_FILE if is_test(source) else LONGEST_FILE)
    }
    assert long == {}


def test_no_function_is_too_long() -> None:
    long = {
        f"{source.name}:{node.name}": (node.end_lineno or 0) - node.lineno + 1
        for source in python()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION
    }
    assert long == {}


def test_no_function_branches_too_often() -> None:
    """``make lint`` counts; here we see to it that it keeps counting."""
    lint = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["ruff"]["lint"]
    assert lint["mccabe"]["max-complexity"] <= 10
    assert {"C90", "C901", "C"} & set(lint["select"])
    quiet = [source.name for source in python() if not is_test(source) and re.search(r"noqa:.*C901", source.text)]
    assert quiet == []
    assert [where for where, codes in lint["per-file-ignores"].items() if "C90" in codes] == ["tests/**"]


def test_there_is_no_drawer_for_what_has_no_place() -> None:
    drawers = [
        source.name
        for source in python()
        if any(DRAWERS.match(part.removesuffix(".py")) for part in source.path.relative_to(PROJECT).parts)
    ]
    assert drawers == []


def test_every_dependency_says_why_it_is_there() -> None:
    # Its reason stands with the one it belongs to.
    together = {"django-stubs": "mypy", "odfpy": "openpyxl"}
    config = (PROJECT / "pyproject.toml").read_text(encoding="utf-8")
    table = tomllib.loads(config)
    groups = [table["project"]["dependencies"], *table.get("dependency-groups", {}).values()]
    wanted = [re.match(r"[A-Za-z0-9_-]+", entry)[0] for group in groups for entry in group]  # type: ignore[index]
    assert len(wanted) > 20
    lines = [line.strip() for line in config.splitlines()]
    silent = []
    for name in wanted:
        at = next(i for i, line in enumerate(lines) if re.match(rf'"{re.escape(name)}\b', line))
        above = lines[at - 1]
        if not above.startswith("# ") and not above.startswith(f'"{together.get(name, "#")}'):
            silent.append(name)
    assert silent == []


def test_every_test_is_named_as_a_sentence() -> None:
    short = [
        f"{source.name}:{node.name}"
        for source in python(PROJECT / "tests")
        for node in ast.walk(source.tree)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_") and node.name.count("_") < 3
    ]
    assert short == []
