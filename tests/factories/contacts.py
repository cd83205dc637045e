"""Contacts of organisations: people who keep the record of their own organisation and work at no office."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.test import Client

from engagiert.apps.accounts.public import Account, actor_for
from engagiert.apps.directory.models import Organisation, Statement
from engagiert.apps.directory.public import services
from engagiert.apps.directory.services import selfservice
from engagiert.apps.messages.public import Message
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter
from tests.cast import ANYBODY, Person, anybody_at_work

SITE = "https://engagiert.example"
_CODE = re.compile(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}")


@dataclass(frozen=True, slots=True)
class ContactPerson:
    """Somebody with a sign-in who speaks for one organisation."""

    name: str
    mail: str

    def account(self) -> Account:
        return Account.objects.get(email=self.mail)

    def actor(self) -> Actor:
        return actor_for(self.account())

    @contextmanager
    def at_work(self, action: str = "tests.contact") -> Iterator[Actor]:
        """Their scope, which holds no office."""
        actor = self.actor()
        with enter(actor, action=action):
            yield actor

    def browser(self) -> Client:
        client = Client()
        with self.at_work("tests.sign_in"):
            client.force_login(self.account())
        return client


def code_in(message: Message) -> str:
    """The one code that stands in a message."""
    [code] = set(_CODE.findall(str(message.blocks)))
    return code


def last_code_to(organisation: Organisation, *, at: Person) -> str:
    """The code in what was written last about the record."""
    with at.at_work():
        about = f"directory.organisation:{organisation.pk}"
        return code_in(Message.objects.filter(about=about).latest("created_at"))


def a_contact(
    *, of: Organisation, by: Person, name: str = "Hatice Örnek", mail: str = "hatice@maschenrunde.example"
) -> ContactPerson:
    """Invited by the office, with a sign-in of their own."""
    with by.at_work("tests.invite") as actor:
        services.invite_contact(actor=actor, organisation=of, mail=mail, site=SITE)
    code = last_code_to(of, at=by)
    with anybody_at_work():
        account = selfservice.prepare_account(actor=ANYBODY, code=code, name=name, mail=mail)
    invited = actor_for(account)
    with enter(invited, action="tests.take_over"):
        selfservice.take_over(actor=invited, code=code)
    return ContactPerson(name, mail)


def a_statement(*, of: Organisation, by: ContactPerson, text: str = "Wir haben jetzt einen Aufzug.") -> Statement:
    with by.at_work("tests.statement") as actor:
        return selfservice.write_statement(actor=actor, organisation=of, text=text)
