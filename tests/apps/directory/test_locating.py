"""A record known only by its town gets its house as soon as the house coordinates are there."""

from pathlib import Path

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from engagiert.apps.directory.models import Listing, Organisation
from engagiert.apps.directory.services import importing
from engagiert.apps.directory.services.locating import locate_organisations
from engagiert.apps.places.services import import_addresses
from tests.cast import BERTA, OPERATOR
from tests.factories import lists, records

pytestmark = pytest.mark.django_db

HOUSES = "ags;strasse;hausnummer;plz;ort;lat;lon\n05762028;Marktstraße;3;33039;Nieheim;51.8049;9.1121\n"


@pytest.fixture
def houses(tmp_path: Path) -> Path:
    path = tmp_path / "haeuser.csv"
    path.write_text(HOUSES, "utf-8")
    return path


def test_importing_houses_queues_the_search_and_the_search_finds_the_house(houses: Path) -> None:
    club = records.an_organisation(by=BERTA, street="Marktstr. 3", postcode="33039")
    assert Listing.objects.get().approximate
    import_addresses(actor=OPERATOR, path=houses)
    assert ProcrastinateJob.objects.filter(task_name="directory.locate_everywhere").count() == 1

    assert locate_organisations(actor=BERTA.actor(), office_id=club.office_id) == 1
    listing = Listing.objects.get()
    assert (listing.lat, listing.lon, listing.approximate) == (51.8049, 9.1121, False)
    assert locate_organisations(actor=BERTA.actor(), office_id=club.office_id) == 0


def test_a_point_looked_up_after_an_import_does_not_stop_its_undo(houses: Path) -> None:
    run = lists.an_imported_list(by=BERTA, content=lists.a_csv(("Chor Probe", "Marktstr. 3", "33039", "Nieheim")))
    import_addresses(actor=OPERATOR, path=houses)
    assert locate_organisations(actor=BERTA.actor(), office_id=run.office_id) == 1
    with BERTA.at_work() as actor:
        importing.start_undo(actor=actor, run=run)
    importing.undo_import(actor=BERTA.actor(), run_id=run.pk)
    with BERTA.at_work():
        assert Organisation.objects.count() == 0
        run.refresh_from_db()
    assert run.counts["kept"] == []
