"""A town gives a task to another of its offices, such as the exchange to a volunteer agency, and takes it back."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from engagiert.apps.accounts import rules
from engagiert.apps.accounts.models import Office
from engagiert.apps.accounts.services import terms
from engagiert.kernel import bus
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.tenancy import enter


def hand_over_task(*, actor: Actor, giver: Office, taker: Office, task: str, home: str = "") -> None:
    """From now on ``taker`` does the task for the place. Done twice, nothing happens the second time.

    ``home`` is the absolute address of the installation, for links to those who are told; the configured one where it
    is not given. Publishes ``TaskHandedOver`` with ``task``, ``giver_id``, ``taker_id`` and ``home``; whoever keeps
    open work of the task moves it. Raises ``ValidationError`` where the task cannot be handed over, or not between
    these two.
    """
    require(actor, rules.HAND_OVER_TASK, giver.pk)
    if task not in Office.HANDED_OVER:
        raise ValidationError(_("Abgeben kann ein Büro die Vermittlung und die Ehrenamtskarte."))
    with enter(actor, action="accounts.hand_over_task", offices=(giver.pk,)):
        terms.lock(giver.pk, taker.pk)
        giver.refresh_from_db(fields=["tasks"])
        taker.refresh_from_db(fields=["tasks"])
        if giver == taker or giver.place_id != taker.place_id:
            raise ValidationError(_("Wählen Sie ein anderes Büro derselben Stadt."))
        if task in taker.tasks and task not in giver.tasks:
            return
        if task not in giver.tasks:
            raise ValidationError(_("Diese Aufgabe liegt nicht bei diesem Büro."))
        giver.tasks = [one for one in giver.tasks if one != task]
        taker.tasks = [*taker.tasks, task]
        giver.save(update_fields=["tasks"])
        taker.save(update_fields=["tasks"])
        facts = {"giver_id": giver.pk, "taker_id": taker.pk, "home": home or settings.ENGAGIERT_HOME}
        bus.publish("TaskHandedOver", task=str(task), **facts)
