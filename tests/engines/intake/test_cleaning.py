import pytest
from hypothesis import given
from hypothesis import strategies as st

from engagiert.engines.intake.classify import (
    accessibility,
    fields_of_engagement,
    languages,
    organisation_type,
    sector,
    target_groups,
)
from engagiert.engines.intake.cleaning import (
    html_to_text,
    is_formula,
    is_placeholder,
    points_elsewhere,
    shorten,
)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Hallo <b>Welt</b></p>\n\n<p>Zwei</p>", "Hallo Welt\n\nZwei"),
        ("<ul><li>eins</li><li>zwei</li></ul>", "• eins\n• zwei"),
        ("a<br>b<br/>c", "a\nb\nc"),
        ("A &amp; B &Uuml;ber", "A & B Über"),
        ("f & w", "f & w"),
        ("a < b und 5 <3", "a < b und 5 <3"),
        ("<script>alert(1)</script>TuS", "TuS"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;TuS", "TuS"),
        ("<style>p{}</style><p onclick='x()'>TuS</p>", "TuS"),
        ("Zeile 1\r\nZeile 2", "Zeile 1\nZeile 2"),
    ],
)
def test_foreign_html_becomes_plain_text_with_its_paragraphs(html: str, text: str) -> None:
    assert html_to_text(html) == text


@given(st.text(max_size=200))
def test_no_script_survives_any_wrapping(text: str) -> None:
    assert "alert(7)" not in html_to_text(f"<script>alert(7)</script>{text}")


@pytest.mark.parametrize(
    "cell",
    ['=HYPERLINK("x")', "=cmd", "  =1+1", "@SUM(1+1)*cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "+cmd|x"],
)
def test_a_formula_is_known(cell: str) -> None:
    assert is_formula(cell)


@pytest.mark.parametrize(
    "cell", ["+49 2303 1", "-", "- Turnen", "-1", "@home e.V.", "e.V. = gut", "02303 1 | 0171 2", ""]
)
def test_a_phone_number_or_a_dash_is_no_formula(cell: str) -> None:
    assert not is_formula(cell)


def test_placeholders_and_references_are_told_from_values() -> None:
    assert all(map(is_placeholder, ["", "-", "k.A.", "./.", "n/a", "unbekannt", "???"]))
    assert not is_placeholder("Kein Platz für Rassismus e.V.")
    assert points_elsewhere("siehe Homepage")
    assert points_elsewhere("s. Internet")
    assert not points_elsewhere("Straße 1")


def test_a_long_text_is_cut_at_a_word() -> None:
    assert shorten("eins zwei drei", 10) == "eins zwei…"[:10] or len(shorten("eins zwei drei", 10)) <= 10


def test_fields_of_engagement_follow_the_category_and_else_the_name() -> None:
    assert fields_of_engagement("Sport", "Musikverein") == ("sports",)
    assert fields_of_engagement("", "Musikverein Weiß") == ("culture",)
    assert fields_of_engagement("", "Freiwillige Feuerwehr Höxter") == ("rescue",)
    assert fields_of_engagement("", "Stadt Düsseldorf Gelsenkirchen") == ()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("TuS Lippeperle 1921 e.V.", "verein"),
        ("Caritasverband für den Kreis Unna e.V.", "wohlfahrtsverband"),
        ("Förderverein der Grundschule am Wall e.V.", "verein"),
        ("Bürgerstiftung Unna", "buergerstiftung"),
        ("Freiwilligenzentrum Musterstadt", "freiwilligenagentur"),
        ("Muster Bau GmbH", "unternehmen"),
        ("Stadt Musterhausen, Jugendamt", "behoerde"),
        ("Frauenforum im Kreis Unna e.V.", "verein"),
        ("arthaus", ""),
    ],
)
def test_the_kind_is_read_from_the_name(name: str, kind: str) -> None:
    assert organisation_type(name) == kind


def test_what_the_file_states_goes_before_the_name() -> None:
    assert organisation_type("Maschenrunde am Eck", "Initiative") == "initiative"
    assert sector("verein") == "civil_society"
    assert sector("unternehmen") == "business"
    assert sector("", "Verwaltung") == "administration"
    assert sector("") == ""


def test_languages_aids_and_groups_become_codes() -> None:
    assert languages("Deutsch, Türkisch und Arabisch; Klingonisch, en") == (
        ("de", "tr", "ar", "en"),
        ("Klingonisch",),
    )
    assert accessibility("barrierefrei, kein Aufzug, Behinderten-WC") == ("step_free", "wheelchair_wc")
    assert accessibility("nein") == ()
    assert accessibility("ja") == ("step_free",)
    assert target_groups("Kinder und Jugendliche, ältere Menschen") == ("children", "youth", "seniors")
