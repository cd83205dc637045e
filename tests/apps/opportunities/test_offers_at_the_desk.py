"""A coordinator enters an offer, looks at what it lacks, publishes it, and an organisation keeps its own."""

import pytest
from django.test import Client

from engagiert.apps.cases.models import Case
from engagiert.apps.directory.public import Organisation
from engagiert.apps.directory.public import services as directory_services
from engagiert.apps.messages.public import Message
from engagiert.apps.opportunities import services
from engagiert.apps.opportunities.guidance import advice
from engagiert.apps.opportunities.models import Listing, Opportunity
from engagiert.kernel.authz import NotAllowed
from tests.cast import BERTA, IDA, MURAT, anybody_at_work
from tests.factories import contacts, offers, records

pytestmark = pytest.mark.django_db

DESK = "/schreibtisch/angebote/"


@pytest.fixture
def shelter() -> Organisation:
    return records.an_organisation(by=BERTA, name="Tierheim Muster", street="Feldweg 1", postcode="33039")


def posted(client: Client, url: str, **data: object) -> str:
    """The page that comes after a form."""
    response = client.post(url, data, follow=True)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


FORM = {
    "title": "Gassi gehen", "tasks": offers.TASKS, "kind": "regular", "where": "on_site", "urgency": "0",
    "week": ["20", "24"], "token": "einmal",
}  # fmt: skip


def test_an_offer_is_entered_for_an_organisation_and_published(shelter: Organisation) -> None:
    berta = BERTA.browser()
    assert "Tierheim Muster" in berta.get(f"{DESK}neu/?q=tier").content.decode()
    page = posted(berta, f"{DESK}neu/?organisation={shelter.pk}", **FORM, publish="1")
    assert "gesucht" in page
    assert "Nennen Sie eine Person" in page
    with BERTA.at_work():
        made = Opportunity.objects.get()
    assert (made.week_parts, made.state, made.organisation_id) == ((1 << 20) + (1 << 24), "published", shelter.pk)
    assert "Gassi gehen" in berta.get("/nieheim/engagement/").content.decode()


def test_the_same_form_sent_twice_is_one_offer(shelter: Organisation) -> None:
    berta = BERTA.browser()
    for _time in range(2):
        posted(berta, f"{DESK}neu/?organisation={shelter.pk}", **FORM, publish="1")
    with BERTA.at_work():
        assert Opportunity.objects.count() == 1


def test_the_desk_asks_at_once_whether_the_place_is_free_and_only_once(shelter: Organisation) -> None:
    offer = offers.an_offer(by=BERTA, of=shelter, contact_mail="tierheim@muster.example")
    berta = BERTA.browser()
    assert "Gefragt." in posted(berta, f"{DESK}{offer.pk}/tun/fragen/")
    assert "schon gefragt" in posted(berta, f"{DESK}{offer.pk}/tun/fragen/")
    with BERTA.at_work():
        assert Message.objects.filter(purpose="opportunities.question").count() == 1


def test_an_offer_is_shown_in_a_neighbouring_town_as_well(shelter: Organisation) -> None:
    offer = offers.an_offer(by=BERTA, of=shelter)
    MURAT.office()
    berta = BERTA.browser()
    assert "Lünen" in berta.get(f"{DESK}{offer.pk}/bearbeiten/").text
    assert "Lünen" in posted(berta, f"{DESK}{offer.pk}/bearbeiten/", **FORM, also_in=[MURAT.town.ags])
    assert "Gassi gehen" in berta.get("/luenen/engagement/").text


def test_unfit_values_come_back_with_a_sentence(shelter: Organisation) -> None:
    berta = BERTA.browser()
    wrong = FORM | {"title": "", "starts_on": "2027-05-02", "ends_on": "2027-05-01", "minimum_age": "3"}
    response = berta.post(f"{DESK}neu/?organisation={shelter.pk}", wrong)
    assert response.status_code == 422
    page = response.content.decode()
    assert "Geben Sie dem Angebot einen Titel." in page
    assert "Das Ende liegt vor dem Beginn." in page


