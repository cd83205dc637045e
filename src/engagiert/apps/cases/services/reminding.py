"""Once a day the office learns what is due; nobody is named, nothing is counted against anybody."""

import datetime

from django.utils import timezone

from engagiert.apps.accounts.public import Office, members_of
from engagiert.apps.cases import rules
from engagiert.apps.cases.clock import add_working_days, is_working_day
from engagiert.apps.cases.models import Arrangement, Case
from engagiert.apps.cases.selectors import arrangement_of, figures
from engagiert.apps.cases.wording.reminders import digest_text, escalation_text
from engagiert.apps.messages.public import Recipient, Text, queue_message
from engagiert.kernel.authz import Actor, require

_YEAR = datetime.timedelta(days=365)


def remind_office(*, actor: Actor, office: Office, today: datetime.date | None = None) -> None:
    """One mail to the office about what is due today or overdue, on working days, once a day.

    What has been overdue for as many working days as the office has arranged goes to its coordinators besides. Writes
    the public record where the office wants one.
    """
    require(actor, rules.ARRANGE, office.pk)
    day = today or timezone.localdate()
    land = office.place.ags
    arranged = arrangement_of(office.pk)
    if not is_working_day(day, land) or arranged.reminded_on == day:
        return
    waiting = Case.objects.filter(office=office, state__in=[Case.State.NEW, Case.State.WORKING], due_on__lte=day)
    due = list(waiting.order_by("due_on", "received_at")[:100])
    if due and office.mail:
        _write(actor, office, f"cases:digest:{day}", office.mail, digest_text(due, day))
    long_ago = [one for one in due if add_working_days(one.due_on, arranged.escalates_after, land) <= day]
    for account in members_of([office.pk], "coordinator", on=day) if long_ago else []:
        _write(actor, office, f"cases:escalation:{day}:{account.pk}", account.email, escalation_text(long_ago, day))
    record = _record(actor, office, day) if arranged.publishes_record else {}
    Arrangement.objects.update_or_create(office=office, defaults={"reminded_on": day, "record": record})


def _write(actor: Actor, office: Office, key: str, mail: str, text: Text) -> None:
    queue_message(
        actor=actor, office=office, key=key, purpose="cases.reminder", recipient=Recipient(mail=mail), text=text
    )


def _record(actor: Actor, office: Office, day: datetime.date) -> dict[str, int]:
    """The last twelve months in three numbers; nothing where fewer than three were answered."""
    whole = figures(actor, office.pk, since=day - _YEAR, until=day).whole
    if whole.share is None:
        return {}
    return {"received": whole.received, "answered": whole.answered, "in_time_percent": whole.share}
