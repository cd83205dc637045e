"""The team page: the coordinator changes it, the others read it, and altered forms reach nobody else."""

import datetime
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from engagiert.apps.accounts.models import Invitation, Role
from engagiert.apps.accounts.selectors import office_for
from tests.cast import BERTA, IDA, OLE, PASSWORD, PAUL, SELMA, Person
from tests.factories import teams

pytestmark = pytest.mark.django_db

TEAM = "/schreibtisch/team/"


def text(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def person_page(person: Person) -> str:
    return f"{TEAM}person/{person.account().pk}/"


def role_of(person: Person) -> Role:
    account = person.account()
    with person.at_work():
        return Role.objects.get(account=account, name=person.role, stands_in_for=None)


def holds(person: Person) -> set[str]:
    return {grant.role for grant in person.actor().grants if grant.office_id == person.office().pk}


def test_everybody_at_the_desk_reads_who_is_there_and_only_the_coordinator_sees_buttons() -> None:
    for person in (BERTA, OLE, IDA):
        person.account()
    for person in (BERTA, OLE, IDA):
        page = text(person.browser().get(TEAM))
        assert OLE.name in page
        assert IDA.name in page
        assert (">Einladen<" in page) == (person is BERTA)
        assert ("Vertretung eintragen" in page) == (person is not IDA)


@pytest.mark.parametrize("role", ["contact", "organisation", "analyst", "operator"])
def test_who_stands_beside_the_desk_does_not_see_the_team(role: str) -> None:
    about = "directory.organisation:7" if role == "organisation" else ""
    teams.a_colleague(BERTA, name="Toni Muster", mail="toni@nieheim.example", role=role, about=about)
    client = Client(raise_request_exception=False)
    client.post("/anmelden/", {"login": "toni@nieheim.example", "password": PASSWORD})
    for address in ("", "einladen/", "vertretung/", f"person/{BERTA.account().pk}/"):
        assert client.get(TEAM + address).status_code == 403


def test_an_invitation_without_mail_is_printed_and_one_by_mail_is_not() -> None:
    browser = BERTA.browser()
    page = browser.post(f"{TEAM}einladen/", {"name": "Toni Muster", "role": "viewer"}, follow=True)
    assert "Toni Muster" in text(page)
    browser.post(f"{TEAM}einladen/", {"name": "Mia Muster", "mail": "mia@nieheim.example", "role": "viewer"})
    with BERTA.at_work():
        paper, mailed = Invitation.objects.get(mail=""), Invitation.objects.exclude(mail="").get()
    letter = browser.get(f"{TEAM}einladung/{paper.pk}/brief.pdf")
    assert letter.content.startswith(b"%PDF")
    assert browser.get(f"{TEAM}einladung/{mailed.pk}/brief.pdf").status_code == 404
    browser.post(f"{TEAM}einladung/{paper.pk}/entscheiden/", {"withdraw": "1"})
    assert browser.get(f"{TEAM}einladung/{paper.pk}/brief.pdf").status_code == 404
    assert "Toni Muster" not in text(browser.get(TEAM))


def test_a_wrong_invitation_says_what_is_wrong_and_keeps_what_was_written() -> None:
    page = BERTA.browser().post(f"{TEAM}einladen/", {"name": "Toni Muster", "mail": "toni@", "role": "viewer"})
    assert page.status_code == 422
    assert 'value="Toni Muster"' in text(page)
    assert "e-errors" in text(page)


def test_a_role_gets_another_name_and_an_end() -> None:
    role, browser = role_of(OLE), BERTA.browser()
    last = timezone.localdate() + datetime.timedelta(days=10)
    form = {"role": role.pk, f"rolle-{role.pk}-name": "viewer", f"rolle-{role.pk}-ends_on": last, "change": "1"}
    for _twice in range(2):
        browser.post(f"{person_page(OLE)}entscheiden/", form)
    assert holds(OLE) == {"viewer"}
    assert f"{last:%-d}." in text(browser.get(TEAM))


def test_the_last_coordinator_reads_why_the_role_does_not_end() -> None:
    role = role_of(BERTA)
    for form in ({"role": role.pk, "end": "1"}, {"leave": "1", "gehen-last_day": "", "gehen-successor": ""}):
        page = BERTA.browser().post(f"{person_page(BERTA)}entscheiden/", form)
        assert page.status_code == 422
        assert "braucht immer jemanden mit der Rolle Koordination" in text(page)
    assert holds(BERTA) == {"coordinator"}


def test_who_leaves_is_gone_from_the_page_and_from_the_desk() -> None:
    browser, ole = BERTA.browser(), OLE.browser(raise_request_exception=False)
    page = browser.post(
        f"{person_page(OLE)}entscheiden/",
        {"leave": "1", "gehen-successor": BERTA.account().pk, "gehen-last_day": ""},
        follow=True,
    )
    assert page.redirect_chain[-1][0] == TEAM
    assert OLE.mail not in text(browser.get(TEAM))
    assert ole.get("/schreibtisch/").status_code == 403


def test_an_editor_says_for_themselves_who_stands_in_and_for_nobody_else() -> None:
    BERTA.account()
    browser, today = OLE.browser(), timezone.localdate()
    form = {"deputy": IDA.account().pk, "first_day": today, "last_day": today}
    assert browser.post(f"{TEAM}vertretung/", {**form, "absent": BERTA.account().pk}).status_code == 422
    offered = browser.get(f"{TEAM}vertretung/").context["form"]
    assert str(offered["deputy"].initial) != str(offered["absent"].initial)
    refused = browser.post(f"{TEAM}vertretung/", {**form, "absent": OLE.account().pk, "deputy": OLE.account().pk})
    assert refused.context["form"].errors["deputy"] == ["Wählen Sie zwei verschiedene Menschen."]
    assert browser.post(f"{TEAM}vertretung/", {**form, "absent": OLE.account().pk}).status_code == 302
    assert holds(IDA) == {"viewer", "editor"}
    page = text(browser.get(TEAM))
    assert "Ida Ersonnen für Ole Exempel" in page
    with BERTA.at_work():
        lent = Role.objects.get(stands_in_for=OLE.account())
    assert SELMA.browser(raise_request_exception=False).post(f"{TEAM}vertretung/{lent.pk}/beenden/").status_code == 404
    browser.post(f"{TEAM}vertretung/{lent.pk}/beenden/")
    assert holds(IDA) == {"viewer"}


def test_a_task_goes_to_the_agency_and_the_page_says_whose_it_is() -> None:
    agency, town = PAUL.office(), BERTA.office()
    page = text(PAUL.browser().get(TEAM))
    assert "Vermittlung" in page
    response = PAUL.browser().post(f"{TEAM}aufgabe/", {"task": "exchange", "taker": town.pk})
    assert response.status_code == 302
    assert office_for(town.place, "exchange") == town
    for altered in ({"task": "inventory", "taker": agency.pk}, {"task": "exchange", "taker": SELMA.office().pk}):
        assert BERTA.browser().post(f"{TEAM}aufgabe/", altered).status_code == 422
    assert office_for(town.place, "exchange") == town


def test_an_altered_form_reaches_no_role_of_another_office(subtests: pytest.Subtests) -> None:
    theirs, mine = role_of(SELMA), role_of(BERTA)
    browser = BERTA.browser(raise_request_exception=False)
    colleagues = teams.a_colleague(SELMA, name="Toni Muster", mail="toni@rheine.example")
    for form in ({"role": theirs.pk, "end": "1"}, {"role": colleagues.pk, "change": "1"}, {"role": "x", "end": "1"}):
        with subtests.test(form=form):
            assert browser.post(f"{person_page(SELMA)}entscheiden/", form).status_code == 404
            browser.post(f"{person_page(BERTA)}entscheiden/", form)
    assert holds(SELMA) == {"coordinator"}
    assert holds(BERTA) == {mine.name}


def test_nobody_becomes_an_organisations_contact_by_an_altered_form() -> None:
    role = role_of(OLE)
    form = {"role": role.pk, f"rolle-{role.pk}-name": "organisation", "change": "1"}
    assert BERTA.browser().post(f"{person_page(OLE)}entscheiden/", form).status_code == 422
    body = {"name": "Toni Muster", "role": "organisation"}
    assert BERTA.browser().post(f"{TEAM}einladen/", body).status_code == 422
    assert holds(OLE) == {"editor"}


def test_who_looked_in_stands_there_with_the_reason_and_can_be_sent_away() -> None:
    teams.every_role(BERTA)
    entry = teams.a_look(BERTA, reason="Der Import von gestern hängt.")
    assert "Der Import von gestern hängt." in text(IDA.browser().get(TEAM))
    ole = OLE.browser(raise_request_exception=False)
    assert ole.post(f"{TEAM}einblick/{entry.pk}/beenden/").status_code == 403
    selma = SELMA.browser(raise_request_exception=False)
    assert selma.post(f"{TEAM}einblick/{entry.pk}/beenden/").status_code == 404
    BERTA.browser().post(f"{TEAM}einblick/{entry.pk}/beenden/")
    assert "Jetzt beenden" not in text(BERTA.browser().get(TEAM))


def test_the_team_page_asks_as_often_for_many_as_for_few() -> None:
    def asked(browser: Client) -> list[str]:
        with CaptureQueriesContext(connection) as queries:
            browser.get(TEAM)
        return [query["sql"] for query in queries.captured_queries]

    browser = BERTA.browser()
    few = asked(browser)
    for number in range(12):
        teams.a_colleague(BERTA, name=f"Toni {number}", mail=f"toni{number}@nieheim.example")
        teams.an_invitation(BERTA, name=f"Mia {number}")
    many = asked(browser)
    assert len(many) == len(few)
