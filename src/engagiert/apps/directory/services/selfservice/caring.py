"""Who cares for a record: take it over with a code, invite others, leave, be let go.

A code goes only to an address that the record knows. Whoever can be reached nowhere else asks the office, and a
person looks at that.
"""

import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.accounts.public import Account, Role
from engagiert.apps.directory import rules
from engagiert.apps.directory.models import Listing, Organisation
from engagiert.apps.directory.own_selectors import contacts_of
from engagiert.apps.directory.services.history import remember
from engagiert.apps.directory.standing_in import in_the_office
from engagiert.apps.directory.wording.asking import claim_text, invitation_text
from engagiert.apps.messages.public import Recipient, messages_about, queue_message
from engagiert.kernel.authz import Actor, NotAllowed, require
from engagiert.kernel.authz.roles import ORGANISATION
from engagiert.kernel.links import public as links

from .reaching import MAIL, about_record, code_and_address, known_recipient, record_of

CLAIM, INVITE = "directory.claim", "directory.invite"
CODE_DAYS = 28
MOST_CONTACTS = 12
_DAY = datetime.timedelta(days=1)


def send_claim_code(*, actor: Actor, listing: Listing, channel: str, site: str) -> None:
    """Send a code to the known ``mail`` or postal (``letter``) address of the record, whoever asks for it.

    At most one mail a day and one letter a week; asked again, nothing more is sent. Raises ``ValidationError`` where
    the record does not know such an address.
    """
    with in_the_office(actor, listing.office_id, action="directory.send_claim_code") as deputy:
        organisation = _locked(listing.pk)
        recipient = known_recipient(organisation, channel)
        if recipient is None:
            raise ValidationError(_("An diese Adresse können wir nichts schicken. Wählen Sie einen anderen Weg."))
        today = timezone.localdate()
        period = today.isoformat() if channel == MAIL else f"{today.isocalendar().year}-{today.isocalendar().week}"
        about, key = about_record(organisation.pk), f"claim:{organisation.pk}:{channel}:{period}"
        if messages_about(deputy, about).filter(key=key).exists():
            return
        link = links.open_link(office_id=organisation.office_id, purpose=CLAIM, about=about, days=CODE_DAYS)
        code, address = code_and_address(link, site)
        queue_message(
            actor=deputy,
            office=organisation.office,
            key=key,
            purpose="directory.claim_code",
            about=about,
            recipient=recipient,
            text=claim_text(organisation, code, address, by_letter=channel != MAIL),
        )


def invite_contact(*, actor: Actor, organisation: Organisation, mail: str, site: str) -> None:
    """Ask somebody to care for the record too; a contact may, and so may the office. Once a day to one address."""
    require(actor, rules.MANAGE_CONTACTS, organisation)
    with in_the_office(actor, organisation.office_id, action="directory.invite_contact") as deputy:
        locked = _locked(organisation.pk)
        if contacts_of(locked).count() >= MOST_CONTACTS:
            raise ValidationError(
                _("Mehr als %(number)s Personen können einen Eintrag nicht pflegen.") % {"number": MOST_CONTACTS}
            )
        about = about_record(locked.pk)
        key = f"invite:{locked.pk}:{timezone.localdate()}:{mail.strip().lower()}"[:120]
        if messages_about(deputy, about).filter(key=key).exists():
            return
        link = links.open_link(office_id=locked.office_id, purpose=INVITE, about=about, days=CODE_DAYS)
        code, address = code_and_address(link, site)
        queue_message(
            actor=deputy,
            office=locked.office,
            key=key,
            purpose="directory.invitation",
            about=about,
            recipient=Recipient(mail=mail),
            text=invitation_text(locked, actor.label, code, address),
        )


def prepare_account(*, actor: Actor, code: str, name: str, mail: str) -> Account:
    """The sign-in of the one who holds a code; made where there is none yet. It may do nothing so far.

    Only signing in shows that the address is theirs, so the record is given to them afterwards (``take_over``).
    Raises ``LinkGone``.
    """
    find_code(code)
    address = mail.strip().lower()
    known = Account.objects.filter(email=address).first()
    return known or Account.objects.create_user(address, None, name=name.strip())


def find_code(code: str) -> links.Link:
    """The link behind a code for taking over or for an invitation; raises ``LinkGone``."""
    link = links.find_link(code)
    if link.purpose not in (CLAIM, INVITE):
        raise links.LinkGone("unknown")
    return link


def take_over(*, actor: Actor, code: str) -> int:
    """Whoever has signed in and holds a code becomes a contact of the record; its key.

    The code is used up. Raises ``LinkGone``, and ``NotAllowed`` without sign-in.
    """
    if actor.account_id is None:
        raise NotAllowed("directory.take_over")
    link = find_code(code)
    with in_the_office(actor, link.office_id, action="directory.take_over") as deputy:
        organisation = _locked(record_of(link.about))
        links.take_link(code, link.purpose, answer="taken over")
        if not contacts_of(organisation).filter(account=actor.account_id).exists():
            Role.objects.create(
                account_id=actor.account_id,
                office_id=organisation.office_id,
                name=ORGANISATION,
                about=link.about,
                starts_on=timezone.localdate(),
            )
            remember(actor=deputy, organisation=organisation, action="contact_joined", changes={})
        return organisation.pk


def leave_record(*, actor: Actor, organisation: Organisation) -> None:
    """A contact cares for the record no longer, from now on."""
    require(actor, rules.MAINTAIN_RECORD, organisation)
    with in_the_office(actor, organisation.office_id, action="directory.leave_record") as deputy:
        _end(deputy, _locked(organisation.pk), actor.account_id or 0, "contact_left")


def end_contact(*, actor: Actor, organisation: Organisation, account_id: int) -> None:
    """The office ends that somebody cares for a record; the organisation's other contacts stay."""
    require(actor, rules.EDIT_RECORD, organisation)
    _end(actor, organisation, account_id, "contact_ended")


def _end(actor: Actor, organisation: Organisation, account_id: int, action: str) -> None:
    today = timezone.localdate()
    roles = list(contacts_of(organisation).filter(account=account_id))
    for role in roles:
        if role.starts_on >= today:
            role.delete()
        else:
            role.ends_on = today - _DAY
            role.save(update_fields=["ends_on"])
    if roles:
        remember(actor=actor, organisation=organisation, action=action, changes={})


def _locked(organisation_id: int) -> Organisation:
    found = Organisation.objects.select_for_update(of=("self",)).select_related("office", "place")
    return found.get(pk=organisation_id)
