"""The session ended over lunch: what was typed is back in the form after sign-in, for the same person alone."""

import datetime
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from engagiert.apps.accounts.public import Office, Session, take_on_task
from engagiert.apps.directory.models import Organisation
from tests.cast import BERTA, OLE, OPERATOR, PASSWORD, Person, the_operator_at_work
from tests.factories import records

pytestmark = pytest.mark.django_db
NEW = "/schreibtisch/verzeichnis/neu/"
TYPED = {"name": "Chor Probe", "type": "verein", "sector": "civil_society", "description": "Lange getippt."}
TYPED |= {f"contact_points-{name}_FORMS": "0" for name in ("TOTAL", "INITIAL")}


def signed_in(browser: Client, person: Person, onto: str) -> Any:
    person.account()
    answer = browser.post(f"/anmelden/?next={onto}", {"login": person.mail, "password": PASSWORD, "next": onto})
    assert answer["Location"] == onto
    return browser.get(onto)


@pytest.fixture
def browser() -> Client:
    """Berta's, in which the session has run out since she opened the form."""
    return BERTA.browser()


def sent_too_late(browser: Client, path: str = NEW, typed: dict[str, str] = TYPED) -> str:
    cookie = browser.cookies[settings.SESSION_COOKIE_NAME].value
    Session.objects.update(expire_date=timezone.now() - datetime.timedelta(minutes=1))
    browser.cookies[settings.SESSION_COOKIE_NAME] = cookie
    answer = browser.post(path, typed)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/anmelden/")
    return path


def test_the_form_comes_back_filled_and_unsaved(browser: Client) -> None:
    path = sent_too_late(browser)
    shown = signed_in(browser, BERTA, path)
    assert shown.context["form"]["description"].value() == "Lange getippt."
    assert "Das ist Ihre Eingabe von vorhin." in shown.content.decode()
    with BERTA.at_work():
        assert not Organisation.objects.exists()
    given = {"office": str(BERTA.office().pk), "place": str(BERTA.office().place_id)}
    assert browser.post(path, TYPED | given | {"draft": "1"}).status_code == 302
    with BERTA.at_work():
        assert Organisation.objects.get().description == "Lange getippt."


def test_it_comes_back_once(browser: Client) -> None:
    path = sent_too_late(browser)
    signed_in(browser, BERTA, path)
    assert not browser.get(path).context["form"].is_bound


def test_somebody_else_at_the_same_computer_does_not_see_it(browser: Client) -> None:
    path = sent_too_late(browser)
    shown = signed_in(browser, OLE, path)
    assert "Lange getippt." not in shown.content.decode()
    assert not shown.context["form"].is_bound


def test_who_never_had_a_session_here_leaves_nothing_behind() -> None:
    visitor = Client()
    visitor.post(NEW, TYPED)
    assert not Session.objects.exists()


def test_what_somebody_changed_meanwhile_is_not_overwritten() -> None:
    record = records.an_organisation(by=BERTA, name="Chor Probe")
    browser = BERTA.browser()
    path = f"/schreibtisch/verzeichnis/{record.pk}/bearbeiten/"
    seen = browser.get(path).context["opened"].revision
    typed = TYPED | {"seen": str(seen)} | {f"funding-{name}_FORMS": "0" for name in ("TOTAL", "INITIAL")}
    sent_too_late(browser, path, typed)
    other = OLE.browser()
    other.post(path, typed | {"description": "Von Ole."})
    signed_in(browser, BERTA, path)
    answer = browser.post(path, typed)
    assert [one.key for one in answer.context["conflicts"]] == ["description"]


def test_settings_come_back_too(browser: Client) -> None:
    path = sent_too_late(browser, "/schreibtisch/einstellungen/impressum/", {"text": "Wer uns vertritt: Rita Beispiel"})
    assert signed_in(browser, BERTA, path).context["form"]["text"].value() == "Wer uns vertritt: Rita Beispiel"


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/schreibtisch/vorgang/neu/", "text"),
        ("/schreibtisch/freiwillige/neu/", "words"),
        ("/schreibtisch/karten/antraege/neu/", "reach"),
        ("/schreibtisch/karten/partner/neu/", "benefit"),
        ("/schreibtisch/karten/programm/ausflug/neu/", "meeting_point"),
        ("/schreibtisch/ehrungen/neu/", "criteria"),
        ("/schreibtisch/ehrungen/dank/neu/", "text"),
        ("/schreibtisch/runden/neu/", "purpose"),
    ],
)
def test_what_was_taken_down_at_the_counter_comes_back(browser: Client, path: str, field: str) -> None:
    with the_operator_at_work():
        take_on_task(actor=OPERATOR, office=BERTA.office(), task=Office.Task.CARD)
    assert field in browser.get(path).context["form"].fields
    sent_too_late(browser, path, {field: "Lange getippt."})
    assert signed_in(browser, BERTA, path).context["form"][field].value() == "Lange getippt."
