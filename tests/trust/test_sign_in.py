"""Sign-in holds: closed to strangers, limited, and over as soon as the account or its role is."""

import datetime
import re
from typing import Any

import pytest
from allauth.account.adapter import get_adapter
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core import mail
from django.http import HttpResponseBase
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from engagiert.apps.accounts.public import Account, Role
from engagiert.config.settings import signin
from engagiert.kernel.authz.views import PUBLIC
from engagiert.kernel.http.addresses import addresses
from tests.cast import BERTA, PASSWORD, Person, the_operator_at_work
from tests.factories.worlds import a_world
from tests.trust.asking import questions

pytestmark = pytest.mark.django_db

DESK = "/schreibtisch/"
# Leads on to the desk, or to the record of one's own organisation.
AFTERWARDS = "/nach-der-anmeldung/"


def sign_in(client: Client, mail_address: str = BERTA.mail, password: str = PASSWORD, **more: str) -> HttpResponseBase:
    return client.post("/anmelden/", {"login": mail_address, "password": password, **more})


def is_inside(client: Client) -> bool:
    return client.get(DESK).status_code == 200


def change(person: Person, **columns: Any) -> None:
    account = person.account()
    with the_operator_at_work():
        Account.objects.filter(pk=account.pk).update(**columns)


@pytest.fixture
def client() -> Client:
    BERTA.account()
    return Client()


def test_the_right_password_opens_the_desk(client: Client) -> None:
    assert not is_inside(client)
    response = sign_in(client)
    assert (response.status_code, response.headers["Location"]) == (302, AFTERWARDS)
    assert client.get(AFTERWARDS).headers["Location"] == DESK
    assert is_inside(client)


def test_a_wrong_password_does_not_and_says_the_same_as_an_unknown_address(client: Client) -> None:
    wrong = sign_in(client, password="falsch falsch falsch")
    unknown = sign_in(client, mail_address="niemand@nieheim.example")
    for response in (wrong, unknown):
        assert response.status_code == 200
    assert errors_of(wrong) == errors_of(unknown)
    assert not is_inside(client)


def errors_of(response: Any) -> list[str]:
    return [str(error) for errors in response.context["form"].errors.values() for error in errors]


def test_after_five_wrong_passwords_even_the_right_one_waits(client: Client) -> None:
    for _attempt in range(5):
        sign_in(client, password="falsch falsch falsch")
    sign_in(Client())
    assert sign_in(client).status_code in (200, 429)
    assert not is_inside(client)


def test_signing_in_takes_nobody_to_a_foreign_site(client: Client) -> None:
    for target in ("https://boese.example/", "//boese.example/", "javascript:alert(1)"):
        response = sign_in(Client(), next=target)
        assert response.headers["Location"] == AFTERWARDS


def test_signing_in_takes_back_to_the_page_that_was_asked_for(client: Client) -> None:
    asked = client.get("/schreibtisch/pruefen/").headers["Location"]
    assert asked == "/anmelden/?next=/schreibtisch/pruefen/"
    assert sign_in(client, next="/schreibtisch/pruefen/").headers["Location"] == "/schreibtisch/pruefen/"


def test_the_session_gets_a_new_key_when_somebody_signs_in(client: Client) -> None:
    client.get("/anmelden/")
    session = client.session
    session["planted"] = "x"
    session.save()
    client.cookies["engagiert_session"] = session.session_key or ""
    sign_in(client)
    assert client.cookies["engagiert_session"].value != session.session_key


