"""Keys of issuers: P-256 (FIPS 186-5), named by their thumbprint (RFC 9679)."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import cached_property

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from engagiert.engines.cards.cose import HALF, KEY_ID_LENGTH

CURVE = ec.SECP256R1()
_KEY_TYPE, _CURVE_NAME, _X, _Y = 1, -1, -2, -3
_EC2, _P256 = 2, 1


class BadKeyError(ValueError):
    """Not a key of ours: another curve, a point beside it, a wrong password."""


@dataclass(frozen=True)
class PublicKey:
    """A key as the trust list tells it. Times are seconds since 1970 (UTC); 0 means never.

    ``retired``: signs nothing after that; cards from before stay good. ``withdrawn``: nothing it signed is good.
    """

    issuer: str
    issuer_name: str
    x: bytes
    y: bytes
    since: int
    retired: int = 0
    withdrawn: int = 0

    @cached_property
    def key_id(self) -> bytes:
        """The first eight bytes of the SHA-256 of the key as canonical COSE_Key."""
        key = {_KEY_TYPE: _EC2, _CURVE_NAME: _P256, _X: self.x, _Y: self.y}
        return hashlib.sha256(cbor2.dumps(key, canonical=True)).digest()[:KEY_ID_LENGTH]

    @cached_property
    def point(self) -> ec.EllipticCurvePublicKey:
        """For checking; raises ``BadKeyError`` where the point is not on the curve."""
        numbers = ec.EllipticCurvePublicNumbers(int.from_bytes(self.x, "big"), int.from_bytes(self.y, "big"), CURVE)
        try:
            return numbers.public_key()
        except ValueError as wrong:
            raise BadKeyError("the point is not on the curve") from wrong

    def jwk(self) -> dict[str, str]:
        """As JSON Web Key (RFC 7517); ``kid`` is the key id in hexadecimal, as in the trust list."""
        return {
            "kty": "EC",
            "crv": "P-256",
            "alg": "ES256",
            "use": "sig",
            "kid": self.key_id.hex(),
            "x": _base64url(self.x),
            "y": _base64url(self.y),
        }


def new_private_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(CURVE)


def public_key(
    private: ec.EllipticCurvePrivateKey,
    *,
    issuer: str,
    issuer_name: str,
    since: int,
    retired: int = 0,
    withdrawn: int = 0,
) -> PublicKey:
    numbers = private.public_key().public_numbers()
    x, y = numbers.x.to_bytes(HALF, "big"), numbers.y.to_bytes(HALF, "big")
    return PublicKey(issuer, issuer_name, x, y, since, retired, withdrawn)


def to_pem(private: ec.EllipticCurvePrivateKey, password: bytes = b"") -> bytes:
    lock = BestAvailableEncryption(password) if password else NoEncryption()
    return private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock)


def from_pem(pem: bytes, password: bytes = b"") -> ec.EllipticCurvePrivateKey:
    """The private key; raises ``BadKeyError`` for another kind of key or a wrong password."""
    try:
        private = load_pem_private_key(pem, password or None)
    except (ValueError, TypeError) as wrong:
        raise BadKeyError("the key cannot be read") from wrong
    if not isinstance(private, ec.EllipticCurvePrivateKey) or not isinstance(private.curve, ec.SECP256R1):
        raise BadKeyError("not a key on P-256")
    return private


def _base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
