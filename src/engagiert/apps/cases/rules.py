"""Who reads and works on cases: whoever has a role at the office that keeps them."""

from engagiert.kernel.authz import Actor, Grant, Permission
from engagiert.kernel.authz.roles import ANALYST

from .models import Case

WRITERS = ("coordinator", "editor")
READERS = (*WRITERS, "viewer")
_TOWN_DIGITS = 8


def may_write_for(actor: Actor, office_id: int) -> bool:
    return actor.has_role(office_id, *WRITERS)


def may_arrange_for(actor: Actor, office_id: int) -> bool:
    return actor.has_role(office_id, "coordinator")


def may_work(actor: Actor, case: Case) -> bool:
    return may_write_for(actor, case.office_id)


def may_read(actor: Actor, case: Case) -> bool:
    return actor.has_role(case.office_id, *READERS)


def reads_somewhere(actor: Actor, _nothing: None) -> bool:
    return actor.has_any_role(*READERS)


def works_somewhere(actor: Actor, _nothing: None) -> bool:
    return actor.has_any_role(*WRITERS)


def arranges_somewhere(actor: Actor, _nothing: None) -> bool:
    return actor.has_any_role("coordinator")


def _above_the_towns(grant: Grant) -> bool:
    """Whether the role is one for figures: an analyst's, or at the office of a Kreis, Regierungsbezirk or Land."""
    return grant.role == ANALYST or (grant.role in READERS and 0 < len(grant.ags) < _TOWN_DIGITS)


def may_read_area(actor: Actor, office_id: int) -> bool:
    return any(grant.office_id == office_id and _above_the_towns(grant) for grant in actor.grants)


def reads_some_area(actor: Actor) -> bool:
    return any(_above_the_towns(grant) for grant in actor.grants)


def may_ask_for_areas(actor: Actor, _nothing: None) -> bool:
    """At the door; who has no area finds nothing behind it."""
    return actor.has_any_role(ANALYST, *READERS)


READ_AREA = Permission[int]("cases.read_area", may_read_area)
READ_SOME_AREA = Permission[None]("cases.read_some_area", may_ask_for_areas)
OPEN = Permission[int]("cases.open", may_write_for)
ARRANGE = Permission[int]("cases.arrange", may_arrange_for)
WORK = Permission[Case]("cases.work", may_work)
READ = Permission[Case]("cases.read", may_read)
READ_SOMEWHERE = Permission[None]("cases.read_somewhere", reads_somewhere)
WORK_SOMEWHERE = Permission[None]("cases.work_somewhere", works_somewhere)
ARRANGE_SOMEWHERE = Permission[None]("cases.arrange_somewhere", arranges_somewhere)
