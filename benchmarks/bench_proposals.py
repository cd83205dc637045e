"""What a page of ranked proposals costs with 50,000 offers in one Land: “Ich möchte helfen” and the talk sheet.

In process, as the web role with the walls up: queries, milliseconds of the first page after a start and after an offer
has changed, median and 95th percentile of the next ones, and memory. The people live in the largest town, which has
one offer in eighteen; a second table has all 50,000 offers in one office, which no office of a town has.

    python -m benchmarks.bench_proposals [offers [1 = over the Land only]]
"""

import itertools
import random
import resource
import sys
import time
import uuid
from collections.abc import Iterator, Sequence

from benchmarks.ground import ground  # isort: split

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from benchmarks.filled import TOWN, _shares
from benchmarks.measuring import percentile, table
from engagiert.apps.accounts.public import Account, Office, add_account, open_office
from engagiert.apps.opportunities.models import Listing, Opportunity
from engagiert.apps.opportunities.public import services as offers
from engagiert.apps.places.public import Place, open_town, places
from engagiert.apps.volunteering.models import Volunteer
from engagiert.apps.volunteering.public import services
from engagiert.engines.matching import taxonomy
from engagiert.engines.matching.warming import warm
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter

OFFERS, REAL, PEOPLE, REPEATS = 50_000, 1_000, 20, 40
SEED, MAIL = 2026, "berta@koeln.example"
DEPENDS_ON = ("apps/opportunities/projection.py", "apps/opportunities/services/offers.py")
_WHAT = (
    "Vorlesen", "Gassi gehen", "Hausaufgaben begleiten", "Fahrdienst übernehmen", "Besuche machen", "Deutsch üben",
    "Reparieren helfen", "Beete pflegen", "Kasse führen", "Essen ausgeben", "Mannschaft trainieren", "Musik machen",
    "Plakate gestalten", "Computer erklären", "Bäume pflanzen", "Ausflüge begleiten",
)  # fmt: skip
_FOR = ("mit Kindern", "mit älteren Menschen", "mit Geflüchteten", "im Krankenhaus", "im Tierheim", "im Stadtteil",
        "in der Bücherei", "für Menschen mit Behinderung", "im Museum", "im Sportverein", "bei der Tafel",
        "am Fluss")  # fmt: skip
_HOW = ("Sie haben Zeit und Freude daran.", "Wir zeigen Ihnen alles.", "Ein kleines Team freut sich auf Sie.",
        "Vorkenntnisse brauchen Sie keine.", "Sie bestimmen, wie oft Sie kommen.")  # fmt: skip


