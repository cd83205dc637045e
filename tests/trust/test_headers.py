"""Every answer carries the headers that keep a browser from running or framing what is not ours."""

import random
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from django.http import HttpResponseBase
from django.test import Client

from engagiert.kernel.authz import Permission
from tests.cast import BERTA, SELMA
from tests.factories.downloads import whole_body
from tests.factories.worlds import a_world
from tests.trust.asking import Question, questions

pytestmark = pytest.mark.django_db

EXACT = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
# Meant to be shown by other sites; what it may do instead is less than any other page: see below.
FRAME = "offers:frame"
STRICT = {
    "default-src": {"'self'"},
    "img-src": {"'self'", "data:"},
    "style-src": {"'self'"},
    "object-src": {"'none'"},
    "base-uri": {"'none'"},
    "form-action": {"'self'"},
    "frame-ancestors": {"'none'"},
}


class Inline(HTMLParser):
    """Collects what a strict policy would refuse, and every address of another site that a page would load."""

    def __init__(self, nonces: set[str]) -> None:
        super().__init__()
        self.nonces = nonces
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.faults += [f"<{tag} {name}>" for name in given if name == "style" or name.startswith("on")]
        self.faults += [f"<{tag} {name}=…>" for name, value in attrs if (value or "").startswith("javascript:")]
        runs = given.get("type") in (None, "module", "importmap", "text/javascript")
        if tag == "script" and runs and "src" not in given and given.get("nonce") not in self.nonces:
            self.faults.append("<script> without nonce")
        if tag == "style":
            self.faults.append("<style>")
        loads = ("script", "link", "img", "iframe", "source", "video", "audio", "object", "embed")
        for name in ("src", "href", "srcset", "data"):
            value = given.get(name) or ""
            foreign = value.startswith(("http:", "https:", "//")) and "testserver" not in value
            if tag in loads and foreign and given.get("rel") != "canonical":
                self.faults.append(f"<{tag} {name}={value}>")


def policy_of(response: HttpResponseBase) -> dict[str, set[str]]:
    parts = [part.split() for part in response.headers["Content-Security-Policy"].split(";") if part.strip()]
    return {name: set(values) for name, *values in parts}


def faults_of(response: HttpResponseBase, *, guarded: bool = False) -> list[str]:
    faults = [
        f"{name} is {response.headers.get(name)}"
        for name, value in EXACT.items()
        if response.headers.get(name) != value
    ]
    kept = set(re.split(r",\s*", response.headers.get("Cache-Control", "")))
    if guarded and not {"no-store", "private"} <= kept:
        faults.append(f"Cache-Control is {kept}")
    policy = policy_of(response)
    scripts = policy.pop("script-src")
    if policy != STRICT:
        faults.append(f"policy {policy}")
    nonces = {value[7:-1] for value in scripts if value.startswith("'nonce-")}
    if scripts - {"'self'", *(f"'nonce-{nonce}'" for nonce in nonces)}:
        faults.append(f"script-src {scripts}")
    if response.headers["Content-Type"].startswith("text/html"):
        page = Inline(nonces)
        page.feed(bytes(getattr(response, "content", b"")).decode())
        faults += page.faults
    return faults


def pages(client: Client, asked: list[Question]) -> Iterator[tuple[str, HttpResponseBase, bool]]:
    for question in asked:
        if question.address.name == FRAME:
            continue
        yield question.url, client.get(question.url), isinstance(question.address.access, Permission)
    yield "not found", client.get("/nieheim/verzeichnis/gibt-es-nicht/"), False
    yield "not found at all", client.get("/a/b/c/d/e/"), False


def test_every_page_is_strict_and_nothing_behind_sign_in_is_kept_by_a_cache(
    subtests: pytest.Subtests, is_long: bool
) -> None:
    asked = list(questions(a_world(BERTA)))
    asked = asked if is_long else random.sample(asked, len(asked) // 4)
    selma = SELMA.browser(raise_request_exception=False)
    for client in (Client(raise_request_exception=False), BERTA.browser(raise_request_exception=False)):
        for url, response, guarded in pages(client, asked):
            with subtests.test(url):
                assert faults_of(response, guarded=guarded) == []
    refused = selma.get(asked[0].url), selma.get("/schreibtisch/verzeichnis/1/")
    assert [faults_of(response) for response in refused] == [[], []]


def test_what_other_sites_show_in_a_frame_can_send_nothing_and_knows_nobody() -> None:
    a_world(BERTA)
    response = BERTA.browser().get("/nieheim/engagement/liste/rahmen/")
    policy = policy_of(response)
    assert policy.pop("frame-ancestors") == {"*"}
    assert policy["default-src"] == policy["form-action"] == policy["base-uri"] == {"'none'"}
    assert all(sources <= {"'self'", "data:", "'none'"} for sources in policy.values())
    assert "Set-Cookie" not in response.headers
    assert b"Abmelden" not in whole_body(response)


def test_a_page_that_breaks_is_strict_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: Any, **kwargs: Any) -> Any:
        raise RuntimeError

    monkeypatch.setattr("engagiert.apps.front.selectors.towns", broken)
    response = Client(raise_request_exception=False).get("/")
    assert response.status_code == 500
    assert faults_of(response) == []


def test_what_a_cache_may_keep_does_not_depend_on_who_asks() -> None:
    berta = BERTA.browser()
    for question in questions(a_world(BERTA)):
        if question.address.room in ("ui", "places", "directory", "open", "data", "api"):
            stranger = Client().get(question.url)
            if "public" in stranger.headers.get("Cache-Control", ""):
                assert whole_body(stranger) == whole_body(berta.get(question.url)), question.url


def test_only_methods_that_browsers_and_our_api_need_are_answered() -> None:
    for method in ("TRACE", "CONNECT", "PROPFIND"):
        assert Client().generic(method, "/").status_code == 405, method


def test_a_planted_inline_script_is_noticed() -> None:
    page = Inline(set())
    page.feed('<p onclick="x()" style="color:red"><script>x()</script><img src="https://boese.example/x.png">')
    assert len(page.faults) == 4
