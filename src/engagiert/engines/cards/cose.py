"""COSE_Sign1 with ES256 (RFC 9052, RFC 9053), and nothing else of COSE.

The reading side takes exactly what the writing side makes: tag 18, algorithm ES256 and a key id in the protected
header, an empty unprotected one, CBOR in its one shortest form (RFC 8949, 4.2.1). All else is refused before any
signature is computed, so that no header of a message can choose how it is checked. Written here because the packages
for it accept far more than that; ``cwt`` is the oracle in the tests.
"""

from dataclasses import dataclass
from io import BytesIO

import cbor2
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

SIGN1 = 0xD2  # CBOR's first byte of tag 18
ES256 = -7
ALGORITHM, KEY_ID, TYPE = 1, 4, 16
KEY_ID_LENGTH = 8
HALF = 32  # bytes of each of the two numbers of a signature
LARGEST = 2**53 - 1  # JavaScript's checker holds no larger number exactly
DEEPEST = 4
_ES256 = ec.ECDSA(SHA256())

type Value = int | str | bytes | list[Value] | dict[int, Value]


class MalformedError(ValueError):
    """Not a message of ours: wrong shape, other algorithm, CBOR not in its one shortest form."""


@dataclass(frozen=True, slots=True)
class Sign1:
    """A message as read, its signature not yet checked. ``type`` is empty for cards."""

    key_id: bytes
    type: str
    claims: dict[int, Value]
    protected: bytes
    payload: bytes
    signature: bytes


def sign(private: ec.EllipticCurvePrivateKey, key_id: bytes, claims: dict[int, Value], type: str = "") -> bytes:
    """The signed message as bytes."""
    header: dict[int, Value] = {ALGORITHM: ES256, KEY_ID: key_id}
    if type:
        header[TYPE] = type
    protected, payload = cbor2.dumps(header, canonical=True), cbor2.dumps(claims, canonical=True)
    first, second = decode_dss_signature(private.sign(_signed_bytes(protected, payload), _ES256))
    signature = first.to_bytes(HALF, "big") + second.to_bytes(HALF, "big")
    return bytes((SIGN1,)) + cbor2.dumps([protected, {}, payload, signature], canonical=True)


def read(data: bytes) -> Sign1:
    """The parts of a message; raises ``MalformedError``. Says nothing about the signature: see ``holds``."""
    if data[:1] != bytes((SIGN1,)):
        raise MalformedError("not a signed message")
    match strict(data[1:]):
        case [bytes() as protected, dict() as unprotected, bytes() as payload, bytes() as signature] if (
            not unprotected and len(signature) == 2 * HALF
        ):
            pass
        case _:
            raise MalformedError("not the four parts of a signed message")
    header, claims = strict(protected), strict(payload)
    if not isinstance(header, dict) or not isinstance(claims, dict):
        raise MalformedError("header or content is no map")
    key_id, kind = header.get(KEY_ID), header.get(TYPE, "")
    if header.get(ALGORITHM) != ES256 or not isinstance(key_id, bytes) or len(key_id) != KEY_ID_LENGTH:
        raise MalformedError("another algorithm, or no key id")
    if not isinstance(kind, str) or header.keys() - {ALGORITHM, KEY_ID, TYPE} or header.get(TYPE) == "":
        raise MalformedError("a header that we do not write")
    return Sign1(key_id, kind, claims, protected, payload, signature)


def holds(message: Sign1, public: ec.EllipticCurvePublicKey) -> bool:
    """Whether the signature was made with that key over exactly these bytes."""
    first, second = (int.from_bytes(message.signature[start : start + HALF], "big") for start in (0, HALF))
    signed = _signed_bytes(message.protected, message.payload)
    try:
        public.verify(encode_dss_signature(first, second), signed, _ES256)
    except InvalidSignature:
        return False
    return True


def strict(data: bytes) -> Value:
    """One CBOR item of our few kinds that fills ``data`` and is written in its one shortest form."""
    stream = BytesIO(data)
    try:
        value = cbor2.load(stream)
    except (cbor2.CBORError, ValueError, OverflowError, TypeError, RecursionError) as wrong:
        raise MalformedError("no CBOR") from wrong
    if not _is_ours(value, DEEPEST) or cbor2.dumps(value, canonical=True) != data:
        raise MalformedError("CBOR that we do not write")
    return value  # type: ignore[no-any-return]


def _is_ours(value: object, deep: int) -> bool:
    # `type(…) is` and not isinstance: a boolean is an int, and cbor2 reads some tags as subclasses
    if type(value) is int:
        return -LARGEST <= value <= LARGEST
    if type(value) in (str, bytes):
        return True
    if deep and type(value) is list:
        return all(_is_ours(item, deep - 1) for item in value)
    if deep and type(value) is dict:
        return all(type(key) is int and _is_ours(item, deep - 1) for key, item in value.items())
    return False


def _signed_bytes(protected: bytes, payload: bytes) -> bytes:
    return cbor2.dumps(["Signature1", protected, b"", payload])
