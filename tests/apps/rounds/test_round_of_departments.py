"""The departments of a town hall meet every two weeks: agenda, minutes, decisions, and a worthy end (row 29)."""

import datetime
import io
import uuid
from itertools import pairwise
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.utils import ProgrammingError
from django.http import Http404
from django.utils import timezone
from pypdf import PdfReader

from engagiert.apps.accounts.public import Role
from engagiert.apps.cases.public import Case
from engagiert.apps.cases.public import services as case_services
from engagiert.apps.messages.public import Message
from engagiert.apps.rounds.public import Decision, Item, Meeting, Round, selectors, services, wording
from engagiert.kernel.authz import NotAllowed
from engagiert.kernel.documents import paper_as_pdf
from tests.cast import BERTA, IDA, OLE, PAUL, PIA, SELMA
from tests.factories.askings import a_case
from tests.factories.rounds import a_round, as_it_is, first_meeting

pytestmark = pytest.mark.django_db


def brought(meeting: Meeting, *, by: Any, title: str = "Deutschkurs", token: str = "") -> Item:
    with by.at_work() as actor:
        found = selectors.meeting_for(actor, meeting.pk)
        return services.bring_item(actor=actor, meeting=found, title=title, token=token)


def minutes(meeting: Meeting, outcomes: dict[uuid.UUID, str], *, seen: int = 0) -> None:
    with BERTA.at_work() as actor:
        services.keep_minutes(
            actor=actor, meeting=meeting, present="Berta, Paul", notes="Kaffee fehlt.", outcomes=outcomes, seen=seen
        )


def decided(meeting: Meeting, *, who: str = "Paul Muster", token: str = "") -> Decision:
    with BERTA.at_work() as actor:
        return services.decide(
            actor=actor,
            meeting=meeting,
            text="Räume für den Kurs suchen",
            who=who,
            until=timezone.localdate() + datetime.timedelta(days=14),
            token=token,
        )


def test_a_round_has_all_its_dates_and_an_end_from_the_start() -> None:
    made = a_round(by=BERTA, days=70)
    with BERTA.at_work():
        days = list(Meeting.objects.filter(round=made).values_list("on", flat=True))
    assert len(days) == 6
    assert {(after - before).days for before, after in pairwise(days)} == {14}
    assert days[-1] <= made.ends_on
    assert wording.until_when(made, timezone.localdate()).startswith("Alle zwei Wochen, bis ")


def test_the_same_form_twice_is_one_round_and_one_point() -> None:
    assert a_round(by=BERTA, token="x").pk == a_round(by=BERTA, token="x").pk
    meeting = first_meeting(a_round(by=BERTA, token="x"), for_=BERTA)
    assert brought(meeting, by=BERTA, token="t").pk == brought(meeting, by=BERTA, token="t").pk
    assert decided(meeting, token="d").pk == decided(meeting, token="d").pk


@pytest.mark.parametrize("days", [-1, 4 * 366])
def test_an_end_before_the_start_or_in_many_years_is_refused(days: int) -> None:
    with pytest.raises(ValidationError, match="höchstens drei Jahre"):
        a_round(by=BERTA, days=days)


def test_who_has_no_account_in_the_town_is_named_and_not_taken() -> None:
    SELMA.account()
    with pytest.raises(ValidationError, match=r"selma@rheine\.example"):
        a_round(by=BERTA, members=[PAUL, SELMA])


def test_a_member_from_another_office_reads_the_round_and_nothing_else_of_the_office() -> None:
    made, other = a_round(by=BERTA, members=[PAUL]), a_round(by=BERTA, name="Andere Runde")
    case = a_case(by=BERTA)
    meeting = first_meeting(made, for_=BERTA)
    brought(meeting, by=BERTA)
    with PAUL.at_work() as actor:
        assert [one.name for one in selectors.rounds_of(actor)] == ["Runde der Fachbereiche"]
        assert [item.title for item in selectors.meeting_for(actor, meeting.pk).items.all()] == ["Deutschkurs"]
        assert not Case.objects.filter(pk=case.pk).exists()
        with pytest.raises(Http404):
            selectors.round_for(actor, other.pk)
    for stranger in (PIA, SELMA):
        with stranger.at_work() as actor:
            assert selectors.rounds_of(actor) == []
            assert not Round.objects.exists()
            with pytest.raises(Http404):
                selectors.meeting_for(actor, meeting.pk)


def test_the_window_for_members_lets_read_and_not_write() -> None:
    made = a_round(by=BERTA, members=[PAUL])
    with PAUL.at_work():
        assert Round.objects.filter(pk=made.pk).update(name="Meine") == 0
        assert Meeting.objects.filter(round=made).delete()[0] == 0
        made.pk = None
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            made.save(force_insert=True)


