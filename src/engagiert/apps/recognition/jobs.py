"""A person was erased: their cards end with them."""

from procrastinate.contrib.django import app

from engagiert.apps.accounts.public import Office
from engagiert.kernel import bus
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter

from .models import Card
from .services import revoke_erased


@app.task(name="recognition.revoke_erased", retry=3)
def end_cards(*, office_id: int, rows: dict[str, list[str]]) -> None:
    if keys := rows.get(Card._meta.db_table):
        actor = Actor.operator(office_ids=(office_id,))
        with enter(actor, action="recognition.revoke_erased"):
            revoke_erased(actor=actor, office=Office.objects.get(pk=office_id), keys=keys)


bus.listen("RowsErased", end_cards)
