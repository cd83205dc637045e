"""A record stands in the municipality that its address names."""

import pytest

from engagiert.apps.directory.public import Listing, services
from tests.cast import BERTA
from tests.factories.records import an_organisation
from tests.factories.towns import HEMER, in_register

pytestmark = pytest.mark.django_db


def test_who_corrects_the_town_by_hand_moves_the_record_there_and_back_by_undo() -> None:
    with BERTA.at_work():
        hemer = in_register(HEMER)
    club = an_organisation(by=BERTA, town="Nieheim", postcode="33039")
    with BERTA.at_work() as actor:
        values = {"town": "Hemer", "postcode": "58675"}
        revision = services.update_organisation(actor=actor, organisation=club, values=values)
    assert Listing.objects.get(pk=club.pk).place_id == hemer.pk
    assert revision is not None
    with BERTA.at_work() as actor:
        services.undo_revision(actor=actor, revision=revision)
    assert Listing.objects.get(pk=club.pk).place_id == BERTA.office().place_id


def test_a_town_nobody_knows_moves_nothing() -> None:
    club = an_organisation(by=BERTA, town="Nieheim", postcode="33039")
    with BERTA.at_work() as actor:
        services.update_organisation(actor=actor, organisation=club, values={"town": "Entenhausen"})
    assert Listing.objects.get(pk=club.pk).place_id == BERTA.office().place_id
