"""“Alles stimmt noch” by one click without sign-in: asked by mail or letter, answered once, spoken of ever after."""

import datetime
import re
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.utils import timezone

from engagiert.apps.directory import own_selectors
from engagiert.apps.directory.models import ConfirmationRequest, Listing, Organisation, Revision, Suggestion
from engagiert.apps.directory.public import services
from engagiert.apps.directory.services import selfservice
from engagiert.apps.messages.public import Message
from engagiert.kernel.authz import NotAllowed
from engagiert.kernel.links.public import Link, LinkGone
from tests.cast import ANYBODY, BERTA, IDA, SELMA, Person
from tests.factories import records

pytestmark = pytest.mark.django_db
SITE = "https://engagiert.example"
TODAY = datetime.date(2026, 11, 25)


@pytest.fixture
def choir() -> Organisation:
    """Last confirmed two years ago, reached by mail."""
    return records.an_organisation(
        by=BERTA, name="Chor Muster", mails=["chor@muster.example"], confirmed_on=datetime.date(2024, 3, 4)
    )


@pytest.fixture
def guild() -> Organisation:
    """Reached by letter only."""
    return records.an_organisation(by=BERTA, name="Zunft Probe", street="Marktweg 3", postcode="33039", town="Nieheim")


def asked(organisation: Organisation, *, by: Person = BERTA) -> str:
    """The office asks; the code that the organisation reads."""
    with by.at_work("directory.ask_confirmation") as actor:
        assert services.ask_confirmation(actor=actor, organisation=organisation, site=SITE)
        return code_in(Message.objects.filter(about=f"directory.organisation:{organisation.pk}").latest("created_at"))


