"""Two organisations of the demo keep their own record: one is trusted and has said its word, one waits."""

from dataclasses import dataclass

from engagiert.apps.accounts.public import DEMO_PASSWORD, Account, Office, actor_for, add_account
from engagiert.apps.directory import services
from engagiert.apps.directory.models import Organisation
from engagiert.apps.directory.services import Opened, selfservice
from engagiert.kernel.authz import Actor
from engagiert.kernel.authz.roles import ORGANISATION
from engagiert.kernel.tenancy import enter


@dataclass(frozen=True, slots=True)
class DemoContact:
    """Somebody who speaks for the organisation of this name."""

    title: str
    name: str
    mail: str
    organisation: str


TRUSTED = DemoContact(
    "Verein, dem das Büro vertraut", "Aylin Beispiel", "verein@luenen.example", "Mütterzentrum Sonnenküche e. V."
)
LOOKED_AT = DemoContact(
    "Verein, dessen Änderung wartet", "Klaas Exempel", "chor@luenen.example", "Chor Klangkanal Lünen"
)
CONTACTS = (TRUSTED, LOOKED_AT)
_STATEMENT = (
    "In der Liste stehen wir als reines Angebot für Mütter. Seit zwei Jahren kochen bei uns auch Väter und Großeltern. "
    "Kommen Sie vorbei, alle sind willkommen."
)


def load_own_records(office: Office) -> None:
    """Needs a scope of the office and its inventory."""
    operator = Actor.operator(office_ids=(office.pk,))
    for contact in CONTACTS:
        record = _record(office, contact)
        about = f"directory.organisation:{record.pk}"
        with enter(Actor.operator(), action="demo.load"):
            add_account(
                actor=Actor.operator(),
                mail=contact.mail,
                name=contact.name,
                office=office,
                role=ORGANISATION,
                about=about,
                password=DEMO_PASSWORD,
                is_demo=True,
            )
    trusted = _record(office, TRUSTED)
    services.trust_organisation(actor=operator, organisation=trusted, trusted=True)
    speaker = _actor(TRUSTED)
    statement = selfservice.write_statement(actor=speaker, organisation=trusted, text=_STATEMENT)
    services.publish_statement(actor=operator, statement=statement)
    looked_at = _record(office, LOOKED_AT)
    selfservice.change_own_record(
        actor=_actor(LOOKED_AT),
        organisation=looked_at,
        values={"opening_hours": "Dienstags 19.30 bis 21.30 Uhr, in den Ferien nicht"},
        opened=Opened(services.last_revision(looked_at)),
    )


def _record(office: Office, contact: DemoContact) -> Organisation:
    return Organisation.objects.select_related("office", "place").get(office=office, name=contact.organisation)


def _actor(contact: DemoContact) -> Actor:
    return actor_for(Account.objects.get(email=contact.mail))
