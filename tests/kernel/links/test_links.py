"""One question put to somebody without account: asked by the office, answered once."""

import datetime
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from engagiert.kernel.links.leading import _ways
from engagiert.kernel.links.public import (
    Link,
    LinkGone,
    answering,
    code_of,
    find_link,
    lead,
    open_link,
    take_link,
    withdraw_links,
)
from engagiert.kernel.tenancy import enter
from tests.cast import ANYBODY, BERTA, SELMA

pytestmark = pytest.mark.django_db
PURPOSE, ABOUT = "tests.still_right", "tests.club:1"


@pytest.fixture
def link() -> Link:
    with BERTA.at_work():
        return open_link(office_id=BERTA.office().pk, purpose=PURPOSE, about=ABOUT, days=30)


def reason(code: str, purpose: str = PURPOSE) -> str:
    with pytest.raises(LinkGone) as gone:
        find_link(code, purpose)
    return gone.value.reason


def answer(link: Link, text: str = "yes") -> Link:
    with answering(link, action="tests.answer"):
        return take_link(code_of(link), PURPOSE, text)


def test_whoever_holds_the_code_finds_the_question_without_account(link: Link) -> None:
    assert find_link(code_of(link).lower(), PURPOSE).about == ABOUT


def test_a_code_shows_its_own_row_and_no_other(link: Link) -> None:
    with BERTA.at_work():
        open_link(office_id=BERTA.office().pk, purpose=PURPOSE, about="tests.club:2", days=30)
    with enter(ANYBODY, action="tests.look", link_marks=(link.mark,)):
        assert list(Link.objects.values_list("about", flat=True)) == [ABOUT]
        assert Link.objects.update(answer="forged") == 0
    with enter(ANYBODY, action="tests.look"):
        assert not Link.objects.exists()


def test_a_link_of_another_purpose_is_unknown_here(link: Link) -> None:
    assert reason(code_of(link), "tests.something_else") == "unknown"


def test_an_answer_is_taken_once(link: Link) -> None:
    assert answer(link).answer == "yes"
    assert reason(code_of(link)) == "used"
    with pytest.raises(LinkGone):
        answer(link, "no")


def test_a_link_ends_on_its_day(link: Link, monkeypatch: pytest.MonkeyPatch) -> None:
    later = timezone.now() + datetime.timedelta(days=31)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert reason(code_of(link)) == "expired"


def test_the_office_takes_a_question_back(link: Link) -> None:
    with BERTA.at_work():
        assert withdraw_links(office_id=BERTA.office().pk, purpose=PURPOSE, about=ABOUT) == 1
        assert withdraw_links(office_id=BERTA.office().pk, purpose=PURPOSE, about=ABOUT) == 0
    assert reason(code_of(link)) == "withdrawn"


def test_another_office_neither_sees_nor_withdraws_it(link: Link) -> None:
    with SELMA.at_work():
        assert not Link.objects.filter(pk=link.pk).exists()
        assert withdraw_links(office_id=BERTA.office().pk, purpose=PURPOSE, about=ABOUT) == 0
    assert find_link(code_of(link)).about == ABOUT


@pytest.mark.django_db(transaction=True)
def test_of_twenty_at_once_exactly_one_answers(link: Link) -> None:
    def one(number: int) -> bool:
        try:
            answer(link, str(number))
        except LinkGone:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(20) as pool:
        assert sum(pool.map(one, range(20))) == 1


@pytest.fixture
def led() -> Any:
    lead(PURPOSE, lambda link, code: f"/?about={link.about}&code={code}")
    yield
    del _ways[PURPOSE]


@pytest.mark.usefixtures("led")
def test_the_page_for_codes_leads_on(link: Link) -> None:
    code = code_of(link)
    for address in (f"/code/{code}/", f"/code/?code={code.lower().replace('-', '')}"):
        assert Client().get(address).headers["Location"] == f"/?about={ABOUT}&code={code}"


@pytest.mark.usefixtures("led")
def test_the_page_for_codes_says_why_nothing_opens(link: Link) -> None:
    answer(link)
    for code, words in ((code_of(link), "schon benutzt"), ("ABCD-EFGH-JKMN", "gibt es nicht"), ("x", "gibt es nicht")):
        response = Client().get(f"/code/{code}/")
        assert response.status_code == 404
        assert words in response.content.decode()


def test_guessing_is_stopped() -> None:
    codes = [f"ABCD-EFGH-JK{first}{second}" for first in "23456789" for second in "2345"]
    answers = [Client().get(f"/code/{code}/").status_code for code in codes]
    assert answers[:30] == [404] * 30
    assert set(answers[30:]) == {429}
