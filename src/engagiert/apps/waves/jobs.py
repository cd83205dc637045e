"""Work of a wave that outlives a request. Each job carries ids, calls a service and may be begun again at any time."""

import uuid

from procrastinate.contrib.django import app

from engagiert.apps.accounts.public import Office
from engagiert.kernel import bus
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter

from . import services
from .services import showing

_AGAIN = 3


@app.task(name="waves.plan_allotment", retry=_AGAIN)
def plan(*, allotment_id: str, office_id: int) -> None:
    actor = Actor.operator(office_ids=(office_id,))
    services.plan_allotment(actor=actor, allotment_id=uuid.UUID(allotment_id))


@app.task(name="waves.send_allotment", retry=_AGAIN)
def send(*, allotment_id: str, office_id: int) -> None:
    actor = Actor.operator(office_ids=(office_id,))
    services.send_in_steps(actor=actor, allotment_id=uuid.UUID(allotment_id))


@app.task(name="waves.ask_to_keep", retry=_AGAIN)
def ask(*, wave_id: str, office_id: int) -> None:
    services.ask_in_steps(actor=Actor.operator(office_ids=(office_id,)), wave_id=uuid.UUID(wave_id))


@app.task(name="waves.tell_end", retry=_AGAIN)
def tell_end(*, wave_id: str, office_id: int) -> None:
    services.tell_end_in_steps(actor=Actor.operator(office_ids=(office_id,)), wave_id=uuid.UUID(wave_id))


@app.task(name="waves.follow_forgotten", retry=_AGAIN)
def forgotten(*, office_id: int, volunteer_id: str) -> None:
    actor = Actor.operator(office_ids=(office_id,))
    with enter(actor, action="waves.follow_forgotten"):
        office = Office.objects.get(pk=office_id)
        services.follow_forgotten(actor=actor, office=office, volunteer_id=uuid.UUID(volunteer_id))


@app.task(name="waves.run_daily", retry=_AGAIN)
def run(*, office_id: int) -> None:
    actor = Actor.operator(office_ids=(office_id,))
    with enter(actor, action="waves.run_daily"):
        office = Office.objects.select_related("place").get(pk=office_id)
        services.run_daily(actor=actor, office=office)
    services.forget_in_steps(actor=actor, office=office)


@app.periodic(cron="53 4 * * *")
@app.task(name="waves.run_all", queueing_lock="waves.run_all")
def run_all(timestamp: int = 0) -> None:
    for office_id in Office.objects.values_list("pk", flat=True):
        run.defer(office_id=office_id)


@app.task(name="waves.show_office", retry=_AGAIN)
def show_office(*, office_id: int) -> None:
    showing.show_office(actor=Actor.operator(office_ids=(office_id,)), office_id=office_id)


bus.listen("AllotmentAsked", plan)
bus.listen("AllotmentReleased", send)
bus.listen("KeepingAsked", ask)
bus.listen("WaveEnded", tell_end)
bus.listen("VolunteerForgotten", forgotten)
bus.listen("OfficeImported", show_office)
