"""Sign-in by the town's identity provider: known people come in, nobody signs up, forged answers open nothing."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import requests
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.test import Client
from django.utils import timezone

from engagiert.apps.accounts.models import Account
from tests.cast import BERTA, OLE, SELMA, the_operator_at_work
from tests.factories.identity import CLIENT, SECRET, IdentityProvider, an_identity_provider

pytestmark = pytest.mark.django_db

START = "/anmelden/dienst/stadt/"


@pytest.fixture
def town(settings: Any) -> Iterator[IdentityProvider]:
    with an_identity_provider() as provider:
        app = {
            "provider_id": "stadt",
            "name": "Stadt Nieheim",
            "client_id": CLIENT,
            "secret": SECRET,
            "settings": {"server_url": provider.url, "mail_domains": ["nieheim.example"]},
        }
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
        yield provider


def back_from(client: Client, start: str = START) -> str:
    """To the provider and back; the address with which the browser returns."""
    there = client.get(start).headers["Location"]
    answer = requests.get(there, allow_redirects=False, timeout=5)
    return answer.headers["Location"].removeprefix("http://testserver")


def comes_in(start: str = START) -> tuple[Client, Any]:
    client = Client(raise_request_exception=False)
    return client, client.get(back_from(client, start))


def is_inside(client: Client) -> bool:
    return client.get("/schreibtisch/").status_code == 200


def text(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def test_the_sign_in_page_names_the_service_where_there_is_one(town: IdentityProvider, settings: Any) -> None:
    assert "Mit Stadt Nieheim anmelden" in text(Client().get("/anmelden/"))
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": []}}
    assert "dienst" not in text(Client().get("/anmelden/"))
    assert Client().get(START).status_code == 404


def test_who_has_an_account_comes_in_and_is_known_the_next_time(town: IdentityProvider) -> None:
    BERTA.account()
    town.signs_in(BERTA.mail.upper(), sub="b-1")
    client, answer = comes_in(f"{START}?next=/schreibtisch/pruefen/")
    assert answer.headers["Location"] == "/schreibtisch/pruefen/"
    assert is_inside(client)
    town.signs_in("neue.adresse@nieheim.example", sub="b-1")
    client, _answer = comes_in()
    assert is_inside(client)
    assert SocialAccount.objects.get().user == BERTA.account()


def test_the_english_page_comes_back_to_the_same_address(town: IdentityProvider) -> None:
    BERTA.account()
    town.signs_in(BERTA.mail)
    client = Client()
    assert back_from(client, f"/en{START}?next=/en/schreibtisch/").startswith(f"{START}zurueck/?")


def test_nothing_is_kept_of_what_the_provider_says(town: IdentityProvider) -> None:
    BERTA.account()
    town.signs_in(BERTA.mail)
    comes_in()
    assert SocialAccount.objects.get().extra_data == {}
    assert not SocialToken.objects.exists()


def test_nobody_signs_up_by_the_provider(town: IdentityProvider) -> None:
    town.signs_in("niemand@nieheim.example")
    client, answer = comes_in()
    assert answer.headers["Location"] == "/anmelden/"
    assert "Bitten Sie die Koordination Ihres Büros um eine Einladung" in text(client.get("/anmelden/"))
    assert not is_inside(client)
    assert not Account.objects.filter(email="niemand@nieheim.example").exists()
    assert not SocialAccount.objects.exists()


def test_the_service_of_one_town_lets_nobody_in_as_somebody_of_another(town: IdentityProvider) -> None:
    SELMA.account()
    town.signs_in(SELMA.mail)
    client, answer = comes_in()
    assert answer.headers["Location"] == "/anmelden/"
    assert "die so enden: @nieheim.example" in text(client.get("/anmelden/"))
    assert not is_inside(client)
    assert not SocialAccount.objects.exists()


def test_who_was_connected_before_stays_out_once_their_address_is_another_towns(town: IdentityProvider) -> None:
    BERTA.account()
    town.signs_in(BERTA.mail, sub="b-1")
    comes_in()
    with the_operator_at_work():
        Account.objects.filter(email=BERTA.mail).update(email="berta@rheine.example")
    client, _answer = comes_in()
    assert not is_inside(client)


@pytest.mark.parametrize("name", ["nieheim.example.evil.example", "xnieheim.example", "nieheim.example.org"])
def test_a_domain_that_only_looks_alike_is_another(town: IdentityProvider, name: str) -> None:
    town.signs_in(f"berta@{name}")
    client, _answer = comes_in()
    assert "die so enden" in text(client.get("/anmelden/"))


@pytest.mark.parametrize("verified", [False, None, "true"])
def test_an_address_that_is_not_proven_opens_nothing(town: IdentityProvider, verified: Any, settings: Any) -> None:
    BERTA.account()
    town.signs_in(BERTA.mail, verified=verified)
    client, _answer = comes_in()
    assert not is_inside(client)
    settings.ENGAGIERT_OIDC_TRUSTS_MAIL = True
    client, _answer = comes_in()
    assert is_inside(client)


@pytest.mark.parametrize("known", [False, True], ids=["at first", "later"])
def test_a_shut_account_stays_shut(town: IdentityProvider, known: bool) -> None:
    BERTA.account()
    town.signs_in(BERTA.mail)
    if known:
        comes_in()
    with the_operator_at_work():
        Account.objects.filter(email=BERTA.mail).update(is_active=False)
    client, _answer = comes_in()
    assert not is_inside(client)


@pytest.mark.parametrize("mistake", ["for somebody else", "from somebody else", "too late"])
def test_a_token_that_is_not_for_us_opens_nothing(town: IdentityProvider, mistake: str) -> None:
    BERTA.account()
    town.signs_in(BERTA.mail)
    town.mistake = mistake
    client, answer = comes_in()
    assert not is_inside(client)
    assert "hat nicht geklappt" in text(answer)


def test_a_broken_provider_gets_a_sentence(town: IdentityProvider) -> None:
    BERTA.account()
    town.signs_in(BERTA.mail)
    client = Client(raise_request_exception=False)
    back = back_from(client)
    town.mistake = "is broken"
    answer = client.get(back)
    assert answer.status_code < 500
    assert "hat nicht geklappt" in text(answer)
    assert not is_inside(client)
    start = Client(raise_request_exception=False).get(START)
    assert start.status_code < 500


def test_who_turns_back_at_the_provider_reads_so(town: IdentityProvider) -> None:
    town.signs_in(BERTA.mail)
    town.mistake = "refuses"
    _client, answer = comes_in()
    assert "abgebrochen" in text(Client().get(answer.headers["Location"]) if answer.status_code == 302 else answer)


def test_an_answer_is_good_once_and_in_the_browser_that_asked(town: IdentityProvider) -> None:
    BERTA.account()
    town.signs_in(BERTA.mail)
    asking, other = Client(raise_request_exception=False), Client(raise_request_exception=False)
    back = back_from(asking)
    other.get(back)
    assert not is_inside(other)
    asking.get(back)
    assert is_inside(asking)
    asking.logout()
    asking.get(back)
    assert not is_inside(asking)


def test_a_provider_with_its_own_second_step_takes_the_duty_over(town: IdentityProvider, settings: Any) -> None:
    OLE.account()
    settings.ENGAGIERT_SECOND_FACTOR_FROM = timezone.localdate()
    town.signs_in(OLE.mail)
    client, _answer = comes_in()
    assert client.get("/schreibtisch/").headers["Location"] == "/konto/sicherheit/"
    settings.ENGAGIERT_OIDC_IS_SECOND_FACTOR = True
    assert is_inside(client)