def code_in(message: Message) -> str:
    [code] = set(re.findall(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}", str(message.blocks)))
    return code


def page(code: str) -> str:
    return f"/eintrag-bestaetigen/{code}/"


def again(organisation: Organisation) -> Organisation:
    with BERTA.at_work():
        return Organisation.objects.get(pk=organisation.pk)


def test_the_mail_shows_what_stands_there_and_carries_the_link(choir: Organisation) -> None:
    code = asked(choir)
    with BERTA.at_work():
        mail = Message.objects.get()
        assert (mail.mail, mail.channel) == ("chor@muster.example", "mail")
        assert f"{SITE}/code/{code}/" in str(mail.blocks)
        assert "chor@muster.example" in str(mail.blocks)


def test_who_has_no_mail_gets_a_letter_with_the_same_code(guild: Organisation) -> None:
    code = asked(guild)
    with BERTA.at_work():
        letter = Message.objects.get()
        assert letter.is_letter
        assert letter.postal == ["Zunft Probe", "Marktweg 3", "33039 Nieheim"]
        assert [block["text"] for block in letter.blocks if block["kind"] == "code"] == [code]


def test_opening_the_link_changes_nothing_and_one_click_confirms(choir: Organisation) -> None:
    code = asked(choir)
    browser = Client()
    opened = browser.get(f"/code/{code}/", follow=True)
    assert opened.redirect_chain[-1][0] == page(code)
    assert "Alles stimmt noch" in opened.text
    assert again(choir).confirmed_on == datetime.date(2024, 3, 4)
    thanks = browser.post(page(code), {"confirm": "1"}, follow=True)
    assert "Danke, Ihre Antwort ist da" in thanks.text
    record = again(choir)
    assert record.confirmed_on == timezone.localdate()
    assert record.confirmed_by == "die Organisation selbst"
    assert Listing.objects.get(pk=choir.pk).confirmed_on == timezone.localdate()
    with BERTA.at_work():
        assert ConfirmationRequest.objects.get().answer == "confirmed"
        confirmed = Revision.objects.filter(organisation_id=choir.pk, action="confirmed")
        assert confirmed.get().actor == "die Organisation selbst"


def test_a_second_click_is_the_same_answer(choir: Organisation) -> None:
    code = asked(choir)
    for _click in range(2):
        answer = Client().post(page(code), {"confirm": "1"}, follow=True)
        assert "Danke, Ihre Antwort ist da" in answer.text
    with BERTA.at_work():
        assert Revision.objects.filter(organisation_id=choir.pk, action="confirmed").count() == 1


def test_we_are_gone_is_looked_at_by_a_person_first(choir: Organisation) -> None:
    code = asked(choir)
    answer = Client().post(page(code), {"gone": "1"}, follow=True)
    assert "Bis dahin bleibt der Eintrag stehen" in answer.text
    assert again(choir).state == "published"
    with BERTA.at_work():
        suggestion = Suggestion.objects.get()
        assert (suggestion.kind, suggestion.origin) == ("gone", "die Organisation selbst")


def test_changing_something_keeps_the_code_and_says_at_the_desk_who_it_was(choir: Organisation) -> None:
    code = asked(choir)
    opened = Client().get(page(code))
    [way] = re.findall(r'href="([^"]+verbessern/\?code=[^"]+)"', opened.text)
    slug = Listing.objects.get(pk=choir.pk).slug
    assert way == f"/nieheim/verzeichnis/{slug}/verbessern/?code={code}"
    form = {"name": "Chor Muster", "mails": "chor@muster.example", "opening_hours": "dienstags 19 Uhr"}
    Client().post(way, form)
    with BERTA.at_work():
        suggestion = Suggestion.objects.get()
        assert suggestion.changes == {"opening_hours": "dienstags 19 Uhr"}
        assert suggestion.origin == "die Organisation selbst"
        assert ConfirmationRequest.objects.get().answer == "changed"
    # The same form once more is a suggestion like everybody's: the link has been used.
    Client().post(way, form)
    with BERTA.at_work():
        assert {one.origin for one in Suggestion.objects.all()} == {"die Organisation selbst", "Hinweis ohne Konto"}


def test_a_link_of_another_record_opens_no_door_here(choir: Organisation, guild: Organisation) -> None:
    code = asked(choir)
    other = Listing.objects.get(pk=guild.pk)
    Client().post(f"/nieheim/verzeichnis/{other.slug}/verbessern/?code={code}", {"name": "Zunft", "text": "Neu"})
    with BERTA.at_work():
        assert Suggestion.objects.get().origin == "Hinweis ohne Konto"
        assert Link.objects.get(purpose=selfservice.CONFIRM).used_at is None


@pytest.mark.parametrize(
    ("column", "words"),
    [("expires_at", "Dieser Link ist abgelaufen"), ("withdrawn_at", "Dieser Link gilt nicht mehr")],
)
def test_a_link_that_is_over_says_so_and_offers_a_new_one(choir: Organisation, column: str, words: str) -> None:
    code = asked(choir)
    long_ago = timezone.now() - datetime.timedelta(days=70)
    with BERTA.at_work():
        Link.objects.update(created_at=long_ago - datetime.timedelta(days=1), **{column: long_ago})
        ConfirmationRequest.objects.update(asked_at=long_ago)
    over = Client().get(page(code))
    assert words in over.text
    assert "Neuen Link schicken" in over.text
    for _click in range(2):
        said = Client().post(f"{page(code)}neuer-link/", follow=True)
        assert "Der neue Link ist unterwegs" in said.text
    with BERTA.at_work():
        first, second = Message.objects.order_by("created_at")
        assert second.mail == "chor@muster.example"
        assert code_in(first) != code_in(second)


def test_a_code_that_never_was_is_answered_with_a_way_on() -> None:
    answer = Client().get(page("ABCD-EFGH-JKMN"))
    assert answer.status_code == 404
    assert "Code eingeben" in answer.text


def test_of_a_record_that_left_the_register_nothing_is_confirmed(choir: Organisation) -> None:
    code = asked(choir)
    with BERTA.at_work() as actor:
        services.archive_organisation(actor=actor, organisation=choir)
    assert "steht nicht mehr im Verzeichnis" in Client().get(page(code)).text


def test_asking_twice_writes_once_and_who_cannot_be_reached_is_named(choir: Organisation) -> None:
    nobody = records.an_organisation(by=BERTA, name="Stille Gruppe")
    with BERTA.at_work() as actor:
        result = services.ask_confirmations(actor=actor, organisations=[choir, nobody, choir], site=SITE)
        assert (result.written, result.lately, result.unreachable) == (1, 1, 1)
        with pytest.raises(ValidationError, match="Rufen Sie an"):
            services.ask_confirmation(actor=actor, organisation=nobody, site=SITE)
        assert Message.objects.count() == 1


def test_an_address_that_is_none_stops_nobody_elses_question_and_leaves_nothing_half_written(
    choir: Organisation,
) -> None:
    broken = records.an_organisation(by=BERTA, name="Alte Liste")
    with BERTA.at_work() as actor:
        Organisation.objects.filter(pk=broken.pk).update(mails=["siehe Homepage"])
        broken.refresh_from_db()
        result = services.ask_confirmations(actor=actor, organisations=[broken, choir], site=SITE)
        assert (result.written, result.unreachable) == (1, 1)
        assert not broken.confirmation_requests.exists()
        assert Link.objects.filter(purpose=selfservice.CONFIRM).count() == 1


@pytest.mark.parametrize("person", [IDA, SELMA], ids=["who only reads", "another office"])
def test_only_the_office_of_the_record_asks(choir: Organisation, person: Person) -> None:
    with person.at_work() as actor, pytest.raises(NotAllowed):
        services.ask_confirmation(actor=actor, organisation=choir, site=SITE)


def test_what_was_said_on_the_telephone_answers_the_open_question(choir: Organisation) -> None:
    asked(choir)
    with BERTA.at_work() as actor:
        services.confirm_by_phone(actor=actor, organisation=choir)
        assert again(choir).confirmed_by == "die Organisation am Telefon"
        figures = own_selectors.asking_figures(actor, timezone.now())
        assert (figures.asked, figures.answered, figures.share) == (1, 1, 100)


def test_once_a_year_the_job_asks_those_who_are_due_and_nobody_twice(choir: Organisation, guild: Organisation) -> None:
    office = BERTA.office()
    with BERTA.at_work() as actor:
        Organisation.objects.filter(pk=guild.pk).update(confirmed_on=datetime.date(2023, 1, 1))
        fresh = records.an_organisation(by=BERTA, name="Frischer Verein", mails=["neu@muster.example"])
        services.ask_yearly(actor=actor, office=office)
        assert Message.objects.count() == 0, "nobody has switched it on"
        services.plan_asking(actor=actor, office=office, is_on=True, by_letter=False, site=SITE)
        for _day in range(2):
            services.ask_yearly(actor=actor, office=office)
        assert [message.mail for message in Message.objects.all()] == ["chor@muster.example"]
        services.plan_asking(actor=actor, office=office, is_on=True, by_letter=True, site=SITE)
        services.ask_yearly(actor=actor, office=office)
        assert {request.organisation_id for request in ConfirmationRequest.objects.all()} == {choir.pk, guild.pk}
        assert fresh.confirmation_requests.count() == 0


@pytest.mark.django_db(transaction=True)
def test_of_twenty_who_answer_at_once_exactly_one_does() -> None:
    choir = records.an_organisation(by=BERTA, name="Chor Muster", mails=["chor@muster.example"])
    code = asked(choir)
    start, outcomes = threading.Barrier(20), []

    def answer(verb: Callable[..., Any]) -> None:
        try:
            start.wait()
            verb(actor=ANYBODY, code=code)
            outcomes.append("answered")
        except LinkGone as gone:
            outcomes.append(gone.reason)
        finally:
            connection.close()

    verbs = [selfservice.confirm_by_link, selfservice.report_gone_by_link] * 10
    threads = [threading.Thread(target=answer, args=[verb]) for verb in verbs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["answered"] + ["used"] * 19
    with BERTA.at_work():
        confirmed = Revision.objects.filter(organisation_id=choir.pk, action="confirmed").count()
        assert confirmed + Suggestion.objects.count() == 1
