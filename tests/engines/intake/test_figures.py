import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engagiert.engines.intake.figures import parse_count, parse_date, parse_decimal, parse_point, parse_year


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("53,5511", 53.5511),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1.200", 1200.0),
        ("50.000 €", 50000.0),
        ("ca. 120", 120.0),
        ("0,5", 0.5),
        ("abc", None),
        ("", None),
    ],
)
def test_numbers_are_read_as_germans_write_them(text: str, number: float | None) -> None:
    assert parse_decimal(text) == number


def test_a_count_is_whole_and_not_negative() -> None:
    assert parse_count("ca. 120") == 120
    assert parse_count("-3") is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1518703985", dt.date(2018, 2, 15)),
        ("1518703985000", dt.date(2018, 2, 15)),
        ("01.03.2021", dt.date(2021, 3, 1)),
        ("1.3.21", dt.date(2021, 3, 1)),
        ("2021-03-01 10:00", dt.date(2021, 3, 1)),
        ("3. März 2021", dt.date(2021, 3, 3)),
        ("03/2021", dt.date(2021, 3, 1)),
        ("31.02.2021", None),
        ("bald", None),
    ],
)
def test_dates_are_read_in_every_dress(text: str, day: dt.date | None) -> None:
    assert parse_date(text) == day


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("1921", 1921),
        ("gegr. 1921", 1921),
        ("01.03.1921", 1921),
        ("1921.0", 1921),
        ("1880/1911", 1880),
        ("k.A.", None),
    ],
)
def test_a_founding_year_is_found(text: str, year: int | None) -> None:
    assert (parse_year(text, 2026).value, parse_year(text, 2026).code) == (year, "")


@pytest.mark.parametrize(
    ("text", "code", "suggestion"),
    [
        ("1096", "year_too_early", "1906"),
        ("2199", "year_future", ""),
        ("9191", "year_future", "1991"),
        ("85", "year_two_digits", "1985"),
        ("'24", "year_two_digits", "2024"),
        ("Mittelalter", "year_unreadable", ""),
    ],
)
def test_an_impossible_year_is_named_with_a_possible_one(text: str, code: str, suggestion: str) -> None:
    reading = parse_year(text, 2026)
    assert (reading.value, reading.code, reading.suggestion) == (None, code, suggestion)


def test_all_near_years_are_offered() -> None:
    assert "1996" in str(parse_year("1096", 2026).params["suggestions"])


@pytest.mark.parametrize(
    ("lat", "lon", "point", "code"),
    [
        ("53,4554", "9,97522", (53.4554, 9.97522), ""),
        ("9.97522", "53.4554", (53.4554, 9.97522), "coordinates_swapped"),
        ("0", "0", None, "coordinates_zero"),
        ("51,5", "", None, "coordinates_incomplete"),
        ("48.85", "2.35", None, "coordinates_outside"),
        ("hier", "9", None, "coordinates_unreadable"),
        ("", "", None, ""),
    ],
)
def test_a_point_is_in_germany_or_it_is_none(lat: str, lon: str, point: tuple[float, float] | None, code: str) -> None:
    assert (parse_point(lat, lon).value, parse_point(lat, lon).code) == (point, code)


@given(st.text(max_size=60))
def test_any_text_gives_a_reading(text: str) -> None:
    parse_decimal(text)
    parse_date(text)
    found = parse_year(text, 2026)
    assert found.value is None or 1400 <= found.value <= 2026
    parse_point(text, text[::-1])
