"""Somebody is invited by mail or by a code on paper, says yes once, and works from that moment."""

import datetime
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from engagiert.apps.accounts.context import actor_for
from engagiert.apps.accounts.models import Account, Invitation, Role
from engagiert.apps.accounts.selectors import code_of_invitation
from engagiert.apps.accounts.services import team
from engagiert.apps.messages.jobs import invite as write_mail
from engagiert.apps.messages.public import Message
from engagiert.kernel.audit.models import AuditEntry
from engagiert.kernel.authz import NotAllowed
from engagiert.kernel.links.public import Link, LinkGone
from tests.cast import ANYBODY, BERTA, IDA, OLE, PASSWORD, SELMA, Person
from tests.factories import teams

pytestmark = pytest.mark.django_db

NEW = "toni@nieheim.example"


def code_of(invitation: Invitation) -> str:
    with BERTA.at_work():
        return code_of_invitation(invitation)


def way(invitation: Invitation) -> str:
    return f"/einladung/{code_of(invitation)}/"


def roles_of(mail: str) -> set[str]:
    return {grant.role for grant in actor_for(Account.objects.get(email=mail)).grants}


def text_of(response: object) -> str:
    return re.sub(r"\s+", " ", response.content.decode())  # type: ignore[attr-defined]


def test_a_mail_brings_the_code_and_the_code_the_role() -> None:
    invitation = teams.an_invitation(BERTA, name="Toni Muster", mail=NEW)
    job = ProcrastinateJob.objects.get(task_name="messages.invite")
    for _twice in range(2):
        write_mail(**{**job.args, "home": "https://engagiert.example"})
    with BERTA.at_work():
        [message] = Message.objects.all()
        [code] = [block for block in message.blocks if block["kind"] == "code"]
    assert message.mail == NEW
    assert code["address"] == f"https://engagiert.example/code/{code['text']}/"
    client = Client()
    page = client.get(code["address"].removeprefix("https://engagiert.example"), follow=True)
    assert "Toni Muster" in text_of(page)
    assert "Redaktion" in text_of(page)
    done = client.post(way(invitation), {"name": "Toni Muster", "password": PASSWORD}, follow=True)
    assert done.redirect_chain[-1][0] == "/schreibtisch/"
    assert "Willkommen" in text_of(done)
    assert roles_of(NEW) == {"editor"}


def test_a_code_on_paper_asks_for_an_address_and_needs_no_password() -> None:
    invitation = teams.an_invitation(BERTA, name="Toni Muster", role="viewer")
    client = Client()
    refused = client.post(way(invitation), {"name": "Toni Muster"})
    assert refused.status_code == 422
    client.post(way(invitation), {"name": "Toni Muster", "mail": NEW.upper()})
    assert client.get("/schreibtisch/").status_code == 200
    assert not Account.objects.get(email=NEW).has_usable_password()
    assert roles_of(NEW) == {"viewer"}


def test_the_role_ends_on_the_day_that_was_said() -> None:
    last = timezone.localdate() + datetime.timedelta(days=30)
    made = team.invite(
        actor=BERTA.actor(), office=BERTA.office(), name="Toni Muster", mail=NEW, role="editor", ends_on=last
    )
    account = team.accept_invitation(actor=ANYBODY, code=code_of(made))
    assert [grant.ends_on for grant in actor_for(account).grants] == [last]


def test_who_has_an_account_gets_the_role_added_and_keeps_name_and_password() -> None:
    invitation = teams.an_invitation(SELMA, name="Ole aus Nieheim", mail=OLE.mail)
    before = OLE.account()
    with SELMA.at_work():
        code = code_of_invitation(invitation)
    client = Client()
    client.post(f"/einladung/{code}/", {"name": "Ganz Anders", "password": "ein fremdes Passwort 1"})
    after = Account.objects.get(pk=before.pk)
    assert (after.name, after.password) == (before.name, before.password)
    assert {grant.office_id for grant in OLE.actor().grants} == {OLE.office().pk, SELMA.office().pk}


def test_a_code_on_paper_opens_nobody_elses_account() -> None:
    OLE.account()
    invitation = teams.an_invitation(BERTA, name="Toni Muster", role="coordinator")
    client = Client()
    response = client.post(way(invitation), {"name": "Toni", "mail": OLE.mail})
    assert response.status_code == 422
    assert "Melden Sie sich zuerst damit an" in text_of(response)
    assert client.get("/schreibtisch/").status_code == 302
    assert roles_of(OLE.mail) == {"editor"}
    own = OLE.browser()
    own.post(way(invitation))
    assert roles_of(OLE.mail) == {"editor", "coordinator"}


def test_a_shut_account_is_not_opened_by_an_invitation() -> None:
    account = OLE.account()
    invitation = teams.an_invitation(BERTA, name="Ole", mail=OLE.mail)
    with BERTA.at_work():
        Account.objects.filter(pk=account.pk).update(is_active=False)
    response = Client().post(way(invitation))
    assert response.status_code == 422
    assert "gesperrt" in text_of(response)
    with BERTA.at_work():
        assert Invitation.objects.get(pk=invitation.pk).is_open


