"""Reads of cards, and what checkers fetch."""

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.accounts.public import Office, office_for
from engagiert.apps.directory.public import Listing, tables
from engagiert.apps.places.public import Place
from engagiert.engines.cards import checking, lists, typed
from engagiert.engines.cards.keys import PublicKey, public_key
from engagiert.engines.cards.lists import StatusList, TrustList, TypedList
from engagiert.engines.cards.schema import SCHEMA
from engagiert.engines.cards.schema import Card as SignedCard
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.links.public import Link, LinkGone, answering, find_link
from engagiert.kernel.links.public import code_of as code_of_link
from engagiert.kernel.tenancy import enter

from . import judging, keyring, rules, wording
from .models import Application, Card, Engagement, Programme, Revocation, Series, Signer
from .models.signing import seconds
from .own_links import OWN
from .papers import card_paper
from .renewing import goes_on_from

# More places than cards, so that a card of today does not lie beyond the list that was fetched yesterday.
SPARE_PLACES = 4096


def cards_of(actor: Actor, office_id: int, *, name: str = "", state: str = "") -> QuerySet[Card]:
    """The office's cards, the newest first."""
    found = Card.objects.filter(office=office_id, office__in=actor.offices_as(*rules.READERS)).select_related("place")
    if name:
        found = found.filter(name__icontains=name)
    return found.filter(state=state) if state else found


def card_for(actor: Actor, key: uuid.UUID) -> Card:
    """One card of an office of the actor; 404 where there is none."""
    card = Card.objects.select_related("place", "office__place").filter(pk=key).first()
    if card is None:
        raise Http404
    require(actor, rules.READ, card)
    return card


def signer_of(card: Card) -> Signer | None:
    """The key that signs this card's code: the one that signed for the town when it was issued."""
    keys = Signer.objects.filter(place=card.place_id, since__lte=card.issued_at)
    return next((key for key in keys if key.retired_at is None or card.issued_at <= key.retired_at), None)


def code_of(card: Card) -> str:
    """The text of the card's QR code, signed now with the key of then. Raises ``KeyMissing``."""
    key = signer_of(card)
    if key is None:
        raise keyring.KeyMissing(_("Für diese Karte gibt es keinen Schlüssel."))
    signed = SignedCard(
        issuer=card.place.ags,
        name=card.name,
        kind=card.kind,
        index=card.index,
        issued=seconds(card.issued_at),
        expires=_end_of(card.expires_on) if card.expires_on else 0,
    )
    return checking.issue(signed, keyring.private_key(key.key_id), bytes.fromhex(key.key_id))


def _end_of(day: datetime.date) -> int:
    """The first second after the day, by the clock of the town."""
    after = datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time.min)
    return seconds(timezone.make_aware(after))


def public_keys() -> list[PublicKey]:
    """The keys of all issuers that ever signed, the oldest first."""
    return [
        PublicKey(
            issuer=key.place.ags,
            issuer_name=key.place.name,
            x=bytes.fromhex(key.x),
            y=bytes.fromhex(key.y),
            since=seconds(key.since),
            retired=seconds(key.retired_at),
            withdrawn=seconds(key.withdrawn_at),
        )
        for key in Signer.objects.select_related("place")
    ]


def root_public_key() -> PublicKey:
    return public_key(keyring.root_key(), issuer="", issuer_name="", since=0)


def trust_list() -> bytes:
    """The signed list of all keys, as of now."""
    root = root_public_key()
    keys = {key.key_id: key for key in public_keys()}
    return lists.signed_trust_list(TrustList(seconds(timezone.now()), keys), keyring.root_key(), root.key_id)


def status_list(place: Place) -> bytes:
    """The signed list of the town's revoked cards, as of now; 404 where the town has no key."""
    key = Signer.objects.filter(place=place, withdrawn_at=None).order_by("-since").first()
    if key is None:
        raise Http404
    series = Series.objects.get(place=place)
    revoked = frozenset(Revocation.objects.filter(place=place).values_list("index", flat=True))
    status = StatusList(place.ags, seconds(timezone.now()), 2 * series.next_index + SPARE_PLACES, revoked)
    return lists.signed_status_list(status, keyring.private_key(key.key_id), bytes.fromhex(key.key_id))


