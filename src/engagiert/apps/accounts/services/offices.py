"""What whoever runs the installation does: open offices, give somebody a sign-in and a role, shut it."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from engagiert.apps.accounts import rules
from engagiert.apps.accounts.hours import hours_of, in_a_line, read_line
from engagiert.apps.accounts.models import Account, Office, Role, Session
from engagiert.apps.accounts.selectors import office_for
from engagiert.apps.places.public import Place, open_town
from engagiert.kernel import bus
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.tenancy import enter

from .terms import give, lock


def open_office(*, actor: Actor, place: Place, name: str = "", is_demo: bool = False, **about: Any) -> Office:
    """The office that keeps the inventory of the place, with the town's public face; made where it is missing.

    ``about`` sets columns of a new office (phone, mail, opening_hours, …).
    """
    require(actor, rules.MANAGE_ACCOUNTS, None)
    open_town(actor=actor, place=place, is_demo=is_demo)
    office = office_for(place, Office.Task.INVENTORY)
    if office is not None:
        return office
    tasks = about.pop("tasks", [Office.Task.INVENTORY])
    return _new(place, name or gettext_noop("Büro für Engagement"), tasks=tasks, is_demo=is_demo, **about)


def add_office(
    *, actor: Actor, place: Place, name: str, kind: str = Office.Kind.DEPARTMENT, tasks: tuple[str, ...] = ()
) -> Office:
    """A further office of the place: another department, a Kreis, or an organisation that gets tasks of the town.

    Raises ``ValidationError`` where the name is taken or another office of the place has one of the tasks: a task
    is handed over (``team.hand_over_task``), so that what is open goes with it.
    """
    require(actor, rules.MANAGE_ACCOUNTS, None)
    for task in tasks:
        holder = office_for(place, task)
        if holder is not None:
            words = _("%(office)s hat diese Aufgabe schon. Geben Sie sie von dort ab.")
            raise ValidationError(words % {"office": holder.name})
    if not name.strip() or Office.objects.filter(place=place, name=name.strip()).exists():
        raise ValidationError(_("Geben Sie einen Namen an, den an diesem Ort noch kein Büro hat."))
    return _new(place, name.strip(), kind=kind, tasks=list(tasks))


def take_on_task(*, actor: Actor, office: Office, task: str) -> Office:
    """A task that no office of the place does is done by this one from now on; raises ``ValidationError`` otherwise."""
    require(actor, rules.MANAGE_ACCOUNTS, None)
    with enter(actor, action="accounts.take_on_task", offices=(office.pk,)):
        lock(office.pk)
        holder = office_for(office.place, task)
        if holder is not None and holder != office:
            words = _("%(office)s hat diese Aufgabe schon. Geben Sie sie von dort ab.")
            raise ValidationError(words % {"office": holder.name})
        if holder is None:
            office.refresh_from_db(fields=["tasks"])
            office.tasks = [*office.tasks, task]
            office.save(update_fields=["tasks"])
    return office


def _new(place: Place, name: str, **about: Any) -> Office:
    office = Office.objects.create(place=place, name=name, **about)
    # What is shared with everybody, or with the Kreis, is now shared with one office more.
    bus.publish("OfficeOpened", office_id=office.pk)
    return office


def add_account(
    *,
    actor: Actor,
    mail: str,
    name: str,
    office: Office,
    role: str,
    about: str = "",
    password: str = "",
    is_demo: bool = False,
) -> Account:
    """A sign-in with a role at an office; an existing account gets the role added.

    Without password the account signs in by a code sent to its address. Raises ``ValidationError``.
    """
    require(actor, rules.MANAGE_ACCOUNTS, None)
    address = mail.strip().lower()
    validate_email(address)
    account = Account.objects.filter(email=address).first()
    if account is None:
        if password and not is_demo:
            validate_password(password)
        account = Account.objects.create_user(address, password or None, name=name, is_demo=is_demo)
    if role not in Role.Name.values:
        raise ValidationError(_("Diese Rolle gibt es nicht: %(role)s.") % {"role": role})
    with enter(actor, action="accounts.add_account", offices=(office.pk,)):
        give(account=account, office=office, name=role, about=about)
    return account


def describe_office(*, actor: Actor, office: Office, **about: Any) -> Office:
    """Set what the public pages say of the office: name, phone, mail, opening_hours, street, town_line, room.

    Raises ``ValidationError`` by field.
    """
    require(actor, rules.DESCRIBE_OFFICE, office)
    if "opening_hours" in about and "hours" not in about:
        # The line now says it alone, where it cannot be read; hours of days from before would contradict it.
        about["hours"] = hours_of(read_line(about["opening_hours"]))
    for column, value in about.items():
        setattr(office, column, value)
    office.full_clean(exclude=["place"])
    with enter(actor, action="accounts.describe_office"):
        office.save(update_fields=list(about))
    return office


def set_hours(
    *,
    actor: Actor,
    office: Office,
    hours: dict[str, Any],
    phone_hours: dict[str, Any],
    closed_days: list[dict[str, str]],
) -> Office:
    """When the office is there, when it answers the phone, when it is closed, as ``hours.py`` reads them."""
    with override(settings.LANGUAGE_CODE):
        # What stands in letters is German, whoever types it in.
        line = in_a_line(hours)
    kept = {"hours": hours, "phone_hours": phone_hours, "closed_days": closed_days, "opening_hours": line}
    return describe_office(actor=actor, office=office, **kept)


def disable_account(*, actor: Actor, mail: str) -> Account:
    """Shut a sign-in and end its sessions everywhere. Raises ``Account.DoesNotExist``."""
    require(actor, rules.MANAGE_ACCOUNTS, None)
    account = Account.objects.get(email=mail.strip().lower())
    account.is_active = False
    account.save(update_fields=["is_active"])
    Session.objects.filter(account_id=account.pk).delete()
    return account


def reset_second_factor(*, actor: Actor, mail: str) -> Account:
    """Take app, passkeys and paper codes away from somebody who lost them all; their sessions end everywhere.

    Raises ``Account.DoesNotExist``.
    """
    require(actor, rules.MANAGE_ACCOUNTS, None)
    account = Account.objects.get(email=mail.strip().lower())
    Authenticator.objects.filter(user_id=account.pk).delete()
    Session.objects.filter(account_id=account.pk).delete()
    return account
