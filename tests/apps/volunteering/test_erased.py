"""Somebody who wanted to help is erased: the whole database knows them no more, and they still count as one."""

from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from engagiert.apps.cases.models import Case
from engagiert.apps.messages.public import Message
from engagiert.apps.privacy.services import erase_person
from engagiert.apps.volunteering import selectors, services
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


def test_who_is_erased_while_helping_is_awaited_by_nobody_and_the_years_figures_stay() -> None:
    club = records.an_organisation(by=BERTA, mails=["verein@muster.example"])
    person = volunteers.a_volunteer(by=BERTA, name=KLARA.name, mail=KLARA.mail)
    volunteers.placed(person, offers.an_offer(by=BERTA, of=club), by=BERTA)
    BERTA.browser().get(f"/schreibtisch/gespraech/{person.pk}/")
    today = timezone.localdate()
    year = {"since": today.replace(month=1, day=1), "until": today, "today": today}
    with BERTA.at_work() as actor:
        before = selectors.figures_of(actor, BERTA.office(), **year)
        erase_person(actor=actor, office=BERTA.office(), who=KLARA.wanted())
    end(office_id=BERTA.office().pk, rows={"volunteering_volunteer": [str(person.pk)]})
    with BERTA.at_work() as actor:
        after = selectors.figures_of(actor, BERTA.office(), **year)
        assert (after.joined, after.talks, after.placed) == (before.joined, before.talks, before.placed) == (1, 1, 1)
        assert Placement.objects.get().state == Placement.State.ENDED
        assert not Case.objects.exclude(state="closed").filter(about__startswith="volunteering.").exists()
        told = Message.objects.filter(mail="verein@muster.example").latest("created_at")
    assert told.subject.startswith("Diesmal passt es nicht")
