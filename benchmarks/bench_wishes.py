"""Ten everyday wishes over a real list of offers: the chain from file to first five proposals, read by people.

    python -m benchmarks.bench_wishes [--offers FILE.csv] [--most 5] [--with-parts]

The list is taken over by ``engagiert import-opportunities`` into a database of its own, each wish is taken down at the
desk, and what the person would be shown is printed with its reasons, how many different offers that are, and which
stand under several wishes: an offer that fits everybody fits nobody.
"""

import argparse
import uuid
from collections import Counter
from decimal import Decimal
from pathlib import Path

from click.testing import CliRunner
from django.utils import timezone

from benchmarks import ground
from benchmarks.judged import SHARED
from engagiert.apps.accounts.public import open_office
from engagiert.apps.opportunities.commands import import_opportunities
from engagiert.apps.places.commands import COMMANDS as PLACES
from engagiert.apps.places.public import place_by_ags
from engagiert.apps.volunteering import selectors, services, week
from engagiert.apps.volunteering.models import Volunteer
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter

AGS, DATABASE = "02000000", "bench_wishes"
_CITY = (
    ("--ags", "02", "--name", "Hamburg", "--kind", "state", "--lat", "53.55", "--lon", "9.99"),
    ("--ags", AGS, "--name", "Hamburg", "--kind", "municipality", "--lat", "53.5503", "--lon", "9.9920"),
)
_EVENINGS, _BY_DAY = week.bits(range(5), [2]), week.bits(range(5), [0, 1])
_SATURDAY, _WEEKEND = week.bits([5], []), week.bits([5, 6], [])
Wanting = services.Wanting
WISHES = (
    Wanting(likes=("children", "learning"), skills=("reading_aloud",), week_parts=week.bits([1], [1]),
            words="Ich möchte dienstags nachmittags Kindern vorlesen."),
    Wanting(likes=("animals",), week_parts=_SATURDAY, words="Samstags etwas mit Tieren, am liebsten Hunde."),
    Wanting(likes=("newcomers", "language_learning"), skills=("german_teaching", "translating"),
            languages=("de", "ar"), week_parts=_EVENINGS, words="Geflüchteten beim Deutschlernen helfen."),
    Wanting(likes=("older_people",), skills=("listening",), radius_km=5,
            words="Eine alte Dame besuchen, spazieren gehen, zuhören."),
    Wanting(skills=("bicycles", "repairing"), week_parts=_BY_DAY, words="Ich repariere gern Fahrräder und Geräte."),
    Wanting(likes=("nature",), skills=("gardening",), words="Im Garten oder draußen in der Natur anpacken."),
    Wanting(skills=("web_programming", "design"), words="Von zu Hause aus: Webseite bauen, Plakate gestalten."),
    Wanting(likes=("sports", "youth"), skills=("coaching_sports",), words="Fußball mit Jugendlichen."),
    Wanting(likes=("poverty",), week_parts=_WEEKEND, words="Essen für Obdachlose ausgeben, Tafel, am Wochenende."),
    Wanting(skills=("bookkeeping",), avoids=("board_work",), hours_per_week=Decimal(2),
            words="Buchhaltung für einen kleinen Verein, höchstens zwei Stunden in der Woche."),
    # What people write who tick nothing.
    Wanting(words="Ich bin Rentner, war Schreiner und suche etwas Handwerkliches."),
    Wanting(words="Ich würde gerne im Krankenhaus Patienten besuchen."),
    Wanting(words="Ich spiele Gitarre und möchte mit anderen Musik machen."),
    Wanting(words="Mit Behinderten Ausflüge machen."),
)  # fmt: skip


def fill(file: Path) -> None:
    commands = {command.name: command for command in PLACES}
    for words in _CITY:
        _run(commands["add-place"], *words)
    _run(import_opportunities, str(file), "--place", AGS)


def _run(command: object, *words: str) -> None:
    result = CliRunner().invoke(command, list(words), catch_exceptions=False)  # type: ignore[arg-type]
    if result.exit_code:
        raise SystemExit(result.output)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--offers", type=Path, default=SHARED / "hamburg_offers.csv")
    options.add_argument("--most", type=int, default=5)
    options.add_argument("--with-parts", action="store_true", help="each part of the score, too")
    chosen = options.parse_args()
    if not chosen.offers.exists():
        print(f"No list of offers at {chosen.offers}; name one with --offers.")
        return
    with ground.ground() as server:
        server.stand_on(DATABASE, lambda: fill(chosen.offers), of=("apps/opportunities/services/importing/*",))
        show(chosen.most, with_parts=chosen.with_parts)


def show(most: int, *, with_parts: bool) -> None:
    """Print each wish with the first ``most`` offers, reasons and scores."""
    place = place_by_ags(AGS)
    if place is None:
        raise SystemExit("Hamburg is not there.")
    with enter(Actor.operator(), action="bench.open"):
        office = open_office(actor=Actor.operator(), place=place)
    actor, seen = Actor.operator(office_ids=(office.pk,)), Counter[str]()
    for number, wanting in enumerate(WISHES, start=1):
        with enter(actor, action="bench.wish"):
            person = services.take_down(
                actor=actor, office=office, someone=services.Someone(name=f"Probe {number}"), wanting=wanting,
                channel=Volunteer.Channel.COUNTER, token=uuid.uuid4().hex, origin="https://engagiert.example",
            )[0]  # fmt: skip
            fresh = Volunteer.objects.select_related("wish", "office__place").get(pk=person.pk)
            found = selectors.ranked_for(fresh, timezone.localdate(), most=most)
        told = ", ".join((*wanting.likes, *wanting.skills)) or "nothing ticked"
        print(f"\n{number}. {wanting.words}  [{told}]")
        for match, listing in found.matches:
            seen[listing.title] += 1
            print(f"   {match.score:.2f}  {listing.title[:70]} – {' · '.join(selectors.reasons_of(match))}")
            if with_parts:
                print("         ", {name: round(value, 3) for name, value in match.parts.items() if value})
    print(
        f"\n{len(seen)} different offers; under several wishes: {[item for item in seen.most_common() if item[1] > 1]}"
    )


if __name__ == "__main__":
    main()
