"""Cases, each opened by somebody of the cast or by somebody without account."""

import datetime
from typing import Any

from django.utils import timezone

from engagiert.apps.cases.models import Case, Entry
from engagiert.apps.cases.public import From, open_case, services
from tests.cast import ANYBODY, Person

NEPHEW = From(
    name="Anneliese Erdacht",
    postal=("Anneliese Erdacht", "Musterweg 12", "33039 Nieheim"),
    speaker="Klaas Exempel",
    relation="Tante",
    speaker_phone="0000 3920022",
)


def a_case(
    *,
    by: Person,
    asker: From = NEPHEW,
    kind: str = "cases.question",
    subject: str = "Glühbirne wechseln",
    text: str = "Im Flur ist es dunkel.",
    days_ago: int = 0,
    **more: Any,
) -> Case:
    """Taken down at the desk, ``days_ago`` calendar days ago."""
    office = by.office()
    received = timezone.now() - datetime.timedelta(days=days_ago)
    with by.at_work("tests.open_case") as actor:
        return open_case(
            actor=actor,
            office=office,
            kind=kind,
            asker=asker,
            channel="phone",
            subject=subject,
            text=text,
            received_at=received,
            **more,
        )


def a_question(*, to: Person, mail: str = "oksana@post.example", text: str = "Wo finde ich die Karte?") -> Case:
    """Asked by somebody without account."""
    return open_case(
        actor=ANYBODY,
        office=to.office(),
        kind="cases.question",
        asker=From(name="Oksana Prykladenko", mail=mail),
        channel="form",
        subject="Frage",
        text=text,
    )


def as_it_is(case: Case, *, for_: Person) -> Case:
    with for_.at_work():
        return Case.objects.select_related("owner", "office__place", "asker").get(pk=case.pk)


def told(case: Case, *, for_: Person) -> list[tuple[str, str, str]]:
    """The timeline as (kind, by, text)."""
    with for_.at_work():
        return list(Entry.objects.filter(case=case).values_list("kind", "by", "text"))


def waiting_since(case: Case, day: datetime.date, *, of: Person) -> Case:
    """As it was when the office had asked back on ``day``."""
    with of.at_work("tests.wait"):
        Case.objects.filter(pk=case.pk).update(state="asking", asked_on=day)
    return as_it_is(case, for_=of)


def answered(case: Case, *, by: Person, text: str = "Gern. Wir melden uns.", **more: Any) -> None:
    with by.at_work("tests.answer") as actor:
        found = Case.objects.get(pk=case.pk)
        answer = services.Answer(text=text, **({"way": "told"} | more))
        services.answer_case(actor=actor, case=found, answer=answer, seen=found.version, token=text[:60])
