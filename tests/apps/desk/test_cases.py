"""The desk's one list and the page of a case, as somebody at the counter uses them."""

import re
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from engagiert.apps.cases.models import AnswerTemplate, Case, Entry, SavedView
from engagiert.apps.cases.public import selectors, services
from engagiert.apps.messages.public import Message
from tests.cast import BERTA, IDA, OLE, PAUL, SELMA
from tests.factories import askings, records

pytestmark = pytest.mark.django_db


def page(case: Case, client: Client) -> str:
    return client.get(reverse("desk:case", args=[case.pk])).content.decode()


def hidden(text: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]+)"', text)
    assert found
    return found[1]


def test_a_call_is_taken_down_with_the_subject_alone_and_twice_is_once() -> None:
    client, office = BERTA.browser(), BERTA.office()
    form = client.get(reverse("desk:case_new")).content.decode()
    assert "mail" not in re.findall(r'name="(\w+)"', form)
    body = {"office": office.pk, "channel": "phone", "kind": "cases.question", "subject": "Lampe", "mine": "on"}
    body["token"] = hidden(form, "token")
    for _click in range(2):
        response = client.post(reverse("desk:case_new"), body)
    with BERTA.at_work():
        [case] = Case.objects.all()
    assert response.url == reverse("desk:case", args=[case.pk])
    assert (case.owner, case.state) == (BERTA.account(), "working")


def test_a_call_for_an_aunt_gives_her_address_and_the_callers_number() -> None:
    client = BERTA.browser()
    body = {
        "office": BERTA.office().pk, "channel": "phone", "kind": "cases.need_of_help", "subject": "Glühbirne",
        "name": "Klaas Exempel", "for_whom": "Anneliese Erdacht", "relation": "Tante",
        "reach": "0000 3920022\nMusterweg 12\n33039 Nieheim",
    }  # fmt: skip
    client.post(reverse("desk:case_new"), body)
    with BERTA.at_work():
        asker = Case.objects.select_related("asker").get().asker
    assert (asker.name, asker.phone, asker.speaker_phone) == ("Anneliese Erdacht", "", "0000 3920022")
    assert asker.postal == ["Anneliese Erdacht", "Musterweg 12", "33039 Nieheim"]
    assert "Klaas Exempel spricht für Anneliese Erdacht (Tante)" in page(
        askings.as_it_is(asker.case, for_=BERTA), client
    )


def test_what_is_due_first_stands_first_and_the_next_case_follows() -> None:
    young = askings.a_case(by=BERTA, subject="Von heute")
    old = askings.a_case(by=BERTA, subject="Von früher", days_ago=20)
    client = BERTA.browser()
    text = client.get(reverse("desk:cases")).content.decode()
    assert text.index("Von früher") < text.index("Von heute")
    assert client.get(reverse("desk:case_next")).url == reverse("desk:case", args=[old.pk])
    assert client.get(reverse("desk:case_next"), {"nach": old.pk}).url == reverse("desk:case", args=[young.pk])


@pytest.mark.parametrize("asked", ["erdacht", "Exempel Klaas", "3920022", "glühbirne", "NUMBER"])
def test_a_case_is_found_by_name_speaker_telephone_subject_or_number(asked: str) -> None:
    case = askings.a_case(by=BERTA)
    askings.a_question(to=BERTA)
    text = (
        BERTA.browser().get(reverse("desk:cases"), {"q": asked.replace("NUMBER", case.number.lower())}).content.decode()
    )
    assert "Anneliese Erdacht" in text
    assert "Oksana" not in text


def test_the_overtaken_reads_what_happened_and_still_has_her_words() -> None:
    case = askings.a_case(by=BERTA)
    client = BERTA.browser()
    form = page(case, client)
    body = {
        "token": uuid.uuid4().hex, "seen": hidden(form, "seen"), "way": "letter", "text": "Zeile 1\nZeile 2",
        "outcome": "answered", "close": "1",
    }  # fmt: skip
    with OLE.at_work() as actor:
        services.add_call(actor=actor, case=case, text="Habe eben angerufen.")
    answer = reverse("desk:case_answer", args=[case.pk])
    response = client.post(answer, body)
    text = response.content.decode()
    assert response.status_code == 409
    assert "Habe eben angerufen." in text
    assert "Zeile 1\nZeile 2" in text
    body["seen"] = hidden(text, "seen")
    assert client.post(answer, body).status_code == client.post(answer, body).status_code == 302
    with BERTA.at_work():
        assert Message.objects.count() == 1
        assert Entry.objects.filter(case=case, kind="outgoing").count() == 1
    assert askings.as_it_is(case, for_=BERTA).state == "closed"


