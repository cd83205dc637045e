"""Nobody sees or changes another office's data: every address × method × somebody of the cast.

Read from the resolver. A new address is asked from the day it exists; one whose parameters nobody can fill in
fails with a sentence.
"""

import random
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from django.db.models import Max
from django.http import HttpResponseBase
from django.test import Client
from django.urls import path

from engagiert.apps.desk.views import home
from engagiert.kernel.audit.models import AuditEntry
from engagiert.kernel.authz import access_of, guarded, public
from engagiert.kernel.authz.views import PUBLIC
from engagiert.kernel.http.addresses import addresses, without_rule
from tests.cast import BERTA, IDA, OLE, PAUL, SELMA, Person
from tests.factories.downloads import whole_body
from tests.factories.worlds import World, a_world
from tests.trust.asking import Question, UnknownParameterError, everything, questions, undone

# What anybody may hand in, with or without account, and the code they get for it; its holder adds words to that case.
HANDED_IN = {
    "directory_suggestion", "cases_case", "cases_asker", "cases_entry", "links_link", "volunteering_volunteer",
    "volunteering_wish", "volunteering_seat", "waves_signup", "recognition_application", "recognition_engagement",
    "surveys_needreport",
    "awards_nomination", "awards_nominator",
    "programme_signup", "programme_seat",
}  # fmt: skip
pytestmark = pytest.mark.django_db

# Pages without data of an office, that whoever signed in may see.
SEARCH = {"q": "Kanari", "zustand": ""}


@pytest.fixture
def nieheim() -> World:
    return a_world(BERTA)


def stranger() -> Client:
    return Client(raise_request_exception=False)


def browser_of(person: Person) -> Client:
    return person.browser(raise_request_exception=False)


def whole(response: HttpResponseBase) -> str:
    """Head and body as text."""
    head = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    return head + "\n" + whole_body(response).decode("utf-8", errors="replace")


def asked(client: Client, all_questions: Iterable[Question]) -> Iterator[tuple[Question, HttpResponseBase]]:
    """Every page as it is; lists also searched, as htmx does."""
    for question in all_questions:
        ways: list[tuple[dict[str, str], dict[str, str]]] = [({}, {}), (SEARCH, {"HX-Request": "true"})]
        for data, headers in ways[: 1 if question.names_a_record else 2]:
            yield question, client.get(question.url, data, headers=headers)


def goes_to_sign_in(response: HttpResponseBase) -> bool:
    return response.status_code == 302 and response.headers["Location"].startswith("/anmelden/?next=")


def leaks(text: str, *worlds: World) -> list[str]:
    return [what for world in worlds for what, word in world.canaries.items() if word in text]


def test_somebody_without_account_sees_nothing_private(nieheim: World) -> None:
    seen: Counter[int] = Counter()
    for question, response in asked(stranger(), questions(nieheim)):
        text = whole(response)
        assert leaks(text, nieheim) == [], question.url
        # The style guide shows people of the same invented family.
        assert question.address.room == "ui" or BERTA.name not in text, question.url
        assert BERTA.mail not in text, question.url
        assert response.status_code < 500, question.url
        assert goes_to_sign_in(response) == (question.address.access != PUBLIC), question.url
        seen[response.status_code] += 1
    assert seen[200] > 50


@pytest.mark.parametrize("person", [SELMA, PAUL], ids=["another town", "another office of the town"])
def test_a_coordinator_of_another_office_sees_nothing_private(nieheim: World, person: Person) -> None:
    a_world(person)
    refused = 0
    for question, response in asked(browser_of(person), without_style_guide(nieheim)):
        text = whole(response)
        assert leaks(text, nieheim) == [], question.url
        assert BERTA.mail not in text, question.url
        assert response.status_code < 500, question.url
        if question.names_a_record:
            assert response.status_code in (403, 404, 405), question.url
            refused += 1
    assert refused > 40


