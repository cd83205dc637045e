"""Keys of issuers: one signs for a town at a time; older ones retire, stolen ones are withdrawn."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.accounts.public import Office
from engagiert.apps.recognition import keyring, rules
from engagiert.apps.recognition.models import Series, Signer
from engagiert.engines.cards.keys import public_key
from engagiert.kernel.authz import Actor, require


def signer_for(*, actor: Actor, office: Office) -> Signer:
    """The key that signs for the office's town now; made where there is none. Of two who make it at once, one does."""
    require(actor, rules.ISSUE, office)
    Series.objects.get_or_create(place=office.place)
    Series.objects.select_for_update().get(place=office.place)
    now = Signer.objects.filter(place=office.place, retired_at=None, withdrawn_at=None).first()
    return now or _new(office)


def retire_key(*, actor: Actor, office: Office) -> Signer:
    """A new key from now on. Cards signed with the one before stay good."""
    require(actor, rules.KEEP_KEYS, office)
    before = _locked(office)
    before.retired_at = timezone.now()
    before.save(update_fields=["retired_at"])
    return _new(office)


def withdraw_key(*, actor: Actor, office: Office, key_id: str) -> Signer:
    """Nothing that this key signed is good any more (somebody has its private half); returns the key that signs now.

    Each card that it signed must be replaced (``replace_card``): the new one is signed by the key that signs now.
    """
    require(actor, rules.KEEP_KEYS, office)
    key = Signer.objects.select_for_update().filter(place=office.place, key_id=key_id, withdrawn_at=None).first()
    if key is None:
        raise ValidationError(_("Diesen Schlüssel gibt es nicht, oder er ist schon zurückgezogen."))
    key.withdrawn_at = timezone.now()
    key.save(update_fields=["withdrawn_at"])
    return signer_for(actor=actor, office=office)


def _locked(office: Office) -> Signer:
    key = Signer.objects.select_for_update().filter(place=office.place, retired_at=None, withdrawn_at=None).first()
    if key is None:
        raise ValidationError(_("Dieses Büro hat noch keinen Schlüssel. Er entsteht mit der ersten Karte."))
    return key


def _new(office: Office) -> Signer:
    key_id, private = keyring.new_key()
    public = public_key(private, issuer=office.place.ags, issuer_name=office.place.name, since=0)
    return Signer.objects.create(
        office=office, place=office.place, key_id=key_id, x=public.x.hex(), y=public.y.hex(), since=timezone.now()
    )
