"""Who keeps awards: whoever writes for the office takes proposals down; its coordinators keep kinds and jury."""

from typing import Protocol

from engagiert.kernel.authz import Actor, Permission
from engagiert.kernel.authz.roles import COORDINATOR, READERS, WRITERS


class OfOffice(Protocol):
    """A row of an office."""

    @property
    def office_id(self) -> int: ...


def may_keep_for(actor: Actor, office_id: int) -> bool:
    return actor.has_role(office_id, COORDINATOR)


def may_keep(actor: Actor, row: OfOffice) -> bool:
    return actor.has_role(row.office_id, COORDINATOR)


def may_take_down(actor: Actor, row: OfOffice) -> bool:
    return actor.has_role(row.office_id, *WRITERS)


def may_take_down_for(actor: Actor, office_id: int) -> bool:
    return actor.has_role(office_id, *WRITERS)


def may_read(actor: Actor, row: OfOffice) -> bool:
    return actor.has_role(row.office_id, *READERS)


def reads_somewhere(actor: Actor, _nothing: None) -> bool:
    return actor.has_any_role(*READERS)


def works_somewhere(actor: Actor, _nothing: None) -> bool:
    return actor.has_any_role(*WRITERS)


def keeps_somewhere(actor: Actor, _nothing: None) -> bool:
    return actor.has_any_role(COORDINATOR)


SET_UP = Permission[int]("awards.set_up", may_keep_for)
KEEP = Permission[OfOffice]("awards.keep", may_keep)
TAKE_DOWN = Permission[OfOffice]("awards.take_down", may_take_down)
FOLLOW = Permission[int]("awards.follow", may_take_down_for)
READ = Permission[OfOffice]("awards.read", may_read)
READ_SOMEWHERE = Permission[None]("awards.read_somewhere", reads_somewhere)
WORK_SOMEWHERE = Permission[None]("awards.work_somewhere", works_somewhere)
ARRANGE_SOMEWHERE = Permission[None]("awards.arrange_somewhere", keeps_somewhere)
