"""What the rules say of an application as it stands."""

from . import eligibility
from .eligibility import Check, Decision
from .models import Application, Card, Programme


def town_of(office_id: int) -> eligibility.Town:
    """What the town of the office sets for its cards."""
    programme = Programme.objects.filter(office=office_id).first()
    return programme.town() if programme else eligibility.Town()


def judge(application: Application, town: eligibility.Town | None = None) -> tuple[Decision, Check | None]:
    """The decision of the rules, and the second way to enough hours where those are short.

    Every engagement that nobody has refused counts as written. ``town``: what it sets, where that has been read.
    """
    services = [one.service() for one in application.engagements.all() if one.refused_at is None]
    decision = eligibility.decide(
        kind=eligibility.JUBILEE if application.kind == Card.Kind.JUBILEE else eligibility.CARD,
        applied_on=application.applied_on,
        applicant=application.applicant(),
        services=services,
        town=town or town_of(application.office_id),
    )
    short = any(check.key.startswith("hours") for check in decision.missing)
    return decision, eligibility.other_hours(decision, services) if short else None
