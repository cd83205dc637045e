"""The office decides: granted with a card, or declined with a reason; by the rule of the day of the application."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.accounts.public import Office
from engagiert.apps.cases.public import close_cases_about
from engagiert.apps.cases.public import selectors as case_selectors
from engagiert.apps.messages.public import Recipient
from engagiert.apps.recognition import rules, wording
from engagiert.apps.recognition.eligibility import Decision, years_after
from engagiert.apps.recognition.judging import judge
from engagiert.apps.recognition.models import Application, Card, Programme
from engagiert.kernel.authz import Actor, require

from .cards import Owner, issue_card, owner_of
from .sharing import share_as_applied
from .telling import tell_decision


def grant_application(*, actor: Actor, application: Application, reason: str = "", site: str = "") -> Card:
    """A card, and the news of it by mail or letter (``site``: https://… of its links). Granted twice it is one card.

    Where the rules are not met, or nobody has confirmed, it takes a reason.
    """
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
        expires_on=_last_day(now, decision),
        token=f"application:{now.pk}",
        owner=_owner(actor, now, site),
        goes_on_from=now.renews,
    )
    now.card = card
    share_as_applied(actor, now, card)
    _decide(actor, now, Application.State.GRANTED, reason, wording.kept(decision, other))
    tell_decision(actor=actor, application=now, site=site)
    return card


def _last_day(now: Application, decision: Decision) -> datetime.date | None:
    """From the day of the application; a card that is renewed in time loses none of its days."""
    if decision.expires_on is None:
        return None
    before = now.renews.expires_on if now.renews is not None else None
    if before is not None and before > now.applied_on:
        gained = decision.expires_on.year - now.applied_on.year
        return max(years_after(before, gained), timezone.localdate())
    return max(decision.expires_on, timezone.localdate())


def _owner(actor: Actor, now: Application, site: str) -> Owner:
    """As they said when they applied; who renews stays as the card has it."""
    way = case_selectors.way_to_asker(actor, now.office_id, f"recognition.application:{now.pk}")
    if now.renews is not None:
        before = owner_of(now.renews)
        return replace(before, medium=now.medium, site=site or before.site)
    to, language = way or (Recipient(), "de")
    return Owner(to.mail, tuple(to.postal), language, site, now.medium)


def decline_application(*, actor: Actor, application: Application, reason: str, site: str = "") -> None:
    """No, and why, in words that the applicant reads: by mail or letter, and on the page behind their code."""
    require(actor, rules.ISSUE, application.office)
    now = _locked(application)
    if now.state == Application.State.DECLINED:
        return
    if not reason.strip():
        raise ValidationError(_("Schreiben Sie den Grund: Der Mensch, der beantragt hat, liest ihn."))
    decision, other = judge(now)
    _decide(actor, now, Application.State.DECLINED, reason, wording.kept(decision, other))
    tell_decision(actor=actor, application=now, site=site)


def decide_many(
    *, actor: Actor, office: Office, keys: Sequence[uuid.UUID], grant: bool, reason: str = "", site: str = ""
) -> tuple[int, list[str]]:
    """The same decision for each of these, one after the other; how many there were, and the names of those left.

    Left is what was decided before, and a yes where something is missing and no reason was given.
    """
    require(actor, rules.ISSUE, office)
    done, left = 0, []
    for application in Application.objects.filter(office=office, pk__in=keys).order_by("applied_on", "pk"):
        try:
            with transaction.atomic():
                _must_be_open(_locked(application))
                if grant:
                    grant_application(actor=actor, application=application, reason=reason, site=site)
                else:
                    decline_application(actor=actor, application=application, reason=reason, site=site)
        except ValidationError:
            left.append(application.name)
        else:
            done += 1
    return done, left


def withdraw_application(*, actor: Actor, application: Application) -> None:
    """Whoever applied has said, on the telephone or at the counter, that they want no card any more."""
    require(actor, rules.ISSUE, application.office)
    now = _locked(application)
    if now.state == Application.State.WITHDRAWN:
        return
    _must_be_open(now)
    about = f"recognition.application:{now.pk}"
    close_cases_about(actor=actor, office=now.office, about=about, outcome="withdrawn")


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
        # Not the card: who has waited for the lock would read it as it was before the other one's decision.
        .select_related("office__place", "renews")
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
