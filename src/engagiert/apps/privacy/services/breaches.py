"""Datenpannen: record at once, complete later, close with reasons."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.accounts.public import Office
from engagiert.apps.privacy import rules
from engagiert.apps.privacy.models import Breach
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.tenancy import enter

OPEN_FIELDS = (
    "noticed_at",
    "what",
    "whom",
    "people",
    "effects",
    "measures",
    "risk",
    "reasons",
    "reported_at",
    "told_at",
)


def record_breach(*, actor: Actor, office: Office, **values: Any) -> Breach:
    """What is known now; one sentence is enough, the clock runs from ``noticed_at``. Raises ``ValidationError``."""
    require(actor, rules.KEEP_PRIVACY, office.pk)
    with enter(actor, action="privacy.record_breach"):
        breach = Breach(office=office, recorded_by=actor.label, recorded_at=timezone.now())
        return _save(breach, values)


def update_breach(*, actor: Actor, breach: Breach, close: bool = False, **values: Any) -> Breach:
    """Complete what is known; ``close`` ends it, which needs a judgement, reasons and the report where one is due.

    What is closed stays as it was. Raises ``ValidationError``.
    """
    require(actor, rules.KEEP_PRIVACY, breach.office_id)
    with enter(actor, action="privacy.update_breach"):
        locked = Breach.objects.select_for_update().get(pk=breach.pk)
        if locked.closed_at is not None:
            raise ValidationError(_("Diese Datenpanne ist abgeschlossen. Tragen Sie Neues als neue ein."))
        if close:
            locked.closed_at = timezone.now()
        return _save(locked, values)


def _save(breach: Breach, values: dict[str, Any]) -> Breach:
    unknown = values.keys() - set(OPEN_FIELDS)
    if unknown:
        raise ValidationError(_("Das kann hier nicht eingetragen werden: %(names)s.") % {"names": ", ".join(unknown)})
    for name, value in values.items():
        setattr(breach, name, value)
    if breach.noticed_at is not None and breach.noticed_at > timezone.now():
        raise ValidationError({"noticed_at": _("Der Zeitpunkt liegt in der Zukunft.")})
    if breach.closed_at is not None:
        _may_close(breach)
    breach.full_clean(exclude=["office"])
    breach.save()
    return breach


def _may_close(breach: Breach) -> None:
    if breach.risk == Breach.Risk.OPEN:
        raise ValidationError({"risk": _("Schätzen Sie zuerst ein, ob ein Risiko besteht.")})
    if not breach.reasons.strip():
        raise ValidationError({"reasons": _("Schreiben Sie, warum Sie so entschieden haben.")})
    if breach.risk != Breach.Risk.NONE and breach.reported_at is None:
        raise ValidationError({"reported_at": _("Bei einem Risiko gehört die Meldung an die Aufsicht dazu.")})
    if breach.risk == Breach.Risk.HIGH and breach.told_at is None:
        raise ValidationError({"told_at": _("Bei hohem Risiko müssen die Betroffenen Bescheid wissen.")})
