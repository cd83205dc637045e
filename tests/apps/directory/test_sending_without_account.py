"""Three public forms: what is sent is sent once, and nobody floods the office."""

from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from engagiert.apps.accounts.public import Office
from engagiert.apps.cases.public import Case
from engagiert.apps.directory.models import Suggestion
from tests.cast import JAN, the_operator_at_work
from tests.factories import records

pytestmark = pytest.mark.django_db

NEW, BARRIER = "/hemer/verzeichnis/neu/eintragen/", "/hemer/seite/barriere-melden/"
ALLOWED = 20


@pytest.fixture
def forms() -> dict[str, dict[str, str]]:
    """Each public form with something valid in it."""
    office = JAN.office()
    with the_operator_at_work():
        Office.objects.filter(pk=office.pk).update(phone="02372 551 0")
    club = records.an_organisation(by=JAN)
    return {
        f"/hemer/verzeichnis/{club.slug}/verbessern/": {"name": club.name, "text": "Jetzt dienstags."},
        NEW: {"name": "Maschenrunde am Eck", "type": "initiative"},
        BARRIER: {"text": "Der Knopf geht nicht."},
    }


def waiting() -> int:
    with JAN.at_work():
        return Suggestion.objects.count() + Case.objects.filter(kind="front.barrier").count()


def sent(path: str, values: dict[str, str], **browser: Any) -> Any:
    return Client().post(path, values, **browser)


def send_as_many_as_allowed(**browser: Any) -> None:
    for _number in range(ALLOWED):
        assert sent(BARRIER, {"text": "Der Knopf geht nicht."}, **browser).status_code == 302


def test_each_form_leads_on_to_a_page_that_says_thanks(forms: dict[str, dict[str, str]]) -> None:
    for path, values in forms.items():
        response = Client().post(path, values, follow=True)
        [(address, status)] = response.redirect_chain
        assert (status, response.status_code) == (302, 200)
        assert address.endswith("/danke/") or address.startswith("/stand/"), address
        assert "Danke" in response.content.decode()
    assert waiting() == 3
    with JAN.at_work():
        assert Case.objects.filter(kind="front.barrier").get().subject == "Der Knopf geht nicht."


def test_too_many_messages_are_answered_kindly_on_all_three(forms: dict[str, dict[str, str]]) -> None:
    send_as_many_as_allowed()
    for path, values in forms.items():
        response = sent(path, values)
        page = response.content.decode()
        assert response.status_code == 429
        assert "02372 551 0" in page
        assert "in einer Stunde noch einmal" in page
        assert next(reversed(values.values())) in page
    assert waiting() == ALLOWED


def test_reading_and_mistakes_do_not_count(forms: dict[str, dict[str, str]]) -> None:
    for _number in range(ALLOWED + 1):
        assert Client().get(BARRIER).status_code == 200
        assert sent(BARRIER, {"text": ""}).status_code == 200
    assert sent(BARRIER, forms[BARRIER]).status_code == 302


@pytest.mark.parametrize("other", ["203.0.113.7", "2001:db8:0:2::1"])
def test_others_may_go_on(forms: dict[str, dict[str, str]], other: str) -> None:
    send_as_many_as_allowed()
    assert sent(BARRIER, forms[BARRIER], REMOTE_ADDR=other).status_code == 302


def test_all_addresses_of_one_household_are_one_connection(forms: dict[str, dict[str, str]]) -> None:
    send_as_many_as_allowed(REMOTE_ADDR="2001:db8:0:1::1")
    assert sent(BARRIER, forms[BARRIER], REMOTE_ADDR="2001:db8:0:1::2").status_code == 429


def test_a_made_up_forwarded_address_helps_nobody(forms: dict[str, dict[str, str]]) -> None:
    send_as_many_as_allowed()
    assert sent(BARRIER, forms[BARRIER], headers={"X-Forwarded-For": "203.0.113.7"}).status_code == 429


def test_behind_a_proxy_the_person_counts_and_not_the_proxy(
    forms: dict[str, dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "ALLAUTH_TRUSTED_PROXY_COUNT", 1)
    send_as_many_as_allowed(headers={"X-Forwarded-For": "203.0.113.7"})
    assert sent(BARRIER, forms[BARRIER], headers={"X-Forwarded-For": "203.0.113.7"}).status_code == 429
    assert sent(BARRIER, forms[BARRIER], headers={"X-Forwarded-For": "203.0.113.8"}).status_code == 302


def test_no_address_is_kept(forms: dict[str, dict[str, str]]) -> None:
    sent(BARRIER, forms[BARRIER], REMOTE_ADDR="203.0.113.7")
    with connection.cursor() as cursor:
        cursor.execute("select cache_key from kernel_cache where cache_key like %s", ["%public_form%"])
        keys = [key for (key,) in cursor.fetchall()]
    assert len(keys) == 1
    assert "203.0.113.7" not in keys[0]
