"""The log tells an operator what happened and nobody who it happened to."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from engagiert.apps.accounts.public import Account
from engagiert.config.logs import JsonLines, Plain
from tests.cast import BERTA

pytestmark = pytest.mark.django_db
CANARY = "kanarie"


@pytest.fixture(params=[Plain, JsonLines])
def log(request: pytest.FixtureRequest) -> Iterator[io.StringIO]:
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(request.param())
    root = logging.getLogger()
    root.addHandler(handler)
    yield out
    root.removeHandler(handler)


def test_an_error_that_quotes_a_row_is_told_without_its_words(log: io.StringIO) -> None:
    with BERTA.at_work():
        account = BERTA.account()
        with pytest.raises(IntegrityError, match=account.email) as raised, transaction.atomic():
            Account.objects.create(email=account.email, name=CANARY)
        logging.getLogger("engagiert.tests").error(
            "Writing %s failed: %s", "account", raised.value, exc_info=raised.value
        )
    said = log.getvalue()
    assert "IntegrityError" in said
    assert "UniqueViolation" in said
    assert "test_logs.py" in said
    for word in (CANARY, account.email, "berta@"):
        assert word not in said


def test_a_page_that_is_not_there_is_told_without_its_address(log: io.StringIO) -> None:
    Client().get(
        f"/{CANARY}/a/b/c/d/?q={CANARY}", headers={"user-agent": CANARY, "referer": f"https://{CANARY}.example"}
    )
    said = log.getvalue()
    assert "no such page" in said
    assert CANARY not in said


def test_json_is_one_object_a_line() -> None:
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(JsonLines())
    logger = logging.getLogger("engagiert.tests")
    logger.addHandler(handler)
    logger.warning("Two\nlines to %s, see /x/?q=%s", "klara@post.example", CANARY)
    logger.removeHandler(handler)
    [line] = out.getvalue().splitlines()
    said = json.loads(line)
    assert said["message"] == "Two lines to [Adresse], see /x/?…"
    assert said["level"] == "WARNING"
    assert said["logger"] == "engagiert.tests"
