"""What an office writes for its pages: a little markup, and never anything else."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engagiert.kernel.ui.prose import prose

TAGS = {"p", "br", "h2", "h3", "ul", "li", "b", "a"}


def test_headings_paragraphs_lists_and_links_are_drawn() -> None:
    text = (
        "## Kontakt\nRathaus **heute**\nMarkt 1\n- eins\n- [Amt](https://amt.example/a)\n\n### Mehr\nbuero@amt.example"
    )
    assert prose(text) == (
        "<h2>Kontakt</h2><p>Rathaus <b>heute</b><br>Markt 1</p>"
        '<ul><li>eins</li><li><a href="https://amt.example/a">Amt</a></li></ul>'
        '<h3>Mehr</h3><p><a href="mailto:buero@amt.example">buero@amt.example</a></p>'
    )


def test_a_bare_address_is_a_link_without_the_full_stop_behind_it() -> None:
    assert (
        prose("Siehe https://www.amt.example/a.")
        == '<p>Siehe <a href="https://www.amt.example/a">amt.example/a</a>.</p>'
    )


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", '<img src=x onerror="a">', "[x](javascript:alert(1))", '[x](https://a" onclick="b)'],
)
def test_what_is_no_markup_of_ours_is_shown_as_typed(text: str) -> None:
    shown = prose(text)
    assert "<script" not in shown
    assert "<img" not in shown
    assert "javascript:" not in re.sub(r"<p>[^<]*</p>", "", shown)
    assert 'onclick="' not in shown


pieces = st.sampled_from([*"a#-*[]()<>\"'&:/.@ \n", "https://", "mailto:", "javascript:", "**"])


@given(st.lists(pieces, max_size=60).map("".join))
def test_whatever_is_written_only_our_own_tags_come_out(text: str) -> None:
    shown = prose(text)
    assert {tag.lower() for tag in re.findall(r"</?([a-zA-Z0-9]+)", shown)} <= TAGS
    for attributes in re.findall(r"<a ([^>]*)>", shown):
        assert re.fullmatch(r'href="(?:https?://|mailto:|tel:)[^"<>]*"', attributes)
