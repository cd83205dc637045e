"""Personal data end: after an erasure nothing in the whole database says who it was, and the numbers are the same."""

import datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from engagiert.apps.accounts.public import Account, Role
from engagiert.apps.cases.models import Asker
from engagiert.apps.cases.public import From
from engagiert.apps.directory.models import Contact, ContactPoint, Note
from engagiert.apps.directory.public import ImportItem, Listing, Organisation, Revision, Suggestion
from engagiert.apps.messages.public import Message
from engagiert.apps.privacy import ledger
from engagiert.apps.privacy.models import Erasure
from engagiert.apps.privacy.services import (
    complete_ledger,
    end_sign_ins,
    erase_account,
    erase_person,
    replay_erasures,
)
from engagiert.kernel.audit.models import AuditEntry
from engagiert.kernel.authz import NotAllowed
from engagiert.kernel.privacy.marks import Wanted
from engagiert.kernel.privacy.persons import find
from tests.cast import BERTA, IDA, OLE, OPERATOR, SELMA
from tests.factories import askings, records
from tests.factories.people_in_data import KLARA, after_the_jobs, dumped, found_in_database, mentioned_everywhere
from tests.trust.promises import Kept

pytestmark = pytest.mark.django_db(transaction=True)
# The office keeps its record: these columns of a message, a suggestion or a run say that there was one, not who.
COUNTED = (Suggestion, Message, ImportItem, Revision, Note, ContactPoint, Organisation)


@pytest.fixture(autouse=True)
def _list_of_its_own(settings: Any, tmp_path: Path) -> None:
    settings.ENGAGIERT_ERASURES = tmp_path / "erasures.jsonl"


def counts() -> dict[str, int]:
    with BERTA.at_work():
        return {model.__name__: model._default_manager.count() for model in COUNTED}


def erased() -> Erasure:
    with BERTA.at_work() as actor:
        return erase_person(actor=actor, office=BERTA.office(), who=KLARA.wanted())


def test_a_person_is_found_wherever_the_office_mentions_them() -> None:
    mentioned_everywhere(KLARA, by=BERTA)
    with BERTA.at_work():
        tables = {found.model._meta.db_table for found in find(KLARA.wanted(), office_id=BERTA.office().pk)}
    known = {name.partition(".")[0] for name in found_in_database(KLARA.words)}
    # What is derived follows its source.
    assert known - tables == {"directory_listing", "directory_searchterm"}


def test_after_an_erasure_nothing_in_the_database_says_who_it_was(promise: Kept) -> None:
    record = mentioned_everywhere(KLARA, by=BERTA)
    assert "wunderlich" in dumped()
    before = counts()
    done = erased()
    after_the_jobs(office_id=record.office_id)
    assert found_in_database(KLARA.words) == []
    dump = dumped()
    assert [word for word in KLARA.words if word in dump] == []
    assert counts() == before
    assert sum(done.counts.values()) > 10
    assert all("wunderlich" not in mark for mark in done.marks)
    promise("erasure", len(dump), "characters of the whole dump searched after an erasure, 0 mentions left")


def test_what_others_wrote_and_the_public_page_stay() -> None:
    record = mentioned_everywhere(KLARA, by=BERTA)
    erased()
    after_the_jobs(office_id=record.office_id)
    listing = Listing.objects.get(pk=record.pk)
    assert "Wir weben. Fragen beantwortet [gelöscht]. Alle sind willkommen." in str(listing.document)
    with BERTA.at_work():
        kept = Organisation.objects.get(pk=record.pk)
        assert kept.mails == ["kreis@erle.example"]
        point = kept.contact_points.get()
        assert (point.role, point.name, point.name_consent_on, point.phone) == ("Vorsitz", "", None, "")
        assert not Contact.objects.exists()


def test_rows_that_a_person_wants_to_keep_are_left_alone() -> None:
    record = records.an_organisation(by=BERTA)
    records.a_note(by=BERTA, on=record, text=f"Rechnung an {KLARA.name}")
    records.a_suggestion(on=record, text="", reply_to=KLARA.mail)
    with BERTA.at_work() as actor:
        note = Note.objects.get()
        kept = {(Note._meta.db_table, str(note.pk))}
        erase_person(actor=actor, office=BERTA.office(), who=KLARA.wanted(), kept=kept)
        assert Note.objects.get().text == f"Rechnung an {KLARA.name}"
        assert Suggestion.objects.get().reply_to == ""


def test_another_office_keeps_what_it_knows() -> None:
    mentioned_everywhere(KLARA, by=BERTA)
    theirs = records.an_organisation(by=SELMA)
    records.a_note(by=SELMA, on=theirs, text=KLARA.name)
    erased()
    with SELMA.at_work():
        assert Note.objects.get().text == KLARA.name


def test_only_the_coordination_of_the_office_erases() -> None:
    for person in (OLE, IDA, SELMA):
        with person.at_work() as actor, pytest.raises(NotAllowed):
            erase_person(actor=actor, office=BERTA.office(), who=KLARA.wanted())


def test_nobody_is_erased_by_an_empty_question() -> None:
    with BERTA.at_work() as actor, pytest.raises(ValidationError, match="wen wir suchen"):
        erase_person(actor=actor, office=BERTA.office(), who=Wanted(frozenset()))


