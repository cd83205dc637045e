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