def test_only_ways_that_exist_are_offered() -> None:
    text = page(askings.a_case(by=BERTA), BERTA.browser())
    select = text[text.index('name="way"') :]
    ways = re.findall(r'<option value="(\w+)"', select[: select.index("</select>")])
    assert sorted(ways) == ["letter", "told"]


def test_a_template_comes_into_the_field_without_script() -> None:
    case = askings.a_case(by=BERTA)
    with BERTA.at_work() as actor:
        services.save_template(actor=actor, office=BERTA.office(), title="Dank", text="danke für Ihren Anruf")
        [template] = AnswerTemplate.objects.all()
    text = BERTA.browser().get(reverse("desk:case", args=[case.pk]), {"vorlage": template.pk}).content.decode()
    assert re.search(r"<textarea[^>]*>\s*danke für Ihren Anruf</textarea>", text)


def test_a_filter_is_kept_for_the_one_who_made_it() -> None:
    client = BERTA.browser()
    client.post(reverse("desk:case_view"), {"name": "Meine Anrufe", "query": "wer=meine&weg=phone"})
    assert "Meine Anrufe" in client.get(reverse("desk:cases")).content.decode()
    assert "Meine Anrufe" not in OLE.browser().get(reverse("desk:cases")).content.decode()
    client.post(reverse("desk:case_view"), {"name": "Meine Anrufe", "query": "", "drop": "1"})
    with BERTA.at_work():
        assert not SavedView.objects.exists()


def test_many_are_taken_and_closed_at_once() -> None:
    cases = [askings.a_case(by=BERTA, subject=f"Fall {number}") for number in range(3)]
    client = BERTA.browser()
    ids = [str(case.pk) for case in cases]
    client.post(reverse("desk:case_bulk"), {"act": "take", "ids": ids})
    client.post(reverse("desk:case_bulk"), {"act": "close", "ids": ids[:2], "outcome": "helped"})
    states = [(now.owner, now.outcome) for now in (askings.as_it_is(case, for_=BERTA) for case in cases)]
    assert states == [(BERTA.account(), "helped"), (BERTA.account(), "helped"), (BERTA.account(), "")]


def test_many_at_once_takes_nothing_out_of_a_colleagues_hands() -> None:
    free, hers = askings.a_case(by=BERTA), askings.a_case(by=BERTA)
    with BERTA.at_work() as actor:
        services.take_case(actor=actor, case=hers)
    client = OLE.browser()
    ids = [str(case.pk) for case in (free, hers)]
    answer = client.post(reverse("desk:case_bulk"), {"act": "take", "ids": ids}, follow=True)
    assert "Berta" in answer.content.decode()
    owners = [askings.as_it_is(case, for_=BERTA).owner for case in (free, hers)]
    assert owners == [OLE.account(), BERTA.account()]


def test_a_case_of_another_office_is_not_there_and_who_only_reads_changes_nothing() -> None:
    case = askings.a_case(by=BERTA)
    for person in (PAUL, SELMA):
        assert person.browser().get(reverse("desk:case", args=[case.pk])).status_code == 404
    client = IDA.browser(raise_request_exception=False)
    text = page(case, client)
    assert "Im Flur ist es dunkel." in text
    assert "<textarea" not in text
    assert client.post(reverse("desk:case_act", args=[case.pk, "uebernehmen"])).status_code == 403


def test_a_suggestion_waits_on_the_list_and_leaves_it_with_the_decision() -> None:
    record = records.an_organisation(by=BERTA)
    suggestion = records.a_suggestion(on=record, reply_to="hatice@post.example")
    client = BERTA.browser()
    text = client.get(reverse("desk:cases")).content.decode()
    decide = reverse("desk:suggestion", args=[suggestion.pk])
    assert decide in text
    with BERTA.at_work():
        [case] = Case.objects.all()
    assert case.about == f"directory.suggestion:{suggestion.pk}"
    client.post(reverse("desk:case_act", args=[case.pk, "abschliessen"]), {"seen": 1, "outcome": "answered"})
    assert askings.as_it_is(case, for_=BERTA).is_open
    client.post(decide, {"decline_silently": "1", "reason": "Stimmt nicht"})
    now = askings.as_it_is(case, for_=BERTA)
    assert (now.state, now.outcome) == ("closed", "declined")


