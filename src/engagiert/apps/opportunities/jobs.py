"""Work that outlives a request. Each job carries ids, finds its actor and calls a service."""

from django.utils import timezone
from procrastinate.contrib.django import app

from engagiert.apps.accounts.public import Office
from engagiert.kernel import bus
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter

from .services import asking, following

_AGAIN = 3


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
