"""A second step at sign-in: codes from an app, passkeys, codes on paper; a duty where the office says so."""

import datetime
import html
import json
import re
import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from engagiert.apps.accounts.commands import reset_second_factor
from engagiert.apps.accounts.models import Account
from engagiert.apps.accounts.services import team
from engagiert.kernel.audit.models import AuditEntry
from engagiert.kernel.authz import NotAllowed
from tests.apps.accounts.test_commands import run
from tests.cast import BERTA, IDA, OLE, PASSWORD, SELMA, Person, the_operator_at_work
from tests.factories.passkeys import Telephone

pytestmark = pytest.mark.django_db

SETUP = "/konto/sicherheit/"
SECOND = "/anmelden/zweiter-schritt/"


def sign_in(person: Person) -> Client:
    person.account()
    client = Client(raise_request_exception=False)
    client.post("/anmelden/", {"login": person.mail, "password": PASSWORD}, secure=True)
    return client


def text(response: Any) -> str:
    return html.unescape(response.content.decode())


def is_inside(client: Client) -> bool:
    return client.get("/schreibtisch/", secure=True).status_code == 200


def confirmed(client: Client, address: str) -> Any:
    """The page, after the password was asked once more."""
    answer = client.get(address, secure=True)
    if answer.status_code == 302:
        answer = client.post(answer.headers["Location"], {"password": PASSWORD}, secure=True, follow=True)
    return answer


def code_of(secret: str, *, late: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 - late))


def with_app(person: Person) -> tuple[Client, str]:
    """Signed in, with an app set up; and the secret that the app keeps."""
    client = sign_in(person)
    page = text(confirmed(client, f"{SETUP}app/"))
    found = re.search(r"<code>([A-Z2-7]{32})</code>", page)
    assert found, page
    answer = client.post(f"{SETUP}app/", {"code": code_of(found[1])}, secure=True)
    assert answer.headers["Location"] == f"{SETUP}codes/"
    return client, found[1]


def options_of(page: str) -> dict[str, Any]:
    found = re.search(r'id="passkey-options" type="application/json">(.*?)</script>', page)
    assert found, page
    options: dict[str, Any] = json.loads(found[1])
    return options


def with_passkey(person: Person, telephone: Telephone, *, name: str = "Diensthandy") -> Client:
    client = sign_in(person)
    options = options_of(text(confirmed(client, f"{SETUP}passkey/")))
    form = {"name": name, "credential": telephone.create(options), "passwordless": "on"}
    answer = client.post(f"{SETUP}passkey/", form, secure=True)
    assert answer.status_code == 302, text(answer)
    return client


def test_an_app_is_asked_from_then_on() -> None:
    client, secret = with_app(BERTA)
    assert "eingerichtet" in text(client.get(SETUP, secure=True))
    again = sign_in(BERTA)
    assert not is_inside(again)
    wrong = again.post(SECOND, {"code": "000000"}, secure=True)
    assert "Nehmen Sie den neuesten Code" in text(wrong)
    assert not is_inside(again)
    again.post(SECOND, {"code": code_of(secret)}, secure=True)
    assert is_inside(again)


def test_a_code_is_good_once() -> None:
    _client, secret = with_app(BERTA)
    cache.clear()
    code = code_of(secret)
    first, second = sign_in(BERTA), sign_in(BERTA)
    first.post(SECOND, {"code": code}, secure=True)
    second.post(SECOND, {"code": code}, secure=True)
    assert (is_inside(first), is_inside(second)) == (True, False)


def test_a_telephone_whose_clock_is_half_a_minute_late_still_works() -> None:
    _client, secret = with_app(BERTA)
    again = sign_in(BERTA)
    again.post(SECOND, {"code": code_of(secret, late=1)}, secure=True)
    assert is_inside(again)


def test_guessing_codes_ends_soon() -> None:
    _client, secret = with_app(BERTA)
    again = sign_in(BERTA)
    for _guess in range(6):
        again.post(SECOND, {"code": "000000"}, secure=True)
    again.post(SECOND, {"code": code_of(secret)}, secure=True)
    assert not is_inside(again)


