"""Many people at once: search, records, forms, sign-in, desk; requests a second, p50 and p95, and where it bends.

100,000 organisations and 100,000 cases at the offices of a whole Land, two web processes with four threads as
`engagiert serve` starts them, the web role with the walls up. A bare Django page stands beside it in the same run.
People are locust's (group `bench`), on the same machine: what they need of the processor is missing for the server.
The filled database is kept, and filled again where what it depends on has changed; `BENCH_KEPT=1` brings it along by
its migrations instead, as an update does.

    python -m benchmarks.load [organisations] [cases] [seconds a step]
"""

import csv
import multiprocessing
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.ground import DATA, PROJECT, Ground, ground  # isort: split

from django.db import connection

from benchmarks import filled
from benchmarks.bench_desk import BATCH, _asked
from benchmarks.measuring import table
from benchmarks.serving import BARE, OURS, Web, free_port
from engagiert.apps.accounts.public import Office, add_account
from engagiert.apps.cases.public import open_cases
from engagiert.apps.directory.public import Listing
from engagiert.config.serving import web_command
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter

PASSWORD = "only for measuring 4711"  # pragma: allowlist secret
MAIL = "kollegin@koeln.example"
STEPS = (20, 40, 80, 160)
# A process reads its columns and templates with its first requests; nobody counts them.
WARM_SECONDS = 10
# A page that takes longer than this is felt to be slow: here the machine bends.
SLOW_MS = 1_000
COLLEAGUES = 20
OFFICES = 100
DEPENDS_ON = (*filled.DEPENDS_ON, "apps/cases/services/opening.py", "apps/cases/models/*.py")


def fill(organisations: int, cases: int) -> None:
    filled.fill(organisations)
    started, operator = time.perf_counter(), Actor.operator()
    with enter(operator, action="bench.fill"):
        office = Office.objects.get(place__ags=filled.TOWN)
        for number in range(COLLEAGUES):
            add_account(
                actor=operator, mail=MAIL.replace("@", f"{number}@"), name=f"Kollegin Probe {number}", office=office,
                role="editor", password=PASSWORD,
            )  # fmt: skip
        others = Office.objects.exclude(pk=office.pk).order_by("pk")[: OFFICES - 1]
        offices = [office.pk, *others.values_list("pk", flat=True)]
    connection.close()
    orders = [(pk, number, cases // len(offices)) for number, pk in enumerate(offices)]
    with multiprocessing.get_context("fork").Pool(filled.PROCESSES) as pool:
        pool.starmap(_fill_cases, orders)
    print(f"{cases:,} cases in {time.perf_counter() - started:.0f} s", file=sys.stderr)


def _fill_cases(office_id: int, seed: int, number: int) -> None:
    actor, chance = Actor.operator(office_ids=(office_id,)), random.Random(seed)
    for first in range(0, number, BATCH):
        with enter(actor, action="bench.fill"):
            with connection.cursor() as cursor:
                cursor.execute("set local synchronous_commit to off")
            office = Office.objects.get(pk=office_id)
            asked = [_asked(chance, first + each, number) for each in range(min(BATCH, number - first))]
            open_cases(actor=actor, office=office, asked=asked)


@contextmanager
def served(here: Ground, application: str, name: str) -> Iterator[str]:
    """The address of two processes with four threads each."""
    port = free_port()
    command = [word for word in web_command("127.0.0.1", port) if not word.startswith("engagiert.")]
    surroundings = os.environ | {"ENGAGIERT_DATA": str(DATA), "BENCH_DATABASE": name, "ENGAGIERT_PROXIES": "1"}
    process = subprocess.Popen([*command, f"--chdir={PROJECT}", application], env=surroundings)
    try:
        Web(process, port, here).wait()
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


@dataclass(frozen=True, slots=True)
class Step:
    """So many people for so long: rows of locust's statistics, the last one their sum, and what went wrong."""

    people: int
    pages: list[dict[str, str]]
    faults: list[str]

    def rows(self) -> list[Sequence[object]]:
        return [
            [self.people, page["Name"], int(page["Request Count"]), float(page["Requests/s"]),
             _number(page["50%"]), _number(page["95%"]), int(page["Failure Count"])]
            for page in self.pages
        ]  # fmt: skip

    @property
    def a_second(self) -> float:
        return float(self.pages[-1]["Requests/s"])

    @property
    def is_slow(self) -> bool:
        return _number(self.pages[-1]["95%"]) > SLOW_MS


def _number(found: str) -> float:
    """Locust says “N/A” where nothing was answered in time."""
    return float("nan") if found in ("", "N/A") else float(found)


def step(address: str, people: int, seconds: int, surroundings: dict[str, str]) -> Step:
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-m", "locust", "--headless", "--only-summary", "--host", address,
             "-f", str(PROJECT / "benchmarks" / "load_people.py"), "-u", str(people), "-r", str(people),
             "-t", f"{seconds}s", "--csv", f"{folder}/load", "--exit-code-on-error", "0"],
            env=os.environ | surroundings, check=False, capture_output=True, text=True,
        )  # fmt: skip
        if done.returncode:
            raise SystemExit(done.stderr)
        with Path(folder, "load_stats.csv").open(encoding="utf-8") as file:
            pages = list(csv.DictReader(file))
        with Path(folder, "load_failures.csv").open(encoding="utf-8") as file:
            faults = [f"{one['Occurrences']} × {one['Name']}: {one['Error'][:160]}" for one in csv.DictReader(file)]
        return Step(people, pages, faults)


def bend(steps: list[Step]) -> str:
    """In words, from which number of people on pages are slow, and how much was done in a second at most."""
    most = max(steps, key=lambda one: one.a_second)
    slow = next((one for one in steps if one.is_slow), None)
    words = f"at most {most.a_second:.0f} requests a second, with {most.people} people"
    return f"{words}; bends at {slow.people} people" if slow else f"{words}; does not bend up to {steps[-1].people}"


def main(organisations: int = 100_000, cases: int = 100_000, seconds: int = 20) -> None:
    name = f"bench_load_{organisations}_{cases}"
    kept = os.environ.get("BENCH_KEPT") == "1"
    with ground() as here:
        here.stand_on(name, lambda: fill(organisations, cases), of=DEPENDS_ON, kept=kept)
        slugs = list(Listing.objects.filter(ags=filled.TOWN).order_by("pk").values_list("slug", flat=True)[:500])
        people = {"LOAD_SLUGS": " ".join(slugs), "LOAD_MAIL": MAIL, "LOAD_PASSWORD": PASSWORD}
        for title, application, surroundings in (
            ("Engagiert", OURS, people),
            ("Bare Django page", BARE, {"LOAD_BARE": "1"}),
        ):
            with served(here, application, name) as address:
                step(address, STEPS[0], WARM_SECONDS, surroundings)
                steps = [step(address, number, seconds, surroundings) for number in STEPS]
            table(
                f"{title}: two web processes on this machine; {bend(steps)}",
                ["people", "page", "requests", "a second", "p50 ms", "p95 ms", "failed"],
                [row for one in steps for row in one.rows()],
            )
            print(*(fault for one in steps for fault in one.faults), sep="\n  ")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