def test_the_buttons_lead_through_the_life_of_an_offer(shelter: Organisation) -> None:
    offer = offers.an_offer(by=BERTA, of=shelter)
    berta = BERTA.browser()
    for verb, state in (("pause", "paused"), ("weiter", "published"), ("besetzt", "full"), ("weiter", "published")):
        posted(berta, f"{DESK}{offer.pk}/tun/{verb}/")
        with BERTA.at_work():
            assert Opportunity.objects.get().state == state
    assert berta.post(f"{DESK}{offer.pk}/beenden/", {}).status_code == 422
    page = posted(berta, f"{DESK}{offer.pk}/beenden/", closing="over", note="Danke.")
    assert "Das Vorhaben ist vorbei." in page
    assert berta.post(f"{DESK}{offer.pk}/tun/fliegen/").status_code == 404


def test_who_only_reads_sees_the_offer_and_no_buttons(shelter: Organisation) -> None:
    offer = offers.an_offer(by=BERTA, of=shelter)
    ida = IDA.browser()
    page = ida.get(f"{DESK}{offer.pk}/").content.decode()
    assert "Gassi gehen" in page
    assert "beenden" not in page
    assert ida.post(f"{DESK}{offer.pk}/tun/pause/").status_code == 403


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Wir zahlen einen Stundenlohn von 12 Euro.", "wage"),
        ("Sie übernehmen die Urlaubsvertretung unserer Pflegekräfte.", "substitute"),
        ("Einsatz nach Dienstplan.", "roster"),
        ("Wir suchen eine Reinigungskraft.", "trade"),
    ],
)
def test_what_reads_like_paid_work_is_a_question_to_a_person(text: str, code: str) -> None:
    assert code in {one.code for one in advice({"title": "Helfen", "tasks": text}) if one.kind == "paid_work"}


def test_a_plain_offer_is_not_suspected() -> None:
    found = advice({"title": "Vorlesen", "tasks": offers.TASKS, "hours_per_week": 2})
    assert [one for one in found if one.kind == "paid_work"] == []


def test_an_organisation_nobody_trusts_yet_waits_for_a_look(shelter: Organisation) -> None:
    contact = contacts.a_contact(of=shelter, by=BERTA)
    with contact.at_work() as actor:
        made = services.caring.create_own_offer(
            actor=actor, organisation=shelter, values={"title": "Gassi", "tasks": offers.TASKS}, token="t"
        )
    assert made.state == "review"
    with BERTA.at_work() as actor:
        assert Case.objects.filter(about=f"opportunities.offer:{made.pk}", state="new").count() == 1
    posted(BERTA.browser(), f"{DESK}{made.pk}/tun/veroeffentlichen/")
    with BERTA.at_work():
        assert not Case.objects.exclude(closed_on__isnull=False).filter(about=f"opportunities.offer:{made.pk}").exists()
    with contact.at_work() as actor:
        services.caring.change_own_offer(actor=actor, opportunity=made, values={"times": "samstags"})
    with anybody_at_work():
        assert Listing.objects.get(pk=made.pk).document["times"] == ""
    page = BERTA.browser().get(f"{DESK}{made.pk}/").content.decode()
    assert "Die Organisation möchte das ändern" in page
    posted(BERTA.browser(), f"{DESK}{made.pk}/tun/uebernehmen/")
    with anybody_at_work():
        assert Listing.objects.get(pk=made.pk).document["times"] == "samstags"


def test_a_trusted_organisation_publishes_at_once_and_only_its_own(shelter: Organisation) -> None:
    contact = contacts.a_contact(of=shelter, by=BERTA)
    other = records.an_organisation(by=BERTA, name="Chor Muster")
    foreign = offers.an_offer(by=BERTA, of=other, title="Singen")
    with BERTA.at_work() as actor:
        directory_services.trust_organisation(actor=actor, organisation=shelter, trusted=True)
    with contact.at_work() as actor:
        values = {"title": "Gassi", "tasks": offers.TASKS, "organisation_id": other.pk, "state": "closed"}
        made = services.caring.create_own_offer(actor=actor, organisation=shelter, values=values)
        assert (made.state, made.organisation_id) == ("published", shelter.pk)
        services.caring.act_on_own_offer(actor=actor, opportunity=made, verb="besetzt")
        with pytest.raises(NotAllowed):
            services.caring.act_on_own_offer(actor=actor, opportunity=foreign, verb="pause")
    with anybody_at_work():
        assert list(Listing.objects.values_list("title", flat=True)) == ["Singen"]
