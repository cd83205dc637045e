"""An office with 100,000 cards: searched, issued, revoked, renewed; milliseconds and queries as the web role.

The cards are written in bulk and stand as the services leave them; what is measured goes through the services and the
pages. A bare query of twenty rows by key from the same table stands beside it. The ceiling for a search is 50 ms.

    python -m benchmarks.bench_card_office [cards]
"""

import datetime
import random
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from benchmarks.ground import ground  # isort: split

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from benchmarks.measuring import percentile, table
from engagiert.apps.accounts.public import Account, Office, add_account, open_office, take_on_task
from engagiert.apps.places.public import Place
from engagiert.apps.recognition.models import Card, Revocation, Series
from engagiert.apps.recognition.public import selectors, services
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter

CARDS, BATCH, REPEATS, SEED = 100_000, 5_000, 50, 2026
TOWN, MAIL = "05315000", "berta@koeln.example"
FIRST = ("Anneliese", "Willi", "Samira", "Heinz", "Ayla", "Karl", "Mira", "Tom", "Rosa", "Hermann", "Elif", "Ole")
LAST = ("Muster", "Probe", "Beispiel", "Exempel", "Erdacht", "Vorlage", "Entwurf", "Demo", "Ersonnen", "Fiktiv")


def fill(size: int) -> None:
    started, operator, chance = time.perf_counter(), Actor.operator(), random.Random(SEED)
    with enter(operator, action="bench.fill"):
        office = open_office(actor=operator, place=Place.objects.get(ags=TOWN))
        office = take_on_task(actor=operator, office=office, task=Office.Task.CARD)
        add_account(actor=operator, mail=MAIL, name="Berta Beispiel", office=office, role="coordinator")
    actor = Actor.operator(office_ids=(office.pk,))
    with enter(actor, action="bench.fill"):
        services.issue_card(actor=actor, office=office, name="Erste Karte", expires_on=timezone.localdate())
    for first in range(1, size, BATCH):
        with enter(actor, action="bench.fill"):
            Card.objects.bulk_create(_cards(office, chance, range(first, min(size, first + BATCH))))
    with enter(actor, action="bench.fill"):
        Series.objects.filter(place=office.place).update(next_index=size)
        gone = chance.sample(range(1, size), size // 100)
        Revocation.objects.bulk_create(
            Revocation(office=office, place=office.place, index=index, revoked_at=timezone.now()) for index in gone
        )
        Card.objects.filter(index__in=gone).update(state="revoked", ended_on=timezone.localdate(), reason="verzogen")
    print(f"{size:,} cards in {time.perf_counter() - started:.0f} s", file=sys.stderr)


def _cards(office: Office, chance: random.Random, numbers: range) -> Iterator[Card]:
    """Of the last two years, every one good for two."""
    now = timezone.now()
    for index in numbers:
        issued = now - datetime.timedelta(days=chance.randrange(720), minutes=index % 600)
        ends = issued.date() + datetime.timedelta(days=730)
        yield Card(
            office=office,
            place=office.place,
            index=index,
            name=f"{chance.choice(FIRST)} {chance.choice(LAST)} {index}",
            issued_at=issued,
            expires_on=ends,
            ended_on=ends + datetime.timedelta(days=1),
            short=chance.randbytes(18),
        )


def each(work: Callable[[], object], times: int = REPEATS) -> tuple[int, float, float]:
    """Queries of one, median and 95th percentile in milliseconds of wall time."""
    with CaptureQueriesContext(connection) as captured:
        work()
    asked = sum(not query["sql"].upper().startswith(("SAVEPOINT", "RELEASE")) for query in captured.captured_queries)
    spent = []
    for _time in range(times):
        before = time.perf_counter()
        work()
        spent.append(1000 * (time.perf_counter() - before))
    return asked, percentile(spent, 0.5), percentile(spent, 0.95)


def pages(client: Client) -> Sequence[Sequence[object]]:
    addresses = {
        "page: newest cards": "/schreibtisch/karten/",
        "page: search, one hit": "/schreibtisch/karten/?q=erdacht+4711",
        "page: search, a name of many": "/schreibtisch/karten/?q=samira",
        "page: search, nobody": "/schreibtisch/karten/?q=niemand",
        "page: revoked": "/schreibtisch/karten/?zustand=gesperrt",
    }

    def got(address: str) -> None:
        assert client.get(address).status_code == 200, address

    return [(name, *each(lambda at=address: got(at))) for name, address in addresses.items()]  # type: ignore[misc]


def verbs(actor: Actor, office: Office) -> Sequence[Sequence[object]]:
    in_a_year = timezone.localdate() + datetime.timedelta(days=365)
    with enter(actor, action="bench.cards"):
        living = list(
            Card.objects.select_related("office__place").filter(state="living", expires_on__gt=in_a_year)[: 4 * REPEATS]
        )
    keys = [card.pk for card in living[:20]]

    def inside(work: Callable[[], object]) -> Callable[[], None]:
        def done() -> None:
            with enter(actor, action="bench.cards"):
                work()

        return done

    def issue() -> None:
        services.issue_card(actor=actor, office=office, name="Halina Beispiel", expires_on=in_a_year)

    def renew() -> None:
        card = living.pop()
        services.issue_card(
            actor=actor, office=office, name=card.name, expires_on=in_a_year, token=str(uuid.uuid4()), goes_on_from=card
        )

    return [
        ("bare: twenty cards by key", *each(inside(lambda: list(Card.objects.filter(pk__in=keys))))),
        ("issue", *each(inside(issue))),
        ("renew", *each(inside(renew))),
        ("revoke", *each(inside(lambda: services.revoke_card(actor=actor, card=living.pop(), reason="verzogen")))),
        ("code of one card", *each(inside(lambda: selectors.code_of(living[0])))),
        ("status list, signed", *each(inside(lambda: selectors.status_list(office.place)), 5)),
        ("list of typed codes, signed", *each(inside(lambda: selectors.typed_list(office.place)), 3)),
    ]


def main(size: int) -> None:
    with tempfile.TemporaryDirectory() as keys, ground() as here:
        settings.ENGAGIERT_CARD_KEYS = Path(keys)
        name = f"bench_card_office_{size}"
        here.fresh(name)
        fill(size)
        here._settle(name)
        with enter(Actor.operator(), action="bench.read"):
            office = Office.objects.select_related("place").get(place__ags=TOWN)
            account = Account.objects.get(email=MAIL)
        client = Client(HTTP_HOST="localhost")
        with enter(Actor.operator(office_ids=(office.pk,)), action="bench.sign_in"):
            client.force_login(account)
        actor = Actor.operator(office_ids=(office.pk,))
        found = [*pages(client), *verbs(actor, office)]
        with enter(actor, action="bench.read"):
            length = len(selectors.status_list(office.place))
    table(f"An office with {size:,} cards", ("", "queries", "median ms", "p95 ms"), found)
    print(f"\nstatus list with every hundredth card revoked: {length:,} bytes")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else CARDS)
