"""A town's own domain: registered at the desk, answered at once, and each page has one address."""

import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core import mail as mails
from django.core.exceptions import ValidationError
from django.test import Client

from engagiert.apps.directory.public import Listing
from engagiert.apps.messages.public import Message
from engagiert.apps.places.public import Town, prove_domain, record_of_domain, want_domain
from tests.cast import BERTA, JAN, SELMA, Person, anybody_at_work, the_operator_at_work
from tests.factories import records
from tests.factories.names import NameServer, a_name_server

pytestmark = pytest.mark.django_db
DOMAIN = "engagiert.nieheim.example"


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Iterator[NameServer]:
    with a_name_server() as server:
        monkeypatch.setattr(settings, "ENGAGIERT_NAMESERVER", server.address)
        yield server


def wants(person: Person, domain: str) -> Town:
    with person.at_work() as actor:
        return want_domain(actor=actor, place=person.office().place, domain=domain)


def stands(names: NameServer, person: Person, domain: str) -> None:
    """Whoever keeps the domain has written the record."""
    name, value = record_of_domain(person.office().place, domain)
    names.texts[name] = ["v=spf1 -all", value]


def proves(person: Person) -> Town:
    with person.at_work() as actor:
        return prove_domain(actor=actor, place=person.office().place)


@pytest.fixture(autouse=True)
def nieheim_has_a_domain(monkeypatch: pytest.MonkeyPatch, names: NameServer) -> None:
    monkeypatch.setattr(settings, "ENGAGIERT_MAIN_HOST", "engagiert.example")
    JAN.office()
    wants(BERTA, DOMAIN)
    stands(names, BERTA, DOMAIN)
    assert proves(BERTA).domain == DOMAIN


def links(path: str, host: str) -> dict[str, str]:
    text = Client(headers={"host": host}).get(path).content.decode()
    found = re.findall(r'<link rel="(canonical|alternate)"(?: hreflang="([\w-]+)")? href="(http[^"]+)"', text)
    return {name or kind: address for kind, name, address in found}


def test_the_domain_opens_the_towns_first_page() -> None:
    visitor = Client(headers={"host": DOMAIN})
    for path, town in (
        ("/", "/nieheim/"),
        ("/en/", "/en/nieheim/"),
        ("/barriere-melden/", "/nieheim/seite/barriere-melden/"),
    ):
        answer = visitor.get(path)
        assert (answer.status_code, answer["Location"]) == (302, town)
    assert visitor.get("/nieheim/").status_code == 200


@pytest.mark.parametrize("host", ["fremd.example", "x." + DOMAIN, "a b", ""])
def test_a_name_that_nobody_has_registered_is_refused(host: str) -> None:
    assert Client(headers={"host": host}).get("/nieheim/").status_code == 400


def test_a_page_names_the_same_address_by_whichever_name_it_was_asked_for() -> None:
    whole = f"http://{DOMAIN}/nieheim/"
    expected = {"canonical": whole, "de": whole, "x-default": whole, "en": f"http://{DOMAIN}/en/nieheim/"}
    for host in (DOMAIN, "testserver"):
        assert links("/nieheim/", host) == expected


def test_another_towns_page_keeps_its_own_address() -> None:
    assert links("/hemer/", DOMAIN)["canonical"] == "http://engagiert.example/hemer/"
    assert links("/hemer/", "testserver")["canonical"] == "http://testserver/hemer/"


def test_other_towns_are_reached_at_the_installations_name() -> None:
    text = Client(headers={"host": DOMAIN}).get("/nieheim/").content.decode()
    assert 'href="http://engagiert.example/">Andere Städte' in text


def test_a_domain_belongs_to_one_town() -> None:
    with SELMA.at_work() as actor, pytest.raises(Exception, match="gehört schon zu einer anderen Stadt"):
        want_domain(actor=actor, place=SELMA.office().place, domain=DOMAIN.upper())


def test_a_domain_is_not_used_before_its_record_stands(names: NameServer) -> None:
    new = "ehrenamt.nieheim.example"
    wants(BERTA, new)
    visitor = Client(headers={"host": new})
    assert visitor.get("/").status_code == 400
    with pytest.raises(ValidationError, match="noch nicht im DNS"):
        proves(BERTA)
    assert Client(headers={"host": DOMAIN}).get("/").status_code == 302, "the old name goes on"
    stands(names, BERTA, new)
    assert proves(BERTA).domain == new
    assert visitor.get("/").status_code == 302
    assert Client(headers={"host": DOMAIN}).get("/").status_code == 400