def test_a_code_by_mail_is_no_way_round_the_second_step() -> None:
    from django.core import mail  # noqa: PLC0415

    with_app(BERTA)
    client = Client()
    client.post("/anmelden/code/", {"email": BERTA.mail}, secure=True)
    code = re.search(r"^\s*([A-Z0-9-]{6,})\s*$", str(mail.outbox[-1].body), re.MULTILINE)
    assert code
    answer = client.post("/anmelden/code/eingeben/", {"code": code[1]}, secure=True)
    assert answer.headers["Location"] == SECOND
    assert not is_inside(client)


def test_codes_on_paper_help_once_each_when_the_telephone_is_gone() -> None:
    client, _secret = with_app(BERTA)
    codes = re.findall(r"<code>(\w+)</code>", text(client.get(f"{SETUP}codes/", secure=True)))
    assert len(codes) == 10
    first, second = sign_in(BERTA), sign_in(BERTA)
    first.post(SECOND, {"code": codes[0]}, secure=True)
    second.post(SECOND, {"code": codes[0]}, secure=True)
    assert (is_inside(first), is_inside(second)) == (True, False)
    client.post(f"{SETUP}codes/neu/", secure=True)
    third = sign_in(BERTA)
    third.post(SECOND, {"code": codes[1]}, secure=True)
    assert not is_inside(third)


def test_what_the_app_keeps_lies_in_no_table_in_the_clear() -> None:
    _client, secret = with_app(BERTA)
    assert secret not in json.dumps(list(Authenticator.objects.values_list("data", flat=True)))


def test_a_passkey_opens_the_desk_without_password() -> None:
    telephone = Telephone()
    client = with_passkey(BERTA, telephone)
    assert "Diensthandy" in text(client.get(SETUP, secure=True))
    new = Client(raise_request_exception=False)
    asked = new.get("/anmelden/passkey/", headers={"Accept": "application/json"}, secure=True).json()
    answer = new.post("/anmelden/passkey/", {"credential": telephone.get(asked["request_options"])}, secure=True)
    assert answer.headers["Location"] == "/nach-der-anmeldung/"
    assert is_inside(new)


def test_a_passkey_is_the_second_step_after_the_password() -> None:
    telephone = Telephone()
    with_passkey(BERTA, telephone)
    again = sign_in(BERTA)
    assert not is_inside(again)
    options = options_of(text(again.get(SECOND, secure=True)))
    again.post(SECOND, {"credential": telephone.get(options)}, secure=True)
    assert is_inside(again)


@pytest.mark.parametrize("forged", ["another page", "another key", "another person", "nonsense"])
def test_a_forged_passkey_opens_nothing(forged: str) -> None:
    real = Telephone()
    with_passkey(BERTA, real)
    fake = Telephone(id=real.id, user=real.user, key=real.key)
    if forged == "another page":
        fake.origin = "https://engagiert.boese.example"
    elif forged == "another key":
        fake.key = Telephone().key
    else:
        other = Telephone()
        with_passkey(IDA, other)
        fake.user = other.user
    new = Client(raise_request_exception=False)
    asked = new.get("/anmelden/passkey/", headers={"Accept": "application/json"}, secure=True).json()
    handed_in = "{}" if forged == "nonsense" else fake.get(asked["request_options"])
    assert new.post("/anmelden/passkey/", {"credential": handed_in}, secure=True).status_code in (302, 200)
    assert not is_inside(new)


def test_a_passkey_of_a_shut_account_opens_nothing() -> None:
    telephone = Telephone()
    with_passkey(BERTA, telephone)
    with the_operator_at_work():
        Account.objects.filter(email=BERTA.mail).update(is_active=False)
    new = Client(raise_request_exception=False)
    asked = new.get("/anmelden/passkey/", headers={"Accept": "application/json"}, secure=True).json()
    new.post("/anmelden/passkey/", {"credential": telephone.get(asked["request_options"])}, secure=True)
    assert not is_inside(new)


def test_a_passkey_is_taken_away_by_its_owner_alone() -> None:
    client = with_passkey(BERTA, Telephone())
    key = Authenticator.objects.get(type="webauthn").pk
    ida = sign_in(IDA)
    assert confirmed(ida, f"{SETUP}passkey/{key}/entfernen/").status_code == 404
    client.post(f"{SETUP}passkey/{key}/entfernen/", secure=True)
    assert not Authenticator.objects.exists()
    assert is_inside(sign_in(BERTA))


