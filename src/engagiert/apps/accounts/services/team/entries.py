"""Whoever runs the technology looks into an office: with a reason, for hours, seen by the office."""

import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.accounts import rules
from engagiert.apps.accounts.models import Entry
from engagiert.kernel.authz import Actor, NotAllowed, require
from engagiert.kernel.tenancy import enter

LONGEST_HOURS = 8
_SHORTEST_REASON = 10


def enter_office(
    *, actor: Actor, office_id: int, reason: str, hours: int, now: datetime.datetime | None = None
) -> Entry:
    """The actor, who has the role ``operator`` there, may read the office's rows for ``hours`` (1 to 8).

    Asked again while an entry lasts, that one is returned. Raises ``ValidationError`` without a reason in words.
    """
    require(actor, rules.ENTER_OFFICE, office_id)
    if actor.account_id is None:
        raise NotAllowed(rules.ENTER_OFFICE.name)
    moment = now or timezone.now()
    words = " ".join(reason.replace("\x00", "").split())
    if len(words) < _SHORTEST_REASON:
        raise ValidationError(_("Schreiben Sie in einem Satz, warum Sie hineinsehen müssen. Das Büro liest ihn."))
    if not 1 <= hours <= LONGEST_HOURS:
        raise ValidationError(_("Ein Einblick dauert eine bis acht Stunden."))
    with enter(actor, action="accounts.enter_office", offices=(office_id,)):
        open_one = Entry.objects.filter(account=actor.account_id, office=office_id, ends_at__gt=moment).first()
        if open_one is not None:
            return open_one
        return Entry.objects.create(
            account_id=actor.account_id,
            office_id=office_id,
            reason=words[:400],
            starts_at=moment,
            ends_at=moment + datetime.timedelta(hours=hours),
        )


def end_entry(*, actor: Actor, entry: Entry, now: datetime.datetime | None = None) -> None:
    """The look ends now: said by whoever looks, or by the office's coordinator."""
    require(actor, rules.END_ENTRY, entry)
    moment = now or timezone.now()
    with enter(actor, action="accounts.end_entry", offices=(entry.office_id,)):
        Entry.objects.filter(pk=entry.pk, ends_at__gt=moment).update(ends_at=moment)
