"""Who reads and works on cases: whoever has a role at the office that keeps them."""

from engagiert.kernel.authz import Actor, Permission

from .models import Case

WRITERS = ("coordinator", "editor")
READERS = (*WRITERS, "viewer")


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


OPEN = Permission[int]("cases.open", may_write_for)
ARRANGE = Permission[int]("cases.arrange", may_arrange_for)
WORK = Permission[Case]("cases.work", may_work)
READ = Permission[Case]("cases.read", may_read)
READ_SOMEWHERE = Permission[None]("cases.read_somewhere", reads_somewhere)
WORK_SOMEWHERE = Permission[None]("cases.work_somewhere", works_somewhere)
ARRANGE_SOMEWHERE = Permission[None]("cases.arrange_somewhere", arranges_somewhere)
