"""What the owner of a card reads, who holds the code of its page."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404
from django.utils import timezone

from engagiert.apps.accounts.public import Office
from engagiert.apps.places.public import Place
from engagiert.apps.recognition import wording
from engagiert.apps.recognition.models import Application, Card
from engagiert.apps.recognition.own_links import OWN
from engagiert.apps.recognition.renewing import goes_on_from
from engagiert.engines.cards import typed
from engagiert.kernel.authz import Actor
from engagiert.kernel.links.public import Link, LinkGone, answering, find_link
from engagiert.kernel.tenancy import enter

from .cards import code_of, living_of, paper_of, typed_code_of
from .checking import root_public_key
from .known import known_again
from .state_app import uses_app


def owned_card(code: str) -> tuple[Link, Card]:
    """The card of who holds the code, as it lives now, and their link. Raises ``LinkGone``."""
    link = find_link(code, OWN)
    with answering(link, action="recognition.read_own_card"):
        found = Card.objects.select_related("office__place", "place", "replaces", "app_consent")
        card = found.filter(pk=link.about.partition(":")[2]).first()
        if card is None:
            raise LinkGone("expired", link)
        return link, living_of(card)


@dataclass(frozen=True, slots=True)
class OwnPage:
    """What the owner of a card reads. ``code``: the card's own, empty where it is of no use. ``renewal``: the
    application that waits. ``hours``: what the register has confirmed of the last year, where it may be renewed.
    ``asks_app``: the office hands cards to the state's app, of who wants that."""

    card: Card
    code: str
    typed: str
    may_renew: bool
    ends_soon: bool
    renewal: Application | None
    hours: list[str]
    asks_app: bool


def own_page(code: str) -> OwnPage:
    """For who holds the code of the page. Raises ``LinkGone``, ``KeyMissing``."""
    link, card = owned_card(code)
    with answering(link, action="recognition.read_own_card"):
        today = timezone.localdate()
        good = is_good(card)
        waiting = Application.objects.filter(renews=card, state=Application.State.OPEN).first()
        before = application_behind(card) if waiting is None and goes_on_from(card, today) else None
        return OwnPage(
            card=card,
            code=code_of(card) if good else "",
            typed=typed_code_of(card) if good else "",
            may_renew=before is not None,
            ends_soon=goes_on_from(card, today),
            renewal=waiting,
            hours=_hours(before),
            asks_app=good and uses_app(card.office),
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


def is_good(card: Card) -> bool:
    """Whether it is good today."""
    return card.state == Card.State.LIVING and (card.expires_on is None or card.expires_on >= timezone.localdate())


def first_of(card: Card) -> Card:
    """The card that this one goes on from, however often it was replaced or renewed; in a scope of its office."""
    while card.replaces is not None:
        card = card.replaces
    return card


@dataclass(frozen=True, slots=True)
class Shown:
    """A good card that somebody has shown, and the first it goes on from: one person, however often it was new."""

    card: Card
    first: Card


def card_shown(code: str, name: str, places: Iterable[Place]) -> Shown | None:
    """The good card of one of these towns: by the code of its owner's page, or by the code to type on the card, which
    needs the name that stands there too. None where there is none; nothing says which of it was wrong."""
    among = {place.pk for place in places}
    try:
        link, card = owned_card(code)
    except LinkGone:
        return _typed_and_named(code, name, among)
    with answering(link, action="recognition.read_own_card"):
        return Shown(card, first_of(card)) if is_good(card) and card.place_id in among else None


def _typed_and_named(code: str, name: str, among: set[int]) -> Shown | None:
    read = typed.read(code)
    if not read:
        return None
    mark = typed.mark_and_hint(read, "", typed.salt_of(root_public_key()))[: typed.MARK]
    ends = bytes(typed.HINT), b"\xff" * typed.HINT
    offices = Office.objects.filter(place__in=among, tasks__contains=[Office.Task.CARD]).values_list("pk", flat=True)
    with enter(Actor.anonymous(), action="recognition.read_shown_card", offices=tuple(offices)):
        found = Card.objects.filter(place__in=among, short__range=(mark + ends[0], mark + ends[1]))
        for card in found.select_related("office__place", "place", "replaces"):
            if is_good(card) and _plain(card.name) == _plain(name):
                return Shown(card, first_of(card))
    return None


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
