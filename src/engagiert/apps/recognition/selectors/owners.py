"""What the owner of a card reads, who holds the code of its page."""

from dataclasses import dataclass

from django.http import Http404
from django.utils import timezone

from engagiert.apps.recognition import wording
from engagiert.apps.recognition.models import Application, Card
from engagiert.apps.recognition.own_links import OWN
from engagiert.apps.recognition.renewing import goes_on_from
from engagiert.kernel.links.public import Link, LinkGone, answering, find_link

from .cards import code_of, living_of, paper_of, typed_code_of
from .known import known_again


def owned_card(code: str) -> tuple[Link, Card]:
    """The card of who holds the code, as it lives now, and their link. Raises ``LinkGone``."""
    link = find_link(code, OWN)
    with answering(link, action="recognition.read_own_card"):
        found = Card.objects.select_related("office__place", "place", "replaces")
        card = found.filter(pk=link.about.partition(":")[2]).first()
        if card is None:
            raise LinkGone("expired", link)
        return link, living_of(card)


@dataclass(frozen=True, slots=True)
class OwnPage:
    """What the owner of a card reads. ``code``: the card's own, empty where it is of no use. ``renewal``: the
    application that waits. ``hours``: what the register has confirmed of the last year, where it may be renewed."""

    card: Card
    code: str
    typed: str
    may_renew: bool
    renewal: Application | None
    hours: list[str]


def own_page(code: str) -> OwnPage:
    """For who holds the code of the page. Raises ``LinkGone``, ``KeyMissing``."""
    link, card = owned_card(code)
    with answering(link, action="recognition.read_own_card"):
        today = timezone.localdate()
        is_good = card.state == Card.State.LIVING and (card.expires_on is None or card.expires_on >= today)
        waiting = Application.objects.filter(renews=card, state=Application.State.OPEN).first()
        before = application_behind(card) if waiting is None and goes_on_from(card, today) else None
        return OwnPage(
            card=card,
            code=code_of(card) if is_good else "",
            typed=typed_code_of(card) if is_good else "",
            may_renew=before is not None,
            renewal=waiting,
            hours=_hours(before),
        )


def _hours(before: Application | None) -> list[str]:
    known = known_again(before) if before is not None else None
    return [wording.hours_line(one) for one in known.engagements if one["until"] is None] if known else []


def own_paper(code: str) -> bytes:
    """The card to cut out, for who holds its page's code; 404 for a dead one. Raises ``LinkGone``, ``KeyMissing``."""
    link, card = owned_card(code)
    if card.state != Card.State.LIVING:
        raise Http404
    with answering(link, action="recognition.read_own_card"):
        return paper_of(card)


def application_behind(card: Card) -> Application | None:
    """The decision that this card, or one that it goes on from, came of."""
    now: Card | None = card
    while now is not None:
        found = Application.objects.filter(card=now, state=Application.State.GRANTED).order_by("-applied_on").first()
        if found is not None:
            return found
        now = now.replaces
    return None
