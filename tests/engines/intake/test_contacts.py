import pytest
from hypothesis import given
from hypothesis import strategies as st

from engagiert.engines.intake.contacts import parse_mails, parse_phone, parse_website

LAND, MOBILE = "+492303918480", "+491713920011"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("02303 918480", (LAND,)),
        ("(02303) 91 84 80", (LAND,)),
        ("+49 (0) 2303 918480", (LAND,)),
        ("0049 2303/918480", (LAND,)),
        ("Tel.: 02303/918480 Fax: 02303/918481", (LAND,)),
        ("02303 / 918480 oder 0171 3920011", (LAND, MOBILE)),
        ("02303 918480/0171 3920011", (LAND, MOBILE)),
        ("02303-918480\nMobil: 0171 3920011 (abends)", (LAND, MOBILE)),
        ("1713920011", (MOBILE,)),
        ("492303918480", (LAND,)),
        ("02303 23980-15/-16", ("+4923032398015",)),
    ],
)
def test_numbers_as_people_write_them_become_e164(text: str, expected: tuple[str, ...]) -> None:
    assert parse_phone(text).value == expected
    assert parse_phone(text).code == ""


@pytest.mark.parametrize("text", ["siehe Homepage", "12345", "112", "Herr Probe", "02303"])
def test_what_is_no_number_is_said_to_be_unreadable(text: str) -> None:
    assert (parse_phone(text).value, parse_phone(text).code) == ((), "phone_unreadable")


@pytest.mark.parametrize("text", ["", "-", "k. A.", "./.", "n/a", "unbekannt", "Fax 02303 918481"])
def test_a_placeholder_or_a_fax_is_no_number_and_no_problem(text: str) -> None:
    assert (parse_phone(text).value, parse_phone(text).code) == ((), "")


def test_one_readable_number_of_two_is_kept_and_the_other_named() -> None:
    reading = parse_phone("02303 918480 oder 4711")
    assert (reading.value, reading.code, reading.params) == ((LAND,), "phone_partly", {"part": "4711"})


def test_an_area_code_can_be_lent_to_a_local_number() -> None:
    assert parse_phone("918480", area_hint="02303").value == (LAND,)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("info@verein.de", ("info@verein.de",)),
        ("a@x.de; b@Y.DE", ("a@x.de", "b@y.de")),
        ("mailto:info@verein.de", ("info@verein.de",)),
        ("info(at)verein.de", ("info@verein.de",)),
        ("info [at] verein [dot] de", ("info@verein.de",)),
        ("Verein <info@verein.de>", ("info@verein.de",)),
        ('<a href="mailto:a@b.de">Mail</a>', ("a@b.de",)),
        ("info @ bürger-unna.de", ("info@bürger-unna.de",)),
    ],
)
def test_mail_addresses_are_found_in_every_dress(text: str, expected: tuple[str, ...]) -> None:
    assert parse_mails(text).value == expected


@pytest.mark.parametrize("text", ["info@verein", "www.verein.de", "müller@verein.de", "siehe Homepage"])
def test_a_broken_mail_address_is_never_completed_by_guessing(text: str) -> None:
    assert (parse_mails(text).value, parse_mails(text).code) == ((), "mail_unreadable")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("www.foo.de", "https://www.foo.de"),
        ("http://www.bürgerschützen-unna.de/", "http://www.bürgerschützen-unna.de/"),
        ("http:/foo.de", "http://foo.de"),
        ("https//foo.de", "https://foo.de"),
        ("HTTP://Foo.de/Pfad?x=1", "http://foo.de/Pfad?x=1"),
        ("www.a.de, www.b.de", "https://www.a.de"),
        ('<a href="http://foo.de/x">hier</a>', "http://foo.de/x"),
        ("-", ""),
    ],
)
def test_web_addresses_get_their_scheme(text: str, expected: str) -> None:
    assert (parse_website(text).value, parse_website(text).code) == (expected, "")


@pytest.mark.parametrize("text", ["javascript:alert(1)", "data:text/html,x", "JaVaScRiPt:alert(1)", "ftp://x.de"])
def test_only_http_is_a_web_address(text: str) -> None:
    assert (parse_website(text).value, parse_website(text).code) == ("", "website_unsafe")


@pytest.mark.parametrize("text", ["a@b.de", "kommt noch", "http://user:p@x.de", "http://localhost"])
def test_other_text_is_no_web_address(text: str) -> None:
    assert (parse_website(text).value, parse_website(text).code) == ("", "website_unreadable")


@given(st.text(max_size=120))
def test_any_text_gives_a_reading(text: str) -> None:
    assert all(p.startswith("+") and p[1:].isdigit() for p in parse_phone(text).value)
    assert all(m.count("@") == 1 for m in parse_mails(text).value)
    assert parse_website(text).value.startswith(("http://", "https://")) or not parse_website(text).value
