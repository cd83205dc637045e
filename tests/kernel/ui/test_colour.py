"""A town's accent: readable or refused, and dressed in shades that stay readable."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engagiert.kernel.ui.colour import WHITE, accent_css, contrast, shades

TOWNS = ["#0b5a64", "#8a3324", "#2f5f22", "#4b3c8f", "#1d4078"]
colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_contrast_runs_from_one_to_twenty_one() -> None:
    assert contrast("#000000", WHITE) == pytest.approx(21)
    assert contrast("#777777", "#777777") == pytest.approx(1)
    assert contrast("#0b5a64", WHITE) == pytest.approx(7.9, abs=0.05)


@pytest.mark.parametrize("accent", TOWNS)
def test_the_shades_of_a_town_read_well_on_each_other(accent: str) -> None:
    found = shades(accent)
    assert contrast(found.deep, WHITE) >= 10
    assert contrast(found.deep, found.tint) >= 7
    assert contrast(found.deep, found.mid) >= 4.5
    assert contrast(found.accent, found.tint) >= 4.5


@given(colours)
def test_every_colour_is_either_refused_or_gives_readable_shades(colour: str) -> None:
    if contrast(colour, WHITE) < 7:
        with pytest.raises(ValueError, match="zu hell"):
            shades(colour)
        return
    found = shades(colour)
    assert contrast(found.deep, found.tint) >= 7
    assert contrast(found.deep, found.mid) >= 4.5
    assert contrast(found.accent, found.tint) >= 4.5


@pytest.mark.parametrize("wrong", ["", "teal", "#fff", "#12345g", "#0b5a64;}", "0b5a64"])
def test_what_is_no_colour_is_refused_with_a_sentence(wrong: str) -> None:
    with pytest.raises(ValueError, match="zum Beispiel #0b5a64"):
        accent_css(wrong)


def test_a_light_colour_is_refused_with_its_contrast_in_german_form() -> None:
    with pytest.raises(ValueError, match=r"erreicht nur 3,9 : 1, nötig sind 7 : 1"):
        accent_css("#ff0000")


def test_the_style_sheet_sets_four_custom_properties_and_nothing_else() -> None:
    sheet = accent_css("#8A3324")
    assert re.fullmatch(r":root\{(--e-(accent|accent-2|tint|mid):#[0-9a-f]{6};?){4}\}\n", sheet)
    assert "--e-accent:#8a3324;" in sheet
