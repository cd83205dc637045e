"""Somebody is invited by mail or by a code on paper, says yes once, and works from that moment."""

import datetime
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection
from django.http import HttpResponseBase as Response
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
from engagiert.kernel.authz import Actor, NotAllowed
from engagiert.kernel.links.public import Link, LinkGone
from tests.cast import ANYBODY, BERTA, IDA, OLE, SELMA, Person
from tests.factories import teams
from tests.factories.sign_ins import sign_in_code

pytestmark = pytest.mark.django_db

NEW = "toni@nieheim.example"


def code_of(invitation: Invitation) -> str:
    with BERTA.at_work():
        return code_of_invitation(invitation)


def way(invitation: Invitation) -> str:
    return f"/einladung/{code_of(invitation)}/"


def roles_of(mail: str) -> set[str]:
    return {grant.role for grant in actor_for(Account.objects.get(email=mail)).grants}


def signs_in(client: Client, invitation: Invitation, **said: str) -> Response:
    """Fills in the page of the invitation, reads the code in the mail and comes back signed in."""
    answer = client.post(way(invitation), said)
    assert answer.status_code == 302, text_of(answer)
    code = sign_in_code(str(mail.outbox[-1].body))
    return client.post(answer.headers["Location"], {"code": code}, follow=True)


def says_yes(client: Client, invitation: Invitation, **said: str) -> Response:
    signs_in(client, invitation, **said)
    return client.post(way(invitation), follow=True)


def accepted(invitation: Invitation, address: str = "") -> Account:
    """The account whose person has signed in and said yes."""
    code = code_of(invitation)
    account = team.prepare_account(actor=ANYBODY, code=code, mail=address)
    return team.accept_invitation(actor=actor_for(account), code=code)


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
    done = says_yes(client, invitation, name="Toni Muster")
    assert done.redirect_chain[-1][0] == "/schreibtisch/"
    assert "Willkommen" in text_of(done)
    assert roles_of(NEW) == {"editor"}


@pytest.mark.parametrize("address", [NEW, ""], ids=["by mail", "on paper"])
def test_who_only_holds_the_code_has_no_role_before_the_address_is_proven(address: str) -> None:
    """The code stands in the office's outbox or lies on a letter: whoever reads it is not yet whom it is for."""
    invitation = teams.an_invitation(BERTA, name="Toni Muster", mail=address)
    client = Client()
    client.post(way(invitation), {"name": "Toni Muster", "mail": NEW})
    assert client.get("/schreibtisch/").status_code == 302
    assert roles_of(NEW) == set()
    with BERTA.at_work():
        assert Invitation.objects.get(pk=invitation.pk).is_open
    with pytest.raises(NotAllowed):
        team.accept_invitation(actor=ANYBODY, code=code_of(invitation))


def test_the_code_of_an_invitation_signs_nobody_in_as_a_coordinator_elsewhere() -> None:
    SELMA.account()
    invitation = teams.an_invitation(BERTA, name="Selma", mail=SELMA.mail, role="viewer")
    client = Client()
    answer = client.post(way(invitation))
    assert [one.to for one in mail.outbox] == [[SELMA.mail]]
    client.post(answer.headers["Location"], {"code": "AAAA-AAAA"})
    assert client.get("/schreibtisch/").status_code == 302
    refused = BERTA.browser().post(way(invitation))
    assert refused.status_code == 422
    assert "Diese Einladung ist für" in text_of(refused)


def test_a_code_on_paper_asks_for_an_address_and_needs_no_password() -> None:
    invitation = teams.an_invitation(BERTA, name="Toni Muster", role="viewer")
    client = Client()
    refused = client.post(way(invitation), {"name": "Toni Muster"})
    assert refused.status_code == 422
    says_yes(client, invitation, name="Toni Muster", mail=NEW.upper())
    assert client.get("/schreibtisch/").status_code == 200
    assert not Account.objects.get(email=NEW).has_usable_password()
    assert roles_of(NEW) == {"viewer"}


def test_the_role_ends_on_the_day_that_was_said() -> None:
    last = timezone.localdate() + datetime.timedelta(days=30)
    made = team.invite(
        actor=BERTA.actor(), office=BERTA.office(), name="Toni Muster", mail=NEW, role="editor", ends_on=last
    )
    account = accepted(made)
    assert [grant.ends_on for grant in actor_for(account).grants] == [last]


def test_who_has_an_account_gets_the_role_added_and_keeps_name_and_password() -> None:
    invitation = teams.an_invitation(SELMA, name="Ole aus Nieheim", mail=OLE.mail)
    before = OLE.account()
    with SELMA.at_work():
        code = code_of_invitation(invitation)
    OLE.browser().post(f"/einladung/{code}/", {"name": "Ganz Anders"})
    after = Account.objects.get(pk=before.pk)
    assert (after.name, after.password) == (before.name, before.password)
    assert {grant.office_id for grant in OLE.actor().grants} == {OLE.office().pk, SELMA.office().pk}


def test_a_code_on_paper_opens_nobody_elses_account() -> None:
    OLE.account()
    invitation = teams.an_invitation(BERTA, name="Toni Muster", role="coordinator")
    client = Client()
    client.post(way(invitation), {"name": "Toni", "mail": OLE.mail})
    assert [one.to for one in mail.outbox] == [[OLE.mail]]
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
        accepted(invitation)
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
    accepted(invitation)
    with BERTA.at_work():
        written = AuditEntry.objects.filter(action="accounts.accept_invitation")
        assert set(written.values_list("table_name", flat=True)) >= {"accounts_role", "accounts_invitation"}


@pytest.mark.django_db(transaction=True)
def test_of_two_who_say_yes_at_once_one_gets_in() -> None:
    invitation = teams.an_invitation(BERTA, name="Toni Muster")
    code = code_of(invitation)

    tonis = [
        actor_for(team.prepare_account(actor=ANYBODY, code=code, mail=f"toni{number}@nieheim.example"))
        for number in range(4)
    ]

    def say_yes(toni: Actor) -> bool:
        try:
            team.accept_invitation(actor=toni, code=code)
        except LinkGone:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(say_yes, tonis)) == [False, False, False, True]
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
