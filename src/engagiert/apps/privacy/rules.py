"""Who looks after the data protection of an office: its coordinators. Everybody at the office may read the record."""

from engagiert.kernel.authz import Actor, Permission

KEEPERS = ("coordinator",)
READERS = ("coordinator", "editor", "viewer")


def keeps_privacy_for(actor: Actor, office_id: int) -> bool:
    return actor.has_role(office_id, *KEEPERS)


def keeps_privacy_somewhere(actor: Actor, _nothing: None) -> bool:
    return actor.has_any_role(*KEEPERS)


def reads_somewhere(actor: Actor, _nothing: None) -> bool:
    return actor.has_any_role(*READERS)


def takes_consents_for(actor: Actor, office_id: int) -> bool:
    return actor.has_role(office_id, "coordinator", "editor")


def takes_consents_somewhere(actor: Actor, _nothing: None) -> bool:
    return actor.has_any_role("coordinator", "editor")


def has_account(actor: Actor, _nothing: None) -> bool:
    return actor.is_signed_in


def runs_the_installation(actor: Actor, _nothing: None) -> bool:
    return not actor.is_signed_in and actor.label == Actor.operator().label


KEEP_PRIVACY = Permission[int]("privacy.keep", keeps_privacy_for)
KEEP_PRIVACY_SOMEWHERE = Permission[None]("privacy.keep_somewhere", keeps_privacy_somewhere)
READ_RECORD = Permission[None]("privacy.read_record", reads_somewhere)
TAKE_CONSENT = Permission[int]("privacy.take_consent", takes_consents_for)
TAKE_CONSENT_SOMEWHERE = Permission[None]("privacy.take_consent_somewhere", takes_consents_somewhere)
OWN_DATA = Permission[None]("privacy.own_data", has_account)
RUN_INSTALLATION = Permission[None]("privacy.run_installation", runs_the_installation)
