"""An offer goes from draft to end, and the public sees what is looked for and nothing else."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from engagiert.apps.directory.public import Organisation
from engagiert.apps.opportunities import services
from engagiert.apps.opportunities.models import Listing, Opportunity, Revision
from engagiert.kernel.authz import NotAllowed
from tests.cast import BERTA, IDA, JAN, anybody_at_work
from tests.factories import offers, records

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelter() -> Organisation:
    return records.an_organisation(by=BERTA, name="Tierheim Muster", lat=51.8, lon=9.1)


def listed(title: str = "") -> list[str]:
    with anybody_at_work():
        return list(Listing.objects.filter(title__startswith=title).values_list("title", flat=True))


def test_a_draft_is_not_public_and_a_published_offer_is(shelter: Organisation) -> None:
    offer = offers.an_offer(by=BERTA, of=shelter, publish=False)
    assert listed() == []
    with BERTA.at_work() as actor:
        services.submit_opportunity(actor=actor, opportunity=offer)
        services.publish_opportunity(actor=actor, opportunity=offer)
    assert listed() == ["Gassi gehen"]
    with anybody_at_work():
        listing = Listing.objects.get(pk=offer.pk)
    assert listing.organisation_name == "Tierheim Muster"
    assert listing.organisation_path == "nieheim/tierheim-muster"
    assert (listing.lat, listing.lon, listing.approximate) == (51.8, 9.1, False)
    assert listing.confirmed_on == timezone.localdate()


def test_a_contact_without_consent_stays_in_the_office(shelter: Organisation) -> None:
    offer = offers.an_offer(by=BERTA, of=shelter, contact_name="Hatice Örnek", contact_phone="0000 4711")
    with anybody_at_work():
        assert "Hatice" not in str(Listing.objects.get(pk=offer.pk).document)
    with BERTA.at_work() as actor:
        services.update_opportunity(actor=actor, opportunity=offer, values={"contact_public": True})
    with anybody_at_work():
        assert Listing.objects.get(pk=offer.pk).document["contact_name"] == "Hatice Örnek"


@pytest.mark.parametrize("verb", ["pause_opportunity", "fill_opportunity"])
def test_what_rests_leaves_the_public_list_and_comes_back(shelter: Organisation, verb: str) -> None:
    offer = offers.an_offer(by=BERTA, of=shelter)
    with BERTA.at_work() as actor:
        getattr(services, verb)(actor=actor, opportunity=offer)
        assert listed() == []
        services.reopen_opportunity(actor=actor, opportunity=offer)
    assert listed() == ["Gassi gehen"]


def test_an_end_says_why_and_can_be_taken_back(shelter: Organisation) -> None:
    offer = offers.an_offer(by=BERTA, of=shelter)
    with BERTA.at_work() as actor:
        with pytest.raises(ValidationError, match="warum"):
            services.close_opportunity(actor=actor, opportunity=offer, closing="irgendwas")
        revision = services.close_opportunity(actor=actor, opportunity=offer, closing="filled", note="Danke!")
        assert revision is not None
        offer.refresh_from_db()
        assert (offer.state, offer.closing, offer.closed_on) == ("closed", "filled", timezone.localdate())
        assert listed() == []
        services.undo_revision(actor=actor, revision=Revision.objects.get(pk=revision.pk))
    assert listed() == ["Gassi gehen"]


def test_the_same_step_twice_is_one(shelter: Organisation) -> None:
    offer = offers.an_offer(by=BERTA, of=shelter)
    with BERTA.at_work() as actor:
        services.pause_opportunity(actor=actor, opportunity=offer)
        assert services.pause_opportunity(actor=actor, opportunity=offer) is None
        assert Revision.objects.filter(opportunity_id=offer.pk, action="paused").count() == 1


def test_what_is_over_or_says_nothing_is_not_published(shelter: Organisation) -> None:
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    over = offers.an_offer(by=BERTA, of=shelter, publish=False, ends_on=yesterday)
    empty = offers.an_offer(by=BERTA, of=shelter, publish=False, tasks=" ")
    with BERTA.at_work() as actor:
        for offer in (over, empty):
            with pytest.raises(ValidationError):
                services.publish_opportunity(actor=actor, opportunity=offer)
    assert listed() == []


@pytest.mark.parametrize(
    ("column", "value"),
    [("minimum_age", 5), ("minimum_age", 150), ("hours_per_week", 100), ("week_parts", 2**28), ("kind", "job")],
)
def test_impossible_values_are_refused_in_words(shelter: Organisation, column: str, value: object) -> None:
    with pytest.raises(ValidationError):
        offers.an_offer(by=BERTA, of=shelter, **{column: value})


def test_who_only_reads_or_works_elsewhere_changes_nothing(shelter: Organisation) -> None:
    offer = offers.an_offer(by=BERTA, of=shelter)
    with IDA.at_work() as actor, pytest.raises(NotAllowed):
        services.pause_opportunity(actor=actor, opportunity=offer)
    with JAN.at_work():
        assert not Opportunity.objects.filter(pk=offer.pk).exists()


def test_the_listing_carries_what_it_can_be_found_by(shelter: Organisation) -> None:
    saturday_morning = 1 << (5 * 4)
    offer = offers.an_offer(
        by=BERTA, of=shelter, week_parts=saturday_morning, skills_wanted=["dogs"], also_in=["05762004"], minimum_age=14
    )
    with anybody_at_work():
        codes = Listing.objects.get(pk=offer.pk).codes
    assert {"part:20", "skill:dogs", "@05762028", "@05762", "@05762004", "kind:regular", "minors", "*"} <= set(codes)
