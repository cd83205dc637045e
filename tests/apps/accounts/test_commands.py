"""The operator gives and takes sign-ins, and sets what the pages say of an office."""

import pytest
from click.testing import CliRunner, Result
from django.test import Client

from engagiert.apps.accounts.checks import findings
from engagiert.apps.accounts.commands import (
    add_account,
    add_office,
    disable_account,
    enter_office,
    hand_over_task,
    office,
)
from engagiert.apps.accounts.models import Account, Office
from engagiert.apps.accounts.selectors import office_for
from engagiert.kernel.tenancy import enter
from tests.cast import BERTA, OPERATOR, PAUL, anybody_at_work
from tests.factories import teams

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


def test_a_further_office_gets_a_name_people_and_a_task() -> None:
    town = BERTA.office()
    with enter(OPERATOR, action="tests.prepare"):
        Office.objects.filter(pk=town.pk).update(tasks=["inventory", "card"])
    words = ("--place", "05762028", "--name", "Agentur Probe", "--kind", "organisation", "--task", "exchange")
    assert "Angelegt" in run(add_office, *words).output
    taken = run(add_office, "--place", "05762028", "--name", "Noch eine", "--task", "exchange")
    assert (taken.exit_code, "Agentur Probe" in taken.output) == (1, True)
    person = ("--place", "05762028", "--mail", "mia@agentur.example", "--name", "Mia Muster")
    assert "Agentur Probe" in run(add_account, *person, "--office", "Agentur Probe").output
    assert run(add_account, *person, "--office", "Gibtsnicht").exit_code == 1
    moved = run(hand_over_task, "--place", "05762028", "--task", "card", "--from", town.name, "--to", "Agentur Probe")
    assert "Ehrenamtskarte" in moved.output
    found = office_for(town.place, "card")
    assert found is not None
    assert found.name == "Agentur Probe"


def test_a_person_for_a_kreis_goes_to_its_office_and_makes_no_second_one() -> None:
    place = BERTA.office().place
    with enter(OPERATOR, action="tests.prepare"):
        Office.objects.update(tasks=[], name="Ehrenamt im Kreis")
    person = ("--place", place.ags, "--mail", "nora@kreis.example", "--name", "Nora Muster")
    assert "Ehrenamt im Kreis" in run(add_account, *person).output
    run(add_office, "--place", place.ags, "--name", "Zweites Büro")
    unsure = run(add_account, *person)
    assert (unsure.exit_code, "--office" in unsure.output, Office.objects.count()) == (1, True, 2)


def test_the_console_opens_a_look_for_those_who_keep_it_running() -> None:
    words = ("--place", "05762028", "--office", BERTA.office().name, "--reason", "Der Import hängt seit gestern.")
    BERTA.account()
    assert "nicht die Rolle" in run(enter_office, *words, "--mail", BERTA.mail).output
    assert run(enter_office, *words, "--mail", "niemand@nieheim.example").exit_code == 1
    teams.a_colleague(BERTA, name="Toni Muster", mail="toni@it.example", role="operator")
    assert run(enter_office, *words, "--mail", "toni@it.example", "--hours", "99").exit_code == 1
    assert "Toni Muster sieht" in run(enter_office, *words, "--mail", "toni@it.example").output


def test_the_check_names_offices_that_nobody_coordinates() -> None:
    BERTA.account()
    agency = PAUL.office()
    bad = [sentence for good, sentence in findings() if not good]
    assert len(bad) == 1
    assert agency.name in bad[0]
    assert BERTA.office().name not in bad[0]
    PAUL.account()
    said = list(findings())
    assert all(good for good, _sentence in said)
    assert "0 von 2 Zugängen" in said[0][1]
    assert not any(BERTA.name in sentence for _good, sentence in said)
