"""The round among staff: nobody can tell who said what, not even with the whole database in hand."""

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from engagiert.apps.surveys import selectors, services
from engagiert.apps.surveys.models import StaffCount, Survey
from engagiert.kernel.audit.models import AuditEntry
from engagiert.kernel.links.public import LinkGone
from tests.cast import ANYBODY, BERTA
from tests.factories import surveys

pytestmark = pytest.mark.django_db
DEPARTMENTS = ("Bauamt", "Kämmerei", "Schulamt")


@pytest.fixture
def staff_round() -> Survey:
    return surveys.a_survey(by=BERTA, kind="staff", own=(("one", "Wo arbeiten Sie?", DEPARTMENTS),))


def own_key(survey: Survey) -> str:
    with BERTA.at_work():
        return next(key for key in selectors.questions_of(survey) if key.startswith("own-"))


def say(survey: Survey, engaged: str, department: str, times: int) -> None:
    key = own_key(survey)
    for code in surveys.staff_codes(survey, times, by=BERTA):
        services.answer_as_staff(actor=ANYBODY, code=code, answers={"engaged": engaged, key: department})


def results(survey: Survey) -> tuple[list[selectors.StaffAnswer], list[selectors.Crossed]]:
    with BERTA.at_work("tests.close") as actor:
        services.close_survey(actor=actor, survey=survey)
        return selectors.staff_answers(selectors.survey_for(actor, survey.pk))


def test_an_answer_leaves_counts_and_nothing_of_who_and_when(staff_round: Survey) -> None:
    say(staff_round, "yes", "Bauamt", 1)
    columns = {field.name for field in StaffCount._meta.get_fields()}
    assert not {name for name in columns if name.endswith(("_at", "_on", "account", "link"))}
    with BERTA.at_work():
        assert not AuditEntry.objects.filter(table_name="surveys_staffcount").exists()
        assert {row.number for row in StaffCount.objects.all()} == {1}
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from information_schema.columns where table_name = 'surveys_staffcount'")
        assert cursor.fetchone() == (7,)


def test_a_code_is_good_once_and_a_second_answer_is_refused(staff_round: Survey) -> None:
    (code,) = surveys.staff_codes(staff_round, 1, by=BERTA)
    visitor, address = Client(), reverse("surveys:staff", args=[code])
    assert visitor.post(address, {"engaged": "yes"}).status_code == 302
    assert "nirgends aufgeschrieben" in visitor.get(address).text
    with pytest.raises(LinkGone):
        services.answer_as_staff(actor=ANYBODY, code=code, answers={"engaged": "no"})


def test_nothing_is_shown_before_the_end(staff_round: Survey) -> None:
    say(staff_round, "yes", "Bauamt", 6)
    with BERTA.at_work():
        assert selectors.staff_answers(staff_round) == ([], [])


def test_small_numbers_are_put_together_with_one_that_is_not_small(staff_round: Survey) -> None:
    say(staff_round, "yes", "Bauamt", 9)
    say(staff_round, "yes", "Schulamt", 7)
    say(staff_round, "yes", "Kämmerei", 3)
    say(staff_round, "no", "Bauamt", 6)
    single, crossed = results(staff_round)
    engaged = {str(words): number for words, number in single[0].options}
    assert engaged == {"Ja": 19, "Nein, aber ich hätte Lust": 0, "Nein": 6}
    (table,) = crossed
    # The Kämmerei alone would be three people; its neighbour goes with it, so that no difference tells.
    assert dict(table.lines) == {"Bauamt": (9, 0, 6), "keine Angabe": (0, 0, 0)}
    assert (sorted(map(str, table.hidden)), table.together) == (["Kämmerei", "Schulamt"], (10, 0, 0))


def test_who_skips_the_department_cannot_be_told_from_two_tables(staff_round: Survey) -> None:
    say(staff_round, "yes", "Bauamt", 9)
    for code in surveys.staff_codes(staff_round, 2, by=BERTA):
        services.answer_as_staff(actor=ANYBODY, code=code, answers={"engaged": "yes"})
    single, (table,) = results(staff_round)
    assert single[0].options[0][1] == table.whole[0] == 11  # type: ignore[index]
    assert dict(table.lines).get("keine Angabe") is None


def test_too_few_answers_are_not_shown_at_all(staff_round: Survey) -> None:
    say(staff_round, "yes", "Bauamt", 4)
    single, (table,) = results(staff_round)
    assert ([one.said for one in single], table.whole) == ([None] * len(single), None)


def test_a_round_without_names_asks_for_no_words(staff_round: Survey) -> None:
    answer = BERTA.browser().post(
        reverse("desk:survey_questions", args=[staff_round.pk]), {"kind": "text", "label": "Was denken Sie?"}
    )
    assert answer.status_code == 422
    assert "Was denken Sie?" in answer.text
