"""Agenda and minutes go to everybody of the round by mail; the same words go once."""

import hashlib
import json

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from engagiert.apps.accounts.public import Account
from engagiert.apps.messages.public import Recipient, Text, queue_message
from engagiert.apps.rounds import rules
from engagiert.apps.rounds.models import Meeting
from engagiert.apps.rounds.wording import agenda_text, minutes_text
from engagiert.kernel.authz import Actor, require


def send_agenda(*, actor: Actor, meeting: Meeting, address: str) -> int:
    """Ask everybody to the meeting, with its agenda; ``address`` is that of its page. Returns how many were asked."""
    require(actor, rules.KEEP, meeting)
    if meeting.state != Meeting.State.PLANNED:
        raise ValidationError(_("Die Tagesordnung dieses Termins ist geschlossen."))
    return _send(actor, meeting, "agenda", agenda_text(meeting, address))


def send_minutes(*, actor: Actor, meeting: Meeting, address: str) -> int:
    """The minutes to everybody; raises ``ValidationError`` before the meeting was held."""
    require(actor, rules.KEEP, meeting)
    if meeting.state != Meeting.State.HELD:
        raise ValidationError(_("Schreiben Sie erst das Protokoll."))
    return _send(actor, meeting, "minutes", minutes_text(meeting, address))


def _send(actor: Actor, meeting: Meeting, what: str, text: Text) -> int:
    said = hashlib.sha256(json.dumps([text.subject, list(text.blocks)]).encode()).hexdigest()[:16]
    accounts = Account.objects.filter(pk__in=meeting.members, is_active=True)
    for account in accounts:
        queue_message(
            actor=actor,
            office=meeting.office,
            key=f"rounds:{meeting.pk}:{what}:{account.pk}:{said}",
            purpose=f"rounds.{what}",
            recipient=Recipient(mail=account.email),
            text=text,
            about=f"rounds.meeting:{meeting.pk}",
        )
    return len(accounts)
