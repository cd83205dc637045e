"""A consent is provable and withdrawn as easily as given: by link, by paper code, on the telephone, at the counter."""

import datetime
import re

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from engagiert.apps.messages.public import Message
from engagiert.apps.privacy import services
from engagiert.apps.privacy.models import Agreement, Consent
from engagiert.apps.privacy.selectors import consent_state, consents_about
from engagiert.apps.privacy.services import Asked
from engagiert.kernel.authz import NotAllowed
from engagiert.kernel.links.public import LinkGone
from tests.cast import BERTA, IDA, SELMA
from tests.factories.data_protection import TEXT, a_consent

pytestmark = pytest.mark.django_db

MARI = Asked("Mari Musterfrau", mail="mari@post.example")
AT_HOME = ("Ole Musterfrau", "Weg 1", "33039 Nieheim")
PARENTS = (Asked("Eva Musterfrau", mail="eva@post.example"), Asked("Ole Musterfrau", postal=AT_HOME))


def child(years: int) -> datetime.date:
    today = timezone.localdate()
    return datetime.date(today.year - years, 1, 1)


def code_in_message(name: str) -> str:
    with BERTA.at_work():
        blocks = str(
            [message.blocks for message in Message.objects.filter(about=f"privacy.agreement:{one(name).pk}")][-1]
        )
    found = re.search(r"(?:[2-9A-Z]{4}-){2}[2-9A-Z]{4}", blocks)
    assert found
    return found.group()


def one(name: str) -> Agreement:
    return Agreement.objects.select_related("consent").get(name=name)


def state_of(consent: Consent) -> str:
    with BERTA.at_work():
        return consent_state(Consent.objects.get(pk=consent.pk))


def test_opening_the_link_agrees_to_nothing_the_button_does_and_the_words_are_kept() -> None:
    consent = a_consent(by=BERTA, person=MARI)
    code = code_in_message(MARI.name)
    browser = Client()
    page = browser.get(f"/code/{code}/", follow=True)
    assert TEXT.text in page.content.decode()
    assert state_of(consent) == "open"
    assert browser.post(f"/einwilligung/{code}/").status_code == 302
    assert state_of(consent) == "given"
    with BERTA.at_work():
        kept = one(MARI.name)
        assert (kept.given_way, kept.consent.text, kept.consent.version) == ("online", TEXT.text, TEXT.version)


def test_the_button_pressed_twice_agrees_once_and_says_so() -> None:
    a_consent(by=BERTA, person=MARI)
    code = code_in_message(MARI.name)
    assert Client().post(f"/einwilligung/{code}/").status_code == 302
    again = Client().post(f"/einwilligung/{code}/")
    assert again.status_code == 404
    assert "schon angekommen" in again.content.decode()


def test_the_confirmation_brings_a_link_that_takes_it_back() -> None:
    consent = a_consent(by=BERTA, person=MARI)
    services.agree_by_link(code=code_in_message(MARI.name))
    back = code_in_message(MARI.name)
    assert Client().post(f"/einwilligung/{back}/zuruecknehmen/").status_code == 302
    assert state_of(consent) == "withdrawn"
    with BERTA.at_work():
        # From now on its period runs.
        assert Consent.objects.get(pk=consent.pk).ended_at is not None


def test_both_guardians_agree_one_by_mail_one_by_the_code_of_a_letter() -> None:
    consent = a_consent(by=BERTA, person=Asked("Kim Musterfrau"), guardians=PARENTS, born_on=child(10))
    services.agree_by_link(code=code_in_message("Eva Musterfrau"))
    assert state_of(consent) == "open"
    services.agree_by_link(code=code_in_message("Ole Musterfrau").lower().replace("-", " "))
    assert state_of(consent) == "given"


