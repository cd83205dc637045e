"""Somebody applies for a card: online, on paper at the counter, by an organisation that proposes them."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.accounts.public import Office
from engagiert.apps.cases.public import Case, From, open_case
from engagiert.apps.cases.public import services as case_services
from engagiert.apps.recognition import eligibility, rules
from engagiert.apps.recognition.kinds import APPLICATION
from engagiert.apps.recognition.models import Application, Card, Engagement
from engagiert.apps.recognition.selectors import Known, confirmed_by_hours, same_person
from engagiert.engines.text.folding import fold
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter

_NAMESPACE = uuid.UUID("2f6f1d3e-51a0-4a37-9f0b-0a6f6cf0c0a4")
_ONE_OPEN = "one_open_application_a_person_and_card"


@dataclass(frozen=True, slots=True)
class Facts:
    """What somebody says of themselves. ``applied_on``: the day on the paper; online it is today."""

    name: str
    born_on: datetime.date
    applied_on: datetime.date
    kind: str = eligibility.CARD
    belongs: bool = True
    juleica_until: datetime.date | None = None
    medium: str = Card.Medium.PHONE
    volunteer_id: uuid.UUID | None = None
    # How they agreed that the card goes to the state's app (privacy ``Agreement.Way``); empty: they did not.
    app_way: str = ""


def apply_for_card(
    *,
    actor: Actor,
    office: Office,
    facts: Facts,
    engagements: Sequence[dict[str, Any]],
    asker: From,
    channel: str = Case.Channel.FORM,
    token: str = "",
    known: Known | None = None,
) -> tuple[Case, str]:
    """Take an application in; its case, and for who works at no office the code to see how it stands.

    ``engagements``: columns of ``Engagement``. Who has an open application for this card keeps that one: what comes
    again is a case of its own, so that nobody learns from the form who has applied. ``known``: who it is in the
    register, so that confirmed hours count as the organisation's word. Raises ``ValidationError``.
    """
    _check(facts, engagements)
    if known is not None and same_person(facts.name, known.name):
        facts, engagements = replace(facts, volunteer_id=known.volunteer_id), confirmed_by_hours(engagements, known)
    if Office.Task.CARD not in office.tasks:
        raise ValidationError(_("Dieses Büro stellt keine Ehrenamtskarten aus."))
    asked: dict[str, Any] = {
        "actor": actor,
        "office": office,
        "kind": APPLICATION.code,
        "asker": asker,
        "subject": _("Ehrenamtskarte für %(name)s") % {"name": facts.name.strip()},
        "token": token,
    }
    if rules.may_issue_for(actor, office):
        about, text = _taken(office, facts, engagements, token)
        return open_case(**asked, channel=channel, about=about, text=text), ""
    with enter(actor, action="recognition.apply_for_card", intake_office=office.pk):
        about, text = _taken(office, facts, engagements, token)
    return case_services.hand_in(**asked, about=about, text=text)


def person_key(name: str, born_on: datetime.date) -> str:
    """One spelling of a person: words of the name in any order, and the birthday."""
    return f"{' '.join(sorted(fold(name).split()))} {born_on.isoformat()}"[:200]


def _taken(office: Office, facts: Facts, engagements: Sequence[dict[str, Any]], token: str) -> tuple[str, str]:
    """Write the application down; what its case is about, and what it says where there is one already."""
    key = uuid.uuid5(_NAMESPACE, f"{office.pk}:{token}") if token else uuid.uuid4()
    application = Application(
        id=key,
        office=office,
        kind=facts.kind,
        name=" ".join(facts.name.split())[:120],
        born_on=facts.born_on,
        person=person_key(facts.name, facts.born_on),
        belongs=facts.belongs,
        juleica_until=facts.juleica_until,
        applied_on=facts.applied_on,
        medium=facts.medium,
        volunteer_id=facts.volunteer_id,
        app_way=facts.app_way,
    )
    try:
        with transaction.atomic():
            # No row comes back: who has no account may write here and read nothing.
            Application.objects.bulk_create([application])
            Engagement.objects.bulk_create(
                [Engagement(office=office, application=application, **one) for one in engagements]
            )
    except IntegrityError as error:
        if _ONE_OPEN in str(error):
            return "", _("Es gibt schon einen offenen Antrag von diesem Menschen. Hier kam noch einer an.")
        if "recognition_application_pkey" not in str(error):
            raise
    return f"recognition.application:{key}", ""


def _check(facts: Facts, engagements: Sequence[dict[str, Any]]) -> None:
    today = timezone.localdate()
    if not facts.name.strip():
        raise ValidationError({"name": _("Schreiben Sie Ihren Namen.")})
    if not datetime.date(1900, 1, 1) <= facts.born_on <= today:
        raise ValidationError({"born_on": _("Dieser Geburtstag kann nicht stimmen.")})
    if not eligibility.versions()[0].begins <= facts.applied_on <= today:
        raise ValidationError({"applied_on": _("Der Tag des Antrags liegt in der Zukunft oder zu weit zurück.")})
    if not engagements and facts.juleica_until is None:
        raise ValidationError(_("Nennen Sie mindestens eine Organisation, bei der Sie sich engagieren."))
