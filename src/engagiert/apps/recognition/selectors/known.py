"""What the register knows for an application: hours that organisations have confirmed need no second word.

Found by the code of somebody's own page, at the desk, and again when a card goes on.
"""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from engagiert.apps.accounts.public import Office
from engagiert.apps.places.public import Place
from engagiert.apps.recognition.models import Application
from engagiert.apps.volunteering.public import Volunteer
from engagiert.apps.volunteering.public import selectors as volunteering
from engagiert.engines.text.folding import fold
from engagiert.kernel.authz import Actor
from engagiert.kernel.links.public import answering

from .cards import card_office

_CONFIRMATION = ("organisation_id", "confirmed_at", "confirmed_by", "by_hours")


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody of the register; ``engagements`` are columns of ``Engagement``, confirmed, most hours first."""

    volunteer_id: uuid.UUID
    name: str
    mail: str
    phone: str
    postal: tuple[str, ...]
    born_on: datetime.date | None
    engagements: tuple[dict[str, Any], ...]

    @property
    def reach(self) -> str:
        return "\n".join(filter(None, (self.mail, self.phone, ", ".join(self.postal))))


def known_of(volunteer: Volunteer, on: datetime.date) -> Known:
    """In an open scope of the volunteer's office."""
    going = [one for one in volunteering.standing_of(volunteer, on) if one.hours]
    return Known(
        volunteer.pk,
        volunteer.name,
        volunteer.mail,
        volunteer.phone,
        tuple(volunteer.postal),
        volunteer.born_on,
        tuple(_engagement(one) for one in going),
    )


def confirmed_by_hours(told: Sequence[dict[str, Any]], known: Known) -> list[dict[str, Any]]:
    """What was told, confirmed where it says no more than the hours that its organisation has confirmed.

    Who writes an earlier beginning, more hours, or money they get for it, says more: that organisation is asked.
    """
    return [_with_confirmation(one, known) for one in told]


def same_person(one: str, other: str) -> bool:
    """Whether two spellings name one person: the same words in any order."""
    return sorted(fold(one).split()) == sorted(fold(other).split())


def _engagement(one: volunteering.Standing) -> dict[str, Any]:
    with override(settings.LANGUAGE_CODE):
        by = _("%(organisation)s, durch bestätigte Stunden") % {"organisation": one.organisation}
    return {
        "organisation_name": one.organisation[:200],
        "organisation_id": one.organisation_id or None,
        "tasks": ", ".join(one.tasks)[:300],
        "since": one.since,
        "until": one.until,
        "hours_a_year": _without_zeros(one.hours),
        "confirmed_at": one.confirmed_at,
        "confirmed_by": by[:200],
        "by_hours": True,
    }


def _without_zeros(hours: Decimal) -> Decimal:
    """As people write it: 210 and not 210.00."""
    return hours.to_integral_value() if hours == hours.to_integral_value() else hours.normalize()


def _with_confirmation(told: dict[str, Any], known: Known) -> dict[str, Any]:
    for one in known.engagements:
        if fold(one["organisation_name"]) == fold(told["organisation_name"].strip()) and _says_no_more(told, one):
            return told | {key: one[key] for key in _CONFIRMATION}
    return told


def _says_no_more(told: dict[str, Any], known: dict[str, Any]) -> bool:
    return (
        told["since"] >= known["since"]
        and (known["until"] is None or (told["until"] is not None and told["until"] <= known["until"]))
        and told.get("hours_a_year", Decimal(0)) <= known["hours_a_year"]
        and not told.get("hours_a_week")
        and not told.get("allowance")
    )


def known_by_code(code: str) -> tuple[Place, Known]:
    """Who holds the code of their page as a volunteer, and their town. Raises ``LinkGone``."""
    link = volunteering.link_of(code)
    with answering(link, action="recognition.read_hours"):
        volunteer = volunteering.behind(link)
        return volunteer.office.place, known_of(volunteer, timezone.localdate())


def known_at_desk(actor: Actor, volunteer_id: uuid.UUID) -> Known:
    """Somebody of the actor's office; 404 or a refusal for anybody else."""
    return known_of(volunteering.volunteer_for(actor, volunteer_id), timezone.localdate())


def known_again(application: Application) -> Known | None:
    """Whose hours the application was filled with, as they stand today; None where another office keeps them."""
    if application.volunteer_id is None:
        return None
    found = Volunteer.objects.filter(pk=application.volunteer_id, office=application.office_id).first()
    return known_of(found, timezone.localdate()) if found is not None else None


def issues_cards(office: Office) -> bool:
    """Whether somebody at the office's place issues cards."""
    return card_office(office.place) is not None
