"""A person was erased: their cards end with them. Each morning whoever has a card hears in time that it ends."""

from procrastinate.contrib.django import app

from engagiert.apps.accounts.public import Office
from engagiert.kernel import bus
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter

from .models import Card
from .services import remind_owners, revoke_erased


@app.task(name="recognition.revoke_erased", retry=3)
def end_cards(*, office_id: int, rows: dict[str, list[str]]) -> None:
    if keys := rows.get(Card._meta.db_table):
        actor = Actor.operator(office_ids=(office_id,))
        with enter(actor, action="recognition.revoke_erased"):
            revoke_erased(actor=actor, office=Office.objects.get(pk=office_id), keys=keys)


@app.task(name="recognition.remind_owners", retry=3)
def remind(*, office_id: int) -> None:
    actor = Actor.operator(office_ids=(office_id,))
    with enter(actor, action="recognition.remind_owners"):
        remind_owners(actor=actor, office=Office.objects.select_related("place").get(pk=office_id))


@app.periodic(cron="31 5 * * *")
@app.task(name="recognition.remind_all", queueing_lock="recognition.remind_all")
def remind_all(timestamp: int = 0) -> None:
    for office_id in Office.objects.filter(tasks__contains=[Office.Task.CARD]).values_list("pk", flat=True):
        remind.defer(office_id=office_id)


bus.listen("RowsErased", end_cards)
