"""A survey from the first question to its table: nobody's answer is lost, doubled or taken over without a look."""

import csv
import datetime
import io
import re

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from engagiert.apps.directory.models import Organisation, Suggestion
from engagiert.apps.directory.public import services as directory
from engagiert.apps.surveys import selectors, services
from engagiert.apps.surveys.models import NeedReport, Sheet, Survey
from engagiert.kernel.links.public import LinkGone
from tests.cast import ANYBODY, BERTA, JAN, OLE
from tests.factories import records, surveys

pytestmark = pytest.mark.django_db
CODE = re.compile(r"/code/((?:[2-9A-Z]{4}-){2}[2-9A-Z]{4})/")
TEN_THOUSAND = "x" * 10_000


@pytest.fixture
def choir() -> Organisation:
    return records.an_organisation(by=BERTA, name="Chor Probe", mails=["chor@post.example"], budget_band="under_10k")


def asked(choir: Organisation, **more: object) -> tuple[Survey, Sheet, str]:
    survey = surveys.a_survey(by=BERTA, **more)
    sheet = surveys.sheet_of(survey, choir.name, for_=BERTA)
    return survey, sheet, surveys.code_for(sheet, by=BERTA)


def page(code: str, slug: str) -> str:
    return reverse("surveys:page", args=[code, slug])


def test_everybody_of_the_directory_is_asked_on_the_way_that_is_known(choir: Organisation) -> None:
    records.an_organisation(by=BERTA, name="Heimatbund Probe", street="Markt 1", postcode="33039", town="Nieheim")
    records.an_organisation(by=BERTA, name="Stammtisch Probe")
    records.a_draft(by=BERTA)
    survey = surveys.a_survey(by=BERTA)
    with BERTA.at_work():
        ways = dict(Sheet.objects.filter(survey=survey).values_list("name", "channel"))
    assert ways == {"Chor Probe": "mail", "Heimatbund Probe": "letter", "Stammtisch Probe": "phone"}
    assert len(surveys.letters_about(survey, for_=BERTA)) == 2
    # The job began again: nobody is asked twice.
    assert services.invite_in_steps(actor=BERTA.actor(), survey_id=survey.pk) == 0


def test_a_sheet_begins_with_what_the_directory_says_and_goes_on_where_one_stopped(choir: Organisation) -> None:
    _survey, _sheet, code = asked(choir)
    visitor = Client()
    assert "checked" in visitor.get(page(code, "geld")).text  # the budget of the record
    answer = visitor.post(page(code, "bedarf"), {"needs": "Ein Proberaum", "version": 1, "later": "1"})
    assert answer.headers["Location"] == reverse("surveys:start", args=[code])
    assert "Ein Proberaum" in Client().get(page(code, "bedarf")).text


def test_what_is_sent_in_becomes_a_proposal_and_changes_nothing_before_a_look(choir: Organisation) -> None:
    _survey, sheet, _code = asked(choir)
    funding = [{"funder": "Land NRW", "share_percent": 80, "starts_on": "2024-01-01", "ends_on": "2026-12-31"}]
    surveys.answered(
        sheet, by=BERTA, services=["Singen"], budget_band="10k_50k", funding=funding, needs="Ein Proberaum"
    )
    with BERTA.at_work() as actor:
        record = Organisation.objects.get(pk=choir.pk)
        assert (record.services, record.budget_band) == ([], "under_10k")
        proposal = Suggestion.objects.get(organisation=choir)
        assert proposal.changes == {"services": ["Singen"], "budget_band": "10k_50k", "funding": funding}
        kept = {name: proposal.changes[name] for name in ("services", "funding")}
        directory.accept_suggestion(actor=actor, suggestion=proposal, changes=kept)
        record.refresh_from_db()
        assert (record.services, record.budget_band) == (["Singen"], "under_10k")
        money = record.funding.get()
        assert (money.funder, money.share_percent, money.ends_on) == ("Land NRW", 80, datetime.date(2026, 12, 31))
        assert NeedReport.objects.get().text == "Ein Proberaum"


