"""Who issues cards: whoever writes for the office that keeps the town's cards. Its coordinators keep the keys."""

from engagiert.apps.accounts.public import Office
from engagiert.kernel.authz import Actor, Permission

from .models import Card

WRITERS = ("coordinator", "editor")
READERS = (*WRITERS, "viewer")


def may_issue_for(actor: Actor, office: Office) -> bool:
    return Office.Task.CARD in office.tasks and actor.has_role(office.pk, *WRITERS)


def may_keep_keys_for(actor: Actor, office: Office) -> bool:
    return Office.Task.CARD in office.tasks and actor.has_role(office.pk, "coordinator")


def may_prove_for(actor: Actor, office: Office) -> bool:
    return actor.has_role(office.pk, *WRITERS)


def may_end(actor: Actor, card: Card) -> bool:
    return actor.has_role(card.office_id, *WRITERS)


def may_read(actor: Actor, card: Card) -> bool:
    return actor.has_role(card.office_id, *READERS)


def reads_somewhere(actor: Actor, _nothing: None) -> bool:
    return actor.has_any_role(*READERS)


def issues_somewhere(actor: Actor, _nothing: None) -> bool:
    return actor.has_any_role(*WRITERS)


ISSUE = Permission[Office]("recognition.issue", may_issue_for)
KEEP_KEYS = Permission[Office]("recognition.keep_keys", may_keep_keys_for)
PROVE = Permission[Office]("recognition.prove", may_prove_for)
END = Permission[Card]("recognition.end", may_end)
READ = Permission[Card]("recognition.read", may_read)
READ_SOMEWHERE = Permission[None]("recognition.read_somewhere", reads_somewhere)
ISSUE_SOMEWHERE = Permission[None]("recognition.issue_somewhere", issues_somewhere)
