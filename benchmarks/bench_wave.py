"""A wave: everybody signs up at once. None lost, none doubled, everyone answered; then an allotment with certificate.

Each person opens the form and sends it; some press twice, some come again with another form. Two web processes with
four threads each, as `engagiert serve` starts them, the web role with the walls up; a bare Django page that inserts a
row stands beside it in the same run. Those who sign up are threads on the same machine: what they need of the processor
is missing for the server.

    python -m benchmarks.bench_wave [sign-ups] [seconds, 0 = as fast as it goes]

The rehearsal is `python -m benchmarks.bench_wave 10000 600`.
"""

import datetime
import http.client
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from benchmarks.ground import Ground, ground  # isort: split

from benchmarks.filled import TOWN
from benchmarks.load import served
from benchmarks.measuring import percentile, table
from benchmarks.serving import OURS
from engagiert.apps.accounts.public import Office, open_office
from engagiert.apps.directory.public import services as directory
from engagiert.apps.messages.models import Message
from engagiert.apps.opportunities.public import services as offers
from engagiert.apps.places.public import Place
from engagiert.apps.volunteering.models import Volunteer
from engagiert.apps.waves import services
from engagiert.apps.waves.models import Allotment, Pick, Signup, Wave
from engagiert.engines.matching.warming import warm
from engagiert.kernel.authz import Actor
from engagiert.kernel.db.cluster import WEB_ROLE
from engagiert.kernel.tenancy import enter

NAME, BARE = "bench_wave", "benchmarks.bare_signup:application"
PATH = "/koeln/welle/"
PEOPLE_AT_ONCE = 16
BARE_FORMS = 2_000
ORGANISATIONS, OFFERS_EACH = 60, 4
# Of a hundred: who presses twice, and who comes again with a new form.
TWICE, AGAIN = 5, 3
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_SKILLS = ("cooking", "driving", "repairing", "translating", "electrics", "organising_events")
_LANGUAGES = ("ar", "uk", "tr", "en", "ru")
_FIELDS = ("neighbourhood", "newcomers", "children", "older_people", "nature", "poverty")


@dataclass(frozen=True, slots=True)
class Press:
    """One press on the button: which form, by whom, from where; ``at``: seconds after the beginning."""

    number: int
    token: str
    at: float


def fill() -> tuple[Office, Wave]:
    """A town with offers, and a wave that has just begun."""
    operator = Actor.operator()
    with enter(operator, action="bench.fill"):
        office = open_office(actor=operator, place=Place.objects.get(ags=TOWN))
    actor, chance = Actor.operator(office_ids=(office.pk,)), random.Random(1)
    for number in range(ORGANISATIONS):
        with enter(actor, action="bench.fill"):
            values = {"name": f"Verein Probe {number}", "type": "verein", "sector": "civil_society"}
            draft = directory.Draft(office.place, values)
            club = directory.create_organisation(actor=actor, office=office, draft=draft, publish=True)
            for each in range(OFFERS_EACH):
                told = {
                    "title": f"Helfen {number}.{each}", "tasks": "Sie packen mit an, wo es gerade nötig ist.",
                    "fields": ["education_school"], "skills_wanted": [chance.choice(_SKILLS)],
                    "languages": [chance.choice(_LANGUAGES)], "capacity": chance.randint(1, 8),
                }  # fmt: skip
                made = offers.create_opportunity(
                    actor=actor, office=office, draft=offers.Draft(office.place, told, club)
                )
                offers.publish_opportunity(actor=actor, opportunity=made)
    with enter(actor, action="bench.fill"):
        aim = services.Aim(
            "Hochwasser", "Keller stehen voll.", datetime.date.today() + datetime.timedelta(days=30)  # noqa: DTZ011
        )  # fmt: skip
        wave = services.start_wave(actor=actor, office=office, aim=aim, token="bench")
    return office, wave


def presses(signups: int, seconds: int) -> list[Press]:
    chance, found = random.Random(2), []
    for number in range(signups):
        at = number * seconds / signups
        found.append(Press(number, f"form-{number}", at))
        fate = chance.randrange(100)
        if fate < TWICE:
            found.append(Press(number, f"form-{number}", at))
        elif fate < TWICE + AGAIN:
            found.append(Press(number, f"second-{number}", at))
    return found


def press(address: str, one: Press, began: float) -> tuple[int, float]:
    """Open the form and send it, on a connection of one's own; status and seconds from sending to the answer."""
    time.sleep(max(0.0, began + one.at - time.perf_counter()))
    chance = random.Random(one.number)
    line = http.client.HTTPConnection(urlsplit(address).netloc, timeout=120)
    origin = {"X-Forwarded-For": f"10.{one.number // 65536}.{one.number // 256 % 256}.{one.number % 256}"}
    line.request("GET", PATH, headers=origin)
    answer = line.getresponse()
    page, cookie = answer.read().decode(), (answer.getheader("Set-Cookie") or "").partition(";")[0]
    csrf = _TOKEN.search(page)
    assert answer.status == 200, answer.status
    assert csrf
    form = urlencode(
        {
            "csrfmiddlewaretoken": csrf[1], "token": one.token, "name": f"Person Probe {one.number}",
            "reach": f"person{one.number}@post.example", "skills": chance.sample(_SKILLS, 2),
            "languages": [chance.choice(_LANGUAGES)],
        },
        doseq=True,
    )  # fmt: skip
    headers = origin | {
        "Cookie": cookie,
        "Content-Type": "application/x-www-form-urlencoded",
        "Referer": address + PATH,
    }
    before = time.perf_counter()
    line.request("POST", PATH, body=form, headers=headers)
    answer = line.getresponse()
    answer.read()
    line.close()
    return answer.status, time.perf_counter() - before


