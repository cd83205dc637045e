"""Addresses for the operator's machines, and pages while the database is away."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from engagiert.config import env
from engagiert.config.settings.security import LOGGING
from tests.cast import BERTA
from tests.factories import letters, records

pytestmark = pytest.mark.django_db


def test_a_process_lives_whatever_name_it_is_asked_by() -> None:
    answer = Client().get("/gesund/lebt/", headers={"host": "10.1.2.3"})
    assert (answer.status_code, answer.content) == (200, b"lebt\n")
    assert answer["Cache-Control"] == "no-store"


def test_it_is_ready_when_the_database_answers() -> None:
    answer = Client().get("/gesund/bereit/")
    assert (answer.status_code, answer.json()) == (200, {"bereit": True, "datenbank": True})


def test_figures_name_views_and_never_paths() -> None:
    record = records.an_organisation(by=BERTA)
    letters.a_message(by=BERTA)
    visitor = Client()
    visitor.get(f"/nieheim/verzeichnis/{record.slug}/?q=geheimniskraemer")
    visitor.get("/geheimniskraemer/a/b/c/d/")
    said = visitor.get("/metrics").content.decode()
    assert 'engagiert_requests_total{method="GET",status="200",view="directory:' in said
    assert 'engagiert_requests_total{method="GET",status="404",view="none"}' in said
    assert 'engagiert_mails{state="on_their_way"} 1.0' in said
    assert "engagiert_database_up 1.0" in said
    assert "engagiert_jobs_waiting" in said
    assert "geheimniskraemer" not in said
    assert record.slug not in said


@pytest.mark.parametrize(
    "surroundings",
    [{"REMOTE_ADDR": "203.0.113.7"}, {"HTTP_X_FORWARDED_FOR": "203.0.113.7"}, {"HTTP_X_REAL_IP": "203.0.113.7"}],
)
def test_figures_are_nobody_elses_business(surroundings: dict[str, Any]) -> None:
    assert Client().get("/metrics", **surroundings).status_code == 404


def test_figures_are_given_where_a_web_process_listens_on_a_socket_file() -> None:
    assert Client().get("/metrics", REMOTE_ADDR="").status_code == 200
    assert Client().get("/metrics", REMOTE_ADDR="", HTTP_X_FORWARDED_FOR="203.0.113.7").status_code == 404


@pytest.fixture
def a_token(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("ENGAGIERT_METRICS_TOKEN", "a long token")
    env.load.cache_clear()
    yield "a long token"
    monkeypatch.undo()
    env.load.cache_clear()


def test_with_a_token_figures_may_be_fetched_from_afar(a_token: str) -> None:
    far = {"REMOTE_ADDR": "203.0.113.7"}
    assert Client().get("/metrics", **far, headers={"authorization": f"Bearer {a_token}"}).status_code == 200
    for said in ({}, {"authorization": "Bearer another"}, {"authorization": "Bearer ä"}):
        assert Client().get("/metrics", **far, headers=said).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_while_the_database_is_away_pages_say_what_to_do() -> None:
    records.an_organisation(by=BERTA)
    visitor = Client(raise_request_exception=False)
    there = connection.settings_dict["HOST"]
    connection.close()
    connection.settings_dict["HOST"] = "/nowhere"
    try:
        page = visitor.get("/nieheim/verzeichnis/")
        asked = visitor.get("/gesund/bereit/")
        lives = visitor.get("/gesund/lebt/")
        figures = visitor.get("/metrics").content.decode()
    finally:
        connection.close()
        connection.settings_dict["HOST"] = there
    assert (page.status_code, page["Retry-After"]) == (503, "30")
    assert "Es wird nicht doppelt gespeichert" in page.content.decode()
    assert (asked.status_code, asked.json()["bereit"]) == (503, False)
    assert lives.status_code == 200
    assert "engagiert_database_up 0.0" in figures
    assert visitor.get("/nieheim/verzeichnis/").status_code == 200


def test_the_settings_write_through_formatters_that_know_no_person() -> None:
    assert LOGGING["formatters"]["line"]["()"].startswith("engagiert.config.logs.")
