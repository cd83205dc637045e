"""Who asks, reads answers, decides needs and keeps goals: whoever writes for the office; viewers read along."""

from typing import Protocol

from engagiert.kernel.authz import Actor, Permission
from engagiert.kernel.authz.roles import COORDINATOR, READERS, WRITERS


class OfOffice(Protocol):
    """A row of an office."""

    @property
    def office_id(self) -> int: ...


def may_write_for(actor: Actor, office_id: int) -> bool:
    return actor.has_role(office_id, *WRITERS)


def may_run(actor: Actor, office_id: int) -> bool:
    return actor.has_role(office_id, COORDINATOR)


def may_keep(actor: Actor, row: OfOffice) -> bool:
    return may_write_for(actor, row.office_id)


def may_read(actor: Actor, row: OfOffice) -> bool:
    return actor.has_role(row.office_id, *READERS)


def reads_somewhere(actor: Actor, _nothing: None) -> bool:
    return actor.has_any_role(*READERS)


def works_somewhere(actor: Actor, _nothing: None) -> bool:
    return actor.has_any_role(*WRITERS)


WRITE = Permission[int]("surveys.write", may_write_for)
RUN_DAILY = Permission[int]("surveys.run_daily", may_run)
KEEP = Permission[OfOffice]("surveys.keep", may_keep)
READ = Permission[OfOffice]("surveys.read", may_read)
READ_SOMEWHERE = Permission[None]("surveys.read_somewhere", reads_somewhere)
WORK_SOMEWHERE = Permission[None]("surveys.work_somewhere", works_somewhere)
