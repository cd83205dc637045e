"""Somebody who wanted to help is erased: the whole database knows them no more, and they still count as one."""

from pathlib import Path
from typing import Any

import pytest

from engagiert.apps.cases.models import Case
from engagiert.apps.privacy.services import erase_person
from engagiert.apps.volunteering import services
from engagiert.apps.volunteering.jobs import end
from engagiert.apps.volunteering.models import CounselNote, Placement, Proposal, Volunteer, Wish
from tests.cast import BERTA
from tests.factories import offers, records, volunteers
from tests.factories.people_in_data import KLARA, found_in_database

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _list_of_its_own(settings: Any, tmp_path: Path) -> None:
    settings.ENGAGIERT_ERASURES = tmp_path / "erasures.jsonl"


def test_after_the_erasure_no_row_says_who_it_was_and_the_counts_stay() -> None:
    club = records.an_organisation(by=BERTA, mails=["verein@muster.example"])
    person = volunteers.a_volunteer(
        by=BERTA, name=KLARA.name, mail=KLARA.mail, phone=KLARA.phone, words=f"Ich bin {KLARA.name} und backe gern."
    )
    placement = volunteers.placed(person, offers.an_offer(by=BERTA, of=club), by=BERTA)
    with BERTA.at_work() as actor:
        services.add_counsel_note(actor=actor, volunteer=person, text=f"{KLARA.name} ist oft traurig.")
        services.end_placement(actor=actor, placement=placement, because="other", words=f"{KLARA.name} zieht um.")
        before = {model: model.objects.count() for model in (Volunteer, Proposal, Placement, Case)}
        done = erase_person(actor=actor, office=BERTA.office(), who=KLARA.wanted())
    assert sum(done.counts.values()) > 5
    end(office_id=BERTA.office().pk, rows={"volunteering_volunteer": [str(person.pk)]})
    assert found_in_database(KLARA.words) == []
    with BERTA.at_work():
        assert {model: model.objects.count() for model in before} == before
        assert Volunteer.objects.get().state == Volunteer.State.LEFT
        assert not Wish.objects.exists()
        assert not CounselNote.objects.exists()
