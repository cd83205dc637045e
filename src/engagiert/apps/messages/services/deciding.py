"""What a person decides about a message; each verb is for certain states, and of two people only one decides."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.messages import rules
from engagiert.apps.messages.models import Inbound, Message
from engagiert.apps.messages.texts import paragraph
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.privacy.declarations import ERASED, NOBODY

from .queueing import address_lines, announce, reachable

_State = Message.State


def confirm_arrival(*, actor: Actor, message: Message) -> None:
    """A mail in doubt did arrive, somebody asked."""
    _take(actor, message, _State.IN_DOUBT)
    _close(actor, message, _State.SENT)


def send_again(*, actor: Actor, message: Message, mail: str = "") -> None:
    """Send what is in doubt or failed once more, to ``mail`` where the address was wrong."""
    address = reachable(mail) if mail else message.mail
    _take(actor, message, _State.IN_DOUBT, _State.FAILED)
    message.mail = address
    message.state = _State.WAITING
    message.due_at = timezone.now()
    message.first_tried_at = None
    message.problem = message.reply = ""
    message.save()
    announce(message)


def turn_into_letter(*, actor: Actor, message: Message, lines: Iterable[str]) -> None:
    """What cannot be delivered by mail goes by post: from now on it waits to be printed."""
    postal = address_lines(list(lines))
    if not postal:
        raise ValidationError(_("Geben Sie die Anschrift an, eine Zeile unter der anderen."))
    _take(actor, message, _State.IN_DOUBT, _State.FAILED)
    message.channel = Message.Channel.LETTER
    message.postal = postal
    message.mail = ""
    message.state = _State.WAITING
    message.problem = message.reply = ""
    message.save()


def cancel_message(*, actor: Actor, message: Message) -> None:
    """What has not gone out yet stays here."""
    _take(actor, message, _State.WAITING, _State.FAILED, _State.IN_DOUBT)
    _close(actor, message, _State.CANCELLED)


def hold_mails(*, actor: Actor) -> int:
    """After a restore: what waits may have gone out since the backup, so it is in doubt; returns how many."""
    waiting = Message.objects.select_for_update(of=("self",)).filter(
        office__in=actor.office_ids,
        channel=Message.Channel.MAIL,
        state__in=[_State.WAITING, _State.SENDING],
    )
    held = list(waiting)
    for mail in held:
        require(actor, rules.DECIDE, mail)
        mail.state, mail.problem = _State.IN_DOUBT, "restored"
        mail.save(update_fields=["state", "problem"])
    return len(held)


def cancel_for_erased(*, actor: Actor, ids: Iterable[str]) -> int:
    """Of these messages those whose recipient was erased stay here: there is nobody to write to any more.

    Their text goes: it speaks to the person, and “Sehr geehrte Frau …” is no name that could be looked for.
    Returns how many were still open.
    """
    nobody = Q(mail=NOBODY) | Q(channel=Message.Channel.LETTER, postal=[ERASED])
    theirs = list(Message.objects.select_for_update(of=("self",)).filter(nobody, pk__in=list(ids)))
    pointless = [one for one in theirs if one.state in (_State.WAITING, _State.FAILED, _State.IN_DOUBT)]
    for message in theirs:
        require(actor, rules.DECIDE, message)
        message.subject, message.blocks, message.reply = ERASED, [paragraph(ERASED)], ""
        message.save(update_fields=["subject", "blocks", "reply"])
    for message in pointless:
        _close(actor, message, _State.CANCELLED)
    return len(pointless)


def forget_received(*, actor: Actor, ids: Iterable[str]) -> int:
    """Of these mails that came in those whose sender was erased: their words and files go, the mail counts on.

    A file may be a picture of a letter, in which no name can be looked for. Returns how many mails there were.
    """
    theirs = list(Inbound.objects.select_for_update(of=("self",)).filter(pk__in=list(ids), sender_mail=""))
    for inbound in theirs:
        require(actor, rules.SETTLE, inbound)
        inbound.subject, inbound.text = ERASED, ERASED
        inbound.save(update_fields=["subject", "text"])
        inbound.files.all().delete()
    return len(theirs)


def mark_printed(*, actor: Actor, letters: Iterable[Message]) -> int:
    """The letters are on paper; returns how many of them were not yet."""
    given = list(letters)
    for letter in given:
        require(actor, rules.DECIDE, letter)
    waiting = Message.objects.select_for_update(of=("self",)).filter(
        pk__in=[letter.pk for letter in given], channel=Message.Channel.LETTER, state=_State.WAITING
    )
    printed = list(waiting)
    for letter in printed:
        _close(actor, letter, _State.PRINTED)
    return len(printed)


def _take(actor: Actor, message: Message, *states: str) -> None:
    """Lock the message as it is now; raises ``ValidationError`` where somebody has decided meanwhile."""
    require(actor, rules.DECIDE, message)
    locked = Message.objects.select_for_update(of=("self",)).get(pk=message.pk)
    if locked.state not in states:
        raise ValidationError(
            _("Das geht nicht mehr: Die Nachricht steht inzwischen auf „%(state)s“.")
            % {"state": locked.get_state_display()}
        )
    message.refresh_from_db()


def _close(actor: Actor, message: Message, state: str) -> None:
    message.state = state
    message.settled_at = timezone.now()
    message.settled_by = actor.label
    message.save()