def typed_list(place: Place) -> bytes:
    """The signed list of the town's codes to type, as of now; 404 where the town has no key.

    Cards that ended half a year ago are left out. Nobody's name or code stands in it (ADR 0041).
    """
    key = Signer.objects.filter(place=place, withdrawn_at=None).order_by("-since").first()
    office = card_office(place)
    if key is None or office is None:
        raise Http404
    bad = set(Revocation.objects.filter(place=place).values_list("index", flat=True))
    since = timezone.localdate() - datetime.timedelta(days=180)
    with enter(Actor.anonymous(), action="recognition.read_typed_list", offices=(office.pk,)):
        cards = Card.objects.filter(place=place, short__isnull=False).exclude(expires_on__lt=since)
        stolen = [signer for signer in Signer.objects.filter(place=place) if signer.withdrawn_at is not None]
        rows = [
            typed.row(bytes(said or b""), _typed_day(index in bad or _signed_by(stolen, issued_at), expires_on))
            for said, index, issued_at, expires_on in cards.values_list("short", "index", "issued_at", "expires_on")
        ]
    known = TypedList(place.ags, seconds(timezone.now()), typed.joined(rows))
    return lists.signed_typed_list(known, keyring.private_key(key.key_id), bytes.fromhex(key.key_id))


def _typed_day(bad: bool, expires_on: datetime.date | None) -> int:
    if bad:
        return typed.REVOKED
    return (expires_on - datetime.date(1970, 1, 1)).days if expires_on else typed.FOR_LIFE


def _signed_by(keys: list[Signer], moment: datetime.datetime) -> bool:
    return any(key.since <= moment <= (key.retired_at or key.withdrawn_at or moment) for key in keys)


def own_paper(code: str) -> bytes:
    """The card to cut out, for who holds its page's code; 404 for a dead one. Raises ``LinkGone``, ``KeyMissing``."""
    link, card = owned_card(code)
    if card.state != Card.State.LIVING:
        raise Http404
    with answering(link, action="recognition.read_own_card"):
        return paper_of(card)


def to_print(actor: Actor, office_id: int) -> QuerySet[Card]:
    """Good cards that their owners want of plastic and that no print file had yet, the oldest first."""
    found = cards_of(actor, office_id, state=Card.State.LIVING).exclude(expires_on__lt=timezone.localdate())
    return found.filter(medium__in=[Card.Medium.PLASTIC, Card.Medium.BOTH], printed_at=None).order_by("issued_at", "pk")


def print_file(actor: Actor, office: Office) -> str:
    """Those as CSV, one line a card, with the text of the QR code. Raises ``KeyMissing``."""
    head = [
        _("Nummer"),
        _("Name"),
        _("Art"),
        _("Aussteller"),
        _("Gültig bis"),
        _("QR-Code"),
        _("Code ohne Kamera"),
        _("Anschrift"),
    ]
    rows = [
        [
            card.index,
            card.name,
            str(card.get_kind_display()),
            card.place.name,
            f"{card.expires_on:%d.%m.%Y}" if card.expires_on else _("auf Lebenszeit"),
            code_of(card),
            typed_code_of(card),
            ", ".join(card.postal),
        ]
        for card in to_print(actor, office.pk)
    ]
    return tables.lines([head, *rows])


def issuers() -> list[Place]:
    """Towns that have ever signed a card."""
    return list(Place.objects.filter(pk__in=Signer.objects.values("place")).order_by("sort_key"))


def schema() -> dict[str, Any]:
    """What is signed and how, for the checker in the browser."""
    return SCHEMA


def root_point() -> dict[str, str]:
    """The root key as a checker brings it along: ``x`` and ``y`` in hexadecimal."""
    root = root_public_key()
    return {"x": root.x.hex(), "y": root.y.hex()}


def keeps_cards(office: Office) -> bool:
    """Whether issuing cards is among the office's tasks."""
    return Office.Task.CARD in office.tasks


def successor_of(card: Card) -> Card | None:
    """The card that took this one's place."""
    return Card.objects.filter(replaces=card).exclude(state=Card.State.REVOKED).first()


