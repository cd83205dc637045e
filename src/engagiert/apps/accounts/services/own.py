"""What people do with their own sign-in: see where it is open, and end it there."""

from engagiert.apps.accounts import rules
from engagiert.apps.accounts.models import Session
from engagiert.kernel.authz import Actor, require


def end_session(*, actor: Actor, handle: str) -> None:
    """The session of this name (``Session.handle``) is over; raises ``Session.DoesNotExist`` for another's."""
    require(actor, rules.OWN_ACCOUNT, None)
    found = [one for one in Session.objects.filter(account_id=actor.account_id) if one.handle == handle]
    if not found:
        raise Session.DoesNotExist
    Session.objects.filter(pk__in=[one.pk for one in found]).delete()


def end_other_sessions(*, actor: Actor, current_key: str) -> int:
    """All sessions of the actor are over but the one with this key; how many there were."""
    require(actor, rules.OWN_ACCOUNT, None)
    others = Session.objects.filter(account_id=actor.account_id).exclude(pk=current_key)
    number, _by_table = others.delete()
    return number
