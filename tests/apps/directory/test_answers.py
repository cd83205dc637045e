"""Who suggests something and leaves a mail address is told what became of it."""

import pytest
from django.utils import translation

from engagiert.apps.directory.models import Organisation, Suggestion
from engagiert.apps.directory.services import accept_suggestion, decline_suggestion, submit_suggestion
from engagiert.apps.messages.public import Message
from engagiert.apps.messages.texts import as_text
from tests.cast import ANYBODY, IDA, JAN, OLE
from tests.factories import records

pytestmark = pytest.mark.django_db

PASSER_BY = "passantin@post.example"


@pytest.fixture
def round_at_the_corner() -> Organisation:
    return records.an_organisation(by=JAN, name="Maschenrunde am Eck", opening_hours="mittwochs 14.30 Uhr")


def answers() -> list[Message]:
    with JAN.at_work():
        return list(Message.objects.select_related("office"))


def text_of(message: Message) -> str:
    return as_text(message.blocks, message.office, message.language)


def test_an_accepted_suggestion_is_answered_once(round_at_the_corner: Organisation) -> None:
    suggestion = records.a_suggestion(on=round_at_the_corner, reply_to=f" {PASSER_BY} ")
    with JAN.at_work() as actor:
        accept_suggestion(actor=actor, suggestion=suggestion, reason="Wir haben angerufen.")
    [answer] = answers()
    assert (answer.mail, answer.state, answer.channel) == (PASSER_BY, "waiting", "mail")
    assert answer.subject == "Ihr Hinweis zu „Maschenrunde am Eck“"
    assert "geprüft und übernommen" in text_of(answer)
    assert "Wir haben angerufen." in text_of(answer)
    assert "donnerstags" not in text_of(answer)


def test_a_declined_suggestion_is_answered_with_the_reason(round_at_the_corner: Organisation) -> None:
    suggestion = records.a_suggestion(on=round_at_the_corner, kind="gone", reply_to=PASSER_BY)
    with JAN.at_work() as actor:
        decline_suggestion(actor=actor, suggestion=suggestion, reason="Es gibt die Runde noch.")
    [answer] = answers()
    assert "nicht übernommen" in text_of(answer)
    assert "Ihnen:\n\nEs gibt die Runde noch." in text_of(answer)


def test_what_is_taken_over_in_part_is_said_so(round_at_the_corner: Organisation) -> None:
    wished = {"opening_hours": "donnerstags", "website": "https://runde.example"}
    suggestion = records.a_suggestion(on=round_at_the_corner, changes=wished, reply_to=PASSER_BY)
    with JAN.at_work() as actor:
        accept_suggestion(actor=actor, suggestion=suggestion, changes={"opening_hours": "donnerstags"})
    assert "zum Teil übernommen" in text_of(answers()[0])


@pytest.mark.parametrize("reply_to", ["", "0171 3920099", "abends anrufen", f"{PASSER_BY}\nBcc: x@post.example"])
def test_without_a_mail_address_no_answer_is_written(round_at_the_corner: Organisation, reply_to: str) -> None:
    suggestion = records.a_suggestion(on=round_at_the_corner, reply_to=reply_to)
    with JAN.at_work() as actor:
        accept_suggestion(actor=actor, suggestion=suggestion)
    assert answers() == []


def test_the_form_that_anybody_may_fill_in_sends_nothing(round_at_the_corner: Organisation) -> None:
    records.a_suggestion(on=round_at_the_corner, reply_to=PASSER_BY)
    assert answers() == []


def test_words_of_a_stranger_go_to_no_stranger(round_at_the_corner: Organisation) -> None:
    """A name that was handed in is said only once the office has made it its own."""
    office = JAN.office()
    bait = submit_suggestion(
        actor=ANYBODY,
        kind="new",
        office=office,
        place=office.place,
        changes={"name": "Gewinnen Sie auf boese.example"},
        text="Jetzt klicken",
        reply_to=PASSER_BY,
    )
    with JAN.at_work() as actor:
        decline_suggestion(actor=actor, suggestion=bait)
    [answer] = answers()
    assert "boese" not in answer.subject + text_of(answer)
    assert "klicken" not in text_of(answer)


def test_who_wrote_on_an_english_page_is_answered_in_english(round_at_the_corner: Organisation) -> None:
    with translation.override("en"):
        suggestion = records.a_suggestion(on=round_at_the_corner, reply_to=PASSER_BY)
    with JAN.at_work() as actor:
        accept_suggestion(actor=actor, suggestion=suggestion)
    [answer] = answers()
    assert answer.subject == "Your note about “Maschenrunde am Eck”"
    said = text_of(answer)
    assert said.startswith("Hello,\n\nthank you for your note of ")
    assert "Kind regards\nBüro für Engagement Hemer" in said


def test_an_english_desk_answers_a_german_suggestion_in_german(round_at_the_corner: Organisation) -> None:
    suggestion = records.a_suggestion(on=round_at_the_corner, reply_to=PASSER_BY)
    with JAN.at_work() as actor, translation.override("en"):
        accept_suggestion(actor=actor, suggestion=suggestion)
    assert text_of(answers()[0]).startswith("Guten Tag,\n\ndanke für Ihren Hinweis vom ")


def test_the_office_may_decline_without_an_answer(round_at_the_corner: Organisation) -> None:
    suggestion = records.a_suggestion(on=round_at_the_corner, reply_to=PASSER_BY)
    page = f"/schreibtisch/pruefen/hinweis/{suggestion.pk}/"
    JAN.browser().post(page, {"decline_silently": "1"})
    assert answers() == []
    with JAN.at_work():
        assert Suggestion.objects.get().state == "declined"


def test_the_answer_is_shown_before_it_goes_out_and_its_state_after(round_at_the_corner: Organisation) -> None:
    suggestion = records.a_suggestion(on=round_at_the_corner, reply_to=PASSER_BY)
    browser, address = JAN.browser(), f"/schreibtisch/pruefen/hinweis/{suggestion.pk}/"
    before = browser.get(address).content.decode()
    assert f"geht eine E-Mail an {PASSER_BY}" in before
    assert "geprüft und übernommen" in before
    assert "nicht übernommen" in before
    browser.post(address, {"accept": "1", "take": "opening_hours", "reason": "Stimmt."})
    [answer] = answers()
    after = browser.get(address).content.decode()
    assert "Wartet darauf, gesendet zu werden." in after
    assert f"/schreibtisch/nachrichten/{answer.pk}/" in after


def test_an_answer_is_taken_back_with_the_decision(round_at_the_corner: Organisation) -> None:
    """Two people at once: the second decision fails, and no second answer is written."""
    suggestion = records.a_suggestion(on=round_at_the_corner, reply_to=PASSER_BY)
    browser, address = JAN.browser(), f"/schreibtisch/pruefen/hinweis/{suggestion.pk}/"
    browser.post(address, {"accept": "1", "take": "opening_hours"})
    browser.post(address, {"decline": "1"})
    assert len(answers()) == 1


def test_the_pages_of_another_office_do_not_know_the_answer(round_at_the_corner: Organisation) -> None:
    suggestion = records.a_suggestion(on=round_at_the_corner, reply_to=PASSER_BY)
    with JAN.at_work() as actor:
        accept_suggestion(actor=actor, suggestion=suggestion)
    [answer] = answers()
    for person in (OLE, IDA):
        assert person.browser().get(f"/schreibtisch/nachrichten/{answer.pk}/").status_code == 404
        assert PASSER_BY not in person.browser().get("/schreibtisch/nachrichten/?zustand=unterwegs").content.decode()