def test_a_member_brings_points_and_withdraws_only_their_own() -> None:
    meeting = first_meeting(a_round(by=BERTA, members=[PAUL, IDA]), for_=BERTA)
    own, other = brought(meeting, by=PAUL), brought(meeting, by=BERTA, title="Haushalt")
    assert own.brought_by == "Paul Muster"
    with PAUL.at_work() as actor:
        services.withdraw_item(actor=actor, item=selectors.item_for(actor, own.pk))
        with pytest.raises(NotAllowed):
            services.withdraw_item(actor=actor, item=selectors.item_for(actor, other.pk))
        with pytest.raises(NotAllowed):
            services.end_round(actor=actor, round=selectors.round_for(actor, meeting.round_id), because="")
    assert [item.title for item in as_it_is(meeting, for_=IDA).items.all()] == ["Haushalt"]


def test_who_only_reads_the_office_brings_nothing_unless_they_sit_in_the_round() -> None:
    meeting = first_meeting(a_round(by=BERTA), for_=BERTA)
    with pytest.raises(NotAllowed):
        brought(meeting, by=IDA)
    brought(first_meeting(a_round(by=BERTA, members=[IDA], name="Mit Ida"), for_=BERTA), by=IDA)


def test_who_leaves_the_round_or_the_town_hall_reads_none_of_it() -> None:
    made = a_round(by=BERTA, members=[PAUL])
    meeting = first_meeting(made, for_=BERTA)
    brought(meeting, by=PAUL)
    decided(meeting)
    with PAUL.at_work() as actor:
        assert selectors.rounds_of(actor)
        Role.objects.filter(account=PAUL.account()).update(ends_on=timezone.localdate())
    with BERTA.at_work() as actor:
        services.change_members(actor=actor, round=made, mails=[IDA.account().email])
    with PAUL.at_work():
        assert not any(model.objects.exists() for model in (Round, Meeting, Item, Decision))
    assert len(as_it_is(meeting, for_=IDA).decisions.all()) == 1


def test_of_a_case_the_round_learns_number_subject_and_state_and_no_more() -> None:
    meeting = first_meeting(a_round(by=BERTA, members=[PAUL]), for_=BERTA)
    case = a_case(by=BERTA)
    with BERTA.at_work() as actor:
        for _twice in range(2):
            services.bring_case(actor=actor, meeting=meeting, case=case)
    page = PAUL.browser().get(f"/schreibtisch/runden/termin/{meeting.pk}/").content.decode()
    assert page.count("Glühbirne wechseln") == 1
    assert f"Vorgang {case.number}: neu" in page
    assert "Anneliese" not in page
    assert "dunkel" not in page
    with BERTA.at_work() as actor:
        case_services.take_case(actor=actor, case=Case.objects.get(pk=case.pk))
    assert "in Arbeit" in PAUL.browser().get(f"/schreibtisch/runden/termin/{meeting.pk}/").content.decode()
    assert PAUL.browser().get(f"/schreibtisch/vorgang/{case.pk}/").status_code == 404


def test_a_confidential_case_and_one_of_another_office_come_into_no_round() -> None:
    meeting = first_meeting(a_round(by=BERTA), for_=BERTA)
    case = a_case(by=BERTA, kind="cases.need_of_help")
    with BERTA.at_work() as actor, pytest.raises(ValidationError, match="vertraulich"):
        services.bring_case(actor=actor, meeting=meeting, case=case)


def test_two_who_write_the_minutes_at_once_lose_no_word() -> None:
    meeting = first_meeting(a_round(by=BERTA), for_=BERTA)
    item = brought(meeting, by=BERTA)
    minutes(meeting, {item.pk: "Zwei Räume sind frei."})
    minutes(meeting, {item.pk: "Zwei Räume sind frei."})
    with pytest.raises(ValidationError, match="jemand anders"):
        minutes(meeting, {item.pk: "Ein Raum ist frei."})
    minutes(meeting, {item.pk: "Ein Raum ist frei."}, seen=1)
    now = as_it_is(meeting, for_=BERTA)
    assert (now.state, now.version, now.items.all()[0].outcome) == ("held", 2, "Ein Raum ist frei.")
    with pytest.raises(ValidationError, match="geschlossen"):
        brought(meeting, by=BERTA, title="Zu spät")


