"""The two tables: what is understood, and what is said of what is not."""

import pytest

from engagiert.engines.matching import cells, files, outcomes, week
from engagiert.engines.matching.cells import BadCellError
from engagiert.engines.matching.week import AFTERNOON, EVENING, MORNING, NIGHT
from tests.engines.matching.people import a_volunteer

PEOPLE = "key,lat,lon,radius_km,times,skills,refused_terms,age,hours,wish\n"
OFFERS = "key,organisation,lat,lon,from_home,capacity,languages_required,kind\n"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Di abends", [(1, EVENING)]),
        ("Dienstagabend", [(1, EVENING)]),
        ("tuesday evening; Sat mornings", [(1, EVENING), (5, MORNING)]),
        ("Mi", [(2, MORNING), (2, AFTERNOON), (2, EVENING)]),
        ("Wochenende nachts", [(5, NIGHT), (6, NIGHT)]),
        ("abends", [(day, EVENING) for day in range(7)]),
        ("Do 18-20", [(3, EVENING)]),
        ("donnerstags 10.30 bis 13 Uhr", [(3, MORNING), (3, AFTERNOON)]),
        ("", list(week.times(week.ANY_TIME))),
        ("egal", list(week.times(week.ANY_TIME))),
    ],
)
def test_times_are_understood_in_german_and_english(text: str, parts: list[tuple[int, int]]) -> None:
    assert list(week.times(cells.times(text))) == parts


@pytest.mark.parametrize("text", ["Di 25-26", "Di 20-18", "18-20", "neulich", "Di abends vielleicht", "Di 18:99-20"])
def test_impossible_times_are_refused_with_an_example_of_a_possible_one(text: str) -> None:
    with pytest.raises(BadCellError, match="Gebraucht wird"):
        cells.times(text)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("a,91,7,5,,,,,,", "lat"),
        ("a,51,7,x,,,,,,", "radius_km"),
        ("a,51,7,-1,,,,,,", "radius_km"),
        ("a,51,7,nan,,,,,,", "radius_km"),
        ("a,,7,5,,,,,,", "lat"),
        ("a,51,7,5,Di 25-26,,,,,", "times"),
        ("a,51,7,5,,,Zauberei,,,", "refused_terms"),
        ("a,51,7,5,,,,5,,", "age"),
        ("a,51,7,5,,,,150,,", "age"),
        ("a,51,7,5,,,,15.5,,", "age"),
        ("a,51,7,5,,,,,-2,", "hours"),
        (",51,7,5,,,,,,", "key"),
        ("a,51,7", ""),
        ("a,51,7,5,,,,,,,,", ""),
    ],
)
def test_a_row_that_cannot_be_read_is_named_with_line_and_column_and_left_out(row: str, column: str) -> None:
    table = files.volunteers(f"{PEOPLE}ok,51.6,7.5,5,,,,,,\n{row}\n", "v.csv")
    assert [person.key for person in table.records] == ["ok"]
    assert [(found.line, found.column, found.refused) for found in table.findings] == [(3, column, True)]
    assert table.findings[0].message.endswith(".")


def test_a_key_given_twice_is_refused_the_second_time_with_the_line_of_the_first() -> None:
    table = files.volunteers(f"{PEOPLE}a,51,7,5,,,,,,\na,52,7,5,,,,,,\n", "v.csv")
    assert table.records[0].lat == 51
    assert "Zeile 2" in table.findings[0].message


def test_what_is_soft_is_noted_and_the_person_takes_part() -> None:
    long = "kochen " * 1500
    table = files.volunteers(f'{PEOPLE}a,"51,6",7,0,,Zauberei;Kochen,Kochen,,,{long}\n', "v.csv")
    person = table.records[0]
    assert (person.skills, person.refused_terms, person.lat) == (("cooking",), ("cooking",), 51.6)
    assert {found.column for found in table.findings} == {"skills", "radius_km", "wish"}
    assert not any(found.refused for found in table.findings)
    assert 0 < len(person.words) <= 16


def test_a_missing_hard_condition_is_never_read_as_none() -> None:
    table = files.opportunities(f"{OFFERS}o,club,51,7,,1,Klingonisch,\np,club,51,7,,1,,Häuptling\n", "o.csv")
    assert table.records == ()
    assert [found.column for found in table.findings] == ["languages_required", "kind"]


def test_offers_from_home_need_no_point_and_offers_without_places_are_noted() -> None:
    table = files.opportunities(
        f"{OFFERS}o,club,,,ja,0,,einmalig\np,club,,,nein,1,,\nq,,51,7,vielleicht,1,,\n", "o.csv"
    )
    assert [(offer.key, offer.from_home, offer.kind) for offer in table.records] == [("o", True, "one_off")]
    assert {(found.line, found.column) for found in table.findings} == {
        (2, "capacity"), (3, "lat"), (3, "lon"), (4, "from_home"), (4, "organisation"),
    }  # fmt: skip


def test_columns_may_be_divided_by_semicolons_where_lists_stand_in_quotation_marks() -> None:
    table = files.volunteers('\ufeffkey;lat;lon;radius_km;skills\r\na;51,6;7,5;5;"Kochen;Nähen"\r\n', "v.csv")
    assert table.records[0].skills == ("cooking", "sewing")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "leer"),
        ("key,lat,lon\n", "„radius_km“ fehlt"),
        ("key,key,lat,lon,radius_km\n", "doppelt"),
        ("key,lat,lon,radius_km,shoe_size\n", "kennen wir nicht"),
        (f'{PEOPLE}a,51,7,5,,,,,,"offen\n', "Anführungszeichen"),
    ],
)
def test_a_table_that_makes_no_sense_is_refused_in_a_sentence(text: str, says: str) -> None:
    with pytest.raises(files.UnreadableTableError, match=says):
        files.volunteers(text, "v.csv")


def test_a_header_alone_is_a_table_of_nobody() -> None:
    assert files.volunteers(PEOPLE, "v.csv").records == ()


def test_groups_of_fewer_than_five_are_not_told_nor_to_be_reckoned() -> None:
    people = [a_volunteer(key=str(n), age=40) for n in range(12)]
    people += [a_volunteer(key=f"y{n}", age=15) for n in range(2)] + [
        a_volunteer(key=f"o{n}", age=70) for n in range(6)
    ]
    scores: list[float | None] = [0.5] * 8 + [None] * 4 + [0.4] * 2 + [0.4] * 5 + [None]
    told = {group.name: group for group in outcomes.outcomes(people, ["Lünen"] * 20, scores)["age"]}
    assert (told["30–49"].people, told["30–49"].placed, told["30–49"].score) == (12, 8, 0.5)
    assert told["unter 18"].people is None
    assert told["ab 65"].people is None
    place = outcomes.outcomes(people, ["Lünen"] * 20, [None] * 19 + [0.5])["place"][0]
    assert (place.people, place.placed) == (20, None)
