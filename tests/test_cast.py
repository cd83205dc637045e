"""The cast and the factories do what their names say, so that other tests can lean on them."""

import pytest

from engagiert.apps.directory.public import Listing, Organisation, Suggestion
from tests.cast import BERTA, IDA, JAN, SELMA
from tests.factories import lists, records

pytestmark = pytest.mark.django_db


def test_berta_coordinates_nieheim_and_ida_only_reads_there() -> None:
    office = BERTA.office()
    assert office == IDA.office()
    assert BERTA.actor().has_role(office.pk, "coordinator")
    assert not IDA.actor().has_role(office.pk, "coordinator", "editor")
    assert office.place.slug == "nieheim"


def test_each_town_has_an_office_of_its_own() -> None:
    assert len({person.office().pk for person in (BERTA, JAN, SELMA)}) == 3


def test_an_organisation_of_hers_is_public_and_a_draft_is_not() -> None:
    public, draft = records.an_organisation(by=BERTA), records.a_draft(by=BERTA)
    assert list(Listing.objects.values_list("pk", flat=True)) == [public.pk]
    with BERTA.at_work():
        assert set(Organisation.objects.values_list("pk", flat=True)) == {public.pk, draft.pk}


def test_what_belongs_to_a_record_can_be_added() -> None:
    record = records.an_organisation(by=JAN)
    records.a_note(by=JAN, on=record)
    records.a_private_contact(by=JAN, on=record)
    records.a_facility(by=JAN, of=record)
    records.a_suggestion(on=record)
    with JAN.at_work():
        assert (record.notes.count(), record.contacts.count(), record.facilities.count()) == (1, 1, 1)
        assert Suggestion.objects.get().organisation == record


def test_a_list_goes_through_all_its_steps() -> None:
    content = lists.a_csv(("TuS Probe", "Am Anger 1", "33039", "Nieheim"), ("Chor Probe",))
    run = lists.an_imported_list(by=BERTA, content=content)
    assert (run.state, run.counts["created"]) == ("done", 2)


def test_her_browser_is_signed_in() -> None:
    assert BERTA.browser().get("/schreibtisch/").status_code == 200
