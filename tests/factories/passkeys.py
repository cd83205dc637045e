"""A telephone in software: makes passkeys and signs with them, as a browser would hand it in."""

import hashlib
import json
import os
import struct
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

_PRESENT_AND_VERIFIED = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV


@dataclass(slots=True)
class Telephone:
    """One passkey. ``origin`` is the page that asks; another one is a forgery that the server must notice."""

    origin: str = "https://testserver"
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    id: bytes = field(default_factory=lambda: os.urandom(16))
    user: str = ""

    def create(self, options: dict[str, Any]) -> str:
        asked = options["publicKey"]
        self.user = asked["user"]["id"]
        about = AttestedCredentialData.create(bytes(16), self.id, ES256.from_cryptography_key(self.key.public_key()))
        data = AuthenticatorData.create(
            _rp_hash(asked["rp"]["id"]), _PRESENT_AND_VERIFIED | AuthenticatorData.FLAG.AT, 0, bytes(about)
        )
        client = self._client_data("webauthn.create", asked["challenge"])
        made = AttestationObject.create("none", data, {})
        answer = {"clientDataJSON": websafe_encode(client), "attestationObject": websafe_encode(bytes(made))}
        return self._handed_in(answer, {"credProps": {"rk": True}})

    def get(self, options: dict[str, Any]) -> str:
        asked = options["publicKey"]
        client = self._client_data("webauthn.get", asked["challenge"])
        data = _rp_hash(asked["rpId"]) + struct.pack(">BI", _PRESENT_AND_VERIFIED, 1)
        signature = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        answer = {
            "clientDataJSON": websafe_encode(client),
            "authenticatorData": websafe_encode(data),
            "signature": websafe_encode(signature),
            "userHandle": self.user,
        }
        return self._handed_in(answer, {})

    def _client_data(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _handed_in(self, answer: dict[str, str], results: dict[str, Any]) -> str:
        name = websafe_encode(self.id)
        return json.dumps(
            {"id": name, "rawId": name, "type": "public-key", "response": answer, "clientExtensionResults": results}
        )


def _rp_hash(rp: str) -> bytes:
    return hashlib.sha256(rp.encode()).digest()
