"""The tests' own database: they see it as the web role does, and each starts with empty tables."""

import pytest
from django.contrib.sessions.models import Session
from django.db import ProgrammingError, connection, connections
from django.utils import timezone


def role() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        return str(cursor.fetchone()[0])


def a_session() -> None:
    Session.objects.create(session_key="k", session_data="", expire_date=timezone.now())


@pytest.mark.django_db
def test_tests_run_as_the_web_role() -> None:
    assert role() == "engagiert_web"


@pytest.mark.django_db
def test_the_web_role_may_not_truncate() -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute("TRUNCATE django_session")


@pytest.mark.parametrize("turn", [1, 2])
@pytest.mark.django_db(transaction=True)
def test_what_a_test_commits_is_gone_in_the_next(turn: int) -> None:
    assert not Session.objects.exists()
    a_session()


@pytest.mark.django_db(databases=["default", "owner"])
def test_both_aliases_point_to_the_clone_of_this_process() -> None:
    assert connections["owner"].settings_dict["NAME"] == connection.settings_dict["NAME"] != "engagiert"
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone()[0] == "engagiert_owner"
