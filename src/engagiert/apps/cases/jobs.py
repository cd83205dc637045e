"""The morning's reminders, and mails that came in. Each job carries ids, finds its actor and calls a service."""

import uuid

from django.db.models import QuerySet
from procrastinate.contrib.django import app

from engagiert.apps.accounts.public import Office, office_of
from engagiert.apps.messages.public import selectors as messages
from engagiert.apps.places.public import asked_member
from engagiert.kernel import bus
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter

from .models import Asker, Entry
from .services import (
    close_erased,
    follow_task,
    forget_cases,
    forget_notes,
    forget_words,
    pass_on_of,
    remind_office,
    share_anew,
    take_alliance_question,
    take_mail,
    tally_cases,
)

_AGAIN = 3


@app.task(name="cases.remind_office", retry=_AGAIN)
def remind(*, office_id: int) -> None:
    actor = Actor.operator(office_ids=(office_id,))
    with enter(actor, action="cases.remind_office"):
        remind_office(actor=actor, office=Office.objects.select_related("place").get(pk=office_id))


@app.task(name="cases.forget", retry=_AGAIN)
def forget(*, office_id: int) -> None:
    actor = Actor.operator(office_ids=(office_id,))
    with enter(actor, action="cases.forget_cases"):
        forget_cases(actor=actor, office=Office.objects.get(pk=office_id))


@app.task(name="cases.tally", retry=_AGAIN)
def tally(*, office_id: int) -> None:
    actor = Actor.operator(office_ids=(office_id,))
    with enter(actor, action="cases.tally_cases"):
        tally_cases(actor=actor, office=Office.objects.get(pk=office_id))


# Early, so that the mail is there when the office opens; an hour that exists on both days of a clock change.
@app.periodic(cron="17 5 * * *")
@app.task(name="cases.remind_offices", queueing_lock="cases.remind_offices")
def remind_offices(timestamp: int = 0) -> None:
    for office_id in Office.objects.values_list("pk", flat=True):
        remind.defer(office_id=office_id)
        forget.defer(office_id=office_id)
        tally.defer(office_id=office_id)


@app.task(name="cases.take_mail", retry=_AGAIN)
def take_in(*, inbound_id: str, office_id: int, about: str) -> None:
    """What a mail is about is read again: somebody may have said it anew meanwhile."""
    actor = Actor.operator(office_ids=(office_id,))
    with enter(actor, action="cases.take_mail"):
        take_mail(actor=actor, inbound=messages.inbound_for(actor, uuid.UUID(inbound_id)))


@app.task(name="cases.pass_on_of", retry=_AGAIN)
def pass_on(*, office_id: int, account_id: int, successor_id: int | None) -> None:
    actor = Actor.operator(office_ids=(office_id,))
    with enter(actor, action="cases.pass_on_of"):
        office = Office.objects.get(pk=office_id)
        pass_on_of(actor=actor, office=office, account_id=account_id, successor_id=successor_id)


@app.task(name="cases.follow_task", retry=_AGAIN)
def follow(*, task: str, giver_id: int, taker_id: int, home: str = "") -> None:
    actor = Actor.operator(office_ids=(giver_id,))
    with enter(actor, action="cases.follow_task"):
        offices = Office.objects.select_related("place").in_bulk([giver_id, taker_id])
        follow_task(actor=actor, giver=offices[giver_id], taker=offices[taker_id], task=task, site=home)


@app.task(name="cases.share_anew", retry=_AGAIN)
def share(*, office_id: int) -> None:
    """``office_id`` has opened: what others share may be shared with it, too."""
    _share_anew(Office.objects.exclude(pk=office_id))


@app.task(name="cases.share_in_alliance", retry=_AGAIN)
def share_in_alliance(*, towns: list[str]) -> None:
    """These towns came into an alliance, stay in it or have left it: none reads on what it no longer shares."""
    _share_anew(Office.objects.filter(place__ags__in=towns))


def _share_anew(offices: QuerySet[Office]) -> None:
    for other_id in offices.values_list("pk", flat=True):
        actor = Actor.operator(office_ids=(other_id,))
        with enter(actor, action="cases.share_anew"):
            share_anew(actor=actor, office=Office.objects.select_related("place").get(pk=other_id))


@app.task(name="cases.ask_town", retry=_AGAIN)
def ask_town(*, alliance_id: int, place_id: int) -> None:
    """An alliance asks the town to join: its office has it on the list, until somebody has answered."""
    member = asked_member(alliance_id, place_id)
    office = office_of(member.place) if member is not None else None
    if member is None or office is None:
        return
    actor = Actor.operator(office_ids=(office.pk,))
    with enter(actor, action="cases.ask_town"):
        take_alliance_question(actor=actor, office=office, member=member)


@app.task(name="cases.forget_notes", retry=_AGAIN)
def forget_also_notes(*, office_id: int, rows: dict[str, list[str]]) -> None:
    """Somebody who asked was erased: their words and what was noted in confidence go, and nothing waits for them."""
    actor = Actor.operator(office_ids=(office_id,))
    with enter(actor, action="cases.forget_notes"):
        office = Office.objects.select_related("place").get(pk=office_id)
        askers = Asker.objects.filter(office=office, pk__in=rows.get(Asker._meta.db_table, []))
        told = Entry.objects.filter(office=office, pk__in=rows.get(Entry._meta.db_table, []))
        asked = set(askers.values_list("case_id", flat=True))
        forget_notes(actor=actor, office=office, case_ids={*asked, *told.values_list("case_id", flat=True)})
        # A case that only mentions them is somebody else's.
        forget_words(actor=actor, office=office, case_ids=asked)
        close_erased(actor=actor, office=office, case_ids=asked)


bus.listen("MailReceived", take_in)
bus.listen("MemberLeft", pass_on)
bus.listen("TaskHandedOver", follow)
bus.listen("OfficeOpened", share)
bus.listen("AllianceChanged", share_in_alliance)
bus.listen("TownAsked", ask_town)
bus.listen("RowsErased", forget_also_notes)
