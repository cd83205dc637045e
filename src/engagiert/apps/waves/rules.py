"""Who steers a wave: coordinators; whoever works at the office takes people down and reads along."""

from typing import Protocol

from engagiert.kernel.authz import Actor, Permission
from engagiert.kernel.authz.roles import COORDINATOR, READERS, WRITERS


class OfOffice(Protocol):
    """A row of an office."""

    @property
    def office_id(self) -> int: ...


class Asked(Protocol):
    """A question to a neighbouring office."""

    @property
    def neighbour_id(self) -> int: ...


class Opened(OfOffice, Asked, Protocol):
    """The same for both offices."""


def may_start(actor: Actor, office_id: int) -> bool:
    return actor.has_role(office_id, COORDINATOR)


def may_steer(actor: Actor, row: OfOffice) -> bool:
    return actor.has_role(row.office_id, COORDINATOR)


def may_take_down(actor: Actor, row: OfOffice) -> bool:
    return actor.has_role(row.office_id, *WRITERS)


def may_read(actor: Actor, row: OfOffice) -> bool:
    return actor.has_role(row.office_id, *READERS)


def may_answer(actor: Actor, asked: Asked) -> bool:
    return actor.has_role(asked.neighbour_id, COORDINATOR)


def may_see_opening(actor: Actor, asked: Opened) -> bool:
    return actor.has_role(asked.office_id, *READERS) or actor.has_role(asked.neighbour_id, *READERS)


def reads_somewhere(actor: Actor, _nothing: None) -> bool:
    return actor.has_any_role(*READERS)


def works_somewhere(actor: Actor, _nothing: None) -> bool:
    return actor.has_any_role(*WRITERS)


START = Permission[int]("waves.start", may_start)
RUN_DAILY = Permission[int]("waves.run_daily", may_start)
STEER = Permission[OfOffice]("waves.steer", may_steer)
TAKE_DOWN = Permission[OfOffice]("waves.take_down", may_take_down)
READ = Permission[OfOffice]("waves.read", may_read)
SEE_OPENING = Permission[Opened]("waves.see_opening", may_see_opening)
ANSWER = Permission[Asked]("waves.answer", may_answer)
READ_SOMEWHERE = Permission[None]("waves.read_somewhere", reads_somewhere)
WORK_SOMEWHERE = Permission[None]("waves.work_somewhere", works_somewhere)
