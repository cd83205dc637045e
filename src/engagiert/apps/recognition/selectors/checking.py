"""What checkers fetch: keys, and signed lists."""

import datetime
from typing import Any

from django.http import Http404
from django.utils import timezone

from engagiert.apps.accounts.public import Office
from engagiert.apps.places.public import Place
from engagiert.apps.recognition import keyring
from engagiert.apps.recognition.models import Card, Revocation, Series, Signer
from engagiert.apps.recognition.models.signing import seconds
from engagiert.engines.cards import lists, typed
from engagiert.engines.cards.keys import PublicKey, public_key
from engagiert.engines.cards.lists import StatusList, TrustList, TypedList
from engagiert.engines.cards.schema import SCHEMA
from engagiert.kernel.authz import Actor
from engagiert.kernel.db.versions import WhileUnchanged
from engagiert.kernel.tenancy import enter

from .cards import card_office

# More places than cards, so that a card of today does not lie beyond the list that was fetched yesterday.
SPARE_PLACES = 4096


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

    Cards that ended half a year ago are left out. Nobody's name or code stands in it (ADR 0041). Its rows are kept
    while no card is made and none revoked; it is signed anew, so that its age is true (ADR 0036).
    """
    key = Signer.objects.filter(place=place, withdrawn_at=None).order_by("-since").first()
    office = card_office(place)
    if key is None or office is None:
        raise Http404
    since = timezone.localdate() - datetime.timedelta(days=180)
    rows = _rows.get(since.isoformat(), office.pk, place.pk, read=lambda: _typed_rows(place, office, since)) or b""
    known = TypedList(place.ags, seconds(timezone.now()), rows)
    return lists.signed_typed_list(known, keyring.private_key(key.key_id), bytes.fromhex(key.key_id))


def _typed_rows(place: Place, office: Office, since: datetime.date) -> bytes:
    bad = set(Revocation.objects.filter(place=place).values_list("index", flat=True))
    stolen = [signer for signer in Signer.objects.filter(place=place) if signer.withdrawn_at is not None]
    with enter(Actor.anonymous(), action="recognition.read_typed_list", offices=(office.pk,)):
        cards = Card.objects.filter(place=place, short__isnull=False).exclude(expires_on__lt=since)
        rows = [
            typed.row(bytes(said or b""), _typed_day(index in bad or _signed_by(stolen, issued_at), expires_on))
            for said, index, issued_at, expires_on in cards.values_list("short", "index", "issued_at", "expires_on")
        ]
    return typed.joined(rows)


# What stands in a row is settled when its card is made, which moves the series on; a revocation is a row of its own,
# counted because of two at once the one with the lower number may come to be seen last.
_rows = WhileUnchanged[bytes](
    "select (s.xmin, s.ctid)::text, %s, %s,"
    " (select (count(*), max(r.id))::text from recognition_revocation r where r.place_id = s.place_id),"
    " (select array_agg((k.xmin, k.ctid)::text order by k.id) from recognition_signer k where k.place_id = s.place_id)"
    " from recognition_series s where s.place_id = %s"
)


def _typed_day(bad: bool, expires_on: datetime.date | None) -> int:
    if bad:
        return typed.REVOKED
    return (expires_on - datetime.date(1970, 1, 1)).days if expires_on else typed.FOR_LIFE


def _signed_by(keys: list[Signer], moment: datetime.datetime) -> bool:
    return any(key.since <= moment <= (key.retired_at or key.withdrawn_at or moment) for key in keys)


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
