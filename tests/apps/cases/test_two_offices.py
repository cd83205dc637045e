"""Two offices in one town see nothing of each other; a case that is handed over goes alone (scenario 8)."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.utils import timezone

from engagiert.apps.accounts.models import Office
from engagiert.apps.cases import selectors
from engagiert.apps.cases.jobs import forget_also_notes
from engagiert.apps.cases.models import Asker, Case, ConfidentialNote, Entry
from engagiert.apps.cases.public import From, services, wording
from engagiert.apps.messages.public import Message
from engagiert.apps.places.models import Place
from engagiert.apps.privacy.services import erase_person
from engagiert.kernel.audit.models import AuditEntry
from engagiert.kernel.authz import Actor, Grant
from engagiert.kernel.privacy.marks import wanted
from engagiert.kernel.tenancy import enter
from tests.cast import ANYBODY, BERTA, OLE, PAUL, PIA, SELMA, Person
from tests.factories import askings

pytestmark = pytest.mark.django_db
ILLNESS = "Sie war lange krank."


def found(person: Person, text: str) -> list[str]:
    with person.at_work() as actor:
        question = selectors.Question(view="alle", text=text)
        return [case.asker.mail for case in selectors.cases_at(actor, question, today=timezone.localdate())]


def test_each_office_finds_only_what_was_asked_of_it() -> None:
    askings.a_question(to=PAUL, mail="oksana@agentur.example")
    askings.a_question(to=BERTA, mail="oksana@stadt.example")
    assert found(PAUL, "Prykladenko") == ["oksana@agentur.example"]
    assert found(BERTA, "prykladenko") == ["oksana@stadt.example"]
    with BERTA.at_work() as actor:
        assert selectors.case_counts(actor, today=timezone.localdate()).to_do == 1
        assert selectors.cases_of_same_asker(Case.objects.select_related("asker").get()) == []


def test_a_confidential_note_is_read_by_those_it_names_and_by_nobody_else_at_the_office() -> None:
    case = askings.a_question(to=PAUL)
    PIA.account()
    with PAUL.at_work() as actor:
        services.add_confidential_note(actor=actor, case=case, text=ILLNESS, token="t")
        services.add_confidential_note(actor=actor, case=case, text=ILLNESS, token="t")
        assert ConfidentialNote.objects.count() == 1
        services.add_confidential_note(actor=actor, case=case, text="Für beide", readers=[PIA.account().pk], token="u")
    with PIA.at_work():
        assert [note.text for note in selectors.confidential_notes_of(case)] == ["Für beide"]
        assert not Entry.objects.filter(text__contains="krank").exists()
    with enter(Actor.operator(office_ids=(PAUL.office().pk,)), action="tests.look"):
        assert not ConfidentialNote.objects.exists()


def test_notes_about_somebody_who_was_erased_go_unread_and_no_others() -> None:
    case, other = askings.a_question(to=PAUL), askings.a_question(to=PAUL, mail="andere@post.example")
    with PAUL.at_work() as actor:
        for one in (case, other):
            services.add_confidential_note(actor=actor, case=one, text=ILLNESS, token="t")
        asker = Asker.objects.get(case=case)
        with pytest.raises(ValueError, match="their own notes"):
            services.forget_notes(actor=actor, office=PAUL.office(), case_ids=[case.pk])
    forget_also_notes(office_id=PAUL.office().pk, rows={"cases_asker": [str(asker.pk)]})
    with PAUL.at_work():
        assert [note.case_id for note in ConfidentialNote.objects.all()] == [other.pk]
    with BERTA.at_work(), connection.cursor() as cursor:
        cursor.execute("select set_config('engagiert.forgotten', %s, true)", [str(other.pk)])
        cursor.execute("delete from cases_confidentialnote")
        assert cursor.rowcount == 0


def test_nobody_makes_themselves_a_reader_of_anothers_note() -> None:
    case = askings.a_question(to=PAUL)
    with PAUL.at_work() as actor:
        services.add_confidential_note(actor=actor, case=case, text=ILLNESS, token="t")
    with PIA.at_work():
        assert ConfidentialNote.objects.update(readers=[PIA.account().pk]) == 0
        with pytest.raises(ProgrammingError), transaction.atomic():
            ConfidentialNote.objects.create(
                office=PAUL.office(), case=case, at=timezone.now(), by="Pia", readers=[PAUL.account().pk], text="x"
            )


def test_a_note_ends_with_its_case_also_where_nobody_there_can_read_it() -> None:
    case = askings.a_question(to=PAUL)
    with PAUL.at_work() as actor:
        services.add_confidential_note(actor=actor, case=case, text=ILLNESS, token="t")
    with PIA.at_work():
        Case.objects.get(pk=case.pk).delete()
    with PAUL.at_work():
        assert not ConfidentialNote.objects.exists()


def test_a_case_that_is_handed_over_goes_without_notes_and_names_who_gave_it() -> None:
    case = askings.a_question(to=PAUL)
    target = BERTA.office()
    with PAUL.at_work() as actor:
        services.add_note(actor=actor, case=case, text="Nur für uns.")
        new = services.hand_over(
            actor=actor, case=case, office=target, words="Es geht um die Karte.", site="https://x.y"
        )
        assert not Case.objects.filter(pk=new.pk).exists()
        mail = Message.objects.get()
    assert mail.mail == "oksana@post.example"
    assert target.name in mail.blocks[0]["text"]
    with BERTA.at_work() as actor:
        [theirs] = Case.objects.all()
        told = [(entry.kind, entry.by, entry.text) for entry in selectors.entries_of(theirs)]
    assert told == [
        ("asked", "Paul Muster", "Wo finde ich die Karte?"),
        ("change", "Paul Muster", "Es geht um die Karte."),
    ]
    old = askings.as_it_is(case, for_=PAUL)
    assert (old.state, old.outcome) == ("closed", "handed_over")


def test_the_status_of_a_case_that_was_handed_over_says_who_has_it_now() -> None:
    office = PAUL.office()
    _case, code = services.hand_in(
        actor=Actor.anonymous(), office=office, kind="cases.question", asker=From(name="Oksana"), subject="Karte",
        text="Wo?", token="t",
    )  # fmt: skip
    status = services.read_status(code=code)
    assert (status.state, status.office, status.handed_to) == ("new", office, None)
    with PAUL.at_work() as actor:
        services.hand_over(actor=actor, case=Case.objects.get(), office=BERTA.office())
    assert services.read_status(code=code).handed_to == BERTA.office()


def test_who_hands_a_case_over_hands_over_the_promised_day_too() -> None:
    case = askings.a_case(by=PAUL, days_ago=20)
    with PAUL.at_work() as actor:
        services.hand_over(actor=actor, case=case, office=BERTA.office())
    with BERTA.at_work() as actor:
        [theirs] = Case.objects.all()
        assert (theirs.received_at, theirs.due_on) == (case.received_at, case.due_on)
        assert selectors.case_counts(actor, today=timezone.localdate()).late == 1
        assert case.number in wording.entry_title(selectors.entries_of(theirs)[-1])


def test_what_is_shared_with_the_district_shows_neither_name_nor_words() -> None:
    berta_office = BERTA.office()
    with enter(Actor.operator(), action="tests.prepare"):
        district = Place.objects.create(
            ags="05762", name="Kreis Höxter", kind="district", slug="kreis-hoexter", sort_key="hoexter"
        )
        Place.objects.filter(pk=berta_office.place_id).update(parent=district)
        above = Office.objects.create(place=district, name="Kreis Höxter, Ehrenamt")
    case = askings.a_case(by=BERTA, subject="Viele Anfragen nach Fahrdiensten")
    held_back = askings.a_case(by=BERTA, subject="Bleibt hier")
    coordinator = Actor("Kreis", grants=frozenset({Grant(above.pk, "coordinator")}))
    with BERTA.at_work() as actor:
        services.share_case(actor=actor, case=case, sharing="district")
    with enter(coordinator, action="tests.look"):
        assert [one.subject for one in selectors.cases_shared_with(coordinator)] == ["Viele Anfragen nach Fahrdiensten"]
        assert not Asker.objects.exists()
        assert not Entry.objects.exists()
        assert Case.objects.filter(pk=case.pk).update(subject="anders") == 0
        assert not AuditEntry.objects.filter(office_id=berta_office.pk).exists()
        assert not Case.objects.filter(pk=held_back.pk).exists()
    with BERTA.at_work() as actor:
        services.share_case(actor=actor, case=case, sharing="office")
    with enter(coordinator, action="tests.look"):
        assert not Case.objects.exists()


def test_of_a_question_that_is_shared_others_read_the_number_and_not_its_first_words() -> None:
    asked, written = askings.a_question(to=BERTA), askings.a_case(by=BERTA, subject="Fahrdienste")
    assert (asked.known_to_others, written.known_to_others) == (asked.number, "Fahrdienste")


def test_need_of_help_is_never_shared() -> None:
    case = askings.a_case(by=BERTA, kind="cases.need_of_help")
    with BERTA.at_work() as actor, pytest.raises(ValidationError, match="bleiben im Büro"):
        services.share_case(actor=actor, case=case, sharing="district")


def test_two_cases_of_one_asker_become_one_and_can_be_parted_again() -> None:
    first = askings.a_question(to=BERTA, text="Erste Frage")
    second = askings.a_question(to=BERTA, text="Zweite Frage")
    with OLE.at_work() as actor:
        found = Case.objects.select_related("asker").get(pk=first.pk)
        assert [case.pk for case in selectors.cases_of_same_asker(found)] == [second.pk]
        services.merge_cases(actor=actor, case=second, into=first)
        texts = [entry.text for entry in selectors.entries_of(found) if entry.text]
        assert texts == ["Erste Frage", "Zweite Frage"]
        gone = Case.objects.get(pk=second.pk)
        assert (gone.outcome, gone.merged_into_id) == ("merged", first.pk)
        services.reopen_case(actor=actor, case=gone)
        assert Case.objects.get(pk=second.pk).merged_into is None


def test_words_for_a_case_that_went_into_another_that_went_on_find_the_last() -> None:
    _case, code = services.hand_in(
        actor=ANYBODY, office=BERTA.office(), kind="cases.question", asker=From(name="Oksana Prykladenko"),
        subject="Umzug", text="Wer hilft?", token="ein-formular",
    )  # fmt: skip
    second, third = (askings.a_question(to=BERTA, text=text) for text in ("Zweite", "Dritte"))
    with OLE.at_work() as actor:
        first = Case.objects.exclude(pk__in=[second.pk, third.pk]).get()
        services.merge_cases(actor=actor, case=first, into=second)
        services.merge_cases(actor=actor, case=second, into=third)
    services.add_words(code=code, text="Am Samstag.", token="t")
    assert services.read_status(code=code).state == "new"
    assert "Am Samstag." in [text for _kind, _by, text in askings.told(third, for_=BERTA)]
    assert not askings.as_it_is(second, for_=BERTA).is_open


def test_what_others_read_of_a_case_can_be_put_without_the_words_of_the_person_and_taken_back_after_its_end() -> None:
    case = askings.a_case(by=BERTA, subject="Ich bin krank und suche …")
    with BERTA.at_work() as actor:
        services.share_case(actor=actor, case=case, sharing="alliance", subject="Frage nach  Fahrdiensten")
        assert Case.objects.get().known_to_others == "Frage nach Fahrdiensten"
        services.close_case(actor=actor, case=case, outcome="answered")
        services.share_case(actor=actor, case=case, sharing="office")
        assert Case.objects.get().sharing == "office"
    assert found(BERTA, "fahrdiensten") == [""]
    assert found(BERTA, "krank") == []


def test_the_number_that_the_asker_knows_finds_the_case_also_where_it_went() -> None:
    case = askings.a_question(to=PAUL)
    with PAUL.at_work() as actor:
        old = Case.objects.select_related("office__place").get(pk=case.pk)
        services.hand_over(actor=actor, case=old, office=BERTA.office(), words="Bitte übernehmen.")
    assert found(BERTA, f" {old.number.lower()} ") == ["oksana@post.example"]
    assert found(BERTA, "26-222222") == []
    assert found(SELMA, old.number) == []


def test_a_case_whose_asker_was_erased_waits_for_nobody_any_more() -> None:
    case, other = askings.a_question(to=PAUL), askings.a_question(to=PAUL, mail="andere@post.example")
    with PAUL.at_work("tests.erase") as actor:
        who = wanted(names=["Oksana Prykladenko"], mails=["oksana@post.example"])
        erase_person(actor=actor, office=PAUL.office(), who=who, kept=[("cases_asker", str(other.asker.pk))])
        asker = Asker.objects.get(case=case)
        assert (asker.name, asker.mail) == ("", "")
    for _time in range(2):
        forget_also_notes(office_id=PAUL.office().pk, rows={"cases_asker": [str(asker.pk)]})
    assert (gone := askings.as_it_is(case, for_=PAUL)).state == "closed"
    assert (gone.outcome, gone.reason) == ("withdrawn", "Die Angaben zur Person sind gelöscht.")
    assert askings.as_it_is(other, for_=PAUL).is_open