def test_the_record_of_one_town_proves_nothing_for_another(names: NameServer) -> None:
    """Nieheim points its name here; Rheine registers it first and finds only Nieheim's record."""
    new = "mitmachen.nieheim.example"
    stands(names, BERTA, new)
    wants(SELMA, new)
    with pytest.raises(ValidationError, match="noch nicht im DNS"):
        proves(SELMA)
    wants(BERTA, new)
    assert proves(BERTA).domain == new
    stands(names, SELMA, new)
    with pytest.raises(ValidationError, match="gehört schon zu einer anderen Stadt"):
        proves(SELMA)


def test_a_silent_name_server_is_said_and_changes_nothing(names: NameServer) -> None:
    wants(BERTA, "still.nieheim.example")
    names.silent = True
    with pytest.raises(ValidationError, match="antwortet gerade nicht"):
        proves(BERTA)


def test_the_operators_word_needs_no_record() -> None:
    with the_operator_at_work() as actor:
        assert want_domain(actor=actor, place=BERTA.office().place, domain="a.nieheim.example").domain == (
            "a.nieheim.example"
        )


def test_the_desk_shows_the_record_and_looks_for_it(names: NameServer) -> None:
    new = "ehrenamt.nieheim.example"
    browser = BERTA.browser()
    page = browser.post("/schreibtisch/einstellungen/domain/", {"domain": new}, follow=True)
    name, value = record_of_domain(BERTA.office().place, new)
    assert name in page.text
    assert value in page.text
    said = browser.post("/schreibtisch/einstellungen/domain/pruefen/", follow=True).text
    assert "Der Eintrag steht noch nicht im DNS" in said
    stands(names, BERTA, new)
    for _click in range(2):
        said = browser.post("/schreibtisch/einstellungen/domain/pruefen/", follow=True).text
        assert f"Ihre Seiten stehen jetzt auch unter {new}" in said


@pytest.mark.parametrize("typed", [f"https://{DOMAIN}/nieheim/", f" {DOMAIN.upper()}. ", f"{DOMAIN}:443"])
def test_whatever_was_copied_from_the_browser_only_the_name_is_kept(typed: str) -> None:
    assert wants(BERTA, typed).domain == DOMAIN


def test_umlauts_are_kept_as_the_net_writes_them() -> None:
    assert wants(BERTA, "für-nieheim.example").wanted_domain == "xn--fr-nieheim-9db.example"


@pytest.mark.parametrize("typed", ["nieheim", "10.0.0.1", "a b.example", "-.example", "nieheim..example", "*.example"])
def test_what_is_no_domain_is_refused(typed: str) -> None:
    with the_operator_at_work() as actor, pytest.raises(Exception, match="nur den Namen"):
        want_domain(actor=actor, place=BERTA.office().place, domain=typed)


def test_a_new_password_is_never_set_at_the_domain_of_some_town() -> None:
    SELMA.account()
    visitor = Client(headers={"host": DOMAIN})
    with anybody_at_work():
        visitor.post("/anmelden/vergessen/", {"email": SELMA.mail})
    [mail] = mails.outbox
    assert "http://engagiert.example/anmelden/vergessen/" in mail.body
    assert DOMAIN not in mail.body


@pytest.mark.parametrize(
    ("host", "led_to"), [(DOMAIN, "http://engagiert.example"), ("testserver", "http://testserver")]
)
def test_the_code_of_a_record_never_leads_to_another_towns_domain(host: str, led_to: str) -> None:
    record = records.an_organisation(by=SELMA, name="Webkreis Erle", mails=["webkreis@erle.example"])
    with SELMA.at_work():
        path = f"/{SELMA.office().place.slug}/verzeichnis/{Listing.objects.get(pk=record.pk).slug}/selbst-pflegen/"
    Client(headers={"host": host}).post(path, {"channel": "mail"})
    with SELMA.at_work():
        assert f"{led_to}/code/" in str(Message.objects.get(purpose="directory.claim_code").blocks)
