"""Kept parts of pages show what they name and nothing else."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory
from django.utils import timezone, translation

from engagiert.apps.accounts.public import Office
from engagiert.apps.places.public import Place, Town
from tests.cast import BERTA

OF_A_TOWN = Template("{% load kept %}{% kept town=town %}{{ town.title }}, {{ town.place.name }}{% endkept %}")


def a_town(title: str, place: str) -> Town:
    """Always with the same keys: what tells two apart is what stands in them."""
    return Town(pk=1, title=title, place=Place(pk=1, name=place))


def test_each_town_sees_its_own() -> None:
    for title, place in (
        ("Mitmachen", "Nieheim"),
        ("Mitmachen", "Hemer"),
        ("Anpacken", "Hemer"),
        ("Mitmachen", "Nieheim"),
    ):
        assert OF_A_TOWN.render(Context({"town": a_town(title, place)})) == f"{title}, {place}"


def test_what_is_changed_on_the_record_is_shown_at_once() -> None:
    town = a_town("Mitmachen", "Nieheim")
    OF_A_TOWN.render(Context({"town": town}))
    town.place.name = "Steinheim"
    assert OF_A_TOWN.render(Context({"town": town})) == "Mitmachen, Steinheim"


def test_what_is_not_named_is_not_seen() -> None:
    part = Template(
        "{% load kept %}{% kept town=town %}{{ town.title }}[{{ actor }}{{ user }}{{ request }}]{% endkept %}"
    )
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    seen = part.render(
        Context({"town": a_town("Mitmachen", "Hemer"), "actor": "Berta", "user": "Berta", "request": request})
    )
    assert seen == "Mitmachen[]"


def test_what_cannot_be_written_out_is_no_key() -> None:
    with pytest.raises((TypeError, AttributeError)):
        Template("{% load kept %}{% kept ask=ask %}{{ ask }}{% endkept %}").render(
            Context({"ask": (one for one in "ab")})
        )


def test_each_language_and_each_day_has_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    office = Office(closed_days=[{"from": "2031-05-04", "to": "2031-05-04", "reason": ""}])
    part = Template("{% load kept %}{% kept office=office %}{{ office.closed_soon.0.0 }}{% endkept %}")

    def shown_on(year: int, language: str) -> str:
        noon = datetime.datetime(year, 5, 4, 12, tzinfo=datetime.UTC)
        monkeypatch.setattr(timezone, "now", lambda: noon)
        with translation.override(language):
            return part.render(Context({"office": office}))

    assert [shown_on(2031, "de"), shown_on(2031, "en")] == ["4. Mai 2031", "4 May 2031"]
    assert [shown_on(2032, "de"), shown_on(2031, "de")] == ["", "4. Mai 2031"]


@pytest.mark.django_db
def test_nobody_asks_the_database_inside() -> None:
    office = Office.objects.get(pk=BERTA.office().pk)
    part = Template("{% load kept %}{% kept office=office %}{{ office.place.name }}{% endkept %}")
    with pytest.raises(RuntimeError, match="kept"):
        part.render(Context({"office": office}))
    assert part.render(Context({"office": Office.objects.select_related("place").get(pk=office.pk)})) == "Nieheim"


def test_values_are_taken_by_name() -> None:
    with pytest.raises(TemplateSyntaxError, match="by name"):
        Template("{% load kept %}{% kept town %}{% endkept %}")
