"""Periods end by themselves, every day once, and the run leaves proof."""

import datetime

import pytest
from django.utils import timezone

from engagiert.apps.directory.models import Contact, Note
from engagiert.apps.directory.public import ImportItem, ImportRun, Revision, Suggestion, services
from engagiert.apps.messages.public import Message
from engagiert.apps.privacy.jobs import keep_all_periods, keep_periods_of
from engagiert.apps.privacy.models import Sweep
from engagiert.apps.privacy.services import keep_periods
from engagiert.kernel.authz import NotAllowed
from engagiert.kernel.privacy.inspection import personal_columns
from tests.cast import BERTA, OLE, SELMA
from tests.factories import letters, records
from tests.factories.people_in_data import queued
from tests.factories.worlds import World, a_world

pytestmark = pytest.mark.django_db

YEAR = datetime.timedelta(days=366)


def swept(now: datetime.datetime | None = None) -> Sweep:
    with BERTA.at_work() as actor:
        return keep_periods(actor=actor, office=BERTA.office(), now=now)


@pytest.fixture
def nieheim() -> World:
    return a_world(BERTA)


def test_what_is_new_stays(nieheim: World) -> None:
    assert swept().counts == {}
    with BERTA.at_work():
        assert Suggestion.objects.get(pk=nieheim.suggestion.pk).reply_to != ""


def test_a_year_after_the_decision_a_suggestion_is_only_a_number(nieheim: World) -> None:
    with BERTA.at_work() as actor:
        services.decline_suggestion(actor=actor, suggestion=nieheim.suggestion, reason="Stand schon da.")
    sweep = swept(timezone.now() + YEAR)
    with BERTA.at_work():
        kept = Suggestion.objects.get(pk=nieheim.suggestion.pk)
    assert (kept.reply_to, kept.text, kept.changes, kept.reason, kept.state) == ("", "", {}, "", "declined")
    assert sweep.counts["directory_suggestion.reply_to"] == 1


def test_a_suggestion_that_waits_is_not_touched_however_old(nieheim: World) -> None:
    swept(timezone.now() + 3 * YEAR)
    with BERTA.at_work():
        assert Suggestion.objects.get(pk=nieheim.suggestion.pk).reply_to != ""


def test_a_message_loses_its_text_and_its_recipient_a_year_after_it_is_done() -> None:
    letter = letters.a_letter(by=BERTA)
    mail = letters.in_doubt(letters.a_message(by=BERTA), of=BERTA)
    with BERTA.at_work():
        Message.objects.filter(pk=letter.pk).update(state="printed", settled_at=timezone.now())
    swept(timezone.now() + YEAR)
    done, waiting = (letters.as_it_is_now(message, for_=BERTA) for message in (letter, mail))
    assert (done.postal, done.blocks, done.subject) == (["[gelöscht]"], [], "")
    assert waiting.mail == "chor@probe.example"


def test_the_file_of_a_list_goes_after_a_year_and_its_figures_stay(nieheim: World) -> None:
    rows = nieheim.done.rows
    swept(timezone.now() + YEAR)
    with BERTA.at_work():
        run = ImportRun.objects.get(pk=nieheim.done.pk)
        assert not hasattr(run, "file")
        assert run.rows == rows
        assert set(ImportItem.objects.values_list("name", flat=True)) == {""}


def test_what_the_office_knows_of_people_ends_two_years_after_the_record_was_archived(nieheim: World) -> None:
    with BERTA.at_work() as actor:
        services.archive_organisation(actor=actor, organisation=nieheim.public, reason="aufgelöst")
    swept(timezone.now() + YEAR)
    with BERTA.at_work():
        assert Contact.objects.exists()
    swept(timezone.now() + 2 * YEAR)
    with BERTA.at_work():
        assert not Contact.objects.exists()
        assert not Note.objects.exists()


def test_the_history_keeps_that_something_changed_but_no_longer_what(nieheim: World) -> None:
    with BERTA.at_work():
        number = Revision.objects.count()
    swept(timezone.now() + 3 * YEAR)
    with BERTA.at_work():
        assert Revision.objects.count() == number
        assert all(revision.changes == {} for revision in Revision.objects.all())
    assert BERTA.browser().get(f"/schreibtisch/verzeichnis/{nieheim.public.pk}/verlauf/").status_code == 200
    assert BERTA.browser().get(f"/schreibtisch/import/{nieheim.done.pk}/").status_code == 200


def test_a_day_has_one_proof_however_often_the_run_comes(nieheim: World) -> None:
    with BERTA.at_work() as actor:
        services.decline_suggestion(actor=actor, suggestion=nieheim.suggestion)
    later = timezone.now() + YEAR
    first, second = swept(later), swept(later + datetime.timedelta(minutes=5))
    assert first.pk == second.pk
    assert second.counts["directory_suggestion.reply_to"] == 1


@pytest.mark.django_db(transaction=True)
def test_the_daily_job_leaves_proof_at_every_office_also_where_nothing_was_to_do() -> None:
    BERTA.office(), SELMA.office()
    keep_all_periods(timestamp=0)
    for arguments in queued("privacy.keep_periods_of"):
        keep_periods_of(**arguments)
    for person in (BERTA, SELMA):
        with person.at_work():
            assert [sweep.counts for sweep in Sweep.objects.all()] == [{}]


def test_only_the_coordination_ends_periods_by_hand() -> None:
    with OLE.at_work() as actor, pytest.raises(NotAllowed):
        keep_periods(actor=actor, office=OLE.office())


def test_every_period_runs_on_an_empty_office() -> None:
    records.an_organisation(by=BERTA)
    assert sum(column.datum.kept.by_job for column in personal_columns()) > 20
    swept(timezone.now() + 20 * YEAR)
