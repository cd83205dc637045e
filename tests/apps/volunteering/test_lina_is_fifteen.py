"""Lina is fifteen, Mira sixteen; they wish together, and the shelter learns of Lina when her mother has agreed."""

import datetime
import re

import pytest
from django.test import Client
from django.utils import timezone

from engagiert.apps.messages.models import Message
from engagiert.apps.opportunities.models import Opportunity
from engagiert.apps.privacy.models import Agreement
from engagiert.apps.volunteering import services
from engagiert.apps.volunteering.models import Placement, Proposal, Volunteer
from tests.cast import SELMA
from tests.factories import offers, records

pytestmark = pytest.mark.django_db
CODE = re.compile(r"(?:[2-9A-Z]{4}-){2}[2-9A-Z]{4}")
SHELTER = "tierheim@muster.example"


def born(years: int) -> datetime.date:
    today = timezone.localdate()
    return datetime.date(today.year - years, 1, 1)


def two_offers() -> tuple[Opportunity, Opportunity]:
    shelter = records.an_organisation(by=SELMA, name="Tierheim Muster", mails=[SHELTER])
    tafel = records.an_organisation(by=SELMA, name="Tafelhaus Muster")
    saturday = 0b1111 << 20
    walk = offers.an_offer(
        by=SELMA, of=shelter, title="Gassi gehen", fields=["animals"], minimum_age=14, week_parts=saturday
    )
    return walk, offers.an_offer(by=SELMA, of=tafel, title="Ausgabe Tafelhaus", minimum_age=16, week_parts=saturday)


def joined(browser: Client, **more: str) -> str:
    """The code of Lina's page."""
    given = {
        "token": "f" * 32, "name": "Lina Beispiel", "likes": "animals", "words": "Ein paar Samstage, mit Tieren",
        "days": "5", "radius_km": "10", "age": "minor", "born_on": born(15).isoformat(), "guardian": "Eva Beispiel",
        "friends": f"Mira Esempio, {born(16):%d.%m.%Y}",
    } | more  # fmt: skip
    answer = browser.post("/rheine/mithelfen/", given)
    assert answer.status_code == 302, answer.content.decode()
    found = CODE.search(answer["Location"])
    assert found
    return found.group()


