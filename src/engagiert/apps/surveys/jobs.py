"""Work of surveys, needs and goals that outlives a request. Each job carries ids and may be begun again."""

import uuid

from procrastinate.contrib.django import app

from engagiert.apps.accounts.public import Office
from engagiert.kernel import bus
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter

from . import selectors, services

_AGAIN = 3


@app.task(name="surveys.invite", retry=_AGAIN)
def invite(*, survey_id: str, office_id: int) -> None:
    actor = Actor.operator(office_ids=(office_id,))
    services.invite_in_steps(actor=actor, survey_id=uuid.UUID(survey_id))


@app.task(name="surveys.run_daily", retry=_AGAIN)
def run(*, office_id: int) -> None:
    actor = Actor.operator(office_ids=(office_id,))
    with enter(actor, action="surveys.run_daily"):
        office = Office.objects.select_related("place").get(pk=office_id)
        services.run_daily(actor=actor, office=office)
        services.remind_goals(actor=actor, office=office)
        services.tally_needs(actor=actor, office=office)
        running = selectors.running_keys(office)
    # Who came into the directory meanwhile is asked as well.
    for survey_id in running:
        services.invite_in_steps(actor=actor, survey_id=survey_id)


@app.periodic(cron="37 4 * * *")
@app.task(name="surveys.run_all", queueing_lock="surveys.run_all")
def run_all(timestamp: int = 0) -> None:
    for office_id in Office.objects.values_list("pk", flat=True):
        run.defer(office_id=office_id)


bus.listen("SurveyOpened", invite)
