"""A scope ends with its transaction: a connection that is used again carries nothing of the last caller."""

import pytest
from django.db import connection, transaction

from engagiert.kernel.tenancy import ScopeMissing, current_actor, enter, is_open
from tests.cast import ANYBODY, BERTA, SELMA

NAMES = ("actor", "account", "action", "offices", "intake_office")


def carried() -> dict[str, str]:
    """What the connection carries of a scope; empty values left out."""
    with connection.cursor() as cursor:
        cursor.execute("select " + ", ".join(f"current_setting('engagiert.{name}', true)" for name in NAMES))
        return {name: value for name, value in zip(NAMES, cursor.fetchone(), strict=True) if value}


def server_process() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        return int(cursor.fetchone()[0])


@pytest.mark.django_db(transaction=True)
def test_after_a_scope_the_same_connection_is_clean() -> None:
    with BERTA.at_work("tests.work"):
        before = server_process()
        assert carried()["actor"] == BERTA.actor().name_on_record
        assert carried()["offices"] == str(BERTA.office().pk)
    assert server_process() == before
    assert carried() == {}
    assert not is_open()


@pytest.mark.django_db(transaction=True)
def test_after_an_error_inside_the_same_connection_is_clean() -> None:
    with pytest.raises(RuntimeError), BERTA.at_work():
        raise RuntimeError
    assert carried() == {}
    assert not is_open()


@pytest.mark.django_db(transaction=True)
def test_after_an_error_in_the_database_the_same_connection_is_clean() -> None:
    with pytest.raises(Exception, match="division by zero"), BERTA.at_work(), connection.cursor() as cursor:
        cursor.execute("select 1 / 0")
    assert carried() == {}


@pytest.mark.django_db(transaction=True)
def test_a_scope_inside_a_longer_transaction_leaves_nothing_in_it() -> None:
    BERTA.account()
    with transaction.atomic():
        with BERTA.at_work():
            pass
        assert carried() == {}


@pytest.mark.django_db
def test_an_inner_scope_gives_way_to_the_outer_one() -> None:
    selma = SELMA.actor()
    with BERTA.at_work("tests.outer"):
        outer = carried()
        with enter(selma, action="tests.inner"):
            assert carried()["actor"] == SELMA.actor().name_on_record
        assert carried() == outer
        assert current_actor().label == "Berta Beispiel"


@pytest.mark.django_db
def test_an_inner_scope_that_fails_gives_way_to_the_outer_one() -> None:
    with BERTA.at_work("tests.outer"):
        outer = carried()
        with pytest.raises(RuntimeError), enter(ANYBODY, action="tests.inner", intake_office=1):
            raise RuntimeError
        assert carried() == outer
        assert current_actor().label == "Berta Beispiel"


@pytest.mark.django_db
def test_an_inner_scope_can_narrow_the_offices_to_none() -> None:
    with BERTA.at_work(), enter(BERTA.actor(), action="tests.narrow", offices=()):
        assert "offices" not in carried()


@pytest.mark.django_db
def test_outside_a_scope_there_is_no_actor() -> None:
    with pytest.raises(ScopeMissing):
        current_actor()