@pytest.mark.parametrize("state", ["used", "expired", "withdrawn", "renewed", "unknown"])
def test_a_code_that_opens_nothing_any_more_says_so_in_clear_words(state: str) -> None:
    invitation = teams.an_invitation(BERTA, name="Toni Muster", mail=NEW)
    address = way(invitation)
    if state == "used":
        team.accept_invitation(actor=ANYBODY, code=code_of(invitation))
    elif state == "withdrawn":
        team.withdraw_invitation(actor=BERTA.actor(), invitation=invitation)
    elif state == "renewed":
        team.renew_invitation(actor=BERTA.actor(), invitation=invitation)
    elif state == "expired":
        with BERTA.at_work():
            past = timezone.now() - datetime.timedelta(days=30)
            Link.objects.update(created_at=past, expires_at=past + datetime.timedelta(days=1))
    else:
        address = "/einladung/2222-2222-2222/"
    words = {
        "used": "schon angenommen",
        "expired": "abgelaufen",
        "withdrawn": "gilt nicht mehr",
        "renewed": "gilt nicht mehr",
        "unknown": "gibt es nicht",
    }
    for response in (Client().get(address), Client().post(address, {"name": "Wer", "mail": "wer@nieheim.example"})):
        assert response.status_code == 404
        assert words[state] in text_of(response)
    assert not Account.objects.filter(email="wer@nieheim.example").exists()


def test_guessing_codes_ends_soon() -> None:
    answers = {Client().get("/einladung/2222-2222-2222/").status_code for _guess in range(31)}
    assert answers == {404, 429}


def test_a_weak_password_is_refused_and_the_code_still_good() -> None:
    invitation = teams.an_invitation(BERTA, name="Toni Muster", mail=NEW)
    response = Client().post(way(invitation), {"name": "Toni Muster", "password": "passwort"})
    assert response.status_code == 422
    assert not Account.objects.filter(email=NEW).exists()
    team.accept_invitation(actor=ANYBODY, code=code_of(invitation))


def test_asked_twice_there_is_one_invitation_and_one_code() -> None:
    first = teams.an_invitation(BERTA, name="Toni Muster", mail=NEW)
    assert teams.an_invitation(BERTA, name="Toni M.", mail=NEW.upper()) == first
    with BERTA.at_work():
        assert Link.objects.filter(purpose=Invitation.PURPOSE).count() == 1


@pytest.mark.parametrize("person", [OLE, IDA, SELMA], ids=["editor", "viewer", "another office"])
def test_only_the_coordinator_invites(person: Person) -> None:
    invitation, actor = teams.an_invitation(BERTA, name="Toni Muster"), person.actor()
    with pytest.raises(NotAllowed):
        team.invite(actor=actor, office=BERTA.office(), name="Wer", role="viewer")
    with pytest.raises(NotAllowed):
        team.renew_invitation(actor=actor, invitation=invitation)
    with pytest.raises(NotAllowed):
        team.withdraw_invitation(actor=actor, invitation=invitation)


@pytest.mark.parametrize("wrong", [{"name": " "}, {"mail": "keine"}, {"role": "chef"}, {"role": "organisation"}])
def test_what_cannot_be_invited_gets_a_sentence(wrong: dict[str, str]) -> None:
    wanted = {"name": "Toni Muster", "mail": NEW, "role": "editor"} | wrong
    with pytest.raises(ValidationError):
        team.invite(actor=BERTA.actor(), office=BERTA.office(), **wanted)


def test_the_yes_is_on_record() -> None:
    invitation = teams.an_invitation(BERTA, name="Toni Muster", mail=NEW)
    team.accept_invitation(actor=ANYBODY, code=code_of(invitation))
    with BERTA.at_work():
        written = AuditEntry.objects.filter(action="accounts.accept_invitation")
        assert set(written.values_list("table_name", flat=True)) >= {"accounts_role", "accounts_invitation"}


@pytest.mark.django_db(transaction=True)
def test_of_two_who_say_yes_at_once_one_gets_in() -> None:
    invitation = teams.an_invitation(BERTA, name="Toni Muster")
    code = code_of(invitation)

    def say_yes(number: int) -> bool:
        try:
            team.accept_invitation(actor=ANYBODY, code=code, mail=f"toni{number}@nieheim.example")
        except LinkGone:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(say_yes, range(4))) == [False, False, False, True]
    assert Account.objects.filter(email__startswith="toni").count() == 1
    with BERTA.at_work():
        assert Role.objects.filter(account__email__startswith="toni").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_coordinators_cannot_end_each_other_at_once() -> None:
    other = teams.a_colleague(BERTA, name="Toni Muster", mail=NEW, role="coordinator")
    with BERTA.at_work():
        own = Role.objects.get(account=BERTA.account(), name="coordinator")
    actors = {own: actor_for(other.account), other: BERTA.actor()}

    def end(role: Role) -> bool:
        try:
            team.end_role(actor=actors[role], role=role)
        except ValidationError:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(end, (own, other))) == [False, True]
