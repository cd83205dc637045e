"""A town's identity provider on loopback: a small real one, with PKCE, signed tokens and its own mistakes.

Whoever is at its sign-in page is ``person``; what it gets wrong stands in ``mistake``.
"""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "engagiert", "ein Geheimnis zwischen den beiden"


class IdentityProvider:
    """What the tests set and read; ``asked`` are the paths that were called, in order."""

    def __init__(self) -> None:
        self.url = ""
        self.person: dict[str, Any] = {}
        self.mistake = ""
        self.asked: list[str] = []
        self.key = RSAKey.generate_key(2048, {"kid": "one", "use": "sig"})
        self.grants: dict[str, dict[str, str]] = {}
        self.tokens: set[str] = set()

    def signs_in(self, mail: str, *, verified: bool | None = True, sub: str = "") -> None:
        """From now on this is who sits before the provider's page."""
        self.person = {"sub": sub or mail, "email": mail, "name": "Wer auch immer", "groups": ["streng geheim"]}
        if verified is not None:
            self.person["email_verified"] = verified

    def configuration(self) -> dict[str, Any]:
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "userinfo_endpoint": f"{self.url}/userinfo",
            "jwks_uri": f"{self.url}/jwks",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def authorize(self, asked: dict[str, str]) -> str:
        """The address to which the browser is sent back."""
        back = {"state": asked["state"]}
        if self.mistake == "refuses":
            return f"{asked['redirect_uri']}?{urlencode(back | {'error': 'access_denied'})}"
        code = secrets.token_urlsafe(16)
        self.grants[code] = asked
        return f"{asked['redirect_uri']}?{urlencode(back | {'code': code})}"

    def token(self, form: dict[str, str]) -> dict[str, Any] | None:
        grant = self.grants.pop(form.get("code", ""), None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        proof = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        known = (form.get("client_id"), form.get("client_secret")) == (CLIENT, SECRET)
        if grant is None or not known or grant.get("code_challenge") != proof:
            return None
        token = secrets.token_urlsafe(16)
        self.tokens.add(token)
        return {"access_token": token, "token_type": "Bearer", "expires_in": 60, "id_token": self._id_token()}

    def _id_token(self) -> str:
        now = int(time.time())
        claims = self.person | {"iss": self.url, "aud": CLIENT, "iat": now, "exp": now + 60}
        if self.mistake == "for somebody else":
            claims["aud"] = "another client"
        if self.mistake == "from somebody else":
            claims["iss"] = "https://boese.example"
        if self.mistake == "too late":
            claims |= {"iat": now - 7200, "exp": now - 3600}
        return jwt.encode({"alg": "RS256", "kid": "one"}, claims, self.key)


class _Handler(BaseHTTPRequestHandler):
    provider: IdentityProvider

    def do_GET(self) -> None:
        path, query = urlsplit(self.path).path, urlsplit(self.path).query
        self.provider.asked.append(path)
        if self.provider.mistake == "is broken":
            return self._answer(500, {})
        if path == "/.well-known/openid-configuration":
            return self._answer(200, self.provider.configuration())
        if path == "/jwks":
            return self._answer(200, {"keys": [self.provider.key.as_dict(private=False)]})
        if path == "/userinfo":
            token = self.headers.get("Authorization", "").removeprefix("Bearer ")
            return self._answer(200, self.provider.person) if token in self.provider.tokens else self._answer(401, {})
        self.send_response(302)
        self.send_header("Location", self.provider.authorize({key: one[0] for key, one in parse_qs(query).items()}))
        self.end_headers()
        return None

    def do_POST(self) -> None:
        self.provider.asked.append(self.path)
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        token = self.provider.token({key: one[0] for key, one in parse_qs(body).items()})
        self._answer(200, token) if token else self._answer(400, {"error": "invalid_grant"})

    def _answer(self, status: int, body: dict[str, Any]) -> None:
        written = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(written)))
        self.end_headers()
        self.wfile.write(written)

    def log_message(self, *_args: Any) -> None:
        """Quiet."""


@contextmanager
def an_identity_provider() -> Iterator[IdentityProvider]:
    """Runs until the end of the block, on a free port of loopback."""
    provider = IdentityProvider()
    handler = type("Handler", (_Handler,), {"provider": provider})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    provider.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
