"""The office of a Kreis or Land asks everybody of its towns, and a mail that comes back is not the end of it."""

from typing import Any

import pytest
from django.urls import reverse

from engagiert.apps.accounts.public import open_office
from engagiert.apps.directory.models import Suggestion
from engagiert.apps.directory.public import services as directory
from engagiert.apps.messages.models import Message
from engagiert.apps.places import services as place_services
from engagiert.apps.places.public import Place
from engagiert.apps.surveys import selectors
from engagiert.apps.surveys.models import Sheet, Survey
from tests.cast import BERTA, COORDINATOR, JAN, OPERATOR, Person, the_operator_at_work
from tests.factories import records, surveys
from tests.factories.towns import TownFacts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _register() -> None:
    place_services.load_register(actor=OPERATOR)


def somebody_at(ags: str) -> Person:
    """Who works at an office above the towns."""
    place = Place.objects.get(ags=ags)
    facts = TownFacts(place.name, ags, "", 0, 0, 0)
    person = Person(f"Karin {ags}", f"karin@{ags}.example", COORDINATOR, facts)
    with the_operator_at_work():
        open_office(actor=OPERATOR, place=place, name=f"Ehrenamt {place.name}")
    return person


def asked_by(person: Person) -> Survey:
    records.an_organisation(by=BERTA, name="Chor Probe", mails=["chor@post.example"], budget_band="under_10k")
    records.an_organisation(by=JAN, name="Verein in Hemer", mails=["hemer@post.example"])
    return surveys.a_survey(by=person)


@pytest.mark.parametrize(("ags", "names"), [("05762", ["Chor Probe"]), ("05", ["Chor Probe", "Verein in Hemer"])])
def test_an_office_above_asks_all_of_its_towns_and_answers_go_to_whom_the_record_belongs(
    ags: str, names: list[str]
) -> None:
    karin = somebody_at(ags)
    survey = asked_by(karin)
    with karin.at_work() as actor:
        sheets = Sheet.objects.filter(survey=survey).order_by("name")
        assert [sheet.name for sheet in sheets] == names
        by_place = {one.key: (one.asked, one.answered) for one in selectors.rates_by_place(survey)}
        assert sum(asked for asked, _answered in by_place.values()) == len(names)
        assert not Suggestion.objects.exists()
        assert actor.office_ids == (survey.office_id,)
    surveys.answered(surveys.sheet_of(survey, "Chor Probe", for_=karin), by=karin, budget_band="10k_50k")
    with karin.at_work():
        assert Sheet.objects.get(survey=survey, name="Chor Probe").sent_at is not None
        assert not Suggestion.objects.exists()
    with BERTA.at_work() as actor:
        [suggestion] = Suggestion.objects.all()
        assert not Sheet.objects.exists()
        changed = directory.accept_suggestion(actor=actor, suggestion=suggestion)
        assert (changed.name, changed.budget_band) == ("Chor Probe", "10k_50k")


def came_back(survey: Survey, by: Person) -> Sheet:
    """The mail server says that there is no such address."""
    sheet = surveys.sheet_of(survey, "Chor Probe", for_=by)
    with by.at_work("tests.bounce"):
        about = f"{selectors.ABOUT_SHEET}{sheet.pk}"
        Message.objects.filter(about=about).update(state="failed", problem="back_unknown")
    return sheet


@pytest.mark.parametrize(
    ("address", "way", "words"),
    [({}, "phone", "unter „Anrufen“"), ({"street": "Markt 1", "postcode": "33039"}, "letter", "Brief mit Code")],
)
def test_who_cannot_be_reached_by_mail_is_shown_and_gets_a_letter_or_a_call(
    address: dict[str, Any], way: str, words: str
) -> None:
    records.an_organisation(by=BERTA, name="Chor Probe", mails=["weg@post.example"], **address)
    survey = surveys.a_survey(by=BERTA)
    sheet, desk = came_back(survey, BERTA), BERTA.browser()
    listed = desk.get(reverse("desk:survey_sheets", args=[survey.pk]), {"zeigen": "returned"})
    assert [one.name for one, _back in listed.context["rows"]] == ["Chor Probe"]
    assert "kam zurück" in listed.text
    page = reverse("desk:survey_sheet", args=[survey.pk, sheet.pk])
    assert "Die Mail kam zurück" in desk.get(page).text
    for _twice in range(2):
        assert words in desk.post(page, {"otherwise": "1"}, follow=True).text
    now = surveys.sheet_of(survey, "Chor Probe", for_=BERTA)
    letters = [one for one in surveys.letters_about(survey, for_=BERTA) if one.channel == "letter"]
    assert (now.channel, len(letters)) == (way, int(way == "letter"))
    assert "kam zurück" not in desk.get(reverse("desk:survey_sheets", args=[survey.pk])).text.split("<table")[1]