def test_one_of_two_guardians_can_end_it_on_the_telephone() -> None:
    consent = a_consent(by=BERTA, person=Asked("Kim Musterfrau"), guardians=PARENTS, born_on=child(10))
    for name in ("Eva Musterfrau", "Ole Musterfrau"):
        services.agree_by_link(code=code_in_message(name))
    with BERTA.at_work() as actor:
        services.withdraw_agreement(actor=actor, agreement=one("Ole Musterfrau"), way="phone")
        services.withdraw_agreement(actor=actor, agreement=one("Ole Musterfrau"), way="phone")
    assert state_of(consent) == "withdrawn"


def test_on_paper_the_office_notes_where_it_lies_and_the_link_ends() -> None:
    consent = a_consent(by=BERTA, person=MARI)
    code = code_in_message(MARI.name)
    with BERTA.at_work() as actor:
        services.note_agreement(actor=actor, agreement=one(MARI.name), way="paper", note="Ordner 3")
    assert state_of(consent) == "given"
    with pytest.raises(LinkGone, match="withdrawn"):
        services.agree_by_link(code=code)


def test_a_link_of_one_kind_does_not_open_the_other() -> None:
    a_consent(by=BERTA, person=MARI)
    assert Client().post(f"/einwilligung/{code_in_message(MARI.name)}/zuruecknehmen/").status_code == 404


def test_a_child_without_its_guardians_is_refused_with_a_sentence() -> None:
    with pytest.raises(ValidationError, match="beide Sorgeberechtigten"):
        a_consent(by=BERTA, person=Asked("Kim Musterfrau"), born_on=child(10))
    with pytest.raises(ValidationError, match="die die Sorge hat"):
        a_consent(by=BERTA, person=Asked("Kim Musterfrau"), born_on=child(10), custody="one")


def test_what_the_guardians_gave_is_outgrown_at_sixteen() -> None:
    consent = a_consent(by=BERTA, person=Asked("Kim Musterfrau"), guardians=PARENTS, born_on=child(13))
    for name in ("Eva Musterfrau", "Ole Musterfrau"):
        services.agree_by_link(code=code_in_message(name))
    with BERTA.at_work():
        [found] = consents_about(BERTA.office(), consent.about)
        assert consent_state(found, timezone.localdate() + datetime.timedelta(days=4 * 365)) == "outgrown"


def test_nobody_agrees_by_link_in_the_name_of_another_and_only_who_works_there_notes() -> None:
    a_consent(by=BERTA, person=MARI)
    with BERTA.at_work() as actor, pytest.raises(ValidationError, match="nur die Person selbst"):
        services.note_agreement(actor=actor, agreement=one(MARI.name), way="online")
    with BERTA.at_work():
        agreement = one(MARI.name)
    for person in (IDA, SELMA):
        with person.at_work() as actor, pytest.raises(NotAllowed):
            services.note_agreement(actor=actor, agreement=agreement, way="phone")


def given(name: str = "Mari Musterfrau", mail: str = "mari@post.example") -> Agreement:
    a_consent(by=BERTA, person=Asked(name, mail=mail))
    with BERTA.at_work():
        asked = Agreement.objects.filter(name=name).latest("consent__asked_at")
    with BERTA.at_work() as actor:
        return services.note_agreement(actor=actor, agreement=asked, way="counter", note="Ordner 3")


def test_the_desk_lists_words_version_and_day_and_takes_it_back_in_one_step() -> None:
    agreement = given()
    browser = BERTA.browser()
    page = browser.get("/schreibtisch/datenschutz/einwilligungen/").text
    for said in (MARI.name, TEXT.text, f"Fassung {TEXT.version}", "vor Ort", "Ordner 3"):
        assert said in page
    for _click in range(2):
        answer = browser.post(
            f"/schreibtisch/datenschutz/einwilligungen/{agreement.pk}/", {"way": "phone", "withdraw": "1"}, follow=True
        )
        assert "Das gilt ab sofort" in answer.text
    with BERTA.at_work():
        agreement.refresh_from_db()
        assert (agreement.stands, agreement.withdrawn_way, agreement.withdrawn_by) == (False, "phone", BERTA.name)


