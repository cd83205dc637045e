"""Who may open offices and give roles: whoever runs the installation."""

from engagiert.kernel.authz import Actor, Permission

from .models import Office


def is_operator(actor: Actor, _nothing: None) -> bool:
    return not actor.is_signed_in and actor.label == Actor.operator().label


MANAGE_ACCOUNTS = Permission[None]("accounts.manage", is_operator)


def may_describe(actor: Actor, office: Office) -> bool:
    return is_operator(actor, None) or actor.has_role(office.pk, "coordinator")


def leads_somewhere(actor: Actor, _nothing: None) -> bool:
    return actor.has_any_role("coordinator")


LEAD_SOMEWHERE = Permission[None]("accounts.lead_somewhere", leads_somewhere)
DESCRIBE_OFFICE = Permission[Office]("accounts.describe_office", may_describe)


def is_signed_in(actor: Actor, _nothing: None) -> bool:
    return actor.is_signed_in


OWN_ACCOUNT = Permission[None]("accounts.own_account", is_signed_in)
