"""Rounds that somebody of the cast opened."""

import datetime
from collections.abc import Iterable

from django.utils import timezone

from engagiert.apps.rounds.public import Meeting, Round, selectors, services
from tests.cast import Person

TWO_WEEKS = 2


def a_round(
    *,
    by: Person,
    members: Iterable[Person] = (),
    name: str = "Runde der Fachbereiche",
    days: int = 70,
    starts_in: int = 0,
    token: str = "",
) -> Round:
    """Every two weeks from today on (or ``starts_in`` days later) for ``days`` days."""
    office, mails = by.office(), [member.account().email for member in members]
    first = timezone.localdate() + datetime.timedelta(days=starts_in)
    plan = services.Plan(
        name=name,
        weeks=TWO_WEEKS,
        starts_on=first,
        ends_on=first + datetime.timedelta(days=days),
        begins_at=datetime.time(14, 0),
        purpose="Wer macht was für Geflüchtete?",
        where="Rathaus, Raum 5",
        token=token,
    )
    with by.at_work("tests.open_round") as actor:
        return services.open_round(actor=actor, office=office, plan=plan, mails=mails)


def first_meeting(of: Round, *, for_: Person) -> Meeting:
    with for_.at_work() as actor:
        first = Meeting.objects.filter(round=of).order_by("on").first()
        assert first is not None
        return selectors.meeting_for(actor, first.pk)


def as_it_is(meeting: Meeting, *, for_: Person) -> Meeting:
    with for_.at_work() as actor:
        return selectors.meeting_for(actor, meeting.pk)