def test_a_paper_that_came_back_is_noted_at_the_desk() -> None:
    a_consent(by=BERTA, person=MARI)
    with BERTA.at_work():
        agreement = one(MARI.name)
    address = f"/schreibtisch/datenschutz/einwilligungen/{agreement.pk}/"
    BERTA.browser().post(address, {"way": "paper", "note": "Ordner 3"})
    with BERTA.at_work():
        agreement.refresh_from_db()
        assert (agreement.stands, agreement.given_way, agreement.given_note) == (True, "paper", "Ordner 3")
    refused = BERTA.browser().post(address, {"way": "online", "withdraw": "1"}, follow=True)
    assert "Wählen Sie, auf welchem Weg" in refused.text


def test_a_name_is_found_also_among_those_who_agree_for_somebody() -> None:
    a_consent(by=BERTA, person=Asked("Kim Musterfrau"), guardians=PARENTS, born_on=child(10))
    given("Berit Beispiel", "berit@post.example")
    page = BERTA.browser().post("/schreibtisch/datenschutz/einwilligungen/", {"name": "eva muster"}).text
    assert "Kim Musterfrau" in page
    assert "Berit Beispiel" not in page


def test_who_only_reads_or_works_elsewhere_sees_no_consent_and_takes_none_back() -> None:
    agreement = given()
    assert IDA.browser().get("/schreibtisch/datenschutz/einwilligungen/").status_code == 403
    assert MARI.name not in SELMA.browser().get("/schreibtisch/datenschutz/einwilligungen/").text
    address = f"/schreibtisch/datenschutz/einwilligungen/{agreement.pk}/"
    assert SELMA.browser().post(address, {"way": "phone", "withdraw": "1"}).status_code == 404


def test_behind_one_link_stands_whatever_else_the_same_address_has_agreed_to() -> None:
    a_consent(by=BERTA, person=MARI)
    services.agree_by_link(code=code_in_message(MARI.name))
    with BERTA.at_work():
        back = next(code for code in codes_in_messages() if code)
    other, foreign = given("Mari M."), given("Fremd Muster", "fremd@post.example")
    browser = Client()
    page = browser.get(f"/einwilligung/{back}/zuruecknehmen/").text
    assert str(other.pk) in page
    assert str(foreign.pk) not in page
    browser.post(f"/einwilligung/{back}/zuruecknehmen/", {"other": str(foreign.pk)})
    browser.post(f"/einwilligung/{back}/zuruecknehmen/", {"other": str(other.pk)})
    with BERTA.at_work():
        assert [one_.stands for one_ in (one(MARI.name), one("Mari M."), one("Fremd Muster"))] == [True, False, True]


def codes_in_messages() -> list[str]:
    """The codes of the newest message about the first agreement, the way back."""
    blocks = str([message.blocks for message in Message.objects.filter(about=f"privacy.agreement:{one(MARI.name).pk}")])
    return re.findall(r"(?:[2-9A-Z]{4}-){2}[2-9A-Z]{4}", blocks)[-1:]


def test_whoever_has_a_sign_in_sees_their_own_consents_and_takes_them_back() -> None:
    mine, other = given("Berta Beispiel", BERTA.mail), given()
    browser = BERTA.browser()
    page = browser.get("/konto/daten/").text
    assert f"/konto/einwilligung/{mine.pk}/" in page
    assert f"/konto/einwilligung/{other.pk}/" not in page
    assert browser.post(f"/konto/einwilligung/{other.pk}/").status_code == 404
    for _click in range(2):
        assert "Das gilt ab sofort" in browser.post(f"/konto/einwilligung/{mine.pk}/", follow=True).text
    with BERTA.at_work():
        mine.refresh_from_db()
        assert not mine.stands
