"""Many people at once: search, records, forms, sign-in, desk; requests a second, p50 and p95, and where it bends.

100,000 organisations and 100,000 cases at the offices of a whole Land, two web processes with four threads as
`engagiert serve` starts them, the web role with the walls up. A bare Django page stands beside it in the same run.
People are locust's (group `bench`), on the same machine: what they need of the processor is missing for the server.

    python -m benchmarks.load [organisations] [cases] [seconds a step]
"""

import csv
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.ground import DATA, PROJECT, Ground, ground  # isort: split

from benchmarks import filled
from benchmarks.bench_desk import BATCH, _asked
from benchmarks.measuring import table
from benchmarks.serving import BARE, OURS, Web, _free_port
from engagiert.apps.accounts.public import Office, add_account
from engagiert.apps.cases.public import open_cases
from engagiert.apps.directory.public import Listing
from engagiert.config.serving import web_command
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter

PASSWORD = "only for measuring 4711"  # pragma: allowlist secret
MAIL = "kollegin@koeln.example"
STEPS = (5, 20, 40, 80)
COLLEAGUES = 20
DEPENDS_ON = (*filled.DEPENDS_ON, "apps/cases/services/opening.py", "apps/cases/models/*.py")


def fill(organisations: int, cases: int) -> None:
    filled.fill(organisations)
    operator = Actor.operator()
    with enter(operator, action="bench.fill"):
        office = Office.objects.get(place__ags=filled.TOWN)
        for number in range(COLLEAGUES):
            add_account(
                actor=operator, mail=MAIL.replace("@", f"{number}@"), name=f"Kollegin Probe {number}", office=office,
                role="editor", password=PASSWORD,
            )  # fmt: skip
    offices = list(Office.objects.select_related("place").order_by("pk"))[:100]
    for number, one in enumerate(offices):
        _fill_cases(one, number, cases // len(offices))


def _fill_cases(office: Office, seed: int, number: int) -> None:
    actor, chance = Actor.operator(office_ids=(office.pk,)), random.Random(seed)
    for first in range(0, number, BATCH):
        with enter(actor, action="bench.fill"):
            asked = [_asked(chance, first + each, number) for each in range(min(BATCH, number - first))]
            open_cases(actor=actor, office=office, asked=asked)


@contextmanager
def served(here: Ground, application: str, name: str) -> Iterator[str]:
    """The address of two processes with four threads each."""
    port = _free_port()
    command = [word for word in web_command("127.0.0.1", port) if not word.startswith("engagiert.")]
    surroundings = os.environ | {"ENGAGIERT_DATA": str(DATA), "BENCH_DATABASE": name, "ENGAGIERT_PROXIES": "1"}
    process = subprocess.Popen([*command, f"--chdir={PROJECT}", application], env=surroundings)
    try:
        Web(process, port, here).wait()
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def locust(address: str, people: int, seconds: int, surroundings: dict[str, str]) -> list[dict[str, str]]:
    """One step: so many people for so long; rows of locust's statistics."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [sys.executable, "-m", "locust", "--headless", "--only-summary", "--host", address,
             "-f", str(PROJECT / "benchmarks" / "load_people.py"), "-u", str(people), "-r", str(people),
             "-t", f"{seconds}s", "--csv", f"{folder}/load", "--exit-code-on-error", "0"],
            env=os.environ | surroundings, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        with Path(folder, "load_stats.csv").open(encoding="utf-8") as file:
            return list(csv.DictReader(file))


def row(people: int, found: dict[str, str]) -> Sequence[object]:
    median, late = (float(found[name] or 0) for name in ("50%", "95%"))
    return [
        people,
        found["Name"],
        found["Request Count"],
        float(found["Requests/s"]),
        median,
        late,
        found["Failure Count"],
    ]


def main(organisations: int = 100_000, cases: int = 100_000, seconds: int = 60) -> None:
    name = f"bench_load_{organisations}_{cases}"
    rows: list[Sequence[object]] = []
    with ground() as here:
        here.stand_on(name, lambda: fill(organisations, cases), of=DEPENDS_ON)
        slugs = list(Listing.objects.filter(ags=filled.TOWN).order_by("pk").values_list("slug", flat=True)[:500])
        people = {"LOAD_SLUGS": " ".join(slugs), "LOAD_MAIL": MAIL, "LOAD_PASSWORD": PASSWORD}
        for application, surroundings in ((OURS, people), (BARE, {"LOAD_BARE": "1"})):
            with served(here, application, name) as address:
                for number in STEPS:
                    rows += [row(number, one) for one in locust(address, number, seconds, surroundings)]
    table(
        "Load: two web processes on this machine",
        ["people", "page", "requests", "a second", "p50 ms", "p95 ms", "failed"],
        rows,
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
