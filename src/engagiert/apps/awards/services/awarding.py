"""Which awards an office gives."""

import datetime
import uuid
from dataclasses import asdict, dataclass

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.accounts.public import Office
from engagiert.apps.awards import rules
from engagiert.apps.awards.models import Award
from engagiert.kernel.authz import Actor, require

_NAMESPACE = uuid.UUID("a0e6f3ac-5b0f-4f1b-8a8e-0d9d2b6e4a31")


@dataclass(frozen=True, slots=True)
class Facts:
    """What an office says of an award; ``most_a_year`` 0: as many as deserve it."""

    name: str
    criteria: str
    opens_on: datetime.date
    closes_on: datetime.date
    most_a_year: int = 0
    ceremony_at: datetime.datetime | None = None
    ceremony_where: str = ""


def set_award(*, actor: Actor, office: Office, facts: Facts, award: Award | None = None, token: str = "") -> Award:
    """A new award, or other words and days for one. The same ``token`` twice is one. Raises ``ValidationError``."""
    require(actor, rules.SET_UP, office.pk)
    if award is not None:
        require(actor, rules.KEEP, award)
        found = Award.objects.select_for_update().get(pk=award.pk)
    else:
        key = uuid.uuid5(_NAMESPACE, f"{office.pk}:{token}") if token else uuid.uuid4()
        found = Award.objects.filter(pk=key).first() or Award(id=key, office=office)
    if facts.closes_on < facts.opens_on:
        raise ValidationError({"closes_on": _("Der letzte Tag liegt vor dem ersten.")})
    others = Award.objects.filter(office=office, name=facts.name, ended_at__isnull=True).exclude(pk=found.pk)
    if others.exists():
        raise ValidationError({"name": _("Eine Auszeichnung mit diesem Namen gibt es schon.")})
    for name, value in asdict(facts).items():
        setattr(found, name, value)
    found.full_clean(exclude=["office"], validate_constraints=False, validate_unique=False)
    found.save()
    return found


def end_award(*, actor: Actor, award: Award) -> None:
    """Nobody is proposed for it any more; what was given stays."""
    require(actor, rules.KEEP, award)
    Award.objects.filter(pk=award.pk, ended_at__isnull=True).update(ended_at=timezone.now())
