"""An office with 100,000 cards and as many applications: searched, issued, revoked, renewed; as the web role.

The cards are written in bulk and stand as the services leave them; what is measured goes through the services and the
pages. A bare query of twenty rows by key from the same table stands beside it. The ceiling for a search is 50 ms and
eight questions; what opens and ends a transaction is counted apart.

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
from engagiert.apps.recognition.models import Application, Card, Engagement, Revocation, Series, Signer
from engagiert.apps.recognition.public import selectors, services
from engagiert.apps.recognition.services.applying import person_key
from engagiert.apps.recognition.services.cards import found_by
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter

CARDS, BATCH, REPEATS, SEED = 100_000, 5_000, 50, 2026
TOWN, MAIL = "05315000", "berta@koeln.example"
HEAD = ("", "queries", "median ms", "p95 ms")
FRAME = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")
# Of a hundred applications two are open, and for one in five of these an organisation has not answered.
OPEN_OF_HUNDRED, UNANSWERED = 2, 5
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
        # The key is as old as the oldest card that it signed.
        Signer.objects.filter(place=office.place).update(since=timezone.now() - datetime.timedelta(days=800))
    for first in range(1, size, BATCH):
        with enter(actor, action="bench.fill"):
            Card.objects.bulk_create(_cards(office, chance, range(first, min(size, first + BATCH))))
        with enter(actor, action="bench.fill"):
            _apply(office, chance, range(first, min(size, first + BATCH)))
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
        name = f"{chance.choice(FIRST)} {chance.choice(LAST)} {index}"
        yield Card(
            office=office,
            place=office.place,
            index=index,
            name=name,
            find=found_by(name, index),
            issued_at=issued,
            expires_on=ends,
            ended_on=ends + datetime.timedelta(days=1),
            short=chance.randbytes(18),
        )


def _apply(office: Office, chance: random.Random, numbers: range) -> None:
    """Almost all are decided; the open ones are of the last weeks."""
    now, asked, said = timezone.now(), [], []
    for number in numbers:
        is_open = number % 100 < OPEN_OF_HUNDRED
        born = datetime.date(1950, 1, 1) + datetime.timedelta(days=chance.randrange(18_000))
        name = f"{chance.choice(FIRST)} {chance.choice(LAST)} {number}"
        one = Application(
            office=office,
            name=name,
            born_on=born,
            person=person_key(name, born),
            applied_on=now.date() - datetime.timedelta(days=chance.randrange(30 if is_open else 1500)),
            state="open" if is_open else "granted",
            decided_at=None if is_open else now,
        )
        answered = None if is_open and number // 100 % UNANSWERED == 0 else now
        asked.append(one)
        since = datetime.date(2020, 1, 1)
        said.append(
            Engagement(office=office, application=one, organisation_name="Verein", since=since, confirmed_at=answered)
        )
    Application.objects.bulk_create(asked)
    Engagement.objects.bulk_create(said)


def each(work: Callable[[], object], times: int = REPEATS) -> tuple[int, float, float]:
    """Questions of one, median and 95th percentile in milliseconds of wall time."""
    with CaptureQueriesContext(connection) as captured:
        work()
    asked = sum(not query["sql"].strip().upper().startswith(FRAME) for query in captured.captured_queries)
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
        "page: the last of all pages": "/schreibtisch/karten/?seite=999",
        "page: open applications": "/schreibtisch/karten/antraege/",
        "page: open, all confirmed": "/schreibtisch/karten/antraege/?bestaetigt=vollstaendig",
        "page: open, somebody missing": "/schreibtisch/karten/antraege/?bestaetigt=fehlt",
        "page: granted, newest": "/schreibtisch/karten/antraege/?zustand=bewilligt",
        "page: granted, nobody": "/schreibtisch/karten/antraege/?zustand=bewilligt&q=niemand",
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
        table(f"Pages of an office with {size:,} cards", HEAD, pages(client))
        table("Its verbs", HEAD, verbs(actor, office))
        with enter(actor, action="bench.read"):
            length = len(selectors.status_list(office.place))
    print(f"\nstatus list with every hundredth card revoked: {length:,} bytes")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else CARDS)
