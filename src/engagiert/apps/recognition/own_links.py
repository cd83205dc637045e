"""The code of the page of whoever has a card. It follows the card when that goes on, and dies with a lost phone."""

from typing import Final

from django.utils import timezone

from engagiert.kernel.links.public import Link, code_of, open_link

from .models import Application, Card

OWN: Final = "recognition.own"
# Longer than a card and its renewal; a card for life gets a new one when its owner asks.
_DAYS: Final = 5 * 365


def own_code(card: Card) -> str:
    """The code of the owner's page, in an open scope of the card's office; the same until the card is lost."""
    about = _abouts(card)
    living = Link.objects.filter(
        office_id=card.office_id, purpose=OWN, about__in=about, withdrawn_at=None, expires_at__gt=timezone.now()
    ).first()
    return code_of(living or open_link(office_id=card.office_id, purpose=OWN, about=about[0], days=_DAYS))


def end_own_links(card: Card) -> None:
    """Whoever has the phone sees nothing more on the page of this card."""
    living = Link.objects.filter(office_id=card.office_id, purpose=OWN, about__in=_abouts(card), withdrawn_at=None)
    living.update(withdrawn_at=timezone.now())


def _abouts(card: Card) -> list[str]:
    """This card and those it goes on from: the page stays where its owner has it."""
    found = [f"recognition.card:{card.pk}"]
    while card.replaces is not None:
        card = card.replaces
        found.append(f"recognition.card:{card.pk}")
    return found


def code_after(about: str) -> str:
    """Where the decision on the application (app.noun:key) is seen: the owner's page, where there is a card."""
    key = about.partition(":")[2]
    found = Application.objects.select_related("card").filter(pk=key).first() if key else None
    if found is None or found.card is None or found.card.state == Card.State.REVOKED:
        return ""
    living: Card | None = found.card
    while living is not None and living.state == Card.State.REPLACED:
        living = Card.objects.filter(replaces=living).exclude(state=Card.State.REVOKED).first()
    return own_code(living) if living is not None else ""
