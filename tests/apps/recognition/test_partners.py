"""Partners of the card: offered from outside, taken up, kept by their own code; benefits counted, nobody watched."""

import re
from typing import Any

import pytest
from django.test import Client

from engagiert.apps.accounts.public import Office, take_on_task
from engagiert.apps.cases.models import Case
from engagiert.apps.places.public import ask_town, found_alliance, join_alliance
from engagiert.apps.recognition import services
from engagiert.apps.recognition.models import Partner, Redemption
from tests.cast import BERTA, JAN, OPERATOR, the_operator_at_work

pytestmark = pytest.mark.django_db
LIST = "/nieheim/ehrenamtskarte/vorteile/"
FORM = {
    "name": "Café Beispiel",
    "kind": "food",
    "benefit": "Der zweite Kaffee ist frei",
    "times": "montags bis freitags",
    "contact_name": "Ina Probe",
    "contact_mail": "ina@cafe.example",
    "token": "eins",
}


@pytest.fixture(autouse=True)
def office(settings: Any, tmp_path: Any) -> Office:
    settings.ENGAGIERT_CARD_KEYS = tmp_path / "keys"
    with the_operator_at_work():
        return take_on_task(actor=OPERATOR, office=BERTA.office(), task=Office.Task.CARD)


def a_partner(**more: Any) -> tuple[Partner, str]:
    facts = {"name": "Bad am See", "kind": "sport", "benefit": "Ein Euro weniger"} | more
    with BERTA.at_work() as actor:
        partner = services.enter_partner(actor=actor, office=BERTA.office(), facts=facts, contact={}, token="bad")
        return partner, services.give_partner_code(actor=actor, partner=partner)


def test_offered_by_anybody_it_is_listed_when_the_office_says_so() -> None:
    for _twice in range(2):
        assert Client().post("/nieheim/ehrenamtskarte/partner-werden/", FORM).status_code == 302
    assert "Café Beispiel" not in Client().get(LIST).content.decode()
    with BERTA.at_work():
        [case] = Case.objects.filter(kind="recognition.partner_offer")
    key = case.about.partition(":")[2]
    berta = BERTA.browser()
    page = berta.get(f"/schreibtisch/karten/partner/angebot/{key}/").content.decode()
    assert "Der zweite Kaffee ist frei" in page
    berta.post(f"/schreibtisch/karten/partner/angebot/{key}/", FORM | {"token": "zwei"})
    listed = Client().get(LIST).content.decode()
    assert "Der zweite Kaffee ist frei" in listed
    assert "ina@cafe.example" not in listed
    with BERTA.at_work():
        assert Case.objects.get(pk=case.pk).outcome == "helped"
    assert JAN.browser().get(f"/schreibtisch/karten/partner/angebot/{key}/").status_code == 404


def test_without_a_way_to_ask_back_it_is_not_taken_up() -> None:
    page = Client().post("/nieheim/ehrenamtskarte/partner-werden/", FORM | {"contact_mail": ""})
    assert page.status_code == 422
    assert "Telefonnummer" in page.content.decode()


def test_the_partner_keeps_its_entry_and_counts_without_persons() -> None:
    partner, code = a_partner()
    page = Client().get(f"/partner/{code}/").content.decode()
    [token] = re.findall(r'name="token" value="([^"]+)"', page)
    for _twice in range(2):
        Client().post(f"/partner/{code}/", {"zaehlen": "1", "token": token})
    form = {"benefit": "Zwei Euro weniger", "pause": "", "name": "Frech"}
    Client().post(f"/partner/{code}/", form)
    listed = Client().get(LIST).content.decode()
    assert "Zwei Euro weniger" in listed
    assert "Frech" not in listed
    Client().post(f"/partner/{code}/", form | {"pause": "on"})
    assert "Bad am See" not in Client().get(LIST).content.decode()
    with BERTA.at_work():
        assert Redemption.objects.filter(partner=partner).count() == 1
    assert {field.name for field in Redemption._meta.fields} == {"id", "office", "partner", "on", "token"}


def test_the_list_is_searched_by_kind_and_word() -> None:
    a_partner()
    assert "Bad am See" in Client().get(f"{LIST}?art=sport&q=euro").content.decode()
    assert "Bad am See" not in Client().get(f"{LIST}?art=food").content.decode()
    assert "1 Partner" in Client().get(LIST).content.decode()


def test_the_desk_takes_one_off_the_list_and_back() -> None:
    partner, _code = a_partner()
    berta = BERTA.browser()
    assert "Bad am See" in berta.get("/schreibtisch/karten/partner/").content.decode()
    berta.post(f"/schreibtisch/karten/partner/{partner.pk}/tun/ende/")
    assert "Bad am See" not in Client().get(LIST).content.decode()
    berta.post(f"/schreibtisch/karten/partner/{partner.pk}/tun/weiter/")
    assert "Bad am See" in Client().get(LIST).content.decode()


def test_partners_of_allied_towns_are_listed_once_both_towns_have_joined() -> None:
    a_partner()
    with the_operator_at_work() as operator:
        place = BERTA.office().place
        alliance = found_alliance(actor=operator, place=place, name="Karte im Kreis", purpose="Eine Karte.")
        ask_town(actor=operator, alliance=alliance, town=JAN.office().place)
    listed = "/hemer/ehrenamtskarte/vorteile/"
    assert "Bad am See" not in Client().get(listed).content.decode()
    with the_operator_at_work() as operator:
        join_alliance(actor=operator, alliance=alliance, place=JAN.office().place)
    assert "Bad am See" in Client().get(listed).content.decode()
