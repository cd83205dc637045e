"""Work that outlives a request. Each job carries ids, finds its actor and calls a service."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import timezone
from procrastinate import JobContext
from procrastinate.contrib.django import app

from engagiert.apps.accounts.public import Office, actor_of_account
from engagiert.apps.directory.public import jobs as directory_jobs
from engagiert.kernel import bus
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter

from .models import Run
from .services import asking, following, importing

_AGAIN = 3


@app.task(name="opportunities.try", retry=_AGAIN, pass_context=True)
def try_list(context: JobContext, *, run_id: int, office_id: int, account_id: int | None) -> None:
    with _said_when_given_up(context, run_id, office_id):
        importing.try_in_steps(actor=_actor(account_id, office_id), run_id=run_id)


@app.task(name="opportunities.import", retry=_AGAIN, pass_context=True)
def take_over(context: JobContext, *, run_id: int, office_id: int, account_id: int | None) -> None:
    with _said_when_given_up(context, run_id, office_id):
        importing.take_over_offers(actor=_actor(account_id, office_id), run_id=run_id)
    directory_jobs.locate.defer(office_id=office_id)
    directory_jobs.recount()


@app.task(name="opportunities.undo_import", retry=_AGAIN, pass_context=True)
def take_back(context: JobContext, *, run_id: int, office_id: int, account_id: int | None) -> None:
    with _said_when_given_up(context, run_id, office_id):
        importing.take_back_list(actor=_actor(account_id, office_id), run_id=run_id)


def defer_try(run: Run, *, actor: Actor) -> None:
    """Queue the dry run in the caller's transaction, in the name of whoever started it."""
    try_list.defer(run_id=run.pk, office_id=run.office_id, account_id=actor.account_id)


def defer_import(run: Run, *, actor: Actor) -> None:
    """Queue the list in the caller's transaction, in the name of whoever started it."""
    take_over.defer(run_id=run.pk, office_id=run.office_id, account_id=actor.account_id)


def defer_undo(run: Run, *, actor: Actor) -> None:
    take_back.defer(run_id=run.pk, office_id=run.office_id, account_id=actor.account_id)


def _actor(account_id: int | None, office_id: int) -> Actor:
    """The account that started the job with the roles it has now."""
    return actor_of_account(account_id) if account_id else Actor.operator(office_ids=(office_id,))


@contextmanager
def _said_when_given_up(context: JobContext, run_id: int, office_id: int) -> Iterator[None]:
    """The last try says so on the list's page; the error itself goes on to the log."""
    try:
        yield
    except Exception:
        if context.job.attempts >= _AGAIN:
            importing.fail_offers(actor=Actor.operator(office_ids=(office_id,)), run_id=run_id)
        raise


# On weekday mornings, so that who answers by telephone finds somebody there.
@app.periodic(cron="27 8 * * 1-5")
@app.task(name="opportunities.ask_due", queueing_lock="opportunities.ask_due")
def ask_due_offers(timestamp: int = 0) -> None:
    """Ask about offers that nobody confirmed for ninety days; pause those that nobody answered for."""
    for office in Office.objects.select_related("place"):
        actor = Actor.operator(office_ids=(office.pk,))
        with enter(actor, action="opportunities.ask_due"):
            asking.ask_those_due(actor=actor, office=office, today=timezone.localdate())


@app.task(name="opportunities.follow_organisation", retry=_AGAIN)
def follow_organisation(*, office_id: int, organisation_id: int) -> None:
    actor = Actor.operator(office_ids=(office_id,))
    following.follow_organisation(actor=actor, organisation_id=organisation_id)


@app.task(name="opportunities.link_organisations", retry=_AGAIN)
def link_organisations(*, office_id: int) -> None:
    following.link_organisations(actor=Actor.operator(office_ids=(office_id,)), office_id=office_id)


@app.task(name="opportunities.project_erased", retry=_AGAIN)
def show_no_more(*, office_id: int, rows: dict[str, list[str]]) -> None:
    """A person was erased: public pages follow."""
    following.project_again(actor=Actor.operator(office_ids=(office_id,)), rows=rows)


@app.task(name="opportunities.project_office", retry=_AGAIN)
def show_office(*, office_id: int) -> None:
    """An office came from another installation: its public offers are made here."""
    following.project_again(actor=Actor.operator(office_ids=(office_id,)))


bus.listen("OrganisationChanged", follow_organisation)
bus.listen("PairDecided", link_organisations)
bus.listen("RowsErased", show_no_more)
bus.listen("OfficeImported", show_office)
