"""Somebody is proposed for an award: by the form, by telephone, at the counter, on paper."""

import datetime
import uuid
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.awards import rules
from engagiert.apps.awards.kinds import NOMINATION
from engagiert.apps.awards.models import Award, Ballot, Nomination, Nominator
from engagiert.apps.cases.public import Case, From, close_cases_about, open_case
from engagiert.apps.cases.public import services as case_services
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.tenancy import enter

from .biased import bar_found

_NAMESPACE = uuid.UUID("4f0c1b8e-9d5e-4f41-9d53-2b1f6b6b7a10")
# A nomination that nobody ever decides on is gone two years after its period.
_UNDECIDED = datetime.timedelta(days=730)


@dataclass(frozen=True, slots=True)
class Nominee:
    """Who is proposed, and how the office reaches them where the proposer knows."""

    name: str
    organisation: str = ""
    mail: str = ""
    phone: str = ""
    postal: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Proposal:
    """Who proposes whom, why, and who else knows of it. ``on``: the day on the paper; online it is today."""

    nominee: Nominee
    by: From
    reason: str
    known_by: str = ""
    on: datetime.date | None = None


def nominate(
    *, actor: Actor, award: Award, proposal: Proposal, token: str, channel: str = Case.Channel.FORM
) -> tuple[Nomination, str]:
    """Take a proposal in; for who works at no office also the code to see how it stands. The same form twice is one.

    Nobody is told: the proposed person hears of it when the office says so. Raises ``ValidationError`` outside of the
    period, and where name, reason or proposer are missing.
    """
    _check(award, proposal)
    key = uuid.uuid5(_NAMESPACE, f"{award.pk}:{token}") if token else uuid.uuid4()
    asked: dict[str, Any] = {
        "actor": actor,
        "office": award.office,
        "kind": NOMINATION.code,
        "asker": proposal.by,
        "subject": _("Vorschlag: %(award)s") % {"award": award.name},
        "text": "",
        "about": f"awards.nomination:{key}",
        "token": token,
    }
    if rules.may_take_down_for(actor, award.office_id):
        nomination = _written(award, key, proposal)
        open_case(channel=channel, **asked)
        return nomination, ""
    with enter(actor, action="awards.nominate", intake_office=award.office_id):
        nomination = _written(award, key, proposal)
    _case, code = case_services.hand_in(**asked)
    return nomination, code


def _written(award: Award, key: uuid.UUID, proposal: Proposal) -> Nomination:
    """No row comes back: who has no account may write here and read nothing."""
    now, who = timezone.now(), proposal.nominee
    nomination = Nomination(
        id=key,
        office=award.office,
        award=award,
        year=award.year,
        name=" ".join(who.name.split())[:200],
        organisation=who.organisation.strip()[:200],
        mail=who.mail,
        phone=who.phone,
        postal=list(who.postal),
        handed_in_at=now,
        ends_on=award.closes_on + _UNDECIDED,
    )
    by = proposal.by
    nominator = Nominator(
        id=uuid.uuid5(key, "by"),
        office=award.office,
        nomination=nomination,
        name=by.name,
        mail=by.mail,
        phone=by.phone,
        postal=list(by.postal),
        language=by.language,
        reason=proposal.reason.strip(),
        known_by=proposal.known_by.strip()[:300],
        handed_in_at=now,
    )
    Nomination.objects.bulk_create([nomination], ignore_conflicts=True)
    Nominator.objects.bulk_create([nominator], ignore_conflicts=True)
    return nomination


def _check(award: Award, proposal: Proposal) -> None:
    day = proposal.on or timezone.localdate()
    if not award.is_open(day):
        raise ValidationError(_("Für diese Auszeichnung kann man zurzeit niemanden vorschlagen."))
    if not proposal.nominee.name.strip():
        raise ValidationError({"name": _("Schreiben Sie, wen Sie vorschlagen.")})
    if not proposal.by.name.strip():
        raise ValidationError({"by_name": _("Schreiben Sie Ihren Namen.")})
    if not proposal.reason.strip():
        raise ValidationError({"reason": _("Schreiben Sie, warum dieser Mensch eine Auszeichnung verdient.")})


def describe_nomination(*, actor: Actor, nomination: Nomination, facts: dict[str, Any]) -> None:
    """What the office knows of the person and plans for the ceremony: columns of ``Nomination``."""
    require(actor, rules.TAKE_DOWN, nomination)
    now = Nomination.objects.select_for_update().get(pk=nomination.pk)
    allowed = ("organisation", "mail", "phone", "postal", "tribute", "speech", "hands_over", "seats")
    for name in allowed:
        if name in facts:
            setattr(now, name, facts[name])
    now.full_clean(exclude=["office", "award"], validate_constraints=False)
    now.save()


def join_nominations(*, actor: Actor, nomination: Nomination, into: Nomination) -> None:
    """Two proposals are about the same person: all who proposed stand with one, and each is answered."""
    require(actor, rules.TAKE_DOWN, nomination)
    require(actor, rules.TAKE_DOWN, into)
    keys = sorted([nomination.pk, into.pk])
    locked = {one.pk: one for one in Nomination.objects.select_for_update().filter(pk__in=keys).order_by("pk")}
    if len(locked) != len(set(keys)) or nomination.pk == into.pk:
        return
    gone, stays = locked[nomination.pk], locked[into.pk]
    if gone.award_id != stays.award_id or gone.year != stays.year:
        raise ValidationError(_("Diese Vorschläge gehören zu verschiedenen Auszeichnungen oder Jahren."))
    waiting = (Nomination.State.OPEN, Nomination.State.JURY)
    if gone.state != Nomination.State.OPEN or stays.state not in waiting:
        raise ValidationError(_("Zusammenlegen geht, solange noch nicht beraten oder entschieden ist."))
    barred = sorted({*gone.barred, *stays.barred})
    Nominator.objects.filter(nomination__in=[gone, stays]).update(nomination=stays, barred=barred)
    Ballot.objects.filter(nomination=stays).update(barred=barred)
    Nomination.objects.filter(pk=stays.pk).update(barred=barred)
    close_cases_about(
        actor=actor, office=gone.office, about=f"awards.nomination:{gone.pk}", outcome=Case.Outcome.ANSWERED
    )
    gone.delete()
    bar_found(actor, Nomination.objects.get(pk=stays.pk))
