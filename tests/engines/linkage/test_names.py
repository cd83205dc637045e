import csv

import pytest

from engagiert.engines.linkage.names import address_key, name_key, spelling_key
from tests.engines.real_files import real_file


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kita Sonnenschein", "KITA-Sonnenschein"),
        ("Jung & Alt e. V.", "Jung und Alt e.V."),
        ('Seemannsmission "Stella Maris"', "Seemannsmission Stella Maris"),
        ("Möbelkiste Lünen eV", "Moebelkiste Luenen e.V."),
        ("Förderverein – Bad", "Förderverein - Bad"),
    ],
)
def test_two_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert spelling_key(one) == spelling_key(other)


def test_another_name_has_another_key() -> None:
    assert spelling_key("TuS Lippeperle") != spelling_key("Förderverein TuS Lippeperle")
    assert name_key("TuS Lippeperle") != name_key("Förderverein TuS Lippeperle e. V.")
    assert name_key("Stiftung Anscharhöhe") != name_key("Anscharhöhe")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Aktion Buch", "Aktion Buch e.V."),
        ("LichtwarkSchule gemeinnützige UG", "LichtwarkSchule gUG"),
        ("DRK Unna", "Deutsches Rotes Kreuz Unna e. V."),
        ("Ev. Kirchengemeinde St. Petri", "Evangelische Kirchengemeinde Sankt Petri"),
        ("Turn- u. Sportverein Musterdorf", "TuS Musterdorf"),
        ("Kinderschutzbund - LV Hamburg", "Kinderschutzbund, Landesverband Hamburg e.V."),
    ],
)
def test_legal_forms_and_usual_abbreviations_do_not_tell_names_apart(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_letters_between_dots_are_no_abbreviated_words() -> None:
    assert "und" not in name_key("Beratung (R.U.N.)")


def test_a_legal_form_alone_keeps_a_key_and_marks_alone_have_none() -> None:
    assert name_key("e.V.") != ""
    assert spelling_key("–") == name_key("–") == ""


def test_a_town_can_be_left_out_of_the_key() -> None:
    towns = frozenset({"hamburg"})
    assert name_key("Bahnhofsmission Hamburg", towns) == name_key("Bahnhofsmission", towns)


def test_one_door_has_one_address_key() -> None:
    assert address_key("Massener Straße", "12 a", "59423") == address_key("massener str.", "12A", "59423")
    assert address_key("Mühlenstr.", "4c", "59423") == address_key("Muehlenstrasse", "4 c", "59423")
    assert address_key("Lange Str.", "3", "59423") != address_key("Lange Str.", "30", "59423")
    assert address_key("", "3", "59423") == ""


def test_equal_spelling_keys_are_always_the_same_organisation_in_the_labelled_pairs() -> None:
    with real_file("duplicates/gold_pairs.csv").open(encoding="utf-8") as source:
        pairs = list(csv.DictReader(source))
    equal = [p for p in pairs if spelling_key(p["name_1"]) == spelling_key(p["name_2"])]
    assert equal
    assert {p["relation"] for p in equal} == {"same"}
    hinted = [p for p in pairs if name_key(p["name_1"]) == name_key(p["name_2"])]
    assert not [p for p in hinted if p["relation"] in {"different", "same_carrier_other_site"}]
    same = sum(p["relation"] == "same" for p in pairs)
    assert sum(p["relation"] == "same" for p in hinted) / same >= 0.3
