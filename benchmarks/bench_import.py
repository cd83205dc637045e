"""How long a list of 10,000 organisations takes, from the file to published records, duplicates sought.

Beside it what one would write in an afternoon: row by row, ``get_or_create`` on the name and the address. It keeps
no history, publishes nothing and finds only what is spelt alike.
"""

import csv
import io
import multiprocessing
import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import connections
from django.utils import timezone

from benchmarks import invented
from benchmarks.ground import Ground, ground, point_to
from benchmarks.measuring import peak_megabytes, table
from engagiert.apps.accounts.public import Office, open_office
from engagiert.apps.directory.public import ImportRun, Organisation, imports
from engagiert.apps.places.public import Place
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter

ROWS = 10_000
DATABASE = "bench_import"
HAMBURG = Path(__file__).resolve().parents[2] / "shared" / "data" / "hamburg_offers.csv"
HEADER = ("Name", "Straße", "PLZ", "Ort", "Telefon", "E-Mail", "Internet", "Beschreibung", "Öffnungszeiten")
COLUMNS = ("name", "street", "postcode", "town", "phones", "mails", "website", "description", "opening_hours")


def a_list() -> bytes:
    """Semicolons and UTF-8; every twentieth row names an earlier organisation in another spelling."""
    chance = random.Random(7)
    rows: list[list[str]] = []
    known: set[str] = set()
    for number in range(ROWS):
        if number % 20 == 19:
            earlier = rows[chance.randrange(len(rows))]
            rows.append([earlier[0].upper().replace(" E. V.", ""), *earlier[1:]])
            continue
        values = invented.organisation(chance, "Köln", chance.choice(("50667", "50823", "51063")), 50.94, 6.96)
        while values["name"] in known:
            values = invented.organisation(chance, "Köln", values["postcode"], 50.94, 6.96)
        known.add(values["name"])
        rows.append([" ".join(v) if isinstance(v, list) else v for v in (values[column] for column in COLUMNS)])
    file = io.StringIO()
    csv.writer(file, delimiter=";").writerows([HEADER, *rows])
    return file.getvalue().encode()


def ours(actor: Actor, office: Office, content: bytes, filename: str) -> dict[str, Any]:
    """Receive, try, take over: what the page and the command do."""
    with enter(actor, action="bench.import"):
        run = imports.receive_file(actor=actor, office=office, place=office.place, filename=filename, content=content)
        imports.preview_import(actor=actor, run=run)
        imports.start_import(actor=actor, run=run)
    imports.run_import(actor=actor, run_id=run.pk)
    with enter(actor, action="bench.import"):
        counts: dict[str, Any] = ImportRun.objects.get(pk=run.pk).counts
    return counts


def naive(actor: Actor, office: Office, content: bytes, _filename: str) -> dict[str, Any]:
    counts = {"read": 0, "created": 0}
    with enter(actor, action="bench.import"):
        for row in csv.DictReader(io.StringIO(content.decode()), delimiter=";"):
            counts["read"] += 1
            _organisation, new = Organisation.objects.get_or_create(
                office=office,
                name=row["Name"],
                street=row["Straße"],
                defaults={
                    "place": office.place,
                    "slug": f"eintrag-{counts['read']}",
                    "type": "verein",
                    "sector": "civil_society",
                    "postcode": row["PLZ"],
                    "town": row["Ort"],
                    "phones": [row["Telefon"]],
                    "mails": [row["E-Mail"]],
                    "website": row["Internet"],
                    "description": row["Beschreibung"],
                    "opening_hours": row["Öffnungszeiten"],
                    "created_at": timezone.now(),
                    "updated_at": timezone.now(),
                },
            )
            counts["created"] += new
    return counts


type Way = Callable[[Actor, Office, bytes, str], dict[str, Any]]


def measured(here: Ground, way: Way, content: bytes, filename: str) -> tuple[float, float, dict[str, Any]]:
    """Seconds, peak memory in MB and counts of one import into an empty register, in a process of its own."""
    here.fresh(DATABASE)
    connections.close_all()
    inbox: multiprocessing.SimpleQueue[tuple[float, float, dict[str, Any]]] = multiprocessing.SimpleQueue()
    child = multiprocessing.get_context("fork").Process(target=_measure, args=(inbox, way, content, filename))
    child.start()
    child.join()
    return inbox.get()


def _measure(inbox: Any, way: Way, content: bytes, filename: str) -> None:
    point_to(DATABASE)
    operator = Actor.operator()
    with enter(operator, action="bench.prepare"):
        office = open_office(actor=operator, place=Place.objects.get(ags="05315000"))
    started = time.perf_counter()
    counts = way(Actor.operator(office_ids=(office.pk,)), office, content, filename)
    inbox.put((time.perf_counter() - started, peak_megabytes(), counts))


def main() -> None:
    with ground() as here:
        content = a_list()
        naive_seconds, naive_memory, naive_counts = measured(here, naive, content, "liste.csv")
        found = [("naive, row by row", naive_seconds, naive_memory, naive_counts)]
        found.append(("ours", *measured(here, ours, content, "liste.csv")))
        if HAMBURG.exists():
            found.append(("ours, the Hamburg list", *measured(here, ours, HAMBURG.read_bytes(), HAMBURG.name)))
        rows = [
            [name, counts["read"], seconds, f"{seconds / naive_seconds:.2f}×", memory, _outcomes(counts)]
            for name, seconds, memory, counts in found
        ]
        head = ("import", "rows", "seconds", "ratio", "peak MB", "outcomes")
        table("One import into an empty register (goal: 10,000 in 60 s)", head, rows)


def _outcomes(counts: dict[str, Any]) -> str:
    known = ("created", "changed", "merged", "review", "refused", "repeated")
    return ", ".join(f"{counts[key]:,} {key}" for key in known if counts.get(key))


if __name__ == "__main__":
    main()
