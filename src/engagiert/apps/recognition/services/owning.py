"""What whoever has a card does on their page, without account: a lost phone, going on."""

import uuid
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.cases.public import Case, From, open_case
from engagiert.apps.directory.public import in_the_office
from engagiert.apps.recognition import rules, selectors
from engagiert.apps.recognition.kinds import APPLICATION
from engagiert.apps.recognition.models import Application, Card, Engagement
from engagiert.apps.recognition.own_links import own_code
from engagiert.apps.recognition.renewing import goes_on_from
from engagiert.kernel.authz import Actor, require

from .cards import replace_card


def give_own_code(*, actor: Actor, card: Card) -> str:
    """The code of the owner's page: to print, to mail, to tell at the counter."""
    require(actor, rules.END, card)
    return own_code(card)


def lose_by_code(*, actor: Actor, code: str) -> str:
    """The phone is gone: a new card, the old one dies, and so does its page. Returns the new page's code.

    Raises ``LinkGone``, ``ValidationError``.
    """
    link, card = selectors.owned_card(code)
    with in_the_office(actor, link.office_id, action="recognition.lose_by_code") as deputy:
        return own_code(replace_card(actor=deputy, card=card, reason=_("Verloren, selbst gemeldet")))


def renew_by_code(*, actor: Actor, code: str) -> Application:
    """Hours go on, so should the card: one click makes an application of all that is known. Twice it is one.

    Raises ``LinkGone``, ``ValidationError``.
    """
    link, card = selectors.owned_card(code)
    with in_the_office(actor, link.office_id, action="recognition.renew_by_code") as deputy:
        return _renewal(deputy, card, Case.Channel.FORM)


def renew_card(*, actor: Actor, card: Card) -> Application:
    """The same at the desk, for who rings."""
    require(actor, rules.END, card)
    return _renewal(actor, card, Case.Channel.PHONE)


def _go_on(before: Application, made: Application) -> None:
    """Hours of the last year where the register has confirmed them, no more of what has ended there.

    What other organisations confirmed stays so, with the day they did; the desk may ask anew.
    """
    known = selectors.known_again(before)
    fresh = {one["organisation_name"]: one for one in known.engagements} if known else {}
    for one in before.engagements.filter(refused_at=None, until=None):
        newer = fresh.pop(one.organisation_name, None)
        if newer is not None:
            _bring_up_to_date(one, newer)
        elif one.by_hours and known:
            continue
        one.pk, one.application, one._state.adding = uuid.uuid4(), made, True
        one.save(force_insert=True)
    Engagement.objects.bulk_create(
        [Engagement(office=made.office, application=made, **one) for one in fresh.values() if one["until"] is None]
    )


def _bring_up_to_date(one: Engagement, newer: dict[str, Any]) -> None:
    """This year's hours; beginning and money only as the organisation itself has confirmed them."""
    had_its_word = one.confirmed_at is not None
    one.hours_a_week, one.hours_a_year = Decimal(0), newer["hours_a_year"]
    one.until = newer["until"]
    if not had_its_word:
        one.since = max(one.since, newer["since"])
    if had_its_word or not one.allowance:
        one.confirmed_at, one.confirmed_by, one.by_hours = newer["confirmed_at"], newer["confirmed_by"], True


def _renewal(actor: Actor, card: Card, channel: str) -> Application:
    now = Card.objects.select_for_update(of=("self",)).select_related("office__place").get(pk=card.pk)
    waiting = Application.objects.filter(renews=now, state=Application.State.OPEN).first()
    if waiting is not None:
        return waiting
    before = selectors.application_behind(now)
    if before is None or not goes_on_from(now, timezone.localdate()):
        raise ValidationError(
            _("Diese Karte lässt sich hier nicht verlängern. Fragen Sie das Büro, das sie ausgestellt hat.")
        )
    made = Application.objects.create(
        office=now.office,
        kind=before.kind,
        name=before.name,
        born_on=before.born_on,
        person=before.person,
        belongs=before.belongs,
        juleica_until=before.juleica_until,
        applied_on=timezone.localdate(),
        medium=now.medium,
        renews=now,
        volunteer_id=before.volunteer_id,
    )
    _go_on(before, made)
    open_case(
        actor=actor,
        office=now.office,
        kind=APPLICATION.code,
        asker=From(name=made.name, mail=now.mail, postal=tuple(now.postal), language=now.language),
        channel=channel,
        subject=_("Ehrenamtskarte verlängern für %(name)s") % {"name": made.name},
        text="",
        about=f"recognition.application:{made.pk}",
    )
    return made
