"""Where a town has given a task away, the question goes to the office that does it, and the form says so."""

import pytest
from django.test import Client

from engagiert.apps.cases.models import Case
from tests.cast import BERTA, PAUL, Person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("kind", "answers"),
    [("cases.wish_to_help", PAUL), ("cases.need_of_help", PAUL), ("cases.question", BERTA)],
)
def test_a_question_reaches_the_office_that_does_the_task(kind: str, answers: Person) -> None:
    town = BERTA.office().place
    agency = PAUL.office()
    page = f"/{town.slug}/fragen/"
    assert agency.name in Client().get(page).content.decode()
    sent = Client().post(page, {"kind": kind, "text": "Wer ist zuständig?", "token": "t", "reach": "", "name": ""})
    assert sent.status_code == 302
    for person, number in ((BERTA, int(answers is BERTA)), (PAUL, int(answers is PAUL))):
        with person.at_work():
            assert Case.objects.count() == number
