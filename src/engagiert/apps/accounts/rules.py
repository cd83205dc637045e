"""Who may open offices, who manages a team, and what everybody may do with their own sign-in."""

from engagiert.kernel.authz import Actor, Permission
from engagiert.kernel.authz.roles import COORDINATOR, OPERATOR, READERS, WRITERS

from .models import Entry, Office, Role


def is_operator(actor: Actor, _nothing: None) -> bool:
    return not actor.is_signed_in and actor.label == Actor.operator().label


def may_describe(actor: Actor, office: Office) -> bool:
    return is_operator(actor, None) or actor.has_role(office.pk, COORDINATOR)


DESCRIBE_OFFICE = Permission[Office]("accounts.describe_office", may_describe)


def is_signed_in(actor: Actor, _nothing: None) -> bool:
    return actor.is_signed_in


def may_manage_team(actor: Actor, office_id: int) -> bool:
    return actor.has_role(office_id, COORDINATOR)


def may_read_team(actor: Actor, office_id: int) -> bool:
    return actor.has_role(office_id, *READERS)


def manages_somewhere(actor: Actor, _nothing: None) -> bool:
    return actor.has_any_role(COORDINATOR)


def reads_somewhere(actor: Actor, _nothing: None) -> bool:
    return actor.has_any_role(*READERS)


def writes_somewhere(actor: Actor, _nothing: None) -> bool:
    return actor.has_any_role(*WRITERS)


def may_hand_over(actor: Actor, office_id: int) -> bool:
    return is_operator(actor, None) or may_manage_team(actor, office_id)


def may_appoint_deputy(actor: Actor, role: Role) -> bool:
    """Whoever is absent may say who stands in for them; the coordinator may for everybody."""
    own = role.account_id == actor.account_id and role.stands_in_for_id is None
    return own or may_manage_team(actor, role.office_id)


def ends_entries_somewhere(actor: Actor, _nothing: None) -> bool:
    return actor.has_any_role(COORDINATOR, OPERATOR)


def may_enter(actor: Actor, office_id: int) -> bool:
    return actor.has_role(office_id, OPERATOR)


def may_end_entry(actor: Actor, entry: Entry) -> bool:
    return entry.account_id == actor.account_id or may_manage_team(actor, entry.office_id)


MANAGE_ACCOUNTS = Permission[None]("accounts.manage", is_operator)
OWN_ACCOUNT = Permission[None]("accounts.own_account", is_signed_in)
MANAGE_TEAM = Permission[int]("accounts.manage_team", may_manage_team)
READ_TEAM = Permission[int]("accounts.read_team", may_read_team)
MANAGE_TEAM_SOMEWHERE = Permission[None]("accounts.manage_team_somewhere", manages_somewhere)
READ_TEAM_SOMEWHERE = Permission[None]("accounts.read_team_somewhere", reads_somewhere)
BE_ABSENT_SOMEWHERE = Permission[None]("accounts.be_absent_somewhere", writes_somewhere)
HAND_OVER_TASK = Permission[int]("accounts.hand_over_task", may_hand_over)
APPOINT_DEPUTY = Permission[Role]("accounts.appoint_deputy", may_appoint_deputy)
ENTER_OFFICE = Permission[int]("accounts.enter_office", may_enter)
END_ENTRY = Permission[Entry]("accounts.end_entry", may_end_entry)
END_ENTRY_SOMEWHERE = Permission[None]("accounts.end_entry_somewhere", ends_entries_somewhere)