def test_what_the_record_knows_of_a_grant_and_nobody_was_asked_stays(choir: Organisation) -> None:
    known = {"funder": "Stiftung Muster", "share_percent": 40, "starts_on": "2025-01-01", "ends_on": "2026-12-31"}
    with BERTA.at_work("tests.fund") as actor:
        directory.update_organisation(actor=actor, organisation=choir, values={"funding": [known]})
    _survey, sheet, _code = asked(choir)
    said = {"funder": "Stiftung Muster", "share_percent": None, "starts_on": "2025-01-01", "ends_on": "2027-12-31"}
    surveys.answered(sheet, by=BERTA, funding=[said])
    with BERTA.at_work() as actor:
        directory.accept_suggestion(actor=actor, suggestion=Suggestion.objects.get())
        money = Organisation.objects.get(pk=choir.pk).funding.get()
        assert (money.share_percent, money.ends_on) == (40, datetime.date(2027, 12, 31))


def test_a_link_is_good_for_one_answer_and_says_so(choir: Organisation) -> None:
    _survey, sheet, code = asked(choir)
    surveys.answered(sheet, by=BERTA, rooms="Ein Saal")
    with pytest.raises(LinkGone):
        services.send_in_by_link(actor=ANYBODY, code=code)
    again = Client().post(reverse("surveys:send", args=[code]))
    assert (again.status_code, "Danke, Ihre Antwort ist da" in again.text) == (200, True)


