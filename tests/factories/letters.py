"""Messages that somebody of the cast wrote."""

import datetime

from engagiert.apps.messages.public import Message, Recipient, Text, paragraph, queue_message
from tests.cast import Person

REMINDER = Text(subject="Stimmt Ihr Eintrag noch?", blocks=(paragraph("Bitte sehen Sie nach, ob noch alles stimmt."),))


def a_message(
    *,
    by: Person,
    to: str = "chor@probe.example",
    postal: tuple[str, ...] = (),
    key: str = "",
    text: Text = REMINDER,
    about: str = "",
    not_before: datetime.datetime | None = None,
) -> Message:
    office = by.office()
    with by.at_work("tests.write") as actor:
        return queue_message(
            actor=actor,
            office=office,
            key=key or f"tests:{postal[0] if postal else to}",
            purpose="tests.reminder",
            recipient=Recipient(mail="" if postal else to, postal=postal),
            text=text,
            about=about,
            not_before=not_before,
        )


def a_letter(*, by: Person, to: str = "Anneliese Erdacht", text: Text = REMINDER) -> Message:
    return a_message(by=by, postal=(to, "Musterweg 12", "33039 Nieheim"), text=text)


def as_it_is_now(message: Message, *, for_: Person) -> Message:
    with for_.at_work():
        return Message.objects.select_related("office").get(pk=message.pk)


def in_doubt(message: Message, *, of: Person) -> Message:
    """As its worker left it when it was killed."""
    with of.at_work("tests.kill"):
        Message.objects.filter(pk=message.pk).update(
            state="in_doubt", problem="interrupted", attempts=1, tried_at=message.created_at
        )
    return as_it_is_now(message, for_=of)