def storm(here: Ground, application: str, wanted: Sequence[Press]) -> tuple[float, list[float], Counter[int]]:
    """Seconds for all, waiting times, and how often which status."""
    with served(here, application, NAME) as address:
        with ThreadPoolExecutor(PEOPLE_AT_ONCE) as pool:
            # Each process is warm after a few requests.
            warm = [Press(10_000_000 + number, f"warm-{number}", 0.0) for number in range(PEOPLE_AT_ONCE)]
            list(pool.map(lambda one: press(address, one, 0.0), warm))
            began = time.perf_counter()
            answers = list(pool.map(lambda one: press(address, one, began), wanted))
        took = time.perf_counter() - began
    return took, [wait for _status, wait in answers], Counter(status for status, _wait in answers)


def check(office: Office, wave: Wave, signups: int) -> list[Sequence[object]]:
    """None lost, none doubled, everyone answered: of the people of the storm, without those who warmed it up."""
    with enter(Actor.operator(office_ids=(office.pk,)), action="bench.check"):
        here = Signup.objects.filter(wave=wave).exclude(token__startswith="warm")
        people, rows = here.values("volunteer__mail").distinct().count(), here.count()
        volunteers = Volunteer.objects.filter(office=office).count() - PEOPLE_AT_ONCE
        mails = Message.objects.filter(about__in=[f"volunteering.volunteer:{one.volunteer_id}" for one in here])
        answered = mails.values("mail").distinct().count()
        written = mails.count()
    assert (people, rows, volunteers, answered, written) == (signups,) * 5, (
        people,
        rows,
        volunteers,
        answered,
        written,
    )
    return [[rows, signups - people, rows - people, signups - answered, written - answered]]


def allot(office: Office, wave: Wave) -> list[Sequence[object]]:
    actor = Actor.operator(office_ids=(office.pk,))
    warm()
    with enter(actor, action="bench.ask"):
        asked = services.ask_allotment(actor=actor, wave=wave, origin="https://engagiert.example")
    services.plan_allotment(actor=actor, allotment_id=asked.pk)
    with enter(actor, action="bench.send"):
        plan = Allotment.objects.get(pk=asked.pk)
        services.send_allotment(actor=actor, allotment=plan)
    began = time.perf_counter()
    services.send_in_steps(actor=actor, allotment_id=plan.pk)
    sending = time.perf_counter() - began
    with enter(actor, action="bench.check"):
        sent = Pick.objects.filter(allotment=plan, state=Pick.State.SENT).count()
    return [[plan.people, plan.offers, plan.places, plan.placed, sent, plan.total, plan.bound,
             100 * plan.gap, plan.seconds, sending]]  # fmt: skip


def main(signups: int = 2_000, seconds: int = 0) -> None:
    wanted = presses(signups, seconds)
    with ground() as here:
        here.fresh(NAME)
        with here.server.connect_as_superuser(NAME) as keeper:
            keeper.execute(
                "create table bench_bare_signup (id bigint generated always as identity primary key, "
                "name varchar(200), reach varchar(400), token varchar(60))"
            )
            keeper.execute(f"grant all on bench_bare_signup to {WEB_ROLE}")
        office, wave = fill()
        rows: list[Sequence[object]] = []
        # The bare page is not paced: ten more minutes would say nothing new.
        bare = presses(min(signups, BARE_FORMS), 0)
        for name, application, forms in (("ours", OURS, wanted), ("bare Django, as fast as it goes", BARE, bare)):
            took, waits, statuses = storm(here, application, forms)
            print(name, dict(statuses), file=sys.stderr)
            waiting = [1000 * percentile(waits, share) for share in (0.5, 0.95, 0.99)]
            refused = len(forms) - statuses[302]
            rows.append([name, len(forms), took, len(forms) / took, *waiting, refused])
        table(
            f"A wave of {signups:,} people in {seconds or 'as few'} seconds, two web processes",
            ["page", "forms sent", "seconds", "a second", "p50 ms", "p95 ms", "p99 ms", "turned back"],
            rows,
        )
        print(f"A form of ours takes as long as {rows[0][4] / rows[1][4]:.1f} of the bare page (p50).")  # type: ignore[operator]
        table(
            "What came of it",
            ["signed up", "lost", "doubled", "without answer", "answered twice"],
            check(office, wave, signups),
        )
        table(
            "Allotment",
            ["people", "offers", "places", "placed", "sent", "total", "bound", "gap %", "seconds", "sending s"],
            allot(office, wave),
        )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
