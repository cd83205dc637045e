"""Who reads and decides about an office's mail and letters."""

from engagiert.kernel.authz import Actor, Permission
from engagiert.kernel.authz.roles import READERS, WRITERS

from .models import Inbound, Message


def may_write_for(actor: Actor, office_id: int) -> bool:
    return actor.has_role(office_id, *WRITERS)


def may_decide(actor: Actor, message: Message) -> bool:
    return may_write_for(actor, message.office_id)


def may_read(actor: Actor, message: Message) -> bool:
    return actor.has_role(message.office_id, *READERS)


def may_settle(actor: Actor, inbound: Inbound) -> bool:
    return may_write_for(actor, inbound.office_id)


def may_read_inbound(actor: Actor, inbound: Inbound) -> bool:
    return actor.has_role(inbound.office_id, *READERS)


def reads_somewhere(actor: Actor, _nothing: None) -> bool:
    return actor.has_any_role(*READERS)


def decides_somewhere(actor: Actor, _nothing: None) -> bool:
    return actor.has_any_role(*WRITERS)


WRITE = Permission[int]("messages.write", may_write_for)
DECIDE = Permission[Message]("messages.decide", may_decide)
READ = Permission[Message]("messages.read", may_read)
SETTLE = Permission[Inbound]("messages.settle", may_settle)
READ_INBOUND = Permission[Inbound]("messages.read_inbound", may_read_inbound)
DECIDE_SOMEWHERE = Permission[None]("messages.decide_somewhere", decides_somewhere)
READ_SOMEWHERE = Permission[None]("messages.read_somewhere", reads_somewhere)