def test_numbers_are_the_offices_and_never_a_persons() -> None:
    for _number in range(3):
        askings.answered(askings.a_case(by=BERTA), by=OLE)
    client, year = BERTA.browser(), timezone.localdate().year
    shown = client.get(reverse("desk:case_figures")).content.decode()
    shown = shown[shown.index("<h1>") :]
    table = client.get(reverse("desk:case_figures_table"), {"jahr": year}).content.decode()
    assert "100 %" in shown
    assert "Monat" in table
    for name in ("Ole", "Berta", OLE.mail, BERTA.mail):
        assert name not in shown
        assert name not in table


def test_the_day_of_whoever_stands_in_shows_what_must_not_lie() -> None:
    askings.a_case(by=BERTA, subject="Längst zugesagt", days_ago=20)
    askings.a_case(by=BERTA, subject="Noch frei")
    waiting = askings.a_case(by=BERTA, subject="Fragt zurück")
    askings.waiting_since(waiting, timezone.localdate(), of=BERTA)
    text = OLE.browser().get(reverse("desk:case_day")).content.decode()
    assert all(words in text for words in ("Längst zugesagt", "Noch frei", "Fragt zurück"))


def test_the_slip_has_the_code_and_the_office_but_not_the_asker() -> None:
    case = askings.a_case(by=BERTA)
    text = BERTA.browser().get(reverse("desk:case_slip", args=[case.pk])).content.decode()
    with BERTA.at_work() as actor:
        assert services.status_code(actor=actor, case=case) in text
    assert "Erdacht" not in text


def test_somebody_without_account_asks_reads_how_it_stands_and_adds_words() -> None:
    BERTA.office()
    client = Client()
    body = {"kind": "cases.question", "text": "Wer hilft beim Umzug?", "reach": "", "name": "", "token": "abc"}
    answer = client.post(reverse("cases:ask", args=["nieheim"]), body)
    status = client.get(answer.url)
    assert "Wer hilft" not in status.content.decode()
    assert "Ihre Anfrage ist bei uns angekommen" in status.content.decode()
    assert client.post(answer.url, {"text": "Am Samstag.", "token": "x"}).status_code == 302
    with BERTA.at_work():
        assert list(Entry.objects.values_list("kind", flat=True)) == ["asked", "words"]
    assert client.get("/stand/2222-2222-2222/", follow=True).status_code == 404


def test_a_program_that_fills_in_every_field_leaves_nothing() -> None:
    BERTA.office()
    body = {"kind": "cases.question", "text": "Kaufen Sie", "website": "https://x.example"}
    assert Client().post(reverse("cases:ask", args=["nieheim"]), body).status_code == 302
    with BERTA.at_work():
        assert not Case.objects.exists()


@pytest.mark.parametrize("name", ["cases", "case_day", "home"])
def test_a_list_of_many_cases_takes_as_many_queries_as_one_of_few(name: str) -> None:
    client, counts = BERTA.browser(), []
    for number in (1, 9):
        for _case in range(number):
            askings.a_case(by=BERTA, days_ago=9)
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse(f"desk:{name}"))
        counts.append(len(captured))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("address", "most"), [("", 7), ("?ansicht=alle&seite=2", 7), ("?ansicht=abgeschlossen", 7), ("case", 11)]
)
def test_a_page_of_the_desk_asks_few_questions(address: str, most: int) -> None:
    """Session, account, roles, office with town and all counts included; the scope comes on top."""
    client, case = BERTA.browser(), askings.a_case(by=BERTA)
    path = reverse("desk:case", args=[case.pk]) if address == "case" else reverse("desk:cases") + address
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    asked = [one["sql"] for one in captured if not re.match(r"\s*(SAVEPOINT|RELEASE|select set_config)", one["sql"])]
    assert len(asked) <= most


def test_pages_of_a_long_list_follow_each_other_from_either_end() -> None:
    with BERTA.at_work() as actor:
        for days in range(9):
            askings.a_case(by=BERTA, days_ago=days)
        for view in selectors.VIEWS:
            found = selectors.cases_at(actor, selectors.Question(view=view), today=timezone.localdate())
            whole = list(found.all())
            paged = [
                one
                for first in range(1, len(whole) + 1, 2)
                for one in selectors.page_of_cases(found, first, min(first + 1, len(whole)), total=len(whole))
            ]
            assert paged == whole
        assert selectors.page_of_cases(found, 0, 0, total=0) == []
