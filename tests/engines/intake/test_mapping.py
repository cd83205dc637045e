import pytest

from engagiert.engines.intake.fields import FIELDS, HEADERS
from engagiert.engines.intake.mapping import guess_mapping, saved_mapping
from engagiert.engines.intake.tables import Table, read_table
from tests.engines.real_files import real_file


def table(*rows: str) -> Table:
    return read_table("\n".join(rows).encode())


def fields_of(given: Table) -> dict[str, str]:
    return {c.header: c.field for c in guess_mapping(given).columns}


def test_every_header_word_leads_to_a_field_that_exists() -> None:
    assert set(HEADERS.values()) <= set(FIELDS)


def test_ordinary_german_headers_are_understood() -> None:
    given = table(
        "Vereinsname;Straße, Hausnr.;PLZ;Ort;Tel.;Handy;E-Mail;Homepage;1. Vorsitzende(r);Gründung;"
        "Sparte;Bemerkung;Fax",
        "TuS;Lange Str. 3;33039;Nieheim;05274 12345;0171 3920011;a@b.de;www.b.de;Berta Beispiel;1921;Sport;neu;05274 1",
    )
    assert list(fields_of(given).values()) == [
        "name",
        "street",
        "postcode",
        "town",
        "phone",
        "mobile",
        "mail",
        "website",
        "contact_name",
        "founded",
        "category",
        "note",
        "ignore",
    ]
    assert {c.certainty for c in guess_mapping(given).columns} == {"sure"}


def test_contents_correct_a_header_that_says_too_little() -> None:
    given = table(
        "Organisation;Ort;Straße;Kontakt",
        "TuS;33039 Nieheim;Lange Str. 3, 33039 Nieheim;a@b.de",
        "SV;33039 Nieheim;Lange Str. 4, 33039 Nieheim;c@b.de",
    )
    assert fields_of(given) == {
        "Organisation": "name",
        "Ort": "postcode_town",
        "Straße": "address",
        "Kontakt": "mail",
    }


def test_contents_tell_a_column_whose_header_says_nothing_and_it_is_to_be_checked() -> None:
    given = table("Verein;Spalte A;Spalte B", "TuS;a@b.de;02303 918480", "SV;c@b.de;02303 918481")
    columns = guess_mapping(given).columns
    assert [(c.field, c.certainty) for c in columns[1:]] == [("mail", "check"), ("phone", "check")]


def test_two_phones_may_stand_side_by_side_but_only_one_column_is_the_name() -> None:
    given = table("Verein;Name;Telefon 1;Telefon 2", "TuS;Turner;02303 918480;02303 918481")
    columns = guess_mapping(given).columns
    assert [c.field for c in columns] == ["name", "ignore", "phone", "phone"]
    assert columns[1].certainty == "check"


def test_a_table_without_names_says_what_is_missing() -> None:
    mapping = guess_mapping(table("PLZ;Telefon", "33039;02303 918480"))
    assert mapping.missing == ("name",)
    assert mapping.with_field(1, "name").missing == ()
    with pytest.raises(KeyError):
        mapping.with_field(1, "nonsense")


def test_a_mapping_once_checked_is_kept_for_the_next_file() -> None:
    first = table("Verein;Dings;Telefon", "TuS;x;02303 918480")
    kept = guess_mapping(first).with_field(1, "note").as_saved()
    again = saved_mapping(table("Telefon;Verein;Dings;Ort", "02303 918480;TuS;x;Unna"), kept)
    assert [(c.field, c.certainty) for c in again.columns] == [
        ("phone", "sure"),
        ("name", "sure"),
        ("note", "sure"),
        ("town", "check"),
    ]


def test_the_freinet_export_is_known() -> None:
    given = read_table(real_file("hamburg_offers.csv").read_bytes())
    mapping = guess_mapping(given)
    assert (len(given.rows), given.encoding, given.delimiter, mapping.shape) == (
        1172,
        "utf-8",
        ";",
        "freinet",
    )
    wanted = {
        "einrichtungsname": "name",
        "agenturname": "listed_by",
        "plz": "postcode",
        "ort": "town",
        "latitude": "latitude",
        "longitude": "longitude",
        "ortsteil": "district",
        "bearbeitet": "updated",
        "_angebotsId": "offer_id",
    }
    assert {h: f for h, f in fields_of(given).items() if f != "ignore"} == wanted


def test_the_list_of_unna_is_understood() -> None:
    given = read_table(real_file("unna_vereine.json").read_bytes())
    assert list(fields_of(given).values()) == [
        "name",
        "category",
        "description",
        "website",
        "phone",
        "address",
    ]
    assert {c.certainty for c in guess_mapping(given).columns} == {"sure"}
