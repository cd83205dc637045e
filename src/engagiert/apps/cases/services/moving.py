"""What follows for cases when people or offices change: a colleague leaves, a task goes elsewhere, an office opens."""

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from engagiert.apps.accounts.public import Account, Office, offices_to_share_with
from engagiert.apps.cases import rules
from engagiert.apps.cases.kinds import FROM_ORGANISATION, kinds
from engagiert.apps.cases.models import Case
from engagiert.apps.places.public import AllianceMember
from engagiert.kernel.authz import Actor, require

from .handing import hand_over
from .opening import From, open_case
from .timeline import change, locked

_WORDS = gettext_noop("Die Aufgabe liegt jetzt bei Ihnen. Die Person hat Nachricht.")
_WORDS_UNTOLD = gettext_noop("Die Aufgabe liegt jetzt bei Ihnen. Die Person weiß es noch nicht: Sagen Sie es ihr.")


def pass_on_of(*, actor: Actor, office: Office, account_id: int, successor_id: int | None) -> int:
    """Open cases of somebody who has left go to their successor, or are free for all; how many there were."""
    require(actor, rules.ARRANGE, office.pk)
    heir = Account.objects.filter(pk=successor_id, is_active=True).first() if successor_id else None
    left = Case.objects.filter(office=office, owner=account_id).exclude(state=Case.State.CLOSED)
    found = list(left.order_by("pk"))
    for case in found:
        now = locked(actor, case)
        now.owner = heir
        if heir is None:
            change(now, "given_back", by=actor.label)
        else:
            change(now, "given", by=actor.label, to=heir.name)
    return len(found)


def follow_task(*, actor: Actor, giver: Office, taker: Office, task: str, site: str = "") -> int:
    """Open cases of the kinds that belong to ``task`` go to the office that does it now; askers are told. How many."""
    require(actor, rules.ARRANGE, giver.pk)
    codes = [kind.code for kind in kinds() if kind.task == task]
    moving = Case.objects.filter(office=giver, kind__in=codes).exclude(state=Case.State.CLOSED)
    found = list(moving.select_related("asker").order_by("pk"))
    for case in found:
        words = _WORDS if case.asker.reach in ("mail", "post") else _WORDS_UNTOLD
        hand_over(actor=actor, case=case, office=taker, words=words, site=site)
    return len(found)


def share_anew(*, actor: Actor, office: Office) -> int:
    """Work out anew which offices read what this one shares; how many cases that changed."""
    require(actor, rules.ARRANGE, office.pk)
    changed = 0
    for sharing in (Case.Sharing.DISTRICT, Case.Sharing.ALLIANCE):
        readers = list(offices_to_share_with(office, sharing))
        shared = Case.objects.filter(office=office, sharing=sharing)
        changed += shared.exclude(shared_with=readers).update(shared_with=readers)
    return changed


def take_alliance_question(*, actor: Actor, office: Office, member: AllianceMember) -> Case:
    """An alliance asks the town of the office to join: it waits on the list. Told twice it is one case."""
    founder = member.alliance.founder
    with translation.override("de"):
        facts = {"name": member.alliance.name, "purpose": member.alliance.purpose}
        subject = _("Verbund „%(name)s“: Möchte Ihre Stadt dazugehören?") % facts
        text = _("Wozu: %(purpose)s\n\nDie Koordination antwortet unter „Verbünde“.") % facts
    return open_case(
        actor=actor,
        office=office,
        kind=FROM_ORGANISATION.code,
        asker=From(name=founder.name if founder else ""),
        channel=Case.Channel.OFFICE,
        subject=subject[:200],
        text=text,
        token=f"alliance:{member.pk}",
    )
