"""Once a day what is over ends, at every office in a transaction of its own."""

from procrastinate.contrib.django import app

from engagiert.apps.accounts.public import Office
from engagiert.kernel.authz import Actor

from .services import complete_ledger, end_sessions, end_sign_ins, keep_periods

_AGAIN = 3


@app.task(name="privacy.keep_periods_of", retry=_AGAIN)
def keep_periods_of(*, office_id: int) -> None:
    """A job for each office: what one stumbles over keeps no other from ending what is over."""
    office = Office.objects.get(pk=office_id)
    keep_periods(actor=Actor.operator(office_ids=(office_id,)), office=office)


@app.periodic(cron="17 3 * * *")
@app.task(name="privacy.keep_all_periods", queueing_lock="privacy.keep_all_periods")
def keep_all_periods(timestamp: int) -> None:
    for office_id in Office.objects.order_by("pk").values_list("pk", flat=True):
        keep_periods_of.defer(office_id=office_id)
    operator = Actor.operator()
    end_sessions(actor=operator)
    end_sign_ins(actor=operator)
    complete_ledger(actor=operator)