@pytest.mark.parametrize(
    ("slug", "sent", "sentence"),
    [
        ("geld", {"budget": "-500"}, "Schreiben Sie 0"),
        ("geld", {"budget": "viel"}, "Schreiben Sie eine Zahl"),
        (
            "geld",
            {"funding_0_funder": "Land", "funding_0_starts_on": "2026-05-01", "funding_0_ends_on": "2026-04-01"},
            "Das Ende liegt vor dem Beginn",
        ),
        ("geld", {"funding_0_funder": "A", "funding_0_share_percent": "60", "funding_1_funder": "B",
                  "funding_1_share_percent": "60"}, "mehr als 100 Prozent"),
        ("bedarf", {"needs": TEN_THOUSAND}, "Das sind 10000 Zeichen"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_clearly_and_nothing_is_lost(
    choir: Organisation, slug: str, sent: dict[str, str], sentence: str
) -> None:
    _survey, sheet, code = asked(choir)
    beside = {"geld": {"budget_band": "10k_50k"}, "bedarf": {"can_rest": "Der Flohmarkt"}}[slug]
    answer = Client().post(page(code, slug), {**sent, **beside, "version": 1})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert all(value in answer.text for value in sent.values())
    kept = surveys.sheet_of(sheet.survey, choir.name, for_=BERTA).answers
    assert beside.items() <= kept.items()


def test_a_questionnaire_that_changes_while_somebody_answers_keeps_what_they_said(choir: Organisation) -> None:
    survey, sheet, code = asked(choir, own=(("text", "Was wünschen Sie sich vom Büro?", ()),))
    own = next(key for key in _questions(survey) if key.startswith("own-"))
    visitor = Client()
    visitor.post(page(code, "eigene"), {own: "Einen Ausflug", "version": survey.version})
    with BERTA.at_work("tests.change") as actor:
        services.add_question(actor=actor, survey=survey, kind="yes_no", label="Haben Sie einen Schlüssel?")
    answer = visitor.post(page(code, "eigene"), {own: "Einen Ausflug im Mai", "version": survey.version}, follow=True)
    assert "inzwischen geändert" in answer.text
    assert "Haben Sie einen Schlüssel?" in answer.text
    kept = surveys.sheet_of(survey, choir.name, for_=BERTA)
    assert (kept.answers[own], kept.version) == ("Einen Ausflug im Mai", survey.version + 1)
    assert sheet.survey_id == survey.pk


def _questions(survey: Survey) -> dict[str, object]:
    with BERTA.at_work():
        return dict(selectors.questions_of(survey))


def test_a_closed_survey_takes_nothing_and_says_where_to_turn(choir: Organisation) -> None:
    survey, _sheet, code = asked(choir)
    with BERTA.at_work("tests.close") as actor:
        services.close_survey(actor=actor, survey=survey)
    assert "geschlossen" in Client().get(reverse("surveys:start", args=[code])).text
    with pytest.raises(ValidationError, match="geschlossen"):
        services.save_page_by_link(actor=ANYBODY, code=code, answers={"rooms": "Saal"}, version=1)


def test_silence_is_unknown_and_is_reminded_once(choir: Organisation) -> None:
    quiet = records.an_organisation(by=BERTA, name="Kegelclub Probe", mails=["kegeln@post.example"])
    survey, sheet, _code = asked(choir)
    surveys.answered(sheet, by=BERTA, volunteers="12")
    last_week = survey.closes_on - datetime.timedelta(days=survey.remind_days)
    with BERTA.at_work("tests.run") as actor:
        Sheet.objects.filter(survey=survey).update(asked_at=timezone.now() - datetime.timedelta(days=9))
        for _twice in range(2):
            services.run_daily(actor=actor, office=survey.office, today=last_week)
    reminders = [one for one in surveys.letters_about(survey, for_=BERTA) if one.purpose == "surveys.reminder"]
    assert [one.mail for one in reminders] == [quiet.mails[0]]
    with BERTA.at_work():
        said = {one.question.key: one for one in selectors.answered(survey)}
        assert (said["volunteers"].said, said["volunteers"].unknown, said["volunteers"].total) == (1, 1, 12)
        assert (said["rooms"].said, said["rooms"].unknown) == (0, 2)
        services.run_daily(
            actor=BERTA.actor(), office=survey.office, today=survey.closes_on + datetime.timedelta(days=1)
        )
    assert surveys.as_it_is(survey, for_=BERTA).state == Survey.State.CLOSED


def test_the_next_round_stands_beside_the_one_before(choir: Organisation) -> None:
    first, sheet, _code = asked(choir)
    surveys.answered(sheet, by=BERTA, volunteers="12")
    with BERTA.at_work("tests.close") as actor:
        services.close_survey(actor=actor, survey=first)
    records.an_organisation(by=BERTA, name="Mütterzentrum Probe", type="muetterzentrum", mails=["mz@post.example"])
    second = surveys.a_survey(by=BERTA)
    with BERTA.at_work():
        rows = {one.key: one for one in selectors.rates_by_type(second)}
        assert (rows["verein"].percent, rows["verein"].percent_before) == (0, 100)
        assert (rows["muetterzentrum"].asked, rows["muetterzentrum"].percent_before) == (1, None)
        said = {one.question.key: one for one in selectors.answered(second)}
        assert said["volunteers"].total_before == 12


def test_the_desk_writes_down_what_is_told_on_the_telephone(choir: Organisation) -> None:
    survey, sheet, code = asked(choir)
    desk = OLE.browser()
    address = reverse("desk:survey_sheet_page", args=[survey.pk, sheet.pk, "mittel"])
    # An empty form is nothing said, and no reason to fall over.
    assert OLE.browser().post(address, {}).status_code in (302, 422)
    desk.post(address, {"rooms": "Ein Saal", "volunteers": "1.250", "version": 1})
    desk.post(reverse("desk:survey_sheet", args=[survey.pk, sheet.pk]), {"send": "1"})
    kept = surveys.sheet_of(survey, choir.name, for_=BERTA)
    assert (kept.answers["volunteers"], kept.by_phone, kept.sent_at is not None) == ("1250", True, True)
    # The link that was out ends with it.
    assert "Diese Antwort ist schon da" in Client().get(reverse("surveys:start", args=[code])).text


def test_the_table_has_a_row_for_everybody_and_a_codebook_for_every_column(choir: Organisation) -> None:
    records.an_organisation(by=BERTA, name="=Kegelclub", mails=["kegeln@post.example"])
    survey, sheet, _code = asked(choir, own=(("one", "Haben Sie einen Schlüssel?", ("Ja", "Nein")),))
    surveys.answered(sheet, by=BERTA, target_groups=["children", "seniors"])
    desk = BERTA.browser()
    table, book = (
        list(
            csv.DictReader(io.StringIO(desk.get(reverse(name, args=[survey.pk])).text.lstrip("\ufeff")), delimiter=";")
        )
        for name in ("desk:survey_csv", "desk:survey_codebook")
    )
    rows = {row["organisation"]: row for row in table}
    assert rows["Chor Probe"]["target_groups"] == "children|seniors"
    assert (rows["'=Kegelclub"]["answered_on"], rows["'=Kegelclub"]["target_groups"]) == ("", "")
    assert [row["column"] for row in book] == list(table[0])


def test_another_office_sees_nothing_of_it(choir: Organisation) -> None:
    survey, sheet, _code = asked(choir)
    stranger = JAN.browser()
    for name, keys in (("desk:survey", [survey.pk]), ("desk:survey_sheet", [survey.pk, sheet.pk])):
        assert stranger.get(reverse(name, args=keys)).status_code == 404
