"""Each morning's run, and what follows from consents and erasures. Each job carries ids and calls a service."""

import uuid
from collections.abc import Callable

from procrastinate import JobContext
from procrastinate.contrib.django import app

from engagiert.apps.accounts.public import Office, actor_of_account
from engagiert.kernel import bus
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.tenancy import enter

from . import rules
from .models import Volunteer, VolunteerList
from .services import (
    end_erased,
    fail_list,
    follow_consent,
    pass_on_seats,
    remind_seats,
    run_daily,
    take_over_list,
    tell_listed,
    try_list,
    undo_list,
)

_AGAIN = 3


@app.task(name="volunteering.run_daily", retry=_AGAIN)
def run(*, office_id: int) -> None:
    actor = Actor.operator(office_ids=(office_id,))
    with enter(actor, action="volunteering.run_daily"):
        run_daily(actor=actor, office=Office.objects.select_related("place").get(pk=office_id))


@app.periodic(cron="47 4 * * *")
@app.task(name="volunteering.run_all", queueing_lock="volunteering.run_all")
def run_all(timestamp: int = 0) -> None:
    for office_id in Office.objects.values_list("pk", flat=True):
        run.defer(office_id=office_id)


@app.task(name="volunteering.follow_consent", retry=_AGAIN)
def follow(*, office_id: int, about: str, purpose: str) -> None:
    if purpose != "volunteering.helping":
        return
    actor = Actor.operator(office_ids=(office_id,))
    with enter(actor, action="volunteering.follow_consent"):
        office = Office.objects.select_related("place").get(pk=office_id)
        follow_consent(actor=actor, office=office, about=about)


@app.task(name="volunteering.end_erased", retry=_AGAIN)
def end(*, office_id: int, rows: dict[str, list[str]]) -> None:
    """Somebody's name was erased: the rest of what was theirs goes, too."""
    keys = [uuid.UUID(key) for key in rows.get(Volunteer._meta.db_table, [])]
    actor = Actor.operator(office_ids=(office_id,))
    with enter(actor, action="volunteering.end_erased"):
        end_erased(actor=actor, office=Office.objects.get(pk=office_id), volunteer_ids=keys)


@app.task(name="volunteering.delete_notes", retry=_AGAIN)
def delete_notes(*, office_id: int, volunteer_id: str) -> None:
    """Who has left for good: the confidential notes go as well, by somebody who cannot read them."""
    actor = Actor.operator(office_ids=(office_id,))
    with enter(actor, action="volunteering.end_erased"):
        end_erased(actor=actor, office=Office.objects.get(pk=office_id), volunteer_ids=[uuid.UUID(volunteer_id)])


@app.task(name="volunteering.pass_on_seats", retry=_AGAIN)
def pass_on(*, office_id: int) -> None:
    actor = Actor.operator(office_ids=(office_id,))
    with enter(actor, action="volunteering.pass_on_seats"):
        office = Office.objects.select_related("place").get(pk=office_id)
        pass_on_seats(actor=actor, office=office)
        remind_seats(actor=actor, office=office)


# An offered seat is held until an hour; a few minutes later it goes on.
@app.periodic(cron="*/10 * * * *")
@app.task(name="volunteering.pass_on_all", queueing_lock="volunteering.pass_on_all")
def pass_on_all(timestamp: int = 0) -> None:
    for office_id in Office.objects.values_list("pk", flat=True):
        pass_on.defer(office_id=office_id)


@app.task(name="volunteering.tell_listed", retry=_AGAIN)
def tell(*, office_id: int, list_id: str, origin: str) -> None:
    """Mails and letters to everybody on a list; each has its key, so that none is written twice."""
    actor = Actor.operator(office_ids=(office_id,))
    with enter(actor, action="volunteering.tell_listed"):
        run = VolunteerList.objects.select_related("office__place").get(pk=list_id)
        tell_listed(actor=actor, run=run, origin=origin)


@app.task(name="volunteering.work_on_list", retry=_AGAIN, pass_context=True)
def work_on_list(context: JobContext, *, office_id: int, list_id: str, account_id: int | None) -> None:
    """Try the list, take it over or take it back, as its state says; the last try that fails says so on its page."""
    actor = actor_of_account(account_id) if account_id else Actor.operator(office_ids=(office_id,))
    try:
        with enter(actor, action="volunteering.work_on_list"):
            run = VolunteerList.objects.select_related("office__place").filter(pk=list_id).first()
        verb = _ON_LISTS.get(run.state) if run is not None else None
        if verb is not None:
            verb(actor=actor, run=run)
    except Exception:
        if context.job.attempts >= _AGAIN:
            fail_list(actor=Actor.operator(office_ids=(office_id,)), list_id=uuid.UUID(list_id))
        raise


_ON_LISTS: dict[str, Callable[..., object]] = {
    VolunteerList.State.TRYING: try_list,
    VolunteerList.State.RUNNING: take_over_list,
    VolunteerList.State.UNDOING: undo_list,
}


def defer_list(run: VolunteerList, *, actor: Actor) -> None:
    """Queue what the list's state says in the caller's transaction, in the name of whoever started it."""
    work_on_list.defer(office_id=run.office_id, list_id=str(run.pk), account_id=actor.account_id)


def defer_telling(run: VolunteerList, *, actor: Actor, origin: str) -> None:
    require(actor, rules.IMPORT_LIST, run.office_id)
    tell.configure(queueing_lock=f"volunteering.tell_listed:{run.pk}").defer(
        office_id=run.office_id, list_id=str(run.pk), origin=origin
    )


bus.listen("ConsentChanged", follow)
bus.listen("VolunteerForgotten", delete_notes)
bus.listen("RowsErased", end)
