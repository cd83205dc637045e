"""Remembered addresses are the same as Django's own."""

import pytest
from django.template import Context, Template
from django.urls import NoReverseMatch, reverse

from engagiert.kernel.ui.addresses import address


def test_a_remembered_address_is_the_one_that_django_gives() -> None:
    assert address("directory:list", "nieheim") == reverse("directory:list", args=["nieheim"])
    assert address("directory:list", "rheine") != address("directory:list", "nieheim")


def test_a_page_that_does_not_exist_is_still_an_error() -> None:
    with pytest.raises(NoReverseMatch):
        Template('{% url "directory:nowhere" %}').render(Context())


def test_with_as_a_missing_page_leaves_the_name_empty() -> None:
    assert Template('{% url "directory:nowhere" as there %}[{{ there }}]').render(Context()) == "[]"


def test_templates_get_addresses_by_name_and_by_variable() -> None:
    text = '{% url "directory:list" town %}|{% url "directory:list" town as there %}{{ there }}'
    assert Template(text).render(Context({"town": "hemer"})) == "/hemer/verzeichnis/|/hemer/verzeichnis/"


def test_named_arguments_go_the_way_of_django() -> None:
    assert Template('{% url "directory:list" town="hemer" %}').render(Context()) == "/hemer/verzeichnis/"
