"""What people really type: five visitors on a Saturday, and what the coordinator sees on Monday."""

import pytest
from django.test import Client

from engagiert.apps.directory.models import Need, UnmetSearch
from engagiert.apps.directory.services.needs import forget_unmet
from tests.cast import BERTA, IDA, SELMA, anybody_at_work
from tests.factories.records import an_organisation

pytestmark = pytest.mark.django_db
LIST = "/nieheim/verzeichnis/"


@pytest.fixture(autouse=True)
def _a_small_town() -> None:
    an_organisation(by=BERTA, name="Schachfreunde Muster", description="Auch Kinder lernen hier Schach.")
    an_organisation(by=BERTA, name="TV Probe", description="Gymnastik für ältere Menschen, jeden Dienstag.")
    an_organisation(by=BERTA, name="Maschenrunde am Eck", description="Wir stricken und häkeln zusammen.")
    an_organisation(by=BERTA, name="Turnverein Beispiel e. V.", accessibility=["step_free"], fields=["sports"])


def names(client: Client, text: str, **more: str) -> list[str]:
    answer = client.get(LIST, {"q": text, **more})
    assert answer.status_code == 200
    return [hit.listing.name for hit in answer.context["hits"]]


def test_a_typing_error_and_two_words_find_the_chess_club(client: Client) -> None:
    assert names(client, "schachh für kinder")[0] == "Schachfreunde Muster"
    assert names(client, "gymnastik ältere")[0] == "TV Probe"


def test_english_and_arabic_words_find_what_they_mean(client: Client) -> None:
    assert names(client, "knitting") == ["Maschenrunde am Eck"]
    assert names(client, "أطفال")[0] == "Schachfreunde Muster"


@pytest.mark.parametrize("text", ["x", "e.V.", "und", "was ist das", "?!"])
def test_words_that_say_nothing_are_answered_with_help_and_not_with_every_club(text: str, client: Client) -> None:
    answer = client.get(LIST, {"q": text})
    assert answer.context["hits"] == []
    assert "vorlesen, Fußball, Deutsch lernen" in answer.content.decode()


def test_what_is_not_there_is_said_and_the_way_on_is_shown(client: Client) -> None:
    answer = client.get(LIST, {"q": "Gebärdensprache Stammtisch"})
    assert "gebaerdensprache" in answer.context["answer"].unmet
    assert "„Gebärdensprache“ haben wir hier nichts gefunden" in answer.content.decode()
    nothing = client.get(LIST, {"q": "Imkern"}).content.decode()
    assert "Alle Einträge zeigen" in nothing


def test_the_friend_with_the_address_sees_the_same_list(client: Client) -> None:
    assert names(client, "turnen", zugang="step_free") == ["Turnverein Beispiel e. V."]
    assert names(Client(), "turnen", zugang="step_free") == ["Turnverein Beispiel e. V."]


def test_on_monday_the_coordinator_reads_the_need_and_no_person(client: Client) -> None:
    for text in ("Gebärdensprache Stammtisch", "gebärdensprache  stammtisch", "Gebaerdensprache Stammtisch"):
        client.get(LIST, {"q": text})
    page = BERTA.browser().get("/schreibtisch/gesucht/")
    [need] = page.context["needs"]
    assert need.times >= 1
    assert need.text.casefold().startswith("geb")
    with BERTA.at_work():
        kept = UnmetSearch.objects.values().first()
    assert kept is not None
    assert kept.keys() == {"id", "office_id", "place_id", "key", "text", "day", "slot"}


@pytest.mark.parametrize(
    "text",
    ["0171 3920011", "erika@muster.example", "Zxqvw Brmpft", "a", "Haus 12345", "https://x.example", "wort " * 40],
)
def test_what_could_be_a_person_or_is_no_word_is_not_kept(text: str, client: Client) -> None:
    client.get(LIST, {"q": text})
    with BERTA.at_work():
        assert not UnmetSearch.objects.exists()


def test_searches_with_a_filter_on_later_pages_or_by_the_office_are_no_need(client: Client) -> None:
    client.get(LIST, {"q": "Gebärdensprache Stammtisch", "zugang": "lift"})
    client.get(LIST, {"q": "Gebärdensprache Stammtisch", "seite": "2"})
    BERTA.browser().get(LIST, {"q": "Gebärdensprache Stammtisch"})
    with BERTA.at_work():
        assert not UnmetSearch.objects.exists()


def test_two_words_that_no_one_record_answers_are_a_need_too(client: Client) -> None:
    answer = client.get(LIST, {"q": "Schach Gymnastik"})
    assert {hit.listing.name for hit in answer.context["hits"]} >= {"Schachfreunde Muster", "TV Probe"}
    assert "Alles zusammen haben wir hier nicht gefunden" in answer.content.decode()
    with BERTA.at_work():
        assert UnmetSearch.objects.exists()


def test_what_was_found_is_no_need(client: Client) -> None:
    client.get(LIST, {"q": "stricken"})
    with BERTA.at_work():
        assert not UnmetSearch.objects.exists()


def test_nobody_without_account_and_no_other_office_reads_what_was_sought(client: Client) -> None:
    client.get(LIST, {"q": "Gebärdensprache Stammtisch"})
    with anybody_at_work():
        assert not UnmetSearch.objects.exists()
    with SELMA.at_work():
        assert not UnmetSearch.objects.exists()


def test_reloading_does_not_make_a_need(client: Client) -> None:
    for _each in range(60):
        client.get(LIST, {"q": "Gebärdensprache Stammtisch"})
    with BERTA.at_work():
        assert UnmetSearch.objects.count() <= 20


def test_the_coordinator_lets_a_need_lie_and_the_viewer_only_reads(client: Client) -> None:
    client.get(LIST, {"q": "Gebärdensprache Stammtisch"})
    key = "gebaerdensprache stammtisch"
    desk = BERTA.browser()
    desk.post("/schreibtisch/gesucht/merken/", {"key": key, "state": "resting", "note": "Im Kreis gibt es einen."})
    assert desk.get("/schreibtisch/gesucht/").context["needs"] == []
    [need] = desk.get("/schreibtisch/gesucht/", {"stand": "resting"}).context["needs"]
    assert (need.state, need.note) == (Need.State.RESTING, "Im Kreis gibt es einen.")
    viewer = IDA.browser(raise_request_exception=False)
    assert viewer.post("/schreibtisch/gesucht/merken/", {"key": key, "state": "done"}).status_code == 403


def test_old_searches_are_forgotten(client: Client) -> None:
    client.get(LIST, {"q": "Gebärdensprache Stammtisch"})
    with BERTA.at_work() as actor:
        UnmetSearch.objects.update(day="2020-01-01")
        assert forget_unmet(actor=actor) == 1
        assert not UnmetSearch.objects.exists()
