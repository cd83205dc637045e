"""Cards, applications and partners of the demo: what waits, what is printed, what ends soon. All invented."""

import datetime
import math
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.utils import timezone

from engagiert.apps.accounts.public import Account, Office, actor_for
from engagiert.apps.cases.public import From
from engagiert.apps.places.public import Place
from engagiert.apps.recognition import services
from engagiert.apps.recognition.models import Application, Card, Partner
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter

_KEEPER = "koordination@luenen.example"
_SITE = "https://engagiert.example"
_POST = ("Grete Beispiel", "Beispielweg 3", "44532 Lünen")
# Name, how long it goes on in days, on what, how they are reached. The last one is revoked.
_CARDS: tuple[tuple[str, int, str, tuple[str, ...]], ...] = (
    ("Grete Beispiel", 600, Card.Medium.BOTH, _POST),
    ("Nadim Exempel", 410, Card.Medium.PAPER, ("Nadim Exempel", "Probestraße 12", "44534 Lünen")),
    ("Karl Vorlage", 300, Card.Medium.PLASTIC, ("Karl Vorlage", "Musterallee 8", "44536 Lünen")),
    ("Mira Ersonnen", 500, Card.Medium.PHONE, ()),
)
# Name, born, hours a week, since which year, organisation, whether it has confirmed.
_APPLICATIONS: tuple[tuple[str, int, str, int, str, bool], ...] = (
    ("Jolanta Fiktiv", 1961, "4.5", 2021, "Repair-Treff Muster", True),
    ("Malik Entwurf", 1994, "5", 2022, "Initiative Grüner Winkel", False),
    ("Aylin Örnek", 1988, "3", 2023, "Repair-Treff Muster", True),
)
# Kind, name, benefit, conditions, times, street, which way from the middle of the town and how far in km.
_PARTNERS: tuple[tuple[str, str, str, str, str, str, int, float], ...] = (
    ("food", "Café Beispiel", "Ein Heißgetränk am Tag frei", "", "Montag bis Freitag", "Musterplatz 1", 20, 0.3),
    ("culture", "Kino Probe", "Zwei Karten zum Preis von einer", "Nicht an Feiertagen", "", "Lichtgasse 4", 140, 0.6),
    ("sport", "Hallenbad am Muster", "Halber Eintritt", "", "Samstag und Sonntag", "Badeweg 2", 250, 1.1),
    ("shop", "Buchladen Vorlage", "10 Prozent auf Spiele", "Nicht auf Bücher", "", "Zeilengasse 7", 80, 0.4),
)  # fmt: skip
_OFFER = {
    "name": "Fahrradladen Entwurf",
    "kind": "service",
    "benefit": "Eine Durchsicht im Jahr frei",
    "street": "Speichenweg 5",
}


def load(*, say: Callable[[str], None]) -> None:
    """What is missing of it; safe to repeat."""
    account = Account.objects.filter(email=_KEEPER, is_demo=True).first()
    if account is None:
        return
    actor = actor_for(account)
    with enter(actor, action="demo.load"):
        office = Office.objects.select_related("place").get(pk__in=actor.office_ids)
        if Card.objects.filter(office=office).exists():
            return
        _issue(actor, office)
        _grant(actor, office)
        _apply(actor, office)
        for number, partner in enumerate(_PARTNERS):
            _enter(actor, office, number, partner)
    services.offer_partnership(
        actor=Actor.anonymous(),
        office=office,
        facts=_OFFER,
        contact={"name": "Ole Entwurf", "phone": "0000 3920200"},
        token="demo",  # noqa: S106
    )
    say(f"Ehrenamtskarten geladen: {office.place.name}")


def _issue(actor: Actor, office: Office) -> None:
    today = timezone.localdate()
    made = [
        services.issue_card(
            actor=actor,
            office=office,
            name=name,
            expires_on=today + datetime.timedelta(days=days),
            owner=services.Owner(postal=postal, site=_SITE, medium=medium),
        )
        for name, days, medium, postal in _CARDS
    ]
    services.revoke_card(actor=actor, card=made[-1], reason="Ist in eine andere Stadt gezogen.")


def _grant(actor: Actor, office: Office) -> None:
    """Two years ago, all but some weeks: this card may be renewed by one click."""
    said = ("Rosa Ersonnen", 1957, "6", 2015, "Repair-Treff Muster", True)
    application = _applied(actor, office, said, ago=700)
    services.grant_application(actor=actor, application=application, site=_SITE)


def _apply(actor: Actor, office: Office) -> None:
    """One may be granted at once, one waits for the organisation, one has too few hours."""
    for number, said in enumerate(_APPLICATIONS):
        _applied(actor, office, said, ago=6 - 2 * number)


def _applied(actor: Actor, office: Office, said: tuple[str, int, str, int, str, bool], *, ago: int) -> Application:
    name, born, hours, since, organisation, is_confirmed = said
    did: dict[str, Any] = {
        "organisation_name": organisation,
        "tasks": "Werkstatt und Kasse",
        "since": datetime.date(since, 3, 1),
        "hours_a_week": Decimal(hours),
    }
    services.apply_for_card(
        actor=actor,
        office=office,
        facts=services.Facts(name, datetime.date(born, 5, 1), timezone.localdate() - datetime.timedelta(days=ago)),
        engagements=[did],
        asker=From(name=name, phone="0000 3920230"),
        channel="letter",
        token=f"demo-{name}",
    )
    made = Application.objects.select_related("office__place").get(office=office, name=name)
    if is_confirmed:
        services.note_confirmation(actor=actor, engagement=made.engagements.get(), by="Ole Muster", yes=True)
    return made


def _enter(actor: Actor, office: Office, number: int, said: tuple[str, str, str, str, str, str, int, float]) -> None:
    kind, name, benefit, conditions, times, street, degrees, away = said
    facts = {"kind": kind, "name": name, "benefit": benefit, "conditions": conditions, "times": times, "street": street}
    facts["postcode"] = office.place.postcodes[0]
    contact = {"name": "Ole Muster", "phone": "0000 3920210"}
    partner = services.enter_partner(actor=actor, office=office, facts=facts, contact=contact, token=f"demo-{number}")
    # No such house stands in the coordinates.
    where = _off(office.place, degrees, away)
    Partner.objects.filter(pk=partner.pk).update(latitude=where[0], longitude=where[1])
    code = services.give_partner_code(actor=actor, partner=partner)
    for given in range(2 * number):
        services.count_by_code(code=code, token=f"demo-{given}")


def _off(place: Place, degrees: int, away: float) -> tuple[float, float]:
    """So many km away from the middle of the place; a degree of latitude is 111 km."""
    lat, lon, angle = place.lat or 51.6, place.lon or 7.5, math.radians(degrees)
    east = away * math.sin(angle) / (111 * math.cos(math.radians(lat)))
    return round(lat + away * math.cos(angle) / 111, 6), round(lon + east, 6)
