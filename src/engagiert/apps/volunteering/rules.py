"""Who works with people who want to help: whoever has a role at the office that knows them.

The person themselves acts by code, an organisation by code or with its own account; both reach a row only through a
service that opens the office for just that.
"""

from typing import Protocol

from engagiert.kernel.authz import Actor, Permission
from engagiert.kernel.authz.roles import COORDINATOR, READERS, WRITERS


class OfOffice(Protocol):
    """A row of an office."""

    @property
    def office_id(self) -> int: ...


def may_write_for(actor: Actor, office_id: int) -> bool:
    return actor.has_role(office_id, *WRITERS)


def may_arrange_for(actor: Actor, office_id: int) -> bool:
    return actor.has_role(office_id, COORDINATOR)


def may_work(actor: Actor, row: OfOffice) -> bool:
    return actor.has_role(row.office_id, *WRITERS)


def may_read(actor: Actor, row: OfOffice) -> bool:
    return actor.has_role(row.office_id, *READERS)


def reads_somewhere(actor: Actor, _nothing: None) -> bool:
    return actor.has_any_role(*READERS)


def works_somewhere(actor: Actor, _nothing: None) -> bool:
    return actor.has_any_role(*WRITERS)


def arranges_somewhere(actor: Actor, _nothing: None) -> bool:
    return actor.has_any_role(COORDINATOR)


TAKE_DOWN = Permission[int]("volunteering.take_down", may_write_for)
RUN_DAILY = Permission[int]("volunteering.run_daily", may_arrange_for)
IMPORT_LIST = Permission[int]("volunteering.import_list", may_arrange_for)
IMPORT_SOMEWHERE = Permission[None]("volunteering.import_somewhere", arranges_somewhere)
WORK = Permission[OfOffice]("volunteering.work", may_work)
READ = Permission[OfOffice]("volunteering.read", may_read)
READ_SOMEWHERE = Permission[None]("volunteering.read_somewhere", reads_somewhere)
WORK_SOMEWHERE = Permission[None]("volunteering.work_somewhere", works_somewhere)
