"""Who keeps rounds and who sits in them.

A round is kept by whoever writes for its office. A member reads it, brings items and says that their part is done, as
long as they have any role at the place: an old list of members opens nothing to somebody who has left the town hall.
"""

from engagiert.kernel.authz import Actor, Permission

from .models import Decision, Item, Meeting, Round

WRITERS = ("coordinator", "editor")
READERS = (*WRITERS, "viewer")
# May be asked into a round.
INVITED = (*READERS, "contact")

type OfRound = Round | Meeting | Item | Decision


def may_keep_for(actor: Actor, office_id: int) -> bool:
    return actor.has_role(office_id, *WRITERS)


def may_keep(actor: Actor, of_round: OfRound) -> bool:
    return may_keep_for(actor, of_round.office_id)


def is_member(actor: Actor, of_round: OfRound) -> bool:
    place = of_round.office.place.ags
    works_there = any(grant.ags == place and grant.role in INVITED for grant in actor.grants)
    return works_there and actor.account_id is not None and actor.account_id in of_round.members


def may_read(actor: Actor, of_round: OfRound) -> bool:
    return actor.has_role(of_round.office_id, *READERS) or is_member(actor, of_round)


def may_contribute(actor: Actor, of_round: OfRound) -> bool:
    return may_keep(actor, of_round) or is_member(actor, of_round)


def may_withdraw(actor: Actor, item: Item) -> bool:
    return may_keep(actor, item) or (is_member(actor, item) and item.account_id == actor.account_id)


def may_finish(actor: Actor, decision: Decision) -> bool:
    return may_keep(actor, decision) or (is_member(actor, decision) and decision.account_id == actor.account_id)


def is_invited_somewhere(actor: Actor, _nothing: None) -> bool:
    return actor.has_any_role(*INVITED)


def keeps_somewhere(actor: Actor, _nothing: None) -> bool:
    return actor.has_any_role(*WRITERS)


OPEN = Permission[int]("rounds.open", may_keep_for)
KEEP = Permission[OfRound]("rounds.keep", may_keep)
READ = Permission[OfRound]("rounds.read", may_read)
CONTRIBUTE = Permission[OfRound]("rounds.contribute", may_contribute)
WITHDRAW = Permission[Item]("rounds.withdraw", may_withdraw)
FINISH = Permission[Decision]("rounds.finish", may_finish)
READ_SOMEWHERE = Permission[None]("rounds.read_somewhere", is_invited_somewhere)
KEEP_SOMEWHERE = Permission[None]("rounds.keep_somewhere", keeps_somewhere)
