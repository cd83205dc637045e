"""What a person decides about a mail that found no place by itself."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.messages import rules
from engagiert.apps.messages.models import Inbound
from engagiert.kernel import bus
from engagiert.kernel.authz import Actor, require


def assign_inbound(*, actor: Actor, inbound: Inbound, about: str, announced: bool = True) -> None:
    """Say what the mail is about (``app.noun:key``); may be said anew. Raises ``ValidationError`` without a word.

    ``announced``: False where the caller has written the mail there itself, so that no app need be told.
    """
    if not about:
        raise ValidationError(_("Sagen Sie, wozu die Mail gehört."))
    if _settle(actor, inbound, about) and announced:
        announce(inbound)


def announce(inbound: Inbound) -> None:
    """Tell the apps above that a person's mail about something is here, in the caller's transaction."""
    bus.publish("MailReceived", inbound_id=str(inbound.pk), office_id=inbound.office_id, about=inbound.about)


def settle_inbound(*, actor: Actor, inbound: Inbound) -> None:
    """Nothing is to be done with the mail; it stays where it is."""
    _settle(actor, inbound, inbound.about)


def _settle(actor: Actor, inbound: Inbound, about: str) -> bool:
    """Whether this changed anything."""
    require(actor, rules.SETTLE, inbound)
    locked = Inbound.objects.select_for_update(of=("self",)).get(pk=inbound.pk)
    if locked.settled_at is not None and locked.about == about:
        return False
    locked.about, locked.settled_at, locked.settled_by = about, timezone.now(), actor.label
    locked.save(update_fields=["about", "settled_at", "settled_by"])
    inbound.refresh_from_db()
    return True
