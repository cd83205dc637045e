"""What people write is never taken for the page's own HTML: a world full of tags, read by its own people and others."""

import random
from collections.abc import Callable, Iterator

import pytest
from django.template import base
from django.test import Client

from tests.cast import BERTA
from tests.factories.downloads import whole_body
from tests.factories.worlds import World, a_world
from tests.trust.asking import questions
from tests.trust.promises import PLANTED, Kept

pytestmark = pytest.mark.django_db
TAG = "<u id=x onclick=y>'&"
WRITTEN, ESCAPED = "<u id=x", "&lt;u id=x"


def read(world: World, clients: list[Client], *, is_long: bool = False) -> Iterator[tuple[str, str]]:
    """Where and what, of pages that a browser reads as HTML."""
    asked = [question for question in questions(world) if question.address.room != "ui"]
    for question in asked if is_long else random.sample(asked, 150):
        for client in clients:
            response = client.get(question.url)
            if response.headers.get("Content-Type", "").startswith("text/html"):
                yield question.url, whole_body(response).decode()


def test_no_page_takes_what_people_write_for_html(
    is_long: bool, promise: Kept, monkeypatch: pytest.MonkeyPatch, record_property: Callable[[str, object], None]
) -> None:
    world = a_world(BERTA, html=TAG)
    clients = [Client(raise_request_exception=False), BERTA.browser(raise_request_exception=False)]
    pages = dict(read(world, clients, is_long=is_long))
    assert [url for url, text in pages.items() if WRITTEN in text] == []
    escaped = sum(text.count(ESCAPED) for text in pages.values())
    assert escaped > 10
    # And it would be seen: the same pages without the escape of the templates.
    monkeypatch.setattr(base, "conditional_escape", str)
    assert any(WRITTEN in text for _url, text in read(world, clients[1:]))
    record_property(PLANTED, ("escape", "of the templates", "test_no_page_takes_what_people_write_for_html"))
    promise("escape", escaped, f"tags that people wrote, on {len(pages)} pages, each shown as text")
