"""Whoever has a card hears in time that it ends: 90 and 30 days before, once each."""

import datetime

from django.utils import timezone

from engagiert.apps.accounts.public import Office
from engagiert.apps.messages.public import Recipient, queue_message
from engagiert.apps.recognition import rules, wording
from engagiert.apps.recognition.models import Application, Card
from engagiert.apps.recognition.own_links import own_code
from engagiert.apps.recognition.renewing import DAYS_BEFORE
from engagiert.kernel.authz import Actor, require


def remind_owners(*, actor: Actor, office: Office, today: datetime.date | None = None) -> int:
    """Write to whoever's card ends soon and who has not asked for the next one; how many were written to by now.

    However often it runs, each is written once at each of ``DAYS_BEFORE``; who was missed for some days gets the
    nearer one only. Who is reached neither by mail nor by letter is not written to.
    """
    require(actor, rules.ISSUE, office)
    day = today or timezone.localdate()
    ending = Card.objects.filter(
        office=office,
        state=Card.State.LIVING,
        expires_on__gte=day,
        expires_on__lte=day + datetime.timedelta(days=DAYS_BEFORE[0]),
    ).exclude(pk__in=Application.objects.filter(office=office, renews__isnull=False).values("renews"))
    written = 0
    for card in ending.select_related("office__place", "replaces"):
        if not (card.mail or card.postal) or not card.expires_on:
            continue
        left = (card.expires_on - day).days
        at = min(days for days in DAYS_BEFORE if left <= days)
        queue_message(
            actor=actor,
            office=office,
            key=f"recognition:reminder:{card.pk}:{at}",
            purpose="recognition.reminder",
            about=f"recognition.card:{card.pk}",
            recipient=Recipient(card.mail, tuple(card.postal)),
            text=wording.reminder_text(card, own_code(card)),
        )
        written += 1
    return written
