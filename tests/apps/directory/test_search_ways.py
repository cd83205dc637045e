"""Ways into the register: places, distances, suggestions, many questions at once; and that both scores are one."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.test import Client

from engagiert.apps.directory import search
from engagiert.apps.directory.commands import COMMANDS
from engagiert.apps.directory.models import Listing, SearchTerm
from engagiert.apps.directory.public import Question
from engagiert.apps.directory.search import Near
from engagiert.apps.directory.search.meaning import meaning
from engagiert.apps.directory.search.postings import Postings
from engagiert.apps.directory.services import Draft, create_organisation
from engagiert.apps.directory.services.indexing import count_terms, index_anew, index_is_current
from engagiert.apps.places.public import add_neighbourhood
from engagiert.engines.text import search as engine
from tests.cast import BERTA, OPERATOR, SELMA, anybody_at_work
from tests.factories import lists
from tests.factories.records import an_organisation

pytestmark = pytest.mark.django_db
LIST = "/nieheim/verzeichnis/"
HERE = (51.80, 9.11)


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    search.forget()
    BERTA.office()


def found(**asked: object) -> search.Answer:
    with anybody_at_work():
        return search.search(Question(**asked))  # type: ignore[arg-type]


def names(answer: search.Answer) -> list[str]:
    return [listing.name for listing in answer.listings]


def test_distances_are_counted_and_narrow_the_list() -> None:
    an_organisation(by=BERTA, name="Nah Probe", lat=HERE[0], lon=HERE[1])
    an_organisation(by=BERTA, name="Vier Kilometer Probe", lat=HERE[0] + 0.036, lon=HERE[1])
    an_organisation(by=BERTA, name="Weit Probe", lat=HERE[0] + 1, lon=HERE[1])
    for text in ("", "probe"):
        answer = found(text=text, near=Near(*HERE))
        assert answer.distances == {2: 1, 5: 2, 10: 2, 25: 2}
        for km, count in answer.distances.items():
            assert found(text=text, near=Near(*HERE, km=km)).total == count
    assert names(found(near=Near(*HERE, km=2))) == ["Nah Probe"]


def test_parts_of_a_town_can_be_chosen_and_their_counts_hold(client: Client) -> None:
    office = BERTA.office()
    with BERTA.at_work() as actor:
        quarter = add_neighbourhood(actor=actor, municipality=office.place, name="Oberdorf")
        values = {"name": "Chor Oberdorf", "type": "verein", "sector": "civil_society"}
        create_organisation(actor=actor, office=office, draft=Draft(quarter, values), publish=True)
    an_organisation(by=BERTA, name="Chor Probe")
    answer = client.get(LIST, {"q": "chor"})
    [part] = next(facet for facet in answer.context["facets"] if facet.label == "Ort").options
    assert (part.label, part.count) == ("Oberdorf", 1)
    assert [hit.listing.name for hit in client.get(LIST + part.url).context["hits"]] == ["Chor Oberdorf"]


def test_an_unknown_starting_point_is_said(client: Client) -> None:
    an_organisation(by=BERTA, name="Chor Probe", lat=HERE[0], lon=HERE[1])
    page = client.get(LIST, {"von": "Atlantis"}).content.decode()
    assert "„Atlantis“ kennen wir hier nicht" in page


@pytest.mark.parametrize(
    ("typed", "suggested"),
    [
        ("schach", "Schachclub Probe"),
        ("schac", "Schachclub Probe"),
        ("schachlub", "Schachclub Probe"),
        ("Verei", "Verein"),
    ],
)
def test_suggestions_follow_what_is_typed(typed: str, suggested: str, client: Client) -> None:
    an_organisation(by=BERTA, name="Schachclub Probe")
    answer = client.get(f"{LIST}suche/vorschlaege/", {"q": typed})
    assert suggested in answer.content.decode()


def test_themes_are_suggested_where_the_register_has_them(client: Client) -> None:
    before = client.get(f"{LIST}suche/vorschlaege/", {"q": "knitt"}).context["groups"]
    an_organisation(by=BERTA, name="Maschenrunde", description="Wir stricken.")
    [(heading, links)] = client.get(f"{LIST}suche/vorschlaege/", {"q": "knitt"}).context["groups"]
    assert before == []
    assert heading == "Themen"
    assert client.get(links[0].url).context["answer"].total == 1


@pytest.mark.parametrize("typed", ["", "x", "%", "\\", "'", "\x00", "ä" * 10_000, "مرحبا"])
def test_whatever_is_typed_suggestions_answer(typed: str, client: Client) -> None:
    assert client.get(f"{LIST}suche/vorschlaege/", {"q": typed}).status_code == 200


OFFERED = (
    "Vorlesen in der Kita", "Lesepaten gesucht, auch für Senioren", "Kinder vorlesen und basteln", "Bücherei", "Chor",
    "Deutsch lernen für Geflüchtete", "Gemeinschaftsgarten", "Hausaufgabenhilfe und Vorlesen",
)  # fmt: skip


@pytest.mark.parametrize("text", ["vorlesen", "kindern vorlesn", "deutschkurs geflüchtete", "help children read"])
def test_the_process_adds_up_what_the_engine_adds_up(text: str) -> None:
    for number, offer in enumerate(OFFERED):
        an_organisation(by=BERTA, name=f"Probe {number}", description=offer, services=[offer])
    with anybody_at_work():
        plan = meaning(text, search.ORGANISATIONS.copied(), SearchTerm).plan
        assert plan is not None
        asked = {term for wish in plan.wishes for term in wish.values}
        scored = {
            listing.pk: engine.score(plan, held(bytes(listing.search), asked)) for listing in Listing.objects.all()
        }
    best = max(scored.values())
    wanted = [score for score in sorted(scored.values(), reverse=True) if score >= engine.CUT * best]
    answer = found(text=text)
    assert [scored[listing.pk] for listing in answer.listings] == pytest.approx(wanted)


def held(packed: bytes, terms: set[str]) -> dict[str, int]:
    """Which of these terms a row keeps, with their impacts."""
    row = Postings().extended([packed])
    return {term: int(impacts[0]) for term in terms for _slots, impacts in row.of(term)}


def run(*words: str) -> Result:
    [command] = [command for command in COMMANDS if command.name == "search"]
    return CliRunner().invoke(command, words)


def test_many_questions_at_once_name_records_as_their_source_does(tmp_path: Path) -> None:
    lists.an_imported_list(by=BERTA, content=b"Nr.;Name\n17;Schachclub Probe\n18;Chor Probe\n")
    an_organisation(by=SELMA, name="Schach Beispiel")
    queries, out = tmp_path / "q.tsv", tmp_path / "run.tsv"
    queries.write_text("query_id\ttext\nA\tschach\nB\tzzzz\n", encoding="utf-8")
    result = run("--kind", "organisation", "--queries", str(queries), "--out", str(out))
    assert result.exit_code == 0, result.output
    rows = [line.split("\t") for line in out.read_text("utf-8").splitlines()]
    assert ["A", "17", "1"] in rows or ["A", "17", "2"] in rows
    assert all(row[0] == "A" for row in rows)
    result = run("--kind", "organisation", "--place", "05762028", "--queries", str(queries), "--out", str(out))
    assert out.read_text("utf-8") == "A\t17\t1\n"


@pytest.mark.parametrize(
    ("content", "words", "sentence"),
    [
        (None, [], "lässt sich nicht öffnen"),
        ("", [], "enthält keine Suche"),
        ("ohne Tabulator", [], "Es fehlt Kennung, Tabulator oder Text"),
        ("A\tx\nA\ty", [], "steht zweimal da"),
        ("A\tschach", ["--place", "99999999"], "gibt es nicht"),
        ("A\tschach", ["--kind", "railway"], "Gesucht wird in: "),
    ],
)
def test_what_cannot_be_asked_is_said(content: str | None, words: list[str], sentence: str, tmp_path: Path) -> None:
    queries = tmp_path / "q.tsv"
    if content is not None:
        queries.write_text(content, encoding="utf-8")
    result = run("--kind", "organisation", "--queries", str(queries), "--out", str(tmp_path / "o.tsv"), *words)
    assert result.exit_code == 1
    assert sentence in result.output


def test_an_index_of_another_version_is_made_anew() -> None:
    an_organisation(by=BERTA, name="Chor Probe")
    assert not index_is_current()
    with BERTA.at_work():
        Listing.objects.update(search=b"", codes=[])
    assert found(text="chor").total == 0
    assert index_anew(say=lambda _sentence: None) == 1
    assert index_is_current()
    assert found(text="chor").total == 1


def test_terms_are_counted_anew() -> None:
    for number in range(3):
        an_organisation(by=BERTA, name=f"Chor Probe {number}")
    count_terms(actor=OPERATOR)
    with anybody_at_work():
        assert meaning("chor", search.ORGANISATIONS.copied(), SearchTerm).plan is not None
        assert dict(SearchTerm.objects.values_list("term", "documents"))["chor"] == 3
