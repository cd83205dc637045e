"""What the desk costs with 100,000 cases in one office: queries and milliseconds of its pages, as the web role.

The worst case on purpose: no office of a town has so many, and the wall lets no index for parts of words be used.
"""

import datetime
import random
import sys
import time
from collections.abc import Sequence

from benchmarks.ground import Ground, ground  # isort: split

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from benchmarks.measuring import percentile, table
from engagiert.apps.accounts.public import Account, Office, add_account, open_office
from engagiert.apps.cases.models import Case
from engagiert.apps.cases.public import Asked, asked_by, open_cases
from engagiert.apps.places.public import Place
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter

SIZES = (1_000, 100_000)
SEED = 2026
BATCH = 2_000
OPEN_SHARE = 0.04
REPEATS = 20
TOWN, MAIL = "05315000", "berta@koeln.example"
FIRST = ("Anneliese", "Willi", "Samira", "Heinz", "Ayla", "Karl", "Mira", "Tom", "Rosa", "Hermann", "Elif", "Ole")
LAST = ("Muster", "Probe", "Beispiel", "Exempel", "Erdacht", "Vorlage", "Entwurf", "Demo", "Ersonnen", "Fiktiv")
KINDS = ("cases.question", "cases.wish_to_help", "cases.need_of_help", "cases.from_organisation")
DEPENDS_ON = ("apps/cases/services/opening.py", "apps/cases/models/*.py", "apps/cases/clock.py")


def stand_on_cases(here: Ground, size: int) -> None:
    here.stand_on(f"bench_desk_{size}", lambda: fill(size), of=DEPENDS_ON)


def fill(size: int) -> None:
    started = time.perf_counter()
    operator = Actor.operator()
    with enter(operator, action="bench.fill"):
        office = open_office(actor=operator, place=Place.objects.get(ags=TOWN))
        add_account(actor=operator, mail=MAIL, name="Berta Beispiel", office=office, role="coordinator")
    actor, chance = Actor.operator(office_ids=(office.pk,)), random.Random(SEED)
    for first in range(0, size, BATCH):
        with enter(actor, action="bench.fill"):
            asked = [_asked(chance, first + number, size) for number in range(min(BATCH, size - first))]
            open_cases(actor=actor, office=office, asked=asked)
    _close_old(actor, office, size)
    print(f"{size:,} cases in {time.perf_counter() - started:.0f} s", file=sys.stderr)


def _asked(chance: random.Random, number: int, size: int) -> Asked:
    """Over three years; the last four in a hundred came in during the last three weeks."""
    is_open = number >= size * (1 - OPEN_SHARE)
    days = chance.randrange(0, 20) if is_open else chance.randrange(21, 1100)
    name = f"{chance.choice(FIRST)} {chance.choice(LAST)}"
    return Asked(
        kind=chance.choice(KINDS),
        asker=asked_by(name=name, reach=f"0000 {number:06d}\nMusterweg {number % 90}\n50667 Köln"),
        channel=chance.choice(("phone", "form", "counter", "letter")),
        subject=f"Anliegen {number}",
        text="Es geht um eine Begleitung am Dienstag.",
        received_at=timezone.now() - datetime.timedelta(days=days, minutes=number % 600),
    )


def _close_old(actor: Actor, office: Office, size: int) -> None:
    old = timezone.localdate() - datetime.timedelta(days=21)
    with enter(actor, action="bench.fill"), connection.cursor() as cursor:
        cursor.execute(
            "update cases_case set state = 'closed', outcome = 'answered', closed_at = received_at + interval '2 days',"
            " closed_on = (received_at + interval '2 days')::date where office_id = %s and received_on <= %s",
            [office.pk, old],
        )


def pages(case: Case) -> dict[str, str]:
    return {
        "list: what to do": "/schreibtisch/vorgaenge/",
        "list: all, last page": "/schreibtisch/vorgaenge/?ansicht=alle&seite=2000",
        "list: closed": "/schreibtisch/vorgaenge/?ansicht=abgeschlossen",
        "search: a name": "/schreibtisch/vorgaenge/?ansicht=alle&q=samira+erdacht",
        "search: a number": f"/schreibtisch/vorgaenge/?ansicht=alle&q={case.number}",
        "case": f"/schreibtisch/vorgang/{case.pk}/",
        "next case": f"/schreibtisch/vorgaenge/naechster/?nach={case.pk}",
        "home": "/schreibtisch/",
        "day of the deputy": "/schreibtisch/vorgaenge/vertretung/",
        "numbers of the year": "/schreibtisch/vorgaenge/zahlen/",
    }


def measured(client: Client, path: str) -> tuple[int, float, float]:
    """Queries, median and 95th percentile in milliseconds of wall time."""
    with CaptureQueriesContext(connection) as captured:
        response = client.get(path)
    assert response.status_code in (200, 302), (path, response.status_code)
    asked = sum(not query["sql"].upper().startswith(("SAVEPOINT", "RELEASE")) for query in captured.captured_queries)
    spent = []
    for _time in range(REPEATS):
        before = time.perf_counter()
        client.get(path)
        spent.append(1000 * (time.perf_counter() - before))
    return asked, percentile(spent, 0.5), percentile(spent, 0.95)


def rows() -> Sequence[Sequence[object]]:
    account = Account.objects.get(email=MAIL)
    client = Client(HTTP_HOST="localhost")
    actor = Actor.operator(office_ids=tuple(Office.objects.values_list("pk", flat=True)))
    with enter(actor, action="bench.sign_in"):
        client.force_login(account)
        case = Case.objects.filter(state="new").order_by("due_on").first()
    assert case is not None
    return [(name, *measured(client, path)) for name, path in pages(case).items()]


def main() -> None:
    with ground() as here:
        for size in SIZES:
            stand_on_cases(here, size)
            table(f"{size:,} cases in one office, {REPEATS} requests", ("page", "queries", "ms", "p95 ms"), rows())


if __name__ == "__main__":
    main()
