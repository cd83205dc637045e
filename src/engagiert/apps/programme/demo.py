"""Outings of the demo: one that is full and has a waitlist, one for the whole alliance, one that is a draft; news."""

import datetime
from collections.abc import Callable

from django.utils import timezone

from engagiert.apps.accounts.public import Account, Office, actor_for
from engagiert.apps.programme import selectors, services
from engagiert.apps.programme.models import Outing
from engagiert.apps.recognition.public import Card
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter

_KEEPER = "koordination@luenen.example"


def load(*, say: Callable[[str], None]) -> None:
    """Outings that are missing; safe to repeat."""
    account = Account.objects.filter(email=_KEEPER, is_demo=True).first()
    if account is None:
        return
    actor = actor_for(account)
    with enter(actor, action="demo.load"):
        office = Office.objects.select_related("place").get(pk__in=actor.office_ids)
        if Outing.objects.filter(office=office).exists():
            return
        full, shared, _draft = (_outing(actor, office, one) for one in _outings(office))
        for outing in (full, shared):
            services.publish_outing(actor=actor, outing=outing)
        _sign_up(actor, office, full, shared)
        _tell(actor, office)
    say(f"Ausflüge geladen: {office.place.name}")


def _outings(office: Office) -> list[services.OutingFacts]:
    alliances = selectors.alliances_to_choose(office)
    return [
        services.OutingFacts(
            "Beispiel: Mit dem Förster durch den Wald",
            "Zwei Stunden zu Fuß, danach Suppe am Feuer. Feste Schuhe genügen.",
            _at(18, 14),
            "Musterwald",
            "Rathaus, Bushalt vor dem Haupteingang",
            "Weg mit Wurzeln; der Rollstuhl geht bis zur Hütte, bitte vorher anrufen",
            seats=3,
            closes_on=timezone.localdate() + datetime.timedelta(days=14),
        ),
        services.OutingFacts(
            "Beispiel: Fahrt ins Museum der Dinge",
            "Führung, Kaffee und Kuchen. Der Eintritt ist frei, der Bus auch.",
            _at(40, 9),
            "Museum der Dinge, Beispielstadt",
            "Bahnhof, Bussteig 2",
            "Aufzug und Behinderten-WC; der Bus hat eine Rampe",
            seats=48,
            closes_on=timezone.localdate() + datetime.timedelta(days=30),
            alliance_id=alliances[0].pk if alliances else None,
        ),
        services.OutingFacts(
            "Beispiel: Sommerfest am See",
            "Noch in Planung.",
            _at(220, 15),
            "Probesee",
            "Rathaus",
            "ohne Stufen",
            seats=80,
            closes_on=timezone.localdate() + datetime.timedelta(days=200),
        ),
    ]


def _at(days: int, hour: int) -> datetime.datetime:
    today = timezone.localtime().replace(hour=hour, minute=0, second=0, microsecond=0)
    return today + datetime.timedelta(days=days)


def _outing(actor: Actor, office: Office, facts: services.OutingFacts) -> Outing:
    return services.write_outing(actor=actor, office=office, facts=facts, token=facts.title)


def _sign_up(actor: Actor, office: Office, full: Outing, shared: Outing) -> None:
    """Whoever has a good card, by its number as on the telephone: the third asks for two seats and waits."""
    today = timezone.localdate()
    cards = Card.objects.filter(office=office, state=Card.State.LIVING, expires_on__gte=today).order_by("index")
    for place, number in enumerate(cards.values_list("index", flat=True)[:4]):
        companions = int(place in (0, 2))
        services.note_signup(actor=actor, outing=full, number=number, companions=companions, phone="0000 3920220")
        if place < 2:
            services.note_signup(actor=actor, outing=shared, number=number, companions=1, phone="0000 3920220")


def _tell(actor: Actor, office: Office) -> None:
    facts = services.NewsFacts(
        "Beispiel: Neue Partner seit diesem Monat",
        "Café Beispiel und Kino Probe sagen jetzt auch Danke. Zeigen Sie dort Ihre Karte.",
        timezone.localdate() + datetime.timedelta(days=90),
    )
    news = services.write_news(actor=actor, office=office, facts=facts, token="demo")  # noqa: S106
    services.show_news(actor=actor, news=news)