def living_of(card: Card) -> Card:
    """The card, or whichever goes on from it; where the last one was revoked, that one."""
    now = card
    while now.state == Card.State.REPLACED:
        after = Card.objects.select_related("office__place", "place", "replaces").filter(replaces=now)
        found = after.order_by("-issued_at").first()
        if found is None:
            break
        now = found
    return now


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
    application that waits."""

    card: Card
    code: str
    typed: str
    may_renew: bool
    renewal: Application | None


def own_page(code: str) -> OwnPage:
    """For who holds the code of the page. Raises ``LinkGone``, ``KeyMissing``."""
    link, card = owned_card(code)
    with answering(link, action="recognition.read_own_card"):
        today = timezone.localdate()
        is_good = card.state == Card.State.LIVING and (card.expires_on is None or card.expires_on >= today)
        waiting = Application.objects.filter(renews=card, state=Application.State.OPEN).first()
        return OwnPage(
            card=card,
            code=code_of(card) if is_good else "",
            typed=typed_code_of(card) if is_good else "",
            may_renew=waiting is None and goes_on_from(card, today) and application_behind(card) is not None,
            renewal=waiting,
        )


def application_behind(card: Card) -> Application | None:
    """The decision that this card, or one that it goes on from, came of."""
    now: Card | None = card
    while now is not None:
        found = Application.objects.filter(card=now, state=Application.State.GRANTED).order_by("-applied_on").first()
        if found is not None:
            return found
        now = now.replaces
    return None


def typed_code_of(card: Card) -> str:
    """Twelve signs in three groups, for who cannot scan; empty for cards that have none. Raises ``KeyMissing``."""
    key = signer_of(card)
    if card.short is None or key is None:
        return ""
    code = typed.code_of(keyring.private_key(key.key_id), card.place.ags, card.index)
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


def paper_of(card: Card) -> bytes:
    """The card as PDF, to print and cut out. Raises ``KeyMissing``."""
    return card_paper(card, code_of(card), typed_code_of(card), on=timezone.now())


def card_office(place: Place) -> Office | None:
    """The office that issues cards for the town."""
    return office_for(place, Office.Task.CARD)


def applications_of(actor: Actor, office_id: int, *, name: str = "", state: str = "") -> QuerySet[Application]:
    """Applications of the office, what has waited longest first."""
    found = Application.objects.filter(office=office_id, office__in=actor.offices_as(*rules.READERS))
    waiting = Count("engagements", filter=Q(engagements__confirmed_at=None))
    found = found.annotate(open_engagements=waiting).order_by("applied_on", "pk")
    if name:
        found = found.filter(name__icontains=name)
    return found.filter(state=state) if state else found


def application_for(actor: Actor, key: uuid.UUID) -> Application:
    """One application of an office of the actor; 404 where there is none."""
    found = Application.objects.select_related("office__place", "card").filter(pk=key).first()
    if found is None or not actor.has_role(found.office_id, *rules.READERS):
        raise Http404
    return found


def engagement_for(actor: Actor, key: uuid.UUID) -> Engagement:
    found = Engagement.objects.select_related("office", "application").filter(pk=key).first()
    if found is None or not actor.has_role(found.office_id, *rules.READERS):
        raise Http404
    return found


def asked_by_code(code: str) -> tuple[Office, str, list[str]]:
    """Whom a confirmation is about, for who holds the code: office, name, what they wrote. Raises ``LinkGone``."""
    link = find_link(code, "recognition.confirm")
    with answering(link, action="recognition.read_confirmation"):
        found = Engagement.objects.select_related("office__place", "application").get(pk=link.about.partition(":")[2])
        return found.office, found.application.name, wording.engagement_lines(found)


def organisation_named(place: Place, name: str) -> int | None:
    """The key of the town's public record with exactly this name, where there is one."""
    found = Listing.objects.filter(place=place, name__iexact=name.strip()).values_list("pk", flat=True)[:2]
    return found[0] if len(found) == 1 else None


def programme_of(office: Office) -> Programme:
    """What the office has set, or what holds where it has set nothing."""
    return Programme.objects.filter(office=office).first() or Programme(office=office)


@dataclass(frozen=True, slots=True)
class Judged:
    """What the desk reads beside an application: each condition in words, by the rule of its day."""

    met: bool
    rule: str
    lines: list[dict[str, Any]]


def judged(application: Application) -> Judged:
    """By what stands there now; where it is decided, what it was decided on."""
    if application.decision:
        kept = application.decision
        return Judged(kept["met"], kept["rule"], kept["lines"])
    decision, other = judging.judge(application)
    return Judged(decision.met, decision.version.name, wording.check_lines(decision, other))


def code_for_paper(engagement: Engagement) -> str:
    """The code that somebody at the organisation types in, where it has been given out."""
    about = f"recognition.engagement:{engagement.pk}"
    link = Link.objects.filter(office_id=engagement.office_id, about=about, used_at=None, withdrawn_at=None).first()
    return code_of_link(link) if link is not None else ""
