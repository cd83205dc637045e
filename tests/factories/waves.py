"""Waves and who signs up in them, made by the services."""

import datetime
import uuid

from django.utils import timezone

from engagiert.apps.privacy.public import Asked
from engagiert.apps.volunteering.services import Someone
from engagiert.apps.waves import selectors, services
from engagiert.apps.waves.models import Allotment, Gathering, Wave
from tests.cast import ANYBODY, Person

SITE = "https://engagiert.example"


def an_aim(**more: object) -> services.Aim:
    told = {
        "title": "Hochwasser: Wer packt mit an?",
        "reason": "Der Fluss war über den Ufern. Viele Keller stehen voll Schlamm.",
        "ends_on": timezone.localdate() + datetime.timedelta(days=14),
    }
    return services.Aim(**(told | more))  # type: ignore[arg-type]


def a_wave(*, by: Person, **more: object) -> Wave:
    office = by.office()
    with by.at_work("tests.start_wave") as actor:
        made = services.start_wave(actor=actor, office=office, aim=an_aim(**more), token=uuid.uuid4().hex)
        return selectors.wave_for(actor, made.pk)


def somebody(name: str = "Anna Beispiel", mail: str = "anna@post.example", **more: object) -> Someone:
    return Someone(name=name, mail=mail, **more)  # type: ignore[arg-type]


def signed_up(
    wave: Wave, name: str = "Anna Beispiel", mail: str = "anna@post.example", *, token: str = "", phone: str = "",
    question: str = "", born_on: datetime.date | None = None, guardians: tuple[Asked, ...] = (), **can: tuple[str, ...],
) -> services.SignedUp:  # fmt: skip
    """By the public form."""
    someone = Someone(name=name, mail=mail, phone=phone, born_on=born_on, guardians=guardians)
    signing = services.Signing(someone, question=question, **can)
    return services.sign_up(actor=ANYBODY, wave=wave, signing=signing, token=token or uuid.uuid4().hex, origin=SITE)


def a_crowd(wave: Wave, number: int, **can: tuple[str, ...]) -> list[services.SignedUp]:
    return [signed_up(wave, f"Person {one} Probe", f"person{one}@post.example", **can) for one in range(number)]


def a_gathering(wave: Wave, *, by: Person, seats: int = 2, hours_ahead: float = 50) -> Gathering:
    begins = timezone.now() + datetime.timedelta(hours=hours_ahead)
    date = services.Date("Infotermin", begins, begins + datetime.timedelta(hours=2), seats, "Rathaus")
    with by.at_work("tests.plan_gathering") as actor:
        return services.plan_gathering(actor=actor, wave=wave, date=date, token=uuid.uuid4().hex)


def planned(wave: Wave, *, by: Person) -> Allotment:
    """Asked by a person, reckoned by the job."""
    with by.at_work("tests.ask_allotment") as actor:
        asked = services.ask_allotment(actor=actor, wave=wave, origin=SITE)
    services.plan_allotment(actor=by.actor(), allotment_id=asked.pk)
    with by.at_work("tests.read"):
        return Allotment.objects.get(pk=asked.pk)


def released(allotment: Allotment, *, by: Person) -> None:
    with by.at_work("tests.release") as actor:
        services.send_allotment(actor=actor, allotment=allotment)
