"""Whoever would like to help finds offers as they find clubs: by what they mean, by when, where and with whom."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from django.http import QueryDict

from engagiert.apps.directory.commands import COMMANDS
from engagiert.apps.directory.jobs import count_terms_of_register
from engagiert.apps.directory.public import Answer, Near, Organisation, Question
from engagiert.apps.opportunities import search, services
from engagiert.apps.opportunities.models import Listing, Opportunity, SearchTerm
from engagiert.apps.opportunities.services.indexing import index_anew
from engagiert.config.installing import refresh_index
from tests.cast import BERTA, JAN, anybody_at_work
from tests.factories import offers, records

pytestmark = pytest.mark.django_db
HERE = (51.80, 9.11)
SATURDAY_MORNING, TUESDAY_EVENING = 1 << 5 * 4, 1 << (1 * 4 + 2)


@pytest.fixture(autouse=True)
def home() -> Organisation:
    search.forget()
    return records.an_organisation(by=BERTA, name="Kate Beispiel", lat=HERE[0], lon=HERE[1])


def offer(
    of: Organisation, title: str, tasks: str = "Sie sind einmal in der Woche da.", **values: object
) -> Opportunity:
    return offers.an_offer(by=BERTA, of=of, title=title, tasks=tasks, **values)  # type: ignore[arg-type]


def found(**asked: object) -> Answer[Listing]:
    with anybody_at_work():
        return search.search(Question(**asked))  # type: ignore[arg-type]


def titles(answer: Answer[Listing]) -> list[str]:
    return [listing.title for listing in answer.listings]


@pytest.mark.parametrize("text", ["Hausaufgabenhilfe", "hausaufgaben helfen", "Hausaufgabn", "homework help"])
def test_an_offer_is_found_by_what_is_meant(home: Organisation, text: str) -> None:
    offer(home, "Hilfe bei Hausaufgaben")
    offer(home, "Gassi gehen")
    assert titles(found(text=text)) == ["Hilfe bei Hausaufgaben"]


def test_title_text_and_organisation_are_searched_in_this_order(home: Organisation) -> None:
    garden = records.an_organisation(by=BERTA, name="Schachclub Beispiel")
    offer(garden, "Kuchen backen")
    offer(home, "Nachmittage gestalten", tasks="Sie spielen mit den Menschen im Haus Schach.")
    offer(home, "Schach lehren")
    assert titles(found(text="schach")) == ["Schach lehren", "Nachmittage gestalten", "Kuchen backen"]


def test_filters_count_what_they_leave(home: Organisation) -> None:
    offer(home, "Samstags im Garten", week_parts=SATURDAY_MORNING, kind="project", fields=["environment"])
    offer(home, "Texte schreiben", week_parts=TUESDAY_EVENING, where="from_home", minimum_age=16, languages=["uk"])
    offer(home, "Fest aufbauen", kind="one_off", suits=["group"], where="both", minimum_age=18, needs_certificate=True)
    everything = found()
    assert everything.total == 3
    counted = {code: number for facet in everything.facets.values() for code, number in facet.items()}
    assert {
        "when:weekend": 1, "when:weekday_2": 1, "where:from_home": 2, "where:on_site": 2, "suits:group": 1, "age:14": 1,
        "age:16": 2, "no_certificate": 2, "kind:one_off": 1, "uk": 1, "environment": 1,
    }.items() <= counted.items()  # fmt: skip
    for facet, codes in everything.facets.items():
        for code, number in codes.items():
            assert found(chosen={facet: code}).total == number, code
    assert titles(found(chosen={"where": "where:from_home", "when": "when:weekday_2"})) == ["Texte schreiben"]


def test_filters_stand_in_the_address_and_unknown_ones_are_left_out() -> None:
    asked = search.FACETS.question(
        QueryDict("q=garten&wann=when:weekend&alter=age:5&wo=where:from_home"), ags="05762028"
    )
    assert asked.text == "garten"
    assert asked.chosen == {"when": "when:weekend", "where": "where:from_home"}


def test_distances_start_from_a_point(home: Organisation) -> None:
    offer(home, "Nah", lat=HERE[0], lon=HERE[1])
    offer(home, "Weit", lat=HERE[0] + 0.1, lon=HERE[1])
    answer = found(near=Near(*HERE))
    assert answer.distances == {2: 1, 5: 1, 10: 1, 25: 2}
    assert titles(found(near=Near(*HERE, km=5))) == ["Nah"]


def test_what_fits_nowhere_here_is_looked_for_a_little_wider(home: Organisation) -> None:
    offer(home, "Schach lehren")
    with anybody_at_work():
        filtered = search.loosened(Question(ags="05762028", text="schach", chosen={"where": "where:from_home"}))
        elsewhere = search.loosened(Question(ags="05762004", text="schach"))
        nowhere = search.loosened(Question(ags="05762028", text="zeppelin"))
    assert filtered is not None
    assert (filtered.without, titles(filtered.answer)) == ("filters", ["Schach lehren"])
    assert elsewhere is not None
    assert (elsewhere.without, elsewhere.question.ags, titles(elsewhere.answer)) == (
        "place",
        "05762",
        ["Schach lehren"],
    )
    assert nowhere is None


def test_who_types_gets_themes_and_titles(home: Organisation) -> None:
    offer(home, "Vorlesen im Altenheim")
    with anybody_at_work():
        suggested = search.suggestions("vorl", ags="05762028")
    assert ("name", "Vorlesen im Altenheim") in {(each.kind, each.label) for each in suggested}
    assert "theme" in {each.kind for each in suggested}


def test_an_offer_that_rests_is_not_found_and_a_new_title_is(home: Organisation) -> None:
    one = offer(home, "Schach lehren")
    assert found(text="schach").total == 1
    with BERTA.at_work() as actor:
        services.update_opportunity(actor=actor, opportunity=one, values={"title": "Boule lehren"})
    assert (found(text="schach").total, found(text="boule").total) == (0, 1)
    with BERTA.at_work() as actor:
        services.pause_opportunity(actor=actor, opportunity=one)
    assert found(text="boule").total == 0


def test_an_offer_opened_to_the_neighbours_is_found_there(home: Organisation) -> None:
    JAN.office()
    offer(home, "Schach lehren", also_in=["05962016"])
    assert titles(found(ags="05962016", text="schach")) == ["Schach lehren"]
    assert titles(found(ags="05962016")) == ["Schach lehren"]


def test_many_questions_at_once_name_the_number_in_the_source(home: Organisation, tmp_path: Path) -> None:
    numbered = offer(home, "Schach lehren", source="Börse", source_id="29368")
    own = offer(home, "Schach spielen")
    questions, out = tmp_path / "q.tsv", tmp_path / "run.tsv"
    questions.write_text("A\tschach\nB\tzeppelin\n", "utf-8")
    [command] = [command for command in COMMANDS if command.name == "search"]
    words = ["--kind", "opportunity", "--place", "05762028", "--queries", str(questions), "--out", str(out)]
    assert CliRunner().invoke(command, words).exit_code == 0
    rows = [line.split("\t") for line in out.read_text("utf-8").splitlines()]
    assert {(query, number) for query, number, _rank in rows} == {("A", "29368"), ("A", f"engagiert:{own.pk}")}
    assert numbered.pk != own.pk


def test_an_index_of_another_version_is_made_anew_and_terms_are_counted(home: Organisation) -> None:
    offer(home, "Schach lehren")
    with BERTA.at_work():
        Listing.objects.update(search=b"", codes=[])
    assert found(text="schach").total == 0
    said: list[str] = []
    refresh_index(said.append)
    assert any("opportunity" in sentence for sentence in said)
    assert found(text="schach").total == 1
    said.clear()
    refresh_index(said.append)
    assert said == []
    assert index_anew(said.append) == 1
    count_terms_of_register()
    with anybody_at_work():
        assert SearchTerm.objects.get(term="schach").documents == 1
