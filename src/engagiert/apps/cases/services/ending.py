"""The end of a case, whoever brings it about."""

from django.utils import timezone

from engagiert.apps.cases.kinds import kind_of
from engagiert.apps.cases.models import Case
from engagiert.kernel import bus
from engagiert.kernel.authz import Actor

from .timeline import change


def close_locked(actor: Actor, case: Case, outcome: str, reason: str) -> None:
    """Close the locked case, tell its kind and whoever listens."""
    case.state, case.asked_on = Case.State.CLOSED, None
    case.closed_at = timezone.now()
    case.closed_on = timezone.localdate(case.closed_at)
    case.outcome, case.reason = outcome, reason[:500]
    change(case, "closed", by=actor.label, outcome=str(outcome))
    after = kind_of(case.kind).on_close
    if after is not None:
        after(actor, case)
    bus.publish("CaseClosed", case_id=str(case.pk), office_id=case.office_id, kind=case.kind, about=case.about)
