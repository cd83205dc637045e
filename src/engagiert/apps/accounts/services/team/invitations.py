"""Ask somebody to work with the office, and what happens when they say yes."""

import datetime

from django.contrib.auth.password_validation import validate_password
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
from engagiert.kernel.authz import Actor, require
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


def accept_invitation(*, actor: Actor, code: str, name: str = "", mail: str = "", password: str = "") -> Account:
    """Whoever holds the code says yes: the account of the address (made where it is missing) has the role from today.

    ``name`` and ``password`` are for a new account only. An invitation by mail is for its address; one on paper for
    the account that is signed in (``actor``) or a new one. Raises ``LinkGone`` where the code opens nothing any more,
    ``ValidationError`` for an address or password that will not do.
    """
    link = find_link(code, PURPOSE)
    with answering(link, action="accounts.accept_invitation"):
        # The invitation first: whoever withdraws or renews takes the same rows in the same order.
        invitation = invitation_behind(link, locked=True)
        taken = take_link(code, PURPOSE)
        account = _account_for(actor, invitation, name, mail, password)
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


def _account_for(actor: Actor, invitation: Invitation, name: str, mail: str, password: str) -> Account:
    address = invitation.mail or mail.strip().lower()
    signed_in = Account.objects.filter(pk=actor.account_id, is_active=True).first() if actor.account_id else None
    if signed_in is not None and not invitation.mail:
        return signed_in
    validate_email(address)
    known = Account.objects.filter(email=address).first()
    if known is None:
        called = " ".join(name.split())[:200] or invitation.name
        new = Account(email=address, name=called)
        if password:
            validate_password(password, user=new)
        return Account.objects.create_user(address, password or None, name=called)
    if not known.is_active:
        raise ValidationError(_("Dieses Konto ist gesperrt. Fragen Sie die Person, die Sie eingeladen hat."))
    if not invitation.mail:
        # A code on paper says nothing about who may use this account.
        raise ValidationError(
            {"mail": _("Zu dieser Adresse gibt es schon ein Konto. Melden Sie sich zuerst damit an.")}
        )
    return known
