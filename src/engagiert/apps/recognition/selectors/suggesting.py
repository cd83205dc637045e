"""Whom an organisation may suggest for the card: those who help there."""

import datetime
import uuid
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from engagiert.apps.directory.public import Organisation
from engagiert.apps.volunteering.public import selectors as volunteering
from engagiert.kernel.authz import Actor

_YEAR = datetime.timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Helper:
    """Somebody who helps there; ``hours`` that the organisation has confirmed in the last year."""

    placement_id: uuid.UUID
    name: str
    title: str
    hours: Decimal


def helpers_of(actor: Actor, organisation: Organisation) -> list[Helper]:
    """For a contact of the organisation, most hours first; 404 for others."""
    people = volunteering.people_of(actor, organisation)
    since = timezone.localdate() - _YEAR
    counted = [one for one in people.hours if one.counts and one.confirmed_at is not None and one.on > since]
    found = [
        Helper(
            placement.pk,
            placement.volunteer.name,
            placement.title,
            sum((one.hours for one in counted if one.placement_id == placement.pk), Decimal(0)),
        )
        for placement in people.placements
    ]
    return sorted(found, key=lambda one: (-one.hours, one.name))
