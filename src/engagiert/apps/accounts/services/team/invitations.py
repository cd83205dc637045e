"""Ask somebody to work with the office, and what happens when they say yes."""

import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from engagiert.apps.accounts import rules
from engagiert.apps.accounts.models import Account, Invitation, Office
from engagiert.apps.accounts.selectors import invitation_behind
from engagiert.apps.accounts.services import terms
from engagiert.kernel import bus
from engagiert.kernel.authz import Actor, NotAllowed, require
from engagiert.kernel.links.public import answering, find_link, open_link, take_link, withdraw_links
from engagiert.kernel.tenancy import enter

PURPOSE = Invitation.PURPOSE
# Long enough for a holiday, short enough for a letter that lies about.
DAYS = 21


def invite(
    *,
    actor: Actor,
    office: Office,
    name: str,
    role: str,
    mail: str = "",
    about: str = "",
    ends_on: datetime.date | None = None,
    home: str = "",
) -> Invitation:
    """Ask by mail, or without ``mail`` by a code to print or to say (``code_of_invitation``).

    ``home`` is the address of the installation for the link in the mail (``https://…``). Asked twice for the same
    person and role, the open invitation stays the only one. Raises ``ValidationError`` for what cannot be.
    """
    require(actor, rules.MANAGE_TEAM, office.pk)
    called, address = " ".join(name.split())[:200], mail.strip().lower()
    if not called:
        raise ValidationError(_("Schreiben Sie, wen Sie einladen."))
    if address:
        validate_email(address)
    terms.check(role, about, timezone.localdate(), ends_on)
    with enter(actor, action="accounts.invite", offices=(office.pk,)):
        terms.lock(office.pk)
        wanted = {"office": office, "mail": address, "role": role, "about": about}
        same = Invitation.objects.filter(**wanted, accepted_at=None, withdrawn_at=None, expires_at__gt=timezone.now())
        known = same.filter(**({} if address else {"name": called})).first()
        if known is not None:
            return known
        end = timezone.now() + datetime.timedelta(days=DAYS)
        made = Invitation.objects.create(**wanted, name=called, ends_on=ends_on, expires_at=end)
        _ask(made, home)
    return made


def renew_invitation(*, actor: Actor, invitation: Invitation, home: str = "") -> None:
    """A new code for as long as the first; the old one ends. Raises ``ValidationError`` where it is no longer open."""
    require(actor, rules.MANAGE_TEAM, invitation.office_id)
    with enter(actor, action="accounts.renew_invitation", offices=(invitation.office_id,)):
        current = _still_open(invitation)
        _end_links(current)
        current.expires_at = timezone.now() + datetime.timedelta(days=DAYS)
        current.save(update_fields=["expires_at"])
        _ask(current, home)


def withdraw_invitation(*, actor: Actor, invitation: Invitation) -> None:
    """Its code ends. Raises ``ValidationError`` where somebody has accepted it meanwhile."""
    require(actor, rules.MANAGE_TEAM, invitation.office_id)
    with enter(actor, action="accounts.withdraw_invitation", offices=(invitation.office_id,)):
        current = Invitation.objects.select_for_update().get(pk=invitation.pk)
        if current.withdrawn_at is not None:
            return
        current = _still_open(invitation)
        _end_links(current)
        current.withdrawn_at = timezone.now()
        current.save(update_fields=["withdrawn_at"])


def prepare_account(*, actor: Actor, code: str, name: str = "", mail: str = "") -> Account:
    """The sign-in of whoever holds the code; made where there is none yet. It may do nothing so far.

    Only signing in shows that the address is theirs: a code can be read by others, on a letter or in an outbox. So the
    role is given afterwards (``accept_invitation``). An invitation by mail is for its address and no other. Raises
    ``LinkGone``, and ``ValidationError`` for an address that will not do.
    """
    link = find_link(code, PURPOSE)
    with answering(link, action="accounts.accept_invitation"):
        invitation = invitation_behind(link)
        address = invitation.mail or mail.strip().lower()
        validate_email(address)
        known = Account.objects.filter(email=address).first()
        if known is None:
            called = " ".join(name.split())[:200] or invitation.name
            return Account.objects.create_user(address, None, name=called)
        if not known.is_active:
            raise ValidationError(_("Dieses Konto ist gesperrt. Fragen Sie die Person, die Sie eingeladen hat."))
        return known


def accept_invitation(*, actor: Actor, code: str) -> Account:
    """Whoever has signed in and holds the code says yes: their account has the role from today.

    Raises ``LinkGone`` where the code opens nothing any more, ``NotAllowed`` without sign-in, ``ValidationError`` for
    the account of another than whom the mail was for.
    """
    link = find_link(code, PURPOSE)
    account = Account.objects.filter(pk=actor.account_id, is_active=True).first() if actor.account_id else None
    if account is None:
        raise NotAllowed("accounts.accept_invitation")
    with answering(link, action="accounts.accept_invitation"):
        # The invitation first: whoever withdraws or renews takes the same rows in the same order.
        invitation = invitation_behind(link, locked=True)
        if invitation.mail and invitation.mail != account.email:
            words = _("Diese Einladung ist für %(mail)s. Melden Sie sich ab, und öffnen Sie den Link noch einmal.")
            raise ValidationError(words % {"mail": invitation.mail})
        taken = take_link(code, PURPOSE)
        terms.give(
            account=account,
            office=invitation.office,
            name=invitation.role,
            about=invitation.about,
            ends_on=invitation.ends_on,
        )
        invitation.accepted_at, invitation.account = taken.used_at, account
        invitation.save(update_fields=["accepted_at", "account"])
    return account


def _ask(invitation: Invitation, home: str) -> None:
    open_link(office_id=invitation.office_id, purpose=PURPOSE, about=invitation.key, days=DAYS)
    if invitation.mail:
        facts = {"invitation_id": invitation.pk, "office_id": invitation.office_id}
        bus.publish("MemberInvited", **facts, home=home, language=get_language() or "de")


def _end_links(invitation: Invitation) -> None:
    withdraw_links(office_id=invitation.office_id, purpose=PURPOSE, about=invitation.key)


def _still_open(invitation: Invitation) -> Invitation:
    current = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if not current.is_open:
        raise ValidationError(_("Diese Einladung ist nicht mehr offen. Laden Sie die Seite neu."))
    return current
