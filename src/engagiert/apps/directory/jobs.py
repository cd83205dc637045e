"""Work that outlives a request. Each job carries ids, finds its actor and calls a service."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from django.db import transaction
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from engagiert.apps.accounts.public import Office, actor_of_account
from engagiert.kernel import bus
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter

from .models import ImportRun
from .search.kinds import kinds
from .services.asking import bring_to_desk
from .services.erased import project_erased, project_office
from .services.finding import find_doubles
from .services.importing import fail_import, fail_preview, fail_undo, preview_in_steps, run_import, undo_import
from .services.locating import locate_organisations
from .services.needs import forget_unmet
from .services.selfservice.asking import ask_yearly

# A job whose worker died is taken up again; each batch of an import is whole or not at all, so that is safe.
_AGAIN = 3


@app.task(name="directory.import", retry=_AGAIN, pass_context=True)
def import_list(context: JobContext, *, run_id: int, office_id: int, account_id: int | None) -> None:
    with _said_when_given_up(context, fail_import, run_id, office_id):
        run_import(actor=_actor(account_id, office_id), run_id=run_id)
    locate.defer(office_id=office_id)
    recount()


@app.task(name="directory.preview_import", retry=_AGAIN, pass_context=True)
def preview_list(context: JobContext, *, run_id: int, office_id: int, account_id: int | None) -> None:
    with _said_when_given_up(context, fail_preview, run_id, office_id):
        preview_in_steps(actor=_actor(account_id, office_id), run_id=run_id)


@app.task(name="directory.undo_import", retry=_AGAIN, pass_context=True)
def undo_list(context: JobContext, *, run_id: int, office_id: int, account_id: int | None) -> None:
    with _said_when_given_up(context, fail_undo, run_id, office_id):
        undo_import(actor=_actor(account_id, office_id), run_id=run_id)


@contextmanager
def _said_when_given_up(context: JobContext, fail: Callable[..., None], run_id: int, office_id: int) -> Iterator[None]:
    """The last try tells the coordinator on the run's page; the error itself goes on to the log."""
    try:
        yield
    except Exception:
        if context.job.attempts >= _AGAIN:
            fail(actor=Actor.operator(office_ids=(office_id,)), run_id=run_id)
        raise


@app.task(name="directory.locate", retry=_AGAIN)
def locate(*, office_id: int) -> None:
    """Look up the points of an office's addresses that are only known by town."""
    locate_organisations(actor=Actor.operator(office_ids=(office_id,)), office_id=office_id)


@app.task(name="directory.find_doubles", retry=_AGAIN)
def find_in_register(*, office_id: int, account_id: int | None) -> None:
    """Ask about records of the office that could be one."""
    actor = _actor(account_id, office_id)
    with enter(actor, action="directory.find_doubles"):
        find_doubles(actor=actor, office=Office.objects.get(pk=office_id))


@app.task(name="directory.locate_everywhere")
def locate_everywhere() -> None:
    for office_id in Office.objects.values_list("pk", flat=True):
        locate.defer(office_id=office_id)


# Ranking asks how rare a word is. The number may be a day old, but not that of an empty register.
@app.periodic(cron="23 3 * * *")
@app.task(name="directory.count_terms", queueing_lock="directory.count_terms")
def count_terms_of_register(timestamp: int = 0) -> None:
    """Of each kind that can be searched."""
    for kind in kinds().values():
        kind.count(actor=Actor.operator())


# What waited before the desk had cases, and whatever a crash left.
@app.periodic(cron="31 3 * * *")
@app.task(name="directory.bring_to_desk", queueing_lock="directory.bring_to_desk")
def bring_questions_to_desk(timestamp: int = 0) -> None:
    for office_id in Office.objects.values_list("pk", flat=True):
        actor = Actor.operator(office_ids=(office_id,))
        with enter(actor, action="directory.bring_to_desk"):
            bring_to_desk(actor=actor, office_id=office_id)


@app.periodic(cron="41 3 * * *")
@app.task(name="directory.forget_unmet", queueing_lock="directory.forget_unmet")
def forget_unmet_searches(timestamp: int = 0) -> None:
    for office_id in Office.objects.values_list("pk", flat=True):
        forget_unmet(actor=Actor.operator(office_ids=(office_id,)))


# On weekday mornings, so that who answers by telephone finds somebody there.
@app.periodic(cron="17 8 * * 1-5")
@app.task(name="directory.ask_yearly", queueing_lock="directory.ask_yearly")
def ask_those_due(timestamp: int = 0) -> None:
    """Offices that want it ask those who have not confirmed for a year."""
    for office in Office.objects.select_related("place"):
        actor = Actor.operator(office_ids=(office.pk,))
        with enter(actor, action="directory.ask_yearly"):
            ask_yearly(actor=actor, office=office)


def recount() -> None:
    """Queue the counting, unless it waits already."""
    with suppress(AlreadyEnqueued), transaction.atomic():
        count_terms_of_register.defer()


@app.task(name="directory.project_erased", retry=_AGAIN)
def show_no_more(*, office_id: int, rows: dict[str, list[str]]) -> None:
    """A person was erased: public pages and the counted words follow."""
    if project_erased(actor=Actor.operator(office_ids=(office_id,)), rows=rows):
        recount()


@app.task(name="directory.project_office", retry=_AGAIN)
def show_office(*, office_id: int) -> None:
    """An office came from another installation: its public pages are made here."""
    project_office(actor=Actor.operator(office_ids=(office_id,)), office_id=office_id)
    recount()


bus.listen("RowsErased", show_no_more)
bus.listen("OfficeImported", show_office)
bus.listen("HousesImported", locate_everywhere)
bus.listen("AddressEntered", locate)


def defer_import(run: ImportRun, *, actor: Actor) -> None:
    """Queue the run in the caller's transaction, in the name of whoever started it."""
    import_list.defer(run_id=run.pk, office_id=run.office_id, account_id=actor.account_id)


def defer_preview(run: ImportRun, *, actor: Actor) -> None:
    preview_list.defer(run_id=run.pk, office_id=run.office_id, account_id=actor.account_id)


def defer_undo(run: ImportRun, *, actor: Actor) -> None:
    undo_list.defer(run_id=run.pk, office_id=run.office_id, account_id=actor.account_id)


def defer_finding(office_id: int, *, actor: Actor) -> None:
    find_in_register.defer(office_id=office_id, account_id=actor.account_id)


def _actor(account_id: int | None, office_id: int) -> Actor:
    """The account that started the job with the roles it has now; the operator where a command started it."""
    if account_id is None:
        return Actor.operator(office_ids=(office_id,))
    return actor_of_account(account_id)