def test_a_decision_is_done_by_whoever_does_it_and_can_become_one_case() -> None:
    meeting = first_meeting(a_round(by=BERTA, members=[PAUL, PIA]), for_=BERTA)
    decision = decided(meeting)
    assert decision.account_id == PAUL.account().pk
    with PIA.at_work() as actor, pytest.raises(NotAllowed):
        services.finish_decision(actor=actor, decision=selectors.decision_for(actor, decision.pk))
    with BERTA.at_work() as actor:
        keys = {services.make_case(actor=actor, decision=decision) for _twice in range(2)}
        [case] = Case.objects.filter(kind="rounds.decision")
    assert keys == {str(case.pk)}
    assert (case.subject, case.about) == ("Räume für den Kurs suchen", f"rounds.decision:{decision.pk}")
    page = BERTA.browser().get(f"/schreibtisch/vorgang/{case.pk}/").content.decode()
    assert f"/schreibtisch/runden/beschluss/{decision.pk}/" in page
    with PAUL.at_work() as actor:
        found = selectors.decision_for(actor, decision.pk)
        services.finish_decision(actor=actor, decision=found)
        services.finish_decision(actor=actor, decision=found)
    with BERTA.at_work():
        assert Decision.objects.get(pk=decision.pk).done_by == "Paul Muster"
        assert list(selectors.open_decisions(meeting.round)) == []


def test_minutes_go_to_everybody_once_and_again_only_when_they_change() -> None:
    meeting = first_meeting(a_round(by=BERTA, members=[PAUL, IDA]), for_=BERTA)
    item = brought(meeting, by=PAUL)
    decided(meeting)

    def sent() -> int:
        with BERTA.at_work() as actor:
            found = selectors.meeting_for(actor, meeting.pk)
            services.send_minutes(actor=actor, meeting=found, address="https://engagiert.example/x/")
            return Message.objects.filter(purpose="rounds.minutes").count()

    with pytest.raises(ValidationError, match="erst das Protokoll"):
        sent()
    minutes(meeting, {item.pk: "Zwei Räume sind frei."})
    assert [sent(), sent()] == [2, 2]
    minutes(meeting, {item.pk: "Ein Raum ist frei."}, seen=1)
    assert sent() == 4
    with BERTA.at_work():
        text = str(Message.objects.filter(mail=PAUL.mail).latest("created_at").blocks)
    for words in ("1. Deutschkurs", "Ein Raum ist frei.", "Räume für den Kurs suchen – Paul Muster", "Kaffee fehlt."):
        assert words in text


def test_agenda_and_minutes_are_papers_that_everybody_can_read() -> None:
    meeting = first_meeting(a_round(by=BERTA), for_=BERTA)
    item = brought(meeting, by=BERTA, title="Kurs #let x = [*fett*]")
    decided(meeting)
    minutes(meeting, {item.pk: "Zwei Räume sind frei."})
    paper = wording.minutes_paper(as_it_is(meeting, for_=BERTA), {})
    reader = PdfReader(io.BytesIO(paper_as_pdf(paper, on=timezone.now())))
    said = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    for words in (
        "Protokoll: Runde der Fachbereiche",
        "Kurs #let x = [*fett*]",
        "Zwei Räume sind frei.",
        "Paul Muster",
    ):
        assert words in said, words
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]


def test_a_meeting_that_falls_away_hands_its_points_on() -> None:
    made = a_round(by=BERTA)
    meeting = first_meeting(made, for_=BERTA)
    brought(meeting, by=BERTA)
    with BERTA.at_work() as actor:
        following = services.call_off(actor=actor, meeting=meeting)
        assert following is not None
        assert [item.title for item in selectors.meeting_for(actor, following.pk).items.all()] == ["Deutschkurs"]
        with pytest.raises(ValidationError, match="schon"):
            services.move_meeting(actor=actor, meeting=following, on=meeting.on, begins_at=datetime.time(9))
        services.move_meeting(
            actor=actor, meeting=following, on=following.on + datetime.timedelta(days=1), begins_at=datetime.time(9)
        )


def test_ending_a_round_is_a_choice_and_so_is_going_on() -> None:
    made = a_round(by=BERTA, starts_in=1)
    with BERTA.at_work() as actor:
        services.end_round(actor=actor, round=made, because="Die Kurse laufen.")
        assert set(Meeting.objects.filter(round=made).values_list("state", flat=True)) == {"cancelled"}
        now = selectors.round_for(actor, made.pk)
        assert wording.is_over(now, timezone.localdate())
        assert wording.until_when(now, timezone.localdate()).startswith("Beendet am")
        later = made.ends_on + datetime.timedelta(days=60)
        services.extend_round(actor=actor, round=now, ends_on=later)
        assert Meeting.objects.filter(round=made, state="planned").count() == 4
        with pytest.raises(ValidationError, match="späteren Tag"):
            services.extend_round(actor=actor, round=now, ends_on=later)


def test_an_editor_keeps_a_round_and_a_viewer_does_not() -> None:
    made = a_round(by=OLE)
    with IDA.at_work() as actor, pytest.raises(NotAllowed):
        services.end_round(actor=actor, round=made, because="")
