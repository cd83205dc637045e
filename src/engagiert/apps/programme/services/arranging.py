"""An outing is written, published, changed, cancelled; whoever signed up hears of it."""

import datetime
import uuid
from dataclasses import asdict, dataclass

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.accounts.public import Office
from engagiert.apps.programme import rules
from engagiert.apps.programme.models import Outing, Seat, Signup
from engagiert.apps.programme.wording import cancelled_text, changed_text
from engagiert.kernel.authz import Actor, require

from .announcing import check_alliance
from .telling import code_of_signup, tell
from .turning import locked, offer_next

_NAMESPACE = uuid.UUID("b1f8a7de-52d1-4f0b-8a66-9d1c0f4e9c35")


@dataclass(frozen=True, slots=True)
class OutingFacts:
    """What is offered; ``begins_at`` with zone, ``closes_on`` the last day to sign up, ``alliance_id``: for all its
    towns."""

    title: str
    text: str
    begins_at: datetime.datetime
    where: str
    meeting_point: str
    accessibility: str
    seats: int
    closes_on: datetime.date
    alliance_id: int | None = None


# What somebody who comes has to know anew.
_TOLD = ("begins_at", "where", "meeting_point")


def write_outing(
    *, actor: Actor, office: Office, facts: OutingFacts, outing: Outing | None = None, token: str = ""
) -> Outing:
    """A draft, or ``outing`` as it is now: new seats go to who waits, a new time or place is told to who comes.

    The same ``token`` twice is one. Raises ``ValidationError``, also for fewer seats than are held.
    """
    require(actor, rules.WRITE, office.pk)
    if outing is not None:
        require(actor, rules.KEEP, outing)
        found = locked(outing.pk)
    else:
        key = uuid.uuid5(_NAMESPACE, f"{office.pk}:{token}") if token else uuid.uuid4()
        known = Outing.objects.filter(pk=key).first()
        if known is not None:
            return known
        found = Outing(id=key, office=office, written_at=timezone.now())
    before = [getattr(found, name) for name in _TOLD]
    check_alliance(office, facts.alliance_id)
    _check(found, facts)
    for name, value in asdict(facts).items():
        setattr(found, name, value)
    found.full_clean(exclude=["office", "alliance"], validate_unique=False, validate_constraints=False)
    found.save()
    if outing is not None:
        _renumber(found)
        if found.is_ahead(timezone.now()):
            if before != [getattr(found, name) for name in _TOLD]:
                _tell_change(actor, found)
            offer_next(actor, found)
    return found


def _check(outing: Outing, facts: OutingFacts) -> None:
    if outing.cancelled_at is not None:
        raise ValidationError(_("Dieser Ausflug ist abgesagt. Legen Sie einen neuen an."))
    if facts.closes_on > timezone.localdate(facts.begins_at):
        raise ValidationError({"closes_on": _("Der letzte Tag zum Anmelden liegt nach dem Ausflug.")})
    held = Seat.objects.filter(outing=outing.pk).count()
    if facts.seats < held:
        said = _("%(held)s Plätze sind schon vergeben. Sagen Sie erst jemandem ab.") % {"held": held}
        raise ValidationError({"seats": said})
    if not 1 <= facts.seats <= 500:
        raise ValidationError({"seats": _("Ein Ausflug hat 1 bis 500 Plätze.")})


def _renumber(outing: Outing) -> None:
    """With fewer seats, whoever holds a number beyond the last gets a free one."""
    held = set(Seat.objects.filter(outing=outing).values_list("number", flat=True))
    free = iter(sorted(set(range(1, outing.seats + 1)) - held))
    for seat in Seat.objects.filter(outing=outing, number__gt=outing.seats):
        seat.number = next(free)
        seat.save(update_fields=["number"])


def _tell_change(actor: Actor, outing: Outing) -> None:
    now = "|".join(str(getattr(outing, name)) for name in _TOLD)
    what = f"changed:{uuid.uuid5(outing.pk, now)}"
    for signup in _signed_up(outing):
        tell(actor, signup, what, changed_text(signup, code_of_signup(signup)), _("Geändert"))


def _signed_up(outing: Outing) -> list[Signup]:
    found = Signup.objects.filter(outing=outing, state__in=Signup.OPEN)
    return list(found.select_related("outing", "office__place"))


def publish_outing(*, actor: Actor, outing: Outing) -> None:
    """On the public page, open for whoever has a card. Raises ``ValidationError`` where it has begun."""
    require(actor, rules.KEEP, outing)
    found = locked(outing.pk)
    if found.begins_at <= timezone.now():
        raise ValidationError(_("Dieser Ausflug liegt in der Vergangenheit."))
    if found.published_at is None and found.cancelled_at is None:
        found.published_at = timezone.now()
        found.save(update_fields=["published_at"])


def cancel_outing(*, actor: Actor, outing: Outing, reason: str) -> int:
    """It does not take place; everybody who signed up or waits is told once. How many there are.

    Who has neither mail nor postal address waits on the desk to be rung. Raises ``ValidationError`` without a reason.
    """
    require(actor, rules.KEEP, outing)
    if not reason.strip():
        raise ValidationError({"reason": _("Schreiben Sie, warum der Ausflug ausfällt.")})
    found = locked(outing.pk)
    if found.cancelled_at is None:
        found.cancelled_at, found.reason = timezone.now(), reason.strip()[:300]
        found.save(update_fields=["cancelled_at", "reason"])
    people = _signed_up(found)
    for signup in people:
        tell(actor, signup, "cancelled", cancelled_text(signup), _("Fällt aus"))
    return len(people)
