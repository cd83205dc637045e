"""Once a day: tell the others who has left, and forget sessions that are over."""

from django.utils import timezone
from procrastinate.contrib.django import app

from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter

from .selectors import office_ids
from .services.terms import announce_departures
from .sessions import SessionStore


@app.periodic(cron="20 0 * * *")
@app.task(name="accounts.departures", queueing_lock="accounts.departures")
def departures(timestamp: int) -> None:
    """Terms end at midnight; what the person had open is passed on the same night."""
    for office_id in office_ids():
        with enter(Actor.operator(office_ids=(office_id,)), action="accounts.announce_departures"):
            announce_departures(office_id, today=timezone.localdate())


@app.periodic(cron="35 0 * * *")
@app.task(name="accounts.forget_sessions", queueing_lock="accounts.forget_sessions")
def forget_sessions(timestamp: int) -> None:
    """What is over opens nothing; it goes so that no list of devices grows."""
    SessionStore.clear_expired()