def text_of(browser: Client, code: str, query: str = "") -> str:
    answer = browser.get(f"/mein-engagement/{code}/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def mails_to_shelter() -> str:
    with SELMA.at_work():
        return "".join(str(one.blocks) + one.subject for one in Message.objects.filter(mail=SHELTER))


def test_both_see_what_fits_and_kindly_what_is_for_later_and_the_shelter_waits_for_the_mother() -> None:
    SELMA.office()
    walk, _tafel = two_offers()
    browser = Client()
    code = joined(browser)
    page = text_of(browser, code, "?neu=1")
    assert "Gassi gehen" in page
    assert "Knapp daneben" in page
    assert "ab 16: dann sind Sie dort herzlich willkommen" in page
    assert "Mira Esempio: Wir schlagen Ihnen alles zusammen vor." in page
    assert "Noch fehlt die Zustimmung der Eltern" in page
    miras = CODE.search(page.partition("Code für Mira Esempio: ")[2])
    assert miras

    browser.post(f"/mein-engagement/{code}/vorschlaege/", {"offer": walk.pk})
    assert "Es fehlt die Zustimmung der Eltern" in text_of(browser, code)
    with SELMA.at_work():
        hers = Proposal.objects.get(volunteer__name="Mira Esempio")
        assert hers.opportunity_id == walk.pk
    browser.post(f"/mein-engagement/{miras.group()}/antwort/{hers.pk}/", {"ja": "1"})
    assert mails_to_shelter().count("Gassi gehen") > 0
    with SELMA.at_work():
        assert Proposal.objects.get(volunteer__name="Lina Beispiel").organisation_asked_at is None
        assert Proposal.objects.get(volunteer__name="Mira Esempio").organisation_asked_at is not None
    assert "Lina" not in mails_to_shelter()


def test_with_the_mothers_code_it_goes_on_and_when_she_takes_it_back_everything_ends() -> None:
    SELMA.office()
    walk, _tafel = two_offers()
    browser = Client()
    code = joined(browser, friends="")
    browser.post(f"/mein-engagement/{code}/vorschlaege/", {"offer": walk.pk})
    slip = browser.get(f"/mein-engagement/{code}/zustimmung/").content.decode()
    mothers = CODE.search(slip.partition("Eva Beispiel")[2])
    assert mothers
    assert browser.post(f"/einwilligung/{mothers.group()}/").status_code == 302
    follow()
    with SELMA.at_work():
        assert Proposal.objects.get().organisation_asked_at is not None
        link = CODE.search(mails_to_shelter())
    assert link
    question = browser.get(f"/vorschlag/{link.group()}/").content.decode()
    assert "Lina" not in question
    answered = browser.post(f"/vorschlag/{link.group()}/", {"ja": "1"}).content.decode()
    assert "Lina Beispiel" in answered
    assert "Tierheim Muster" in text_of(browser, code).partition("Wer Ihre Angaben gesehen hat")[2]

    with SELMA.at_work() as actor:
        lina = Volunteer.objects.select_related("office__place").get()
        agreement = Agreement.objects.get(who=Agreement.Who.GUARDIAN)
        services.take_back_guardian(actor=actor, volunteer=lina, agreement=agreement, way="phone")
        placement = Placement.objects.get()
        assert placement.state == Placement.State.ENDED
        assert placement.ended_because == Placement.End.CONSENT
    before = mails_to_shelter()
    browser.post(f"/mein-engagement/{code}/vorschlaege/", {"offer": walk.pk})
    assert mails_to_shelter() == before


def follow() -> None:
    """The job that hears of the consent."""
    with SELMA.at_work() as actor:
        for person in Volunteer.objects.all():
            services.follow_consent(actor=actor, office=SELMA.office(), about=f"volunteering.volunteer:{person.pk}")


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"born_on": "2031-01-01"}, "liegt in der Zukunft"),
        ({"born_on": "1870-01-01"}, "Stimmt das Jahr?"),
        ({"born_on": ""}, "Schreiben Sie, wann Sie geboren sind"),
        ({"guardian": ""}, "Zustimmung der Eltern"),
        ({"radius_km": "0"}, "mindestens 1 km"),
        ({"likes": "zaubern"}, "Das steht hier nicht zur Wahl"),
        ({"avoids": "animals"}, "dasselbe gern und nicht gern"),
        ({"words": "x" * 10_000}, "10000 Zeichen"),
        ({"hours_per_week": "200"}, "Mehr als 40 Stunden"),
        ({"friends": "Mira, gestern"}, "ist kein Datum"),
        ({"days": "9"}, "Das steht hier nicht zur Wahl"),
        ({"name": ""}, "Schreiben Sie Ihren Namen"),
    ],
)
def test_what_cannot_be_gets_a_sentence_and_nothing_is_lost(given: dict[str, str], sentence: str) -> None:
    SELMA.office()
    whole = {
        "token": "a" * 32, "name": "Lina Beispiel", "likes": "animals", "words": "Mit Tieren", "days": "5",
        "radius_km": "10", "age": "minor", "born_on": born(15).isoformat(), "guardian": "Eva Beispiel",
    } | given  # fmt: skip
    answer = Client().post("/rheine/mithelfen/", whole)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert sentence in page
    assert whole["words"] in page
    assert whole["name"] in page
    with SELMA.at_work():
        assert not Volunteer.objects.exists()


def test_who_comes_from_an_offer_has_said_yes_to_it() -> None:
    SELMA.office()
    walk, _tafel = two_offers()
    browser = Client()
    assert "Gassi gehen" in browser.get(f"/rheine/mithelfen/?angebot={walk.pk}").content.decode()
    joined(browser, friends="", age="adult", born_on="", guardian="", offer=str(walk.pk))
    with SELMA.at_work():
        assert Proposal.objects.get().organisation_asked_at is not None


def test_the_same_form_twice_is_one_person() -> None:
    SELMA.office()
    browser = Client()
    assert joined(browser) == joined(browser)
    with SELMA.at_work():
        assert Volunteer.objects.count() == 2
