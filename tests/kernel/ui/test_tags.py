"""Template tags: German numbers and dates, addresses of pages, QR codes, icons, fields."""

import datetime
import re
from typing import Any

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

from engagiert.kernel.ui import notices
from engagiert.kernel.ui.guide import SampleForm
from engagiert.kernel.ui.templatetags import ui


def render(text: str, **context: Any) -> str:
    return Template("{% load ui %}" + text).render(Context(context))


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [(1342, None, "1.342"), (1.44, 1, "1,4"), (0, None, "0"), (None, None, "–"), (18_000_000, None, "18.000.000")],
)
def test_numbers_have_german_points_and_commas(value: float | None, places: int | None, shown: str) -> None:
    assert ui.german_number(value, places) == shown


def test_dates_are_written_out_and_moments_shown_in_local_time() -> None:
    assert ui.german_date(datetime.date(2026, 11, 23)) == "23. November 2026"
    assert ui.german_date(datetime.date(2026, 11, 3), "short") == "03.11.2026"
    late = datetime.datetime(2026, 11, 23, 23, 30, tzinfo=datetime.UTC)
    assert ui.german_date(late, "time") == "24. November 2026, 00:30 Uhr"
    assert ui.german_date(None) == ""


def test_a_page_address_keeps_the_query_and_drops_the_first_page() -> None:
    request = RequestFactory().get("/luenen/verzeichnis/", {"q": "chor & co", "seite": "3"})
    assert render("{% page_url 4 %}", request=request) == "?q=chor+%26+co&amp;seite=4"
    assert render("{% page_url 1 %}", request=request) == "?q=chor+%26+co"
    assert render('{% page_url q="" %}', request=request) == "/luenen/verzeichnis/"


def test_the_row_of_pages_shows_first_last_neighbours_and_gaps() -> None:
    pages = Paginator(range(240), 20)
    assert ui.page_numbers(pages, 6) == [1, None, 5, 6, 7, None, 12]
    assert ui.page_numbers(pages, 1) == [1, 2, None, 12]
    assert ui.page_numbers(Paginator(range(10), 20), 1) == [1]


def test_a_qr_code_is_one_named_path_with_a_quiet_zone() -> None:
    code = ui.qr("https://engagiert.example/luenen/", "Adresse <der> Seite")
    assert 'role="img"' in code
    assert 'aria-label="Adresse &lt;der&gt; Seite"' in code
    starts = [tuple(map(int, pair)) for pair in re.findall(r"M(\d+) (\d+)h", code)]
    assert min(x for x, _ in starts) == 4
    assert min(y for _, y in starts) == 4


def test_an_icon_is_silent_and_points_into_the_sprite() -> None:
    icon = ui.icon("heart")
    assert 'aria-hidden="true"' in icon
    assert re.search(r'href="/static/vendor/icons[^"]*\.svg#heart"', icon)


def test_a_note_says_its_kind_to_screen_readers_and_escapes_its_title() -> None:
    shown = render('{% note "warn" title %}<p>Inhalt</p>{% endnote %}', title="<b>")
    assert "Achtung:" in shown
    assert "&lt;b&gt;" in shown
    assert "<p>Inhalt</p>" in shown


def test_an_error_stands_in_the_summary_with_its_label_and_jumps_to_its_field() -> None:
    form = SampleForm({"name": ""})
    rows = ui.error_rows(form)
    assert rows[0][0] == "id_name"
    assert rows[0][1].startswith("Name: ")
    assert tuple(target for target, text in rows if text.startswith("Wie dürfen")) == ("id_answer_0",)
    shown = str(form)
    assert 'id="id_name_error"' in shown
    assert re.search(r'<input[^>]*aria-invalid="true"[^>]*', shown)


def test_a_field_ties_hint_and_error_to_its_control() -> None:
    shown = str(SampleForm({"name": ""})["name"].as_field_group())
    control = re.search(r"<input[^>]*>", shown)
    assert control is not None
    described = re.search(r'aria-describedby="([^"]*)"', control[0])
    assert described is not None
    for name in described[1].split():
        assert f'id="{name}"' in shown


def test_a_message_carries_its_way_back() -> None:
    assert notices.undo_url_of("undo=/schreibtisch/3/") == "/schreibtisch/3/"
    assert notices.undo_url_of("") == ""
    assert ui.undo_url(None) == ""


def test_a_bar_of_shares_is_as_wide_as_its_numbers() -> None:
    bar = ui.share_bar({"created": 1, "refused": 3, "read": 99}, "1 neu, 3 abgelehnt")
    assert re.findall(r'class="(\w+)" x="(\d+)"', bar) == [("created", "0"), ("refused", "250")]


@pytest.mark.parametrize(
    ("address", "said"),
    [("https://www.lesewelt.example/", "lesewelt.example"), ("http://a.example/b", "a.example/b")],
)
def test_a_web_address_is_shown_as_people_say_it(address: str, said: str) -> None:
    assert ui.bare_address(address) == said