def a_part(all_of_them: list[Question], is_long: bool) -> list[Question]:
    """All in the long form, a third in the short one."""
    return all_of_them if is_long else random.sample(all_of_them, len(all_of_them) // 3)


def behind_the_wall(world: World) -> list[Question]:
    return [question for question in questions(world) if question.address.room == "desk"]


def without_style_guide(world: World) -> list[Question]:
    """Its samples are the same for everybody."""
    return [question for question in questions(world) if question.address.room != "ui"]


def test_the_coordinator_sees_all_that_is_private_to_the_office_and_nothing_of_others(nieheim: World) -> None:
    """If the canaries of her own office did not show, their silence elsewhere would prove nothing."""
    others = [a_world(SELMA), a_world(PAUL)]
    found: set[str] = set()
    for question, response in asked(browser_of(BERTA), behind_the_wall(nieheim)):
        text = whole(response)
        assert response.status_code in (200, 302, 404, 405), question.url
        assert leaks(text, *others) == [], question.url
        found |= set(leaks(text, nieheim))
    assert found == set(nieheim.canaries)


def test_who_only_reads_is_shown_no_page_for_writing(nieheim: World) -> None:
    for question, response in asked(browser_of(IDA), behind_the_wall(nieheim)):
        access = question.address.access
        assert access is not None
        assert access != PUBLIC
        assert (response.status_code == 403) == (not access.allows(IDA.actor(), None)), question.url  # type: ignore[union-attr]
        assert response.status_code < 500, question.url


def test_somebody_without_account_changes_nothing_but_hands_in(nieheim: World, is_long: bool) -> None:
    client = stranger()
    for question in a_part([*questions(nieheim)], is_long):
        with undone(client):
            before = last_of(BERTA)
            response = client.post(question.url, everything(nieheim))
            assert response.status_code < 500, question.url
            if question.address.access != PUBLIC:
                assert goes_to_sign_in(response), question.url
            assert {entry.table_name for entry in log_after(BERTA, before)} <= HANDED_IN, question.url


@pytest.mark.parametrize("person", [SELMA, PAUL], ids=["another town", "another office of the town"])
def test_a_coordinator_of_another_office_changes_nothing(nieheim: World, person: Person, is_long: bool) -> None:
    client = browser_of(person)
    for question in a_part(without_style_guide(nieheim), is_long):
        with undone(client):
            before = last_of(BERTA)
            response = client.post(question.url, everything(nieheim))
            assert response.status_code < 500, question.url
            assert leaks(whole(response), nieheim) == [], question.url
            if question.names_a_record:
                assert response.status_code in (403, 404, 405), question.url
            assert {entry.table_name for entry in log_after(BERTA, before)} <= HANDED_IN, question.url


def test_who_only_reads_writes_nothing(nieheim: World, is_long: bool) -> None:
    client = browser_of(IDA)
    for question in a_part(behind_the_wall(nieheim), is_long):
        with undone(client):
            before = last_of(BERTA)
            response = client.post(question.url, everything(nieheim))
            # At which desk somebody sits stands in their session and nowhere else.
            if not question.url.endswith("/schreibtisch/buero/"):
                # Not found: the sheet of one survey asked for under another is nobody's.
                assert response.status_code in (403, 404, 405), question.url
            assert log_after(BERTA, before) == [], question.url


@pytest.mark.parametrize("person", [BERTA, OLE], ids=["coordinator", "editor"])
def test_who_works_there_writes_in_their_own_name(nieheim: World, person: Person, is_long: bool) -> None:
    """Otherwise the refusals would prove nothing."""
    client = browser_of(person)
    wrote = set()
    for question in a_part(behind_the_wall(nieheim), is_long):
        with undone(client):
            before = last_of(BERTA)
            response = client.post(question.url, everything(nieheim))
            assert response.status_code in (200, 302, 403, 404, 405, 422), question.url
            new = log_after(BERTA, before)
            assert {entry.actor for entry in new} <= {person.actor().name_on_record}, question.url
            if new:
                wrote.add(question.address.name)
    assert len(wrote) >= (15 if is_long else 5), wrote


def log_after(person: Person, last: int) -> list[AuditEntry]:
    with person.at_work():
        return list(AuditEntry.objects.filter(pk__gt=last))


def last_of(person: Person) -> int:
    """The number of the newest entry in the log of their office."""
    with person.at_work():
        return int(AuditEntry.objects.aggregate(last=Max("pk", default=0))["last"])


def test_every_view_says_who_may_enter() -> None:
    assert without_rule() == []
    assert len(list(addresses())) >= 45


class Planted:
    """A urlconf with a view that says nothing, one that is open and one that takes an unknown parameter."""

    @staticmethod
    def mute(request: Any) -> Any:
        raise AssertionError("a view without rule was called")

    @staticmethod
    @public
    def open(request: Any, riddle: str) -> Any:
        raise AssertionError


def test_a_planted_view_without_rule_is_named_and_never_called(nieheim: World, settings: Any) -> None:
    class Conf:
        urlpatterns = [path("luecke/", Planted.mute, name="mute")]
        handler500 = "engagiert.kernel.http.errors.server_error"

    assert without_rule(Conf) == ["luecke/"]
    settings.ROOT_URLCONF = Conf
    assert browser_of(BERTA).get("/luecke/").status_code == 500
    assert stranger().get("/luecke/").status_code == 500


def test_taking_a_rule_away_is_noticed() -> None:
    taken = vars(home.home).pop("engagiert_access")
    try:
        assert access_of(home.home) is None
        assert without_rule() == ["schreibtisch/"]
    finally:
        guarded(taken)(home.home)
    assert without_rule() == []


def test_an_address_that_nobody_can_fill_in_is_named(nieheim: World) -> None:
    class Conf:
        urlpatterns = [path("neu/<slug:riddle>/", Planted.open, name="open")]

    with pytest.raises(UnknownParameterError, match="takes “riddle”"):
        list(questions(nieheim, Conf))
