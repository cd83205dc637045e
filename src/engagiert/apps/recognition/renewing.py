"""When a card may go on."""

import datetime

from .models import Card

# Days before its end on which the owner of a card is reminded, the furthest first.
DAYS_BEFORE = (90, 30)


def goes_on_from(card: Card, today: datetime.date) -> bool:
    """Whether it is time to ask for the next card: from the first reminder until as long after the end."""
    if card.state != Card.State.LIVING or card.expires_on is None:
        return False
    return abs((card.expires_on - today).days) <= DAYS_BEFORE[0]
