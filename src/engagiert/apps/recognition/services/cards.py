"""Cards are issued, replaced and revoked."""

import datetime
import uuid
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.accounts.public import Office
from engagiert.apps.messages.public import Recipient, queue_message
from engagiert.apps.recognition import keyring, rules, wording
from engagiert.apps.recognition.models import Card, Revocation, Series, Signer
from engagiert.apps.recognition.own_links import end_own_links, own_code
from engagiert.apps.recognition.selectors import to_print
from engagiert.engines.cards import typed
from engagiert.engines.cards.keys import public_key
from engagiert.engines.cards.schema import shortened
from engagiert.engines.text.folding import fold
from engagiert.kernel.authz import Actor, require

from .signing import signer_for

_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Owner:
    """How the owner of a card reads from us, and on what they want to carry it. ``site``: https://…, for links."""

    mail: str = ""
    postal: tuple[str, ...] = ()
    language: str = "de"
    site: str = ""
    medium: str = Card.Medium.PHONE


def issue_card(
    *,
    actor: Actor,
    office: Office,
    name: str,
    kind: str = Card.Kind.CARD,
    expires_on: datetime.date | None,
    token: str = "",
    owner: Owner | None = None,
    goes_on_from: Card | None = None,
) -> Card:
    """A new card of the office's town. The same ``token`` twice is one card; raises ``ValidationError``.

    ``goes_on_from``: the card that this one renews; whichever lives of it ends.
    """
    signer_for(actor=actor, office=office)
    key = uuid.uuid5(uuid.NAMESPACE_URL, f"recognition.card:{office.pk}:{token}") if token else uuid.uuid4()
    there = Card.objects.filter(pk=key).first()
    if there is not None:
        return there
    before = _living(goes_on_from) if goes_on_from is not None else None
    if before is not None:
        _end(before, Card.State.REPLACED, "")
    return _made(
        office, key, (_fitting(name), kind, expires_on), before, owner or (owner_of(before) if before else Owner())
    )


def owner_of(card: Card) -> Owner:
    return Owner(card.mail, tuple(card.postal), card.language, card.site, card.medium)


def _living(card: Card) -> Card | None:
    """The card, or whichever took its place; None where it was revoked."""
    found: Card | None = _locked(card)
    while found is not None and found.state == Card.State.REPLACED:
        after = Card.objects.exclude(state=Card.State.REVOKED).filter(replaces=found).first()
        found = _locked(after) if after is not None else None
    return found if found is not None and found.state == Card.State.LIVING else None


def change_owner(*, actor: Actor, card: Card, owner: Owner) -> None:
    """How the owner is reached and on what they carry the card: as they say it on the telephone or at the counter."""
    require(actor, rules.END, card)
    now = _locked(card)
    now.mail, now.postal, now.language = owner.mail, list(owner.postal), owner.language
    now.site, now.medium = owner.site or now.site, owner.medium
    now.full_clean(exclude=["office", "place", "replaces", "short"])
    now.save(update_fields=["mail", "postal", "language", "site", "medium"])


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
    facts = (before.name, before.kind, before.expires_on)
    # The page with the old card lies in the pocket of whoever found the phone.
    end_own_links(before)
    new = _made(before.office, uuid.uuid4(), facts, before, owner_of(before))
    if new.mail or new.postal:
        queue_message(
            actor=actor,
            office=new.office,
            key=f"recognition:replaced:{new.pk}",
            purpose="recognition.replaced",
            about=f"recognition.card:{new.pk}",
            recipient=Recipient(new.mail, tuple(new.postal)),
            text=wording.lost_text(new, own_code(new)),
        )
    return new


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


def note_printed(*, actor: Actor, office: Office) -> int:
    """The maker of plastic cards has the file; how many cards it held."""
    require(actor, rules.ISSUE, office)
    keys = to_print(actor, office.pk).values("pk")
    return Card.objects.filter(pk__in=keys).update(printed_at=timezone.now())


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


def found_by(name: str, index: int) -> str:
    """The folded words by which the desk finds a card."""
    return f" {fold(name)} {index} "


def _made(
    office: Office, key: uuid.UUID, facts: tuple[str, str, datetime.date | None], before: Card | None, owner: Owner
) -> Card:
    name, kind, expires_on = facts
    if kind not in Card.Kind.values:
        raise ValidationError({"kind": _("Diese Art von Karte gibt es nicht.")})
    if expires_on is None and kind != Card.Kind.JUBILEE:
        raise ValidationError({"expires_on": _("Schreiben Sie, bis wann die Karte gilt.")})
    if expires_on and expires_on < timezone.localdate():
        raise ValidationError({"expires_on": _("Dieser Tag liegt in der Vergangenheit.")})
    series = Series.objects.select_for_update().get(place=office.place)
    index, series.next_index = series.next_index, series.next_index + 1
    series.save(update_fields=["next_index"])
    signer = Signer.objects.get(place=office.place, retired_at=None, withdrawn_at=None)
    code = typed.code_of(keyring.private_key(signer.key_id), office.place.ags, index)
    salt = typed.salt_of(public_key(keyring.root_key(), issuer="", issuer_name="", since=0))
    return Card.objects.create(
        id=key,
        office=office,
        place=office.place,
        index=index,
        name=name,
        find=found_by(name, index),
        kind=kind,
        issued_at=timezone.now(),
        expires_on=expires_on,
        ended_on=expires_on + _DAY if expires_on else None,
        short=typed.mark_and_hint(code, typed.hint_of(name), salt),
        mail=owner.mail,
        postal=list(owner.postal),
        language=owner.language,
        site=owner.site,
        medium=owner.medium,
        replaces=before,
        app_consent_id=before.app_consent_id if before is not None else None,
    )
