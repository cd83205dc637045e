"""The operator gives and takes sign-ins, and sets what the pages say of an office."""

import pytest
from click.testing import CliRunner, Result
from django.test import Client

from engagiert.apps.accounts.commands import add_account, disable_account, office
from engagiert.apps.accounts.models import Account
from engagiert.kernel.tenancy import enter
from tests.cast import BERTA, OPERATOR, anybody_at_work

pytestmark = pytest.mark.django_db


def run(command: object, *words: str) -> Result:
    return CliRunner().invoke(command, words)  # type: ignore[arg-type]


def test_a_new_account_can_work_at_once_and_not_after_it_was_shut() -> None:
    BERTA.office()
    words = ("--place", "05762028", "--mail", "Ole@Nieheim.example", "--name", "Ole Exempel")
    assert "arbeitet jetzt mit" in run(add_account, *words).output
    browser = Client()
    with anybody_at_work():
        browser.force_login(Account.objects.get(email="ole@nieheim.example"))
    assert browser.get("/schreibtisch/").status_code == 200
    assert "Gesperrt" in run(disable_account, "--mail", "ole@nieheim.example").output
    assert browser.get("/schreibtisch/").status_code == 302


def test_what_the_operator_sets_stands_on_the_public_page() -> None:
    BERTA.office()
    words = (
        "--place",
        "05762028",
        "--phone",
        "05274 0000-12",
        "--greeting",
        "Nieheim packt an.",
        "--accent",
        "#2f5f22",
    )
    assert run(office, *words).exit_code == 0
    page = Client().get("/nieheim/").content.decode()
    assert "05274 0000-12" in page
    assert "Nieheim packt an." in page


def test_a_colour_too_light_to_read_is_refused_with_a_sentence() -> None:
    BERTA.office()
    result = run(office, "--place", "05762028", "--accent", "#ffff00")
    assert result.exit_code == 1
    assert len(result.output.split()) > 5


def test_an_unknown_place_gets_a_sentence() -> None:
    with enter(OPERATOR, action="tests.nothing"):
        result = run(add_account, "--place", "99999999", "--mail", "a@b.example", "--name", "A")
    assert result.exit_code == 1
    assert "99999999" in result.output
