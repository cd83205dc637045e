"""Once a day: tell the others who has left."""

from django.utils import timezone
from procrastinate.contrib.django import app

from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter

from .selectors import office_ids
from .services.terms import announce_departures


@app.periodic(cron="20 0 * * *")
@app.task(name="accounts.departures", queueing_lock="accounts.departures")
def departures(timestamp: int) -> None:
    """Terms end at midnight; what the person had open is passed on the same night."""
    for office_id in office_ids():
        with enter(Actor.operator(office_ids=(office_id,)), action="accounts.announce_departures"):
            announce_departures(office_id, today=timezone.localdate())
