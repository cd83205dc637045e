"""Reads of cards: the desk, the code, the owner."""

import datetime
import uuid

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.accounts.public import Office, office_for
from engagiert.apps.directory.public import tables
from engagiert.apps.places.public import Place
from engagiert.apps.recognition import keyring, rules
from engagiert.apps.recognition.models import Card, Signer
from engagiert.apps.recognition.models.signing import seconds
from engagiert.apps.recognition.papers import card_paper
from engagiert.engines.cards import checking, typed
from engagiert.engines.cards.schema import Card as SignedCard
from engagiert.engines.text.folding import fold
from engagiert.kernel.authz import Actor, require


def cards_of(actor: Actor, office_id: int, *, text: str = "", state: str = "") -> QuerySet[Card]:
    """The office's cards, the newest first; each word of ``text`` begins a word of the name or the number."""
    found = Card.objects.filter(office=office_id, office__in=actor.offices_as(*rules.READERS)).select_related("place")
    for word in fold(text).split():
        found = found.filter(find__contains=f" {word}")
    return found.filter(state=state) if state else found


def card_for(actor: Actor, key: uuid.UUID) -> Card:
    """One card of an office of the actor; 404 where there is none."""
    card = Card.objects.select_related("place", "office__place", "app_consent").filter(pk=key).first()
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


def keeps_cards(office: Office) -> bool:
    """Whether issuing cards is among the office's tasks."""
    return Office.Task.CARD in office.tasks


def card_office(place: Place) -> Office | None:
    """The office that issues cards for the town."""
    return office_for(place, Office.Task.CARD)


def successor_of(card: Card) -> Card | None:
    """The card that took this one's place."""
    return Card.objects.filter(replaces=card).exclude(state=Card.State.REVOKED).first()


def living_of(card: Card) -> Card:
    """The card, or whichever goes on from it; where the last one was revoked, that one."""
    now = card
    while now.state == Card.State.REPLACED:
        after = Card.objects.select_related("office__place", "place", "replaces", "app_consent").filter(replaces=now)
        found = after.order_by("-issued_at").first()
        if found is None:
            break
        now = found
    return now


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
