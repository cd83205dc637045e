"""What the data protection of an office keeps, made by its services."""

import datetime
from typing import Any

from django.utils import timezone

from engagiert.apps.privacy import services
from engagiert.apps.privacy.models import Agreement, Breach, Consent
from engagiert.apps.privacy.services import Asked, Words
from engagiert.kernel.privacy.marks import wanted
from tests.cast import Person

TEXT = Words("foto-1", "Das Büro darf ein Foto von mir auf seiner Seite zeigen.")
NOBODY_KNOWN = "Niemand Vorhanden"


def a_breach(*, by: Person, what: str = "Eine Liste lag offen im Flur.", **values: Any) -> Breach:
    office = by.office()
    with by.at_work("tests.breach") as actor:
        noticed = values.pop("noticed_at", timezone.now() - datetime.timedelta(hours=1))
        return services.record_breach(actor=actor, office=office, what=what, noticed_at=noticed, **values)


def a_consent(
    *,
    by: Person,
    person: Asked,
    guardians: tuple[Asked, ...] = (),
    born_on: datetime.date | None = None,
    matter: Any = "data",
    custody: Any = "both",
    about: str = "tests.person:1",
) -> Consent:
    office = by.office()
    with by.at_work("tests.consent") as actor:
        return services.ask_consent(
            actor=actor, office=office, purpose="tests.photo", matter=matter, words=TEXT, person=person,
            born_on=born_on, custody=custody, guardians=guardians, about=about, origin="https://engagiert.example",
        )  # fmt: skip


def something_of_everything(of: Person, words: dict[str, str]) -> tuple[Breach, Agreement]:
    office = of.office()
    breach = a_breach(by=of, what=words["what a breach was"])
    consent = a_consent(by=of, person=Asked("Aische Probe"))
    with of.at_work("tests.privacy") as actor:
        services.describe_controller(actor=actor, office=office, controller=f"Stadt {of.town.name}")
        services.erase_person(actor=actor, office=office, who=wanted(names=[NOBODY_KNOWN]))
        services.keep_periods(actor=actor, office=office)
        return breach, consent.agreements.get()
