"""Once a day what is over ends, at every office in a transaction of its own."""

from procrastinate.contrib.django import app

from engagiert.apps.accounts.public import Office
from engagiert.kernel.authz import Actor

from .services import complete_ledger, end_sessions, end_sign_ins, keep_periods


@app.periodic(cron="17 3 * * *")
@app.task(name="privacy.keep_all_periods", queueing_lock="privacy.keep_all_periods")
def keep_all_periods(timestamp: int) -> None:
    for office in Office.objects.order_by("pk"):
        keep_periods(actor=Actor.operator(office_ids=(office.pk,)), office=office)
    operator = Actor.operator()
    end_sessions(actor=operator)
    end_sign_ins(actor=operator)
    complete_ledger(actor=operator)
