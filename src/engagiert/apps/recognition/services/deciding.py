"""The office decides: granted with a card, or declined with a reason; by the rule of the day of the application."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.accounts.public import Office
from engagiert.apps.cases.public import close_cases_about
from engagiert.apps.recognition import rules, wording
from engagiert.apps.recognition.judging import judge
from engagiert.apps.recognition.models import Application, Card, Programme
from engagiert.kernel.authz import Actor, require

from .cards import issue_card


def grant_application(*, actor: Actor, application: Application, reason: str = "") -> Card:
    """A card. Where the rules are not met, or nobody has confirmed, it takes a reason. Granted twice it is one card."""
    require(actor, rules.ISSUE, application.office)
    now = _locked(application)
    if now.state == Application.State.GRANTED and now.card is not None:
        return now.card
    _must_be_open(now)
    decision, other = judge(now)
    unsure = not decision.met or now.engagements.filter(confirmed_at=None, refused_at=None).exists()
    if unsure and not reason.strip():
        raise ValidationError(_("Es fehlt noch etwas. Schreiben Sie, warum die Karte trotzdem ausgestellt wird."))
    card = issue_card(
        actor=actor,
        office=now.office,
        name=now.name,
        kind=now.kind,
        expires_on=max(decision.expires_on, timezone.localdate()) if decision.expires_on else None,
        token=f"application:{now.pk}",
    )
    now.card = card
    _decide(actor, now, Application.State.GRANTED, reason, wording.kept(decision, other))
    return card


def decline_application(*, actor: Actor, application: Application, reason: str) -> None:
    """No, and why, in words that the applicant reads."""
    require(actor, rules.ISSUE, application.office)
    now = _locked(application)
    if now.state == Application.State.DECLINED:
        return
    if not reason.strip():
        raise ValidationError(_("Schreiben Sie den Grund: Der Mensch, der beantragt hat, liest ihn."))
    decision, other = judge(now)
    _decide(actor, now, Application.State.DECLINED, reason, wording.kept(decision, other))


def set_programme(*, actor: Actor, office: Office, **values: Any) -> Programme:
    """What the town asks for beside the Land's rules; applications that are open are judged by it at once."""
    require(actor, rules.KEEP_KEYS, office)
    programme = Programme.objects.select_for_update().filter(office=office).first() or Programme(office=office)
    for name, value in values.items():
        setattr(programme, name, value)
    programme.full_clean(exclude=["office"])
    programme.save()
    return programme


def _locked(application: Application) -> Application:
    return (
        Application.objects.select_for_update(of=("self",))
        .select_related("office__place", "card")
        .get(pk=application.pk)
    )


def _must_be_open(application: Application) -> None:
    if not application.is_open:
        raise ValidationError(_("Über diesen Antrag ist schon entschieden."))


def _decide(actor: Actor, now: Application, state: Application.State, reason: str, rested_on: dict[str, Any]) -> None:
    _must_be_open(now)
    now.state, now.reason, now.decided_at = state, reason.strip()[:1000], timezone.now()
    now.decision = rested_on
    now.save(update_fields=["state", "reason", "decided_at", "decision", "card"])
    granted = state == Application.State.GRANTED
    close_cases_about(
        actor=actor,
        office=now.office,
        about=f"recognition.application:{now.pk}",
        outcome="helped" if granted else "declined",
        reason=reason.strip()[:500] or (_("Die Karte ist ausgestellt.") if granted else ""),
    )