def test_after_a_restore_the_list_erases_once_more_without_knowing_a_name() -> None:
    record = mentioned_everywhere(KLARA, by=BERTA)
    erased()
    after_the_jobs(office_id=record.office_id)
    written = ledger.path().read_text()
    assert "wunderlich" not in written.lower()
    assert "4711815" not in written
    # As a backup from before knows it.
    mentioned_everywhere(KLARA, by=SELMA)
    again = records.an_organisation(by=BERTA, name="Wollkreis", description=f"Mit {KLARA.turned}, {KLARA.same_phone}.")
    counted = replay_erasures(actor=OPERATOR, lines=list(ledger.read()))
    after_the_jobs(office_id=record.office_id)
    with BERTA.at_work():
        assert Organisation.objects.get(pk=again.pk).description == "Mit [gelöscht], [gelöscht]."
        assert "wunderlich" not in str(list(Revision.objects.values())).lower()
    assert counted["directory_organisation.description"] == 1
    assert replay_erasures(actor=OPERATOR, lines=list(ledger.read())) == {}
    with SELMA.at_work():
        assert "Klara" in Organisation.objects.get(name="Webkreis Erle").description


def test_a_line_that_a_crash_kept_from_the_list_is_written_later() -> None:
    records.an_organisation(by=BERTA, description=KLARA.name)
    done = erased()
    ledger.path().write_text('{"id": "cut o')
    assert complete_ledger(actor=OPERATOR) == 1
    assert complete_ledger(actor=OPERATOR) == 0
    assert [line.id for line in ledger.read()] == [str(done.pk)]


def test_the_log_holds_no_name_so_it_needs_no_erasing() -> None:
    records.an_organisation(by=OLE)
    with BERTA.at_work():
        actors = {entry.actor for entry in AuditEntry.objects.all()}
    assert all("Exempel" not in actor for actor in actors)
    assert f"Konto {OLE.account().pk}" in actors


def test_somebody_who_leaves_is_erased_with_sign_in_session_and_every_mention() -> None:
    record = records.an_organisation(by=OLE, name="Schachclub Probe")
    records.a_note(by=OLE, on=record)
    BERTA.account()
    browser = OLE.browser()
    assert browser.get("/schreibtisch/").status_code == 200
    account = OLE.account()
    erase_account(actor=OLE.actor(), account=account)
    after_the_jobs(office_id=record.office_id)
    assert not Account.objects.filter(email=OLE.mail).exists()
    assert browser.get("/schreibtisch/").status_code == 302
    assert found_in_database(("exempel", OLE.mail)) == []
    with BERTA.at_work():
        assert Note.objects.get().text == "Ruft lieber abends an."
        assert {revision.actor for revision in Revision.objects.all()} == {"[gelöscht]"}


def test_who_erases_their_own_sign_in_takes_nothing_from_others_of_the_same_name() -> None:
    # Anybody may call themselves as they like, and two people may have one name.
    BERTA.account()
    case = askings.a_case(by=BERTA, asker=From(name=OLE.name, mail="ole@anders.example"), text="Der Verein antwortet.")
    record = records.an_organisation(by=BERTA, name="Chor Probe", mails=[OLE.mail], description=f"Leitung: {OLE.name}")
    erase_account(actor=OLE.actor(), account=OLE.account())
    with BERTA.at_work():
        asker, kept = Asker.objects.get(case=case), Organisation.objects.get(pk=record.pk)
    assert (asker.name, asker.mail) == (OLE.name, "ole@anders.example")
    assert (kept.mails, kept.description) == ([OLE.mail], f"Leitung: {OLE.name}")


def test_the_last_coordination_hands_over_before_it_leaves() -> None:
    account = BERTA.account()
    with pytest.raises(ValidationError, match="weiter"):
        erase_account(actor=BERTA.actor(), account=account)
    assert Account.objects.filter(pk=account.pk).exists()


def test_nobody_erases_the_sign_in_of_another() -> None:
    account = BERTA.account()
    with pytest.raises(NotAllowed):
        erase_account(actor=OLE.actor(), account=account)


def test_a_sign_in_without_a_role_ends_after_a_year_and_not_before() -> None:
    BERTA.account()
    account, today = OLE.account(), timezone.localdate()
    with BERTA.at_work():
        Role.objects.filter(account=account).update(ends_on=today)
    assert end_sign_ins(actor=OPERATOR, today=today + datetime.timedelta(days=365)) == 0
    assert end_sign_ins(actor=OPERATOR, today=today + datetime.timedelta(days=366)) == 1
    assert not Account.objects.filter(pk=account.pk).exists()
    assert Account.objects.filter(email=BERTA.mail).exists()


def test_who_spoke_for_somebody_goes_and_the_one_who_asked_stays() -> None:
    aunt = From(name="Erna Musterfrau", phone="0000 99", speaker=KLARA.name, speaker_mail=KLARA.mail, relation="Tante")
    case = askings.a_case(by=BERTA, asker=aunt)
    erased()
    with BERTA.at_work():
        asker = Asker.objects.get(case=case)
    assert (asker.name, asker.phone) == ("Erna Musterfrau", "0000 99")
    assert (asker.speaker, asker.speaker_mail, asker.relation, asker.reach) == ("", "", "", "none")
    assert "wunderlich" not in asker.find
