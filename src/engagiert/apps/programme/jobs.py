"""Offers that nobody answers go on; who comes is reminded."""

from procrastinate.contrib.django import app

from engagiert.apps.accounts.public import Office
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter

from .services import pass_on_seats, remind_signed_up


@app.task(name="programme.turn", retry=3)
def turn(*, office_id: int) -> None:
    actor = Actor.operator(office_ids=(office_id,))
    with enter(actor, action="programme.pass_on_seats"):
        office = Office.objects.select_related("place").get(pk=office_id)
        pass_on_seats(actor=actor, office=office)
        remind_signed_up(actor=actor, office=office)


# An offered seat is held until an hour; a few minutes later it goes on.
@app.periodic(cron="*/15 * * * *")
@app.task(name="programme.turn_all", queueing_lock="programme.turn_all")
def turn_all(timestamp: int = 0) -> None:
    for office_id in Office.objects.filter(tasks__contains=[Office.Task.CARD]).values_list("pk", flat=True):
        turn.defer(office_id=office_id)
