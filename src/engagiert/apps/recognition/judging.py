"""What the rules say of an application as it stands."""

from . import eligibility
from .eligibility import Check, Decision
from .models import Application, Card, Programme


def judge(application: Application) -> tuple[Decision, Check | None]:
    """The decision of the rules, and the second way to enough hours where those are short.

    Every engagement that nobody has refused counts as written.
    """
    programme = Programme.objects.filter(office=application.office_id).first()
    services = [one.service() for one in application.engagements.all() if one.refused_at is None]
    decision = eligibility.decide(
        kind=eligibility.JUBILEE if application.kind == Card.Kind.JUBILEE else eligibility.CARD,
        applied_on=application.applied_on,
        applicant=application.applicant(),
        services=services,
        town=programme.town() if programme else eligibility.Town(),
    )
    short = any(check.key.startswith("hours") for check in decision.missing)
    return decision, eligibility.other_hours(decision, services) if short else None
