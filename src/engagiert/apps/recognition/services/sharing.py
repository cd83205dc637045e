"""The owner of a card agrees that it goes to the state's app, or takes that back: by their page, or at the desk."""

import datetime
from typing import Final

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from engagiert.apps.directory.public import in_the_office
from engagiert.apps.privacy.public import Agreement, Asked, Words, ask_consent, needed, withdraw_agreement
from engagiert.apps.recognition import rules, selectors
from engagiert.apps.recognition.models import Application, Card
from engagiert.apps.recognition.wording import CONSENT_VERSION, app_consent_words
from engagiert.kernel.authz import Actor, require

PURPOSE: Final = "recognition.state_app"


def agree_to_app(*, actor: Actor, card: Card, way: str, note: str = "", born_on: datetime.date | None = None) -> None:
    """The owner said yes, ``way`` as in ``Agreement.Way``; the card is in the next file. Said twice it is said once.

    Raises ``ValidationError`` for who is too young to say so alone.
    """
    require(actor, rules.END, card)
    now = _locked(card)
    if now.state != Card.State.LIVING:
        raise ValidationError(_("Diese Karte ist schon gesperrt oder ersetzt."))
    if now.goes_to_app:
        return
    behind = selectors.application_behind(now)
    born = born_on or (behind.born_on if behind is not None else None)
    if needed("data", born, "both", timezone.localdate()).guardians:
        raise ValidationError(_("Unter 16 Jahren geht das nicht ohne die Eltern. Die Karte bleibt bei uns."))
    with override(now.language):
        words = Words(CONSENT_VERSION, app_consent_words(), now.language)
    now.app_consent = ask_consent(
        actor=actor,
        office=now.office,
        purpose=PURPOSE,
        matter="data",
        words=words,
        person=Asked(now.name, now.mail, tuple(now.postal)),
        born_on=born,
        about=f"recognition.card:{now.pk}",
        own_word=way,
        own_note=note,
    )
    now.save(update_fields=["app_consent"])
    card.app_consent = now.app_consent


def take_back_from_app(*, actor: Actor, card: Card, way: str) -> None:
    """The owner took it back: the next file tells the app to forget the card. It needs no reason; twice is once."""
    require(actor, rules.END, card)
    now = _locked(card)
    if now.app_consent is None:
        return
    for one in Agreement.objects.filter(consent=now.app_consent):
        if one.stands:
            withdraw_agreement(actor=actor, agreement=one, way=way)


def share_by_code(*, actor: Actor, code: str, yes: bool) -> None:
    """Whoever holds the code of the card's page says so themselves. Raises ``LinkGone``, ``ValidationError``."""
    link, card = selectors.owned_card(code)
    with in_the_office(actor, link.office_id, action="recognition.share_by_code") as deputy:
        if yes:
            agree_to_app(actor=deputy, card=card, way=Agreement.Way.ONLINE, note=_("Auf der Seite der Karte"))
        else:
            take_back_from_app(actor=deputy, card=card, way=Agreement.Way.ONLINE)


def share_as_applied(actor: Actor, application: Application, card: Card) -> None:
    """The application said so; who is too young to say it alone is left out, and has the card all the same."""
    born_on, today = application.born_on, timezone.localdate()
    if not application.app_way or needed("data", born_on, "both", today).guardians:
        return
    note = _("Im Antrag vom %(day)s") % {"day": f"{application.applied_on:%d.%m.%Y}"}
    agree_to_app(actor=actor, card=card, way=application.app_way, note=note, born_on=born_on)


def _locked(card: Card) -> Card:
    found = Card.objects.select_for_update(of=("self",)).select_related("office__place", "replaces", "app_consent")
    return found.get(pk=card.pk)