def test_the_session_cookie_is_out_of_reach_of_scripts_and_foreign_sites(client: Client) -> None:
    sign_in(client)
    cookie = client.cookies["engagiert_session"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_who_signs_out_leaves_nothing_in_the_browser(client: Client) -> None:
    sign_in(client)
    assert "Clear-Site-Data" not in client.get("/abmelden/").headers
    answer = client.post("/abmelden/")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert not is_inside(client)


def test_a_failed_sign_in_is_told_in_the_log_without_a_name(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    client.post("/anmelden/", {"login": BERTA.mail, "password": "not this one"})
    [said] = [one.getMessage() for one in caplog.records if one.name.startswith("engagiert.apps.accounts")]
    assert said == "A sign-in failed."


def test_a_code_by_mail_opens_the_desk_once(client: Client) -> None:
    response = client.post("/anmelden/code/", {"email": BERTA.mail})
    assert response.headers["Location"] == reverse("account_confirm_login_code")
    [message] = mail.outbox
    assert message.to == [BERTA.mail]
    code = re.search(r"^\s*([A-Z0-9-]{6,})\s*$", str(message.body), re.MULTILINE)
    assert code, message.body
    client.post(response.headers["Location"], {"code": code[1]})
    assert is_inside(client)
    other = Client()
    other.post("/anmelden/code/eingeben/", {"code": code[1]})
    assert not is_inside(other)


def test_asking_for_a_code_does_not_tell_who_has_an_account(client: Client) -> None:
    known = client.post("/anmelden/code/", {"email": BERTA.mail})
    unknown = Client().post("/anmelden/code/", {"email": "niemand@nieheim.example"})
    assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])


def test_nobody_signs_up_by_themselves(client: Client) -> None:
    assert not get_adapter().is_open_for_signup(RequestFactory().get("/"))
    response = client.post("/anmelden/neu/", {"email": "neu@nieheim.example", "password1": PASSWORD})
    assert (response.status_code, response.headers["Location"]) == (302, "/anmelden/")
    assert not Account.objects.filter(email="neu@nieheim.example").exists()
    ours = ("allauth", "engagiert.apps.accounts")
    views = [one.view for one in addresses() if one.view.__module__.startswith(ours)]
    assert not [view for view in views if "signup" in getattr(view, "__qualname__", "").lower()]


def test_a_disabled_account_loses_its_session_at_once(client: Client) -> None:
    sign_in(client)
    change(BERTA, is_active=False)
    assert not is_inside(client)
    sign_in(client)
    assert not is_inside(client)


def test_who_changes_the_password_ends_all_other_sessions(client: Client) -> None:
    sign_in(client)
    account = BERTA.account()
    account.set_password("ein anderes langes Passwort")
    change(BERTA, password=account.password)
    assert not is_inside(client)


def test_a_password_kept_by_an_earlier_method_is_kept_by_the_newer_one_after_signing_in(
    client: Client, settings: Any
) -> None:
    settings.PASSWORD_HASHERS = signin.PASSWORD_HASHERS
    change(BERTA, password=PBKDF2PasswordHasher().encode(PASSWORD, "salt", 1_000))
    for _time in range(2):
        sign_in(client)
        assert is_inside(client)
        assert BERTA.account().password.startswith("argon2$argon2id$")


def test_who_has_no_role_any_more_is_signed_in_but_refused(client: Client) -> None:
    sign_in(client)
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    with BERTA.at_work():
        Role.objects.update(starts_on=yesterday, ends_on=yesterday)
    assert client.get(DESK).status_code == 403


def test_demo_accounts_open_only_in_the_demo(client: Client, settings: Any) -> None:
    change(BERTA, is_demo=True)
    assert not settings.ENGAGIERT_DEMO
    sign_in(client)
    assert not is_inside(client)
    client.post("/anmelden/code/", {"email": BERTA.mail})
    assert not is_inside(client)
    settings.ENGAGIERT_DEMO = True
    sign_in(client)
    assert is_inside(client)
    settings.ENGAGIERT_DEMO = False
    assert not is_inside(client)


def test_no_form_is_taken_from_a_foreign_site(subtests: pytest.Subtests) -> None:
    world = a_world(BERTA)
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    with BERTA.at_work():
        client.force_login(BERTA.account())
    for question in questions(world):
        if question.address.room != "ui":
            with subtests.test(question.url):
                response = client.post(question.url, {})
                assert response.status_code == 403
                assert b"csrf" not in response.content.lower() or b"<h1" in response.content


def test_every_guarded_address_sends_strangers_to_sign_in() -> None:
    world = a_world(BERTA)
    guarded = [question for question in questions(world) if question.address.access != PUBLIC]
    assert len(guarded) > 40
    for question in guarded:
        assert Client().get(question.url).headers["Location"].startswith("/anmelden/?next="), question.url
