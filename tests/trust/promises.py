"""What we promise, and the number with which it was kept in this run: a small plugin of pytest.

A test that holds a promise takes the fixture ``promise`` and ends with ``promise("walls", 61, "tables …")``. After the
run the table stands in the terminal and in ``build/promises.csv``. ``--long`` asks for the long form of each test; then
a promise without a number from a test that passed makes the run fail.
"""

import csv
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

PROMISES = {
    "isolation": "Nobody sees or changes another office's data",
    "walls": "The database holds the walls too",
    "planted": "A guard that is taken away turns the suite red",
    "races": "Of many at once exactly one wins",
    "fuzz": "Bad input gets a clear answer and leaves nothing half-written",
    "escape": "What people write is never taken for the page's own HTML",
    "record": "Every write is on record",
    "erasure": "Personal data end",
    "leaving": "An office can leave with all its data",
    "restore": "A restored backup equals the day it was made, and who was erased since stays erased",
    "crashes": "Nothing acknowledged is lost, nothing is sent twice",
    "upgrade": "A filled database of an earlier version comes along",
    "reminders": "Reminders come once",
    "accessible": "Everybody can use every page",
    "private": "No page asks a third party",
    "supply": "What the system is made of, and what a checklist of security asks, stands written",
}  # fmt: skip
BUILD = Path(__file__).resolve().parents[2] / "build"
# What a test of planted faults leaves beside its result: kind, guard, and what noticed that it was gone.
PLANTED = "planted"
_KEY = "promise"

type Kept = Callable[[str, int, str], None]


@pytest.fixture
def promise(request: pytest.FixtureRequest) -> Iterator[Kept]:
    """``promise(name, number, of_what)``: to be called last, when all has been asserted."""
    said: list[str] = []

    def kept(name: str, number: int, of_what: str) -> None:
        assert name in PROMISES, f"PROMISES does not name “{name}”"
        assert number > 0, f"{name}: nothing was asked, so nothing is proved"
        said.append(name)
        request.node.user_properties.append((_KEY, (name, number, of_what)))

    yield kept
    failed = getattr(request.node, "engagiert_failed", False)
    assert said or failed, "a test that holds a promise says with which number"


@pytest.fixture(scope="session")
def is_long(pytestconfig: pytest.Config) -> bool:
    """Whether the long form was asked for; the short one is a sample, chosen by the seed of the run."""
    return bool(pytestconfig.getoption("--long"))


class Numbers:
    """Gathers the numbers, also from other processes, and prints them."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.kept: dict[str, list[tuple[int, str]]] = {}
        self.planted: list[tuple[str, str, str]] = []

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
        outcome: Any = yield
        if call.when == "call":
            item.engagiert_failed = not outcome.get_result().passed  # type: ignore[attr-defined]

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call" and report.passed:
            for key, value in report.user_properties:
                if key == _KEY:
                    name, number, of_what = value
                    self.kept.setdefault(name, []).append((number, of_what))
        if report.when == "call":
            self.planted += [value for key, value in report.user_properties if key == PLANTED]

    def sums(self, name: str) -> Counter[str]:
        """What several tests counted of the same is one number."""
        sums: Counter[str] = Counter()
        for number, of_what in self.kept.get(name, ()):
            sums[of_what] += number
        return sums

    def without_number(self) -> list[str]:
        return [name for name in PROMISES if name not in self.kept]

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        here = not hasattr(self.config, "workerinput")
        if here and self.config.getoption("--long") and self.without_number() and session.exitstatus == 0:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        if self.planted:
            score = sum(1 for *_guard, by in self.planted if by)
            terminalreporter.write_line(f"planted faults: {score} of {len(self.planted)} noticed, build/planted.csv")
            _write("planted.csv", [("kind", "guard taken away", "noticed by"), *sorted(map(tuple, self.planted))])
        if not self.kept:
            return
        is_long = self.config.getoption("--long")
        terminalreporter.section("promises" if is_long else "promises, short form")
        rows = [(name, f"{number:,} {of_what}") for name in PROMISES for of_what, number in self.sums(name).items()]
        for name, words in rows:
            terminalreporter.write_line(f"{PROMISES[name]}: {words}")
        for name in self.without_number() if is_long else ():
            terminalreporter.write_line(f"{PROMISES[name]}: NO NUMBER", red=True)
        _write("promises.csv", [("promise", "number"), *((PROMISES[name], words) for name, words in rows)])


def _write(name: str, rows: Iterable[tuple[str, ...]]) -> None:
    BUILD.mkdir(exist_ok=True)
    with (BUILD / name).open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