def fill(number: int, *, one_office: bool) -> None:
    """Some offers by the services; their public rows are then copied to ``number``, each with words of its own, over
    the towns as their people are, or all at one office. Reading does not see the difference."""
    started, operator = time.perf_counter(), Actor.operator()
    with enter(operator, action="bench.fill"):
        towns = [town for town in places(kind=Place.Kind.MUNICIPALITY) if not one_office or town.ags == TOWN]
        offices = {town.pk: open_office(actor=operator, place=town) for town in towns}
        koeln = next(town for town in towns if town.ags == TOWN)
        open_town(actor=operator, place=koeln)
        add_account(actor=operator, mail=MAIL, name="Berta Beispiel", office=offices[koeln.pk], role="coordinator")
    office = offices[koeln.pk]
    actor, chance = Actor.operator(office_ids=(office.pk,)), random.Random(SEED)
    source = {"label": "Probe", "kind": "import", "on": "2026-11-01", "by": ""}
    with enter(actor, action="bench.fill"):
        drafts = list(itertools.islice(_drafts(chance, koeln), REAL))
        offers.create_many(actor=actor, office=office, drafts=drafts, state=Opportunity.State.PUBLISHED,
                           sources=[source] * REAL)  # fmt: skip
    _people(office)
    columns = [one.column for one in Listing._meta.concrete_fields]
    own = {"id": "id + %(n)s * 10000", "slug": "slug || '-%(n)s-' || %(place)s", "title": "title || ' %(n)s'",
           "office_id": "%(office)s", "place_id": "%(place)s", "ags": "'%(ags)s'", "lat": "lat + %(lat)s",
           "lon": "lon + %(lon)s", "codes": "array_replace(codes, '@" + TOWN + "', '@%(ags)s')"}  # fmt: skip
    shares = [number - REAL] if one_office else _shares(towns, number - REAL)
    for at, (town, share) in enumerate(zip(towns, shares, strict=True)):
        told = {"place": town.pk, "office": offices[town.pk].pk, "ags": town.ags,
                "lat": (town.lat or 51.5) - (koeln.lat or 0), "lon": (town.lon or 7.5) - (koeln.lon or 0)}  # fmt: skip
        with (
            enter(Actor.operator(office_ids=(offices[town.pk].pk,)), action="bench.fill"),
            connection.cursor() as cursor,
        ):
            for copy in range(-(-share // REAL)):
                told["n"] = 1 + at * 100 + copy
                values = ", ".join(own.get(name, f'"{name}"') % told for name in columns)
                cursor.execute(
                    f"insert into opportunities_listing ({', '.join(f'"{name}"' for name in columns)})"
                    f" select {values} from opportunities_listing where id < 10000 order by id"
                    f" limit {min(REAL, share - copy * REAL)}"
                )
    print(f"{number:,} offers in {time.perf_counter() - started:.0f} s", file=sys.stderr)


def _drafts(chance: random.Random, town: Place) -> Iterator[offers.Draft]:
    fields, skills = (
        [one.code for one in taxonomy.terms().values() if one.kind == kind] for kind in ("field", "skill")
    )
    while True:
        what, whom = chance.choice(_WHAT), chance.choice(_FOR)
        told = {
            "title": f"{what} {whom}", "tasks": " ".join([f"{what} {whom}.", *chance.sample(_HOW, 3)]),
            "organisation_name": f"Verein Probe {chance.randrange(9_000)}", "kind": "regular",
            "fields": chance.sample(fields, chance.randint(0, 2)),
            "skills_wanted": chance.sample(skills, chance.choice((0, 0, 1, 2))),
            "week_parts": sum(1 << bit for bit in chance.sample(range(28), chance.choice((0, 1, 3)))),
            "capacity": chance.randint(1, 5), "minimum_age": chance.choice((None, None, 14, 16, 18)),
            "where": "from_home" if chance.random() < 0.02 else "on_site",
            "lat": (town.lat or 51.5) + chance.gauss(0, 0.04), "lon": (town.lon or 7.5) + chance.gauss(0, 0.06),
            "point_quality": "exact",
        }  # fmt: skip
        yield offers.Draft(town, told)


def _people(office: Office) -> None:
    chance = random.Random(SEED)
    likes, skills = ([one.code for one in taxonomy.terms().values() if one.kind == kind] for kind in ("field", "skill"))
    actor = Actor.operator(office_ids=(office.pk,))
    with enter(actor, action="bench.fill"):
        for number in range(PEOPLE):
            wanting = services.Wanting(
                likes=tuple(chance.sample(likes, 2)), skills=tuple(chance.sample(skills, 2)), radius_km=10,
                words=f"{chance.choice(_WHAT)} {chance.choice(_FOR)}.",
            )  # fmt: skip
            services.take_down(
                actor=actor, office=office, someone=services.Someone(name=f"Probe {number}", phone=f"0000 {number}"),
                wanting=wanting, channel=Volunteer.Channel.PHONE, token=uuid.uuid4().hex, origin="https://e.example",
            )  # fmt: skip


def rows(changed: str) -> Sequence[Sequence[object]]:
    """Of both pages: queries, first, after a change, p50, p95. ``changed``: an SQL that rewrites one offer's row."""
    client = Client(HTTP_HOST="localhost")
    actor = Actor.operator(office_ids=tuple(Office.objects.values_list("pk", flat=True)))
    with enter(actor, action="bench.sign_in"):
        client.force_login(Account.objects.get(email=MAIL))
        people = list(Volunteer.objects.select_related("office__place").order_by("name")[:PEOPLE])
        codes = [services.give_code(actor=actor, volunteer=one) for one in people]
    found = []
    for name, paths in {
        "Ich möchte helfen: result": [reverse("volunteering:status", args=[code]) for code in codes],
        "desk: talk sheet": [reverse("desk:talk", args=[one.pk]) for one in people],
    }.items():
        first = _timed(client, paths[0])
        _timed(client, paths[1])
        with CaptureQueriesContext(connection) as captured:
            client.get(paths[1])
        asked = sum(not one["sql"].upper().startswith(("SAVEPOINT", "RELEASE")) for one in captured.captured_queries)
        with enter(actor, action="bench.change"), connection.cursor() as cursor:
            cursor.execute(changed)
        after = _timed(client, paths[2])
        waits = [_timed(client, path) for path, _time in zip(itertools.cycle(paths), range(REPEATS), strict=False)]
        found.append((name, asked, first, after, percentile(waits, 0.5), percentile(waits, 0.95)))
    return found


def _timed(client: Client, path: str) -> float:
    before = time.perf_counter()
    assert client.get(path).status_code == 200, path
    return 1000 * (time.perf_counter() - before)


def main(number: int = OFFERS, tables: int = 2) -> None:
    warm()
    changed = (
        "update opportunities_listing set urgency = urgency where id = (select min(id) from opportunities_listing"
        f" where ags = '{TOWN}')"
    )
    with ground() as here:
        for one_office in (False, True)[:tables]:
            name = f"bench_proposals_{number}_{'one' if one_office else 'land'}"
            here.stand_on(name, lambda one=one_office: fill(number, one_office=one), of=DEPENDS_ON)
            figures = rows(changed)
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
            table(
                f"{number:,} published offers, {'all at one office' if one_office else 'over the Land'}; "
                f"{memory:.0f} MB in all",
                ("page", "queries", "first ms", "after a change ms", "p50 ms", "p95 ms"),
                figures,
            )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
