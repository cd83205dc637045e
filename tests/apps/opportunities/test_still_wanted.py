"""Every ninety days somebody is asked whether an offer still holds; one click answers, silence pauses."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from engagiert.apps.directory.public import Organisation
from engagiert.apps.directory.public import services as directory_services
from engagiert.apps.messages.public import Message
from engagiert.apps.opportunities import services
from engagiert.apps.opportunities.models import Listing, Opportunity
from engagiert.apps.opportunities.services import asking, following
from engagiert.kernel.authz import Actor
from engagiert.kernel.links.public import Link, code_of
from engagiert.kernel.tenancy import enter
from tests.cast import BERTA, anybody_at_work
from tests.factories import contacts, offers, records

pytestmark = pytest.mark.django_db

SITE = "https://engagiert.example"


@pytest.fixture
def shelter() -> Organisation:
    with BERTA.at_work() as actor:
        directory_services.plan_asking(actor=actor, office=BERTA.office(), is_on=True, by_letter=False, site=SITE)
    return records.an_organisation(by=BERTA, name="Tierheim Muster", mails=["tiere@muster.example"])


def old(offer: Opportunity, *, days: int) -> None:
    with BERTA.at_work() as actor:
        on = timezone.localdate() - datetime.timedelta(days=days)
        services.confirm_opportunity(actor=actor, opportunity=offer, on=on)


def a_morning() -> asking.Asked:
    office = BERTA.office()
    actor = Actor.operator(office_ids=(office.pk,))
    with enter(actor, action="opportunities.ask_due"):
        return asking.ask_those_due(actor=actor, office=office, today=timezone.localdate())


def code() -> str:
    with BERTA.at_work():
        return code_of(Link.objects.filter(purpose=asking.CONFIRM, withdrawn_at__isnull=True).latest("created_at"))


def listed() -> bool:
    with anybody_at_work():
        return Listing.objects.exists()


def test_who_is_due_is_asked_once_and_answers_with_one_click(shelter: Organisation, client: Client) -> None:
    offer = offers.an_offer(by=BERTA, of=shelter)
    old(offer, days=89)
    assert a_morning().asked == 0
    old(offer, days=90)
    assert [a_morning().asked, a_morning().asked] == [1, 0]
    with BERTA.at_work():
        [message] = Message.objects.filter(about=f"opportunities.offer:{offer.pk}")
    assert message.mail == "tiere@muster.example"
    url = f"/angebot-bestaetigen/{code()}/"
    assert "Gassi gehen" in client.get(url).content.decode()
    with BERTA.at_work():
        assert Opportunity.objects.get().asked_at is not None
    assert "In drei Monaten fragen wir wieder" in client.post(url, {"still": ""}, follow=True).content.decode()
    assert "In drei Monaten" in client.post(url, {"over": ""}, follow=True).content.decode()
    with BERTA.at_work():
        confirmed = Opportunity.objects.get()
    assert (confirmed.state, confirmed.confirmed_on, confirmed.asked_at) == ("published", timezone.localdate(), None)


def test_silence_pauses_and_a_late_click_brings_the_offer_back(shelter: Organisation, client: Client) -> None:
    offer = offers.an_offer(by=BERTA, of=shelter)
    old(offer, days=120)
    a_morning()
    with BERTA.at_work():
        Opportunity.objects.update(asked_at=timezone.now() - datetime.timedelta(days=14, minutes=1))
    assert a_morning().paused == 1
    assert not listed()
    client.post(f"/angebot-bestaetigen/{code()}/", {"still": ""})
    assert listed()


@pytest.mark.parametrize(("answer", "state"), [("full", "full"), ("over", "closed")])
def test_the_other_answers_end_the_search(shelter: Organisation, client: Client, answer: str, state: str) -> None:
    offer = offers.an_offer(by=BERTA, of=shelter)
    with BERTA.at_work() as actor:
        asking.ask_still_wanted(actor=actor, opportunity=offer, site=SITE)
    client.post(f"/angebot-bestaetigen/{code()}/", {answer: ""})
    with BERTA.at_work():
        assert Opportunity.objects.get().state == state
    assert not listed()


def test_a_code_nobody_gave_out_opens_nothing(shelter: Organisation, client: Client) -> None:
    assert client.get("/angebot-bestaetigen/ABCD-EFGH-JKMN/").status_code == 404


def test_who_cannot_be_reached_is_not_paused_behind_their_back(shelter: Organisation) -> None:
    nobody = records.an_organisation(by=BERTA, name="Ohne Post")
    offer = offers.an_offer(by=BERTA, of=nobody)
    with BERTA.at_work() as actor, pytest.raises(ValidationError, match="Rufen Sie an"):
        asking.ask_still_wanted(actor=actor, opportunity=offer, site=SITE)
    old(offer, days=200)
    assert a_morning().unreachable == 1
    assert listed()


def test_offers_follow_their_organisation_when_it_is_renamed_or_archived(shelter: Organisation) -> None:
    offers.an_offer(by=BERTA, of=shelter)
    office = Actor.operator(office_ids=(BERTA.office().pk,))
    with BERTA.at_work() as actor:
        directory_services.update_organisation(actor=actor, organisation=shelter, values={"name": "Tierhaus Muster"})
    following.follow_organisation(actor=office, organisation_id=shelter.pk)
    with anybody_at_work():
        assert Listing.objects.get().organisation_name == "Tierhaus Muster"
    with BERTA.at_work() as actor:
        directory_services.archive_organisation(actor=actor, organisation=shelter)
    following.follow_organisation(actor=office, organisation_id=shelter.pk)
    assert not listed()


def test_an_offer_without_record_is_tied_once_the_name_is_known() -> None:
    offers.a_list(by=BERTA, rows="Vorlesen;Lesekreis Probe;Sie lesen vor.")
    with BERTA.at_work():
        Opportunity.objects.update(organisation=None)
    office = Actor.operator(office_ids=(BERTA.office().pk,))
    assert following.link_organisations(actor=office, office_id=BERTA.office().pk) == 1
    with BERTA.at_work():
        assert Opportunity.objects.get().organisation_id is not None


def test_a_contact_keeps_their_offers_in_the_browser(shelter: Organisation) -> None:
    contact = contacts.a_contact(of=shelter, by=BERTA)
    browser = contact.browser()
    url = f"/mein-eintrag/{shelter.pk}/angebote/"
    form = {
        "title": "Gassi",
        "tasks": offers.TASKS,
        "kind": "regular",
        "where": "on_site",
        "urgency": "0",
        "token": "x",
    }
    for _time in range(2):
        page = browser.post(f"{url}neu/", form, follow=True).content.decode()
    assert "in Prüfung" in page
    assert "Gassi" in browser.get(url).content.decode()
    with BERTA.at_work():
        made = Opportunity.objects.get()
    assert browser.post(f"{url}{made.pk}/beenden/", {}).status_code == 422
    browser.post(f"{url}{made.pk}/beenden/", {"closing": "over"})
    with BERTA.at_work():
        assert Opportunity.objects.get().state == "closed"
