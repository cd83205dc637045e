"""Databases filled with 1,000 and 100,000 published organisations, spread over the Land as its people are.

They go in through the same service as every record, with history, audit and projection, so that nothing a page
reads differs from an installation's.
"""

import itertools
import multiprocessing
import random
import sys
import time
from collections.abc import Iterator

from django.db import connection

from benchmarks import invented
from benchmarks.ground import Ground
from engagiert.apps.accounts.public import Account, Office, add_account, open_office
from engagiert.apps.directory.services.history import SourceOfValue
from engagiert.apps.directory.services.indexing import count_terms
from engagiert.apps.directory.services.records import Draft, create_many
from engagiert.apps.places.public import Place, open_town, places
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter

SIZES = (1_000, 100_000)
SEED = 2026
BATCH = 1_000
PROCESSES = 2
LAND, DISTRICT, TOWN = "05", "05978", "05315000"  # Nordrhein-Westfalen, Kreis Unna, Köln
MAIL = "berta@koeln.example"
# What a record depends on: the fill is made anew when one of these changes.
DEPENDS_ON = (
    "apps/directory/projection.py",
    "apps/directory/open_data/identifiers.py",
    "apps/directory/services/*.py",
    "engines/text/*.py",
    "engines/text/vocabulary/*.toml",
)


def stand_on_filled(ground: Ground, size: int) -> None:
    """Point Django to the database with ``size`` organisations; the first time takes a few minutes."""
    ground.stand_on(f"bench_{size}", lambda: fill(size), of=DEPENDS_ON)


def fill(size: int) -> None:
    started = time.perf_counter()
    operator = Actor.operator()
    with enter(operator, action="bench.fill"):
        towns = list(places(kind=Place.Kind.MUNICIPALITY))
        offices = {town.pk: open_office(actor=operator, place=town) for town in towns}
        for ags in (LAND, DISTRICT):
            open_town(actor=operator, place=Place.objects.get(ags=ags))
        office = offices[Place.objects.get(ags=TOWN).pk]
        add_account(actor=operator, mail=MAIL, name="Berta Beispiel", office=office, role="coordinator")
    print(f"Filling {size:,} organisations, once for this version …", file=sys.stderr)
    connection.close()
    orders = [(offices[town.pk], town, number) for town, number in zip(towns, _shares(towns, size), strict=True)]
    with multiprocessing.get_context("fork").Pool(PROCESSES) as pool:
        pool.starmap(_fill_town, sorted(orders, key=lambda order: -order[2]), chunksize=1)
    count_terms(actor=operator)
    print(f"… {time.perf_counter() - started:.0f} s", file=sys.stderr)


def _fill_town(office: Office, town: Place, number: int) -> None:
    chance = random.Random(f"{SEED} {town.ags}")
    for batch in itertools.batched(_drafts(chance, town, number), BATCH, strict=False):
        _create(office, list(batch))


def _create(office: Office, drafts: list[Draft]) -> None:
    actor = Actor.operator(office_ids=(office.pk,))
    source = SourceOfValue(label="Liste der Stadt", kind="import", on="2026-11-02")
    with enter(actor, action="bench.fill"):
        with connection.cursor() as cursor:
            cursor.execute("set local synchronous_commit to off")
        create_many(actor=actor, office=office, drafts=drafts, publish=True, sources=[source] * len(drafts))


def _drafts(chance: random.Random, town: Place, number: int) -> Iterator[Draft]:
    for _each in range(number):
        postcode = chance.choice(town.postcodes or [""])
        values = invented.organisation(chance, town.name, postcode, town.lat or 51.5, town.lon or 7.5)
        yield Draft(place=town, values=values)


def _shares(towns: list[Place], size: int) -> list[int]:
    """How many organisations each town gets: in proportion to its people, the rest to the largest remainders."""
    people = sum(town.population or 0 for town in towns)
    exact = [size * (town.population or 0) / people for town in towns]
    shares = [int(share) for share in exact]
    by_remainder = sorted(range(len(towns)), key=lambda index: shares[index] - exact[index])
    for index in by_remainder[: size - sum(shares)]:
        shares[index] += 1
    return shares


def coordinator() -> Account:
    return Account.objects.get(email=MAIL)