def test_before_a_second_step_is_changed_the_password_is_asked_again() -> None:
    client = Client()
    BERTA.account()
    with BERTA.at_work():
        client.force_login(BERTA.account())
    for address in ("app/", "passkey/", "codes/neu/"):
        answer = client.get(SETUP + address, secure=True)
        assert answer.headers["Location"].startswith("/konto/pruefen/"), address


def test_coming_and_going_of_a_second_step_is_on_record() -> None:
    with_app(BERTA)
    with BERTA.at_work():
        actors = set(AuditEntry.objects.filter(table_name="mfa_authenticator").values_list("actor", flat=True))
    assert len(actors) == 1
    assert str(BERTA.account().pk) in actors.pop()


def owing(person: Person, days: int) -> None:
    first = timezone.localdate() + datetime.timedelta(days=days)
    team.require_second_factor(actor=BERTA.actor(), office=person.office(), first_day=first)


def test_until_the_day_everybody_reads_what_is_coming() -> None:
    owing(OLE, 14)
    page = text(sign_in(OLE).get("/schreibtisch/", secure=True))
    assert "brauchen Sie beim Anmelden einen zweiten Schritt" in page


def test_from_the_day_on_only_the_own_account_opens_until_it_is_set_up() -> None:
    owing(OLE, 0)
    client = sign_in(OLE)
    for address in ("/schreibtisch/", "/schreibtisch/verzeichnis/", "/schreibtisch/team/"):
        assert client.get(address, secure=True).headers["Location"] == SETUP
    assert "Richten Sie ihn ein, dann geht es weiter" in text(client.get(SETUP, secure=True))
    assert client.get("/nieheim/", secure=True).status_code == 200
    client, _secret = with_app(OLE)
    assert is_inside(client)


def test_another_office_and_the_demo_are_not_bound() -> None:
    owing(BERTA, 0)
    assert is_inside(sign_in(SELMA))
    with the_operator_at_work():
        Account.objects.filter(pk=OLE.account().pk).update(is_demo=True)
    assert OLE.actor().grants


def test_what_one_visitor_of_the_demo_sets_up_locks_out_no_other(settings: Any) -> None:
    settings.ENGAGIERT_DEMO = True
    with the_operator_at_work():
        Account.objects.filter(pk=BERTA.account().pk).update(is_demo=True)
    with_app(BERTA)
    assert is_inside(sign_in(BERTA))


def test_who_has_no_password_sees_the_codes_right_after_setting_up() -> None:
    account = BERTA.account()
    account.set_unusable_password()
    with the_operator_at_work():
        account.save(update_fields=["password"])
        client = Client()
        client.force_login(account)
    telephone = Telephone()
    options = options_of(text(client.get(f"{SETUP}passkey/", secure=True)))
    form = {"name": "", "credential": telephone.create(options), "passwordless": "on"}
    answer = client.post(f"{SETUP}passkey/", form, secure=True, follow=True)
    assert len(re.findall(r"<code>(\w+)</code>", text(answer))) == 10
    later = Client()
    with the_operator_at_work():
        later.force_login(account)
    assert later.get(f"{SETUP}codes/", secure=True).headers["Location"].startswith("/konto/pruefen/")


def test_the_installation_can_make_it_a_duty_for_all(settings: Any) -> None:
    settings.ENGAGIERT_SECOND_FACTOR_FROM = timezone.localdate()
    assert sign_in(SELMA).get("/schreibtisch/", secure=True).headers["Location"] == SETUP


@pytest.mark.parametrize("person", [OLE, IDA, SELMA], ids=["editor", "viewer", "another office"])
def test_only_the_coordinator_makes_it_a_duty(person: Person) -> None:
    actor = person.actor()
    with pytest.raises(NotAllowed):
        team.require_second_factor(actor=actor, office=BERTA.office(), first_day=timezone.localdate())


def test_who_lost_everything_is_let_in_again_by_the_operator() -> None:
    with_app(BERTA)
    assert "zurückgesetzt" in run(reset_second_factor, "--mail", BERTA.mail).output
    assert is_inside(sign_in(BERTA))
