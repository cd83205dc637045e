"""What the import says is short, plain and true."""

import pytest

from engagiert.apps.directory.models import Pair
from engagiert.apps.directory.wording import pair_reasons, problem_in_words

pytestmark = pytest.mark.django_db

HARD_WORDS = ("Zeichens", "Ebene", "Kodierung", "Rechtsform und")


def test_a_number_that_is_there_is_not_said_to_be_missing() -> None:
    said = problem_in_words({"code": "phone_unreadable"})
    assert said == "Diese Telefonnummer können wir nicht lesen. Wir übernehmen den Eintrag ohne Telefon."


@pytest.mark.parametrize("code", ["mixed_encoding", "nested_values_dropped"])
def test_a_finding_needs_no_knowledge_of_files(code: str) -> None:
    said = problem_in_words({"code": code})
    assert said != code
    assert not any(word in said for word in HARD_WORDS)


def test_the_reason_of_a_pair_names_an_example() -> None:
    assert pair_reasons(Pair(reasons=["same_name"])) == "Fast gleicher Name, zum Beispiel nur ohne „e. V.“."
