"""Who keeps the programme of the card: whoever writes for the office."""

from typing import Protocol

from engagiert.kernel.authz import Actor, Permission
from engagiert.kernel.authz.roles import READERS, WRITERS


class OfOffice(Protocol):
    """A row of an office."""

    @property
    def office_id(self) -> int: ...


def may_write_for(actor: Actor, office_id: int) -> bool:
    return actor.has_role(office_id, *WRITERS)


def may_keep(actor: Actor, row: OfOffice) -> bool:
    return actor.has_role(row.office_id, *WRITERS)


def may_read(actor: Actor, row: OfOffice) -> bool:
    return actor.has_role(row.office_id, *READERS)


def reads_somewhere(actor: Actor, _nothing: None) -> bool:
    return actor.has_any_role(*READERS)


def works_somewhere(actor: Actor, _nothing: None) -> bool:
    return actor.has_any_role(*WRITERS)


WRITE = Permission[int]("programme.write", may_write_for)
KEEP = Permission[OfOffice]("programme.keep", may_keep)
READ = Permission[OfOffice]("programme.read", may_read)
READ_SOMEWHERE = Permission[None]("programme.read_somewhere", reads_somewhere)
WORK_SOMEWHERE = Permission[None]("programme.work_somewhere", works_somewhere)
