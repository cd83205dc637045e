"""Cards are issued, replaced and revoked."""

import datetime
import uuid

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.accounts.public import Office
from engagiert.apps.recognition import rules
from engagiert.apps.recognition.models import Card, Revocation, Series
from engagiert.engines.cards.schema import shortened
from engagiert.kernel.authz import Actor, require

from .signing import signer_for

_DAY = datetime.timedelta(days=1)


def issue_card(
    *,
    actor: Actor,
    office: Office,
    name: str,
    kind: str = Card.Kind.CARD,
    expires_on: datetime.date | None,
    token: str = "",
) -> Card:
    """A new card of the office's town. The same ``token`` twice is one card; raises ``ValidationError``."""
    signer_for(actor=actor, office=office)
    key = uuid.uuid5(uuid.NAMESPACE_URL, f"recognition.card:{office.pk}:{token}") if token else uuid.uuid4()
    there = Card.objects.filter(pk=key).first()
    return there or _made(office, key, _fitting(name), kind, expires_on, None)


def replace_card(*, actor: Actor, card: Card, reason: str) -> Card:
    """The phone is lost: a new card for the same time, and the one before is revoked. Of two who ask, both get one."""
    require(actor, rules.END, card)
    before = _locked(card)
    if before.state == Card.State.REPLACED:
        successor = Card.objects.exclude(state=Card.State.REVOKED).filter(replaces=before).first()
        if successor is not None:
            return successor
    _must_live(before)
    _end(before, Card.State.REPLACED, reason)
    signer_for(actor=actor, office=before.office)
    return _made(before.office, uuid.uuid4(), before.name, before.kind, before.expires_on, before)


def revoke_card(*, actor: Actor, card: Card, reason: str) -> None:
    """The card is of no use from now on; a checker knows when it next fetches the list."""
    require(actor, rules.END, card)
    now = _locked(card)
    if now.state == Card.State.REVOKED:
        return
    if not reason.strip():
        raise ValidationError(_("Schreiben Sie, warum die Karte gesperrt wird."))
    _must_live(now)
    _end(now, Card.State.REVOKED, reason)


def revoke_erased(*, actor: Actor, office: Office, keys: list[str]) -> int:
    """Cards whose name was erased: nobody could say any more whose they are."""
    require(actor, rules.ISSUE, office)
    cards = Card.objects.select_for_update().filter(office=office, pk__in=keys, state=Card.State.LIVING)
    for card in cards:
        _end(card, Card.State.REVOKED, "")
    return len(cards)


def _locked(card: Card) -> Card:
    return Card.objects.select_for_update(of=("self",)).select_related("office__place", "place").get(pk=card.pk)


def _must_live(card: Card) -> None:
    if card.state != Card.State.LIVING:
        raise ValidationError(_("Diese Karte ist schon gesperrt oder ersetzt."))
    if card.expires_on and card.expires_on < timezone.localdate():
        raise ValidationError(_("Diese Karte ist abgelaufen. Stellen Sie eine neue aus."))


def _end(card: Card, state: Card.State, reason: str) -> None:
    card.state, card.reason, card.ended_on = state, reason.strip()[:300], timezone.localdate()
    card.save(update_fields=["state", "reason", "ended_on"])
    Revocation.objects.create(
        office_id=card.office_id, place_id=card.place_id, index=card.index, revoked_at=timezone.now()
    )


def _fitting(name: str) -> str:
    fitting = shortened(name)
    if not fitting:
        raise ValidationError({"name": _("Schreiben Sie den Namen, der auf der Karte stehen soll.")})
    return fitting


def _made(
    office: Office, key: uuid.UUID, name: str, kind: str, expires_on: datetime.date | None, before: Card | None
) -> Card:
    if kind not in Card.Kind.values:
        raise ValidationError({"kind": _("Diese Art von Karte gibt es nicht.")})
    if expires_on is None and kind != Card.Kind.JUBILEE:
        raise ValidationError({"expires_on": _("Schreiben Sie, bis wann die Karte gilt.")})
    if expires_on and expires_on < timezone.localdate():
        raise ValidationError({"expires_on": _("Dieser Tag liegt in der Vergangenheit.")})
    series = Series.objects.select_for_update().get(place=office.place)
    index, series.next_index = series.next_index, series.next_index + 1
    series.save(update_fields=["next_index"])
    return Card.objects.create(
        id=key,
        office=office,
        place=office.place,
        index=index,
        name=name,
        kind=kind,
        issued_at=timezone.now(),
        expires_on=expires_on,
        ended_on=expires_on + _DAY if expires_on else None,
        replaces=before,
    )
