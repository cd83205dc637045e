"""People see where they are signed in, in plain words, and end it there."""

import datetime
from typing import Any

import pytest
from django.contrib.sessions.models import Session as DjangosSession
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from engagiert.apps.accounts.commands import disable_account
from engagiert.apps.accounts.jobs import forget_sessions
from engagiert.apps.accounts.models import Session
from engagiert.apps.accounts.passwords import WordsOfTheContext
from engagiert.apps.accounts.sessions import device_in_words
from tests.apps.accounts.test_commands import run
from tests.cast import BERTA, IDA, PASSWORD, Person
from tests.factories import teams

pytestmark = pytest.mark.django_db

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0"
SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/19.0 Mobile/15E148 Safari/604.1"
)


def signed_in(person: Person, user_agent: str = FIREFOX) -> Client:
    person.account()
    client = Client(headers={"User-Agent": user_agent})
    client.post("/anmelden/", {"login": person.mail, "password": PASSWORD})
    return client


def is_inside(client: Client) -> bool:
    return client.get("/konto/").status_code == 200


def text(response: Any) -> str:
    return str(response.content.decode())


def handle_of(client: Client) -> str:
    return Session.objects.get(pk=client.session.session_key).handle


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (FIREFOX, "Firefox, Windows"),
        (SAFARI, "Safari, iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Safari/537.36 Edg/142.0",
         "Edge, Linux"),
        ("curl/8.0", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_a_device_is_named_as_people_would(user_agent: str, words: str) -> None:
    assert device_in_words(user_agent) == words


def test_all_devices_are_listed_with_last_use_and_no_computers_address() -> None:
    here, phone = signed_in(BERTA), signed_in(BERTA, SAFARI)
    signed_in(IDA, "Mozilla/5.0 (Android 16; Mobile) Firefox/145.0")
    page = text(here.get("/konto/"))
    assert "Firefox, Windows" in page
    assert "Safari, iPhone" in page
    assert "Android" not in page
    assert "127.0.0.1" not in page
    for client in (here, phone):
        assert str(client.session.session_key) not in page
    assert not DjangosSession.objects.exists()


def test_one_device_or_all_others_are_signed_out() -> None:
    here, phone, library = signed_in(BERTA), signed_in(BERTA, SAFARI), signed_in(BERTA)
    here.post("/konto/geraete/abmelden/", {"session": handle_of(phone)})
    assert (is_inside(here), is_inside(phone), is_inside(library)) == (True, False, True)
    here.post("/konto/geraete/abmelden/", {"others": "1"})
    assert (is_inside(here), is_inside(library)) == (True, False)


@pytest.mark.parametrize("handle", ["theirs", "x", "\x00", ""])
def test_nobody_ends_the_session_of_another(handle: str) -> None:
    theirs, mine = signed_in(IDA), signed_in(BERTA)
    answer = mine.post("/konto/geraete/abmelden/", {"session": handle_of(theirs) if handle == "theirs" else handle})
    assert answer.status_code == 404
    assert is_inside(theirs)
    assert is_inside(mine)


def test_a_shut_account_is_signed_out_everywhere() -> None:
    here, phone = signed_in(BERTA), signed_in(BERTA, SAFARI)
    run(disable_account, "--mail", BERTA.mail)
    assert not Session.objects.filter(account_id=BERTA.account().pk).exists()
    assert not is_inside(here)
    assert not is_inside(phone)


def test_the_last_use_is_noted_but_not_with_every_page() -> None:
    client = signed_in(BERTA)
    key = client.session.session_key
    then = timezone.now() - datetime.timedelta(minutes=5)
    for minutes, noted in ((5, False), (15, True)):
        then = timezone.now() - datetime.timedelta(minutes=minutes)
        Session.objects.filter(pk=key).update(last_used_at=then)
        client.get("/konto/")
        assert (Session.objects.get(pk=key).last_used_at != then) == noted


def test_what_is_over_is_forgotten() -> None:
    client = signed_in(BERTA)
    Session.objects.update(expire_date=timezone.now() - datetime.timedelta(minutes=1))
    assert not is_inside(client)
    forget_sessions(0)
    assert not Session.objects.exists()


def test_who_works_at_no_desk_begins_at_the_own_account() -> None:
    teams.a_colleague(BERTA, name="Toni Muster", mail="toni@nieheim.example", role="operator")
    client = Client()
    client.post("/anmelden/", {"login": "toni@nieheim.example", "password": PASSWORD})
    assert client.get("/nach-der-anmeldung/").headers["Location"] == "/konto/"
    assert "Betrieb der Technik" in text(client.get("/konto/"))


def test_whoever_keeps_it_running_says_why_and_then_reads() -> None:
    teams.a_colleague(BERTA, name="Toni Muster", mail="toni@it.example", role="operator")
    client = Client(raise_request_exception=False)
    client.post("/anmelden/", {"login": "toni@it.example", "password": PASSWORD})
    assert client.get("/schreibtisch/").status_code == 403
    form = {"office": BERTA.office().pk, "reason": "kurz", "hours": "2"}
    assert client.post("/konto/einblick/", form).status_code == 422
    answer = client.post("/konto/einblick/", {**form, "reason": "Der Import von gestern hängt."})
    assert answer.headers["Location"] == "/schreibtisch/"
    assert client.get("/schreibtisch/").status_code == 200
    assert client.get("/schreibtisch/verzeichnis/neu/").status_code == 403
    assert "Der Import von gestern hängt." in text(BERTA.browser().get("/schreibtisch/team/"))


def test_who_keeps_nothing_running_cannot_look_in() -> None:
    form = {"office": BERTA.office().pk, "reason": "Ich möchte nur mal sehen.", "hours": "2"}
    assert signed_in(IDA).post("/konto/einblick/", form).status_code == 422


def test_after_a_day_everybody_signs_in_anew_however_much_they_work() -> None:
    client = signed_in(BERTA)
    began = Session.objects.filter(pk=client.session.session_key)
    began.update(signed_in_at=timezone.now() - datetime.timedelta(hours=23))
    assert is_inside(client)
    began.update(signed_in_at=timezone.now() - datetime.timedelta(hours=25))
    assert not is_inside(client)


@pytest.mark.parametrize(
    ("password", "good"),
    [("Nieheim2026!!", False), ("Ehrenamt-Nieheim-1", False), ("engagiert123", False), ("Nieheim kocht Suppe", True)],
)
def test_a_password_is_more_than_the_towns_name(password: str, good: bool) -> None:
    BERTA.office()
    try:
        WordsOfTheContext().validate(password)
    except ValidationError:
        assert not good
    else:
        assert good
