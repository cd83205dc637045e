"""What a meeting decides: who does it and until when; the office can make a case of it."""

import datetime
import uuid

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.accounts.public import Account
from engagiert.apps.cases.public import Case, From, open_case
from engagiert.apps.rounds import rules
from engagiert.apps.rounds.models import Decision, Item, Meeting
from engagiert.kernel.authz import Actor, require

from .meeting import for_its_office, locked


def decide(
    *,
    actor: Actor,
    meeting: Meeting,
    text: str,
    who: str,
    until: datetime.date | None = None,
    item: Item | None = None,
    token: str = "",
) -> Decision:
    """Write down a decision; ``who`` is the name of a member, or of anybody else. The same ``token`` twice is one."""
    require(actor, rules.KEEP, meeting)
    now = locked(meeting)
    if now.state == Meeting.State.CANCELLED:
        raise ValidationError(_("Dieser Termin fällt aus. Verlegen Sie ihn erst."))
    if item is not None and item.meeting_id != now.pk:
        raise ValidationError(_("Dieser Punkt steht auf einer anderen Tagesordnung."))
    key = uuid.uuid5(uuid.NAMESPACE_URL, f"rounds.decision:{now.pk}:{token}") if token else uuid.uuid4()
    there = Decision.objects.filter(pk=key).first()
    if there is not None:
        return there
    named = list(Account.objects.filter(pk__in=now.members, name__iexact=who.strip())[:2])
    return Decision.objects.create(
        id=key,
        office_id=now.office_id,
        members=now.members,
        meeting=now,
        item=item,
        text=" ".join(text.split())[:500],
        who=who.strip(),
        account_id=named[0].pk if len(named) == 1 else None,
        until=until,
        decided_at=timezone.now(),
    )


def finish_decision(*, actor: Actor, decision: Decision) -> None:
    """It is done, says whoever does it or keeps the round."""
    require(actor, rules.FINISH, decision)
    with for_its_office(actor, decision, action="rounds.finish_decision"):
        now = _locked(decision)
        if now.done_at is None:
            now.done_at, now.done_by = timezone.now(), actor.label
            now.save(update_fields=["done_at", "done_by"])


def reopen_decision(*, actor: Actor, decision: Decision) -> None:
    """It was not done after all."""
    require(actor, rules.FINISH, decision)
    with for_its_office(actor, decision, action="rounds.reopen_decision"):
        now = _locked(decision)
        if now.done_at is not None:
            now.done_at, now.done_by = None, ""
            now.save(update_fields=["done_at", "done_by"])


def make_case(*, actor: Actor, decision: Decision) -> str:
    """A case of the office with the decision as its subject; returns its key. Of two who try one makes it."""
    require(actor, rules.KEEP, decision)
    now = _locked(decision)
    if not now.about:
        case: Case = open_case(
            actor=actor,
            office=now.office,
            kind="rounds.decision",
            asker=From(name=now.meeting.round.name),
            channel=Case.Channel.ROUND,
            subject=now.text[:200],
            text=_("Beschlossen am %(day)s. Wer: %(who)s") % {"day": f"{now.meeting.on:%d.%m.%Y}", "who": now.who},
            about=f"rounds.decision:{now.pk}",
        )
        now.about = f"cases.case:{case.pk}"
        now.save(update_fields=["about"])
    return now.about.partition(":")[2]


def _locked(decision: Decision) -> Decision:
    found = Decision.objects.select_for_update(of=("self",)).select_related("office__place", "meeting__round")
    return found.get(pk=decision.pk)
