"""Lists that are long, strange, or all the same."""

import csv
from collections.abc import Iterator

import pytest

from engagiert.engines.linkage.corpus import Corpus
from engagiert.engines.linkage.judging import SAME, judge
from engagiert.engines.linkage.linking import candidate_pairs, link
from engagiert.engines.linkage.records import Record
from tests.engines.real_files import real_file


def test_five_thousand_records_of_one_name_are_compared_with_their_neighbours_only() -> None:
    records = [
        Record("Förderverein Chor Klangfeld", street=f"Weg {n}", postcode="44444", place="05999999", phones=("+491",))
        for n in range(5000)
    ]
    pairs = candidate_pairs(records, Corpus(records))
    assert 0 < len(pairs) <= 5000 * 20
    assert [found for found in link(records, keep=frozenset({SAME})) if found.judgement.sure] == []


def test_five_thousand_records_without_anything_to_say_are_no_pairs_to_merge() -> None:
    records = [Record("e.V.", place="05999999") for _number in range(5000)]
    assert link(records) == []


@pytest.mark.parametrize(
    "name",
    [
        "Chor " * 2000,
        "x" * 10_000,
        "Förderverein-" * 800,
        "(" * 5000,
        "A.B." * 2500,
        "\x00\x07\x1b" * 20,
        "جمعية الجوقة",
        "עמותת המקהלה",
        "𝕮𝖍𝖔𝖗",
        "\ud800",
        "🎶🎶",
    ],
)
def test_a_strange_name_is_answered_and_equals_itself_only(name: str) -> None:
    odd = Record(name, place="05999999", postcode="44444")
    assert judge(odd, Record("Chor Klangfeld", place="05999999", postcode="44444")).verdict != SAME
    assert not [found for found in link([odd, Record("Chor Klangfeld", place="05999999")]) if found.judgement.sure]


def test_signs_that_nobody_sees_make_no_difference() -> None:
    plain = Record("Chor Klangfeld", place="05999999", postcode="44444")
    for name in ("\u202eChor Klangfeld\u202c", "Chor\u00a0Klangfeld", "Chor\x00 Klangfeld", "Chor Klang\u00adfeld"):
        assert judge(plain, Record(name, place="05999999", postcode="44444")).verdict == SAME


def test_a_record_meets_its_double_by_phone_where_the_names_differ() -> None:
    one = Record("Runder Tisch", place="05999999", phones=("+492301",))
    two = Record("Sprechstunde im Rathaus", place="05999999", phones=("+492301",))
    assert candidate_pairs([one, two], Corpus([one, two])) == [(0, 1)]


def gold() -> Iterator[dict[str, str]]:
    with real_file("duplicates/gold_pairs.csv").open(encoding="utf-8-sig", newline="") as source:
        yield from csv.DictReader(source)


def test_on_the_labelled_names_of_another_town_few_are_missed_and_none_is_joined_wrongly() -> None:
    facts: dict[str, Record] = {}
    with real_file("hamburg_offers.csv").open(encoding="utf-8-sig", newline="") as source:
        for row in csv.DictReader(source, delimiter=";"):
            name = row["einrichtungsname"].strip()
            facts.setdefault(name, Record(name, postcode=row["plz"], town="Hamburg", place="02000000"))
    relation = {frozenset((row["name_1"].strip(), row["name_2"].strip())): row["relation"] for row in gold()}
    records = list(facts.values())
    found = {frozenset((records[e.first].name, records[e.second].name)): e.judgement for e in link(records)}
    predicted = {names for names, judgement in found.items() if judgement.verdict == SAME}
    predicted -= {names for names, said in relation.items() if said == "unsure"}
    true = {names for names, said in relation.items() if said == "same"}
    hits = len(predicted & true)
    assert 2 * hits / (len(predicted) + len(true)) >= 0.85
    assert {relation.get(names) for names, judgement in found.items() if judgement.sure} <= {"same", "unsure"}
