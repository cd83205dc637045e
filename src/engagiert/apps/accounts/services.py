"""Open an office, give somebody a sign-in and a role."""

from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from engagiert.apps.places.public import Place, open_town
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.tenancy import enter

from . import rules
from .hours import hours_of, in_a_line, read_line
from .models import Account, Office, Role
from .selectors import office_of


def open_office(*, actor: Actor, place: Place, name: str = "", is_demo: bool = False, **about: Any) -> Office:
    """The office that keeps the inventory of the place, with the town's public face; made where it is missing.

    ``about`` sets columns of a new office (phone, mail, opening_hours, …).
    """
    require(actor, rules.MANAGE_ACCOUNTS, None)
    open_town(actor=actor, place=place, is_demo=is_demo)
    office = office_of(place)
    if office is not None:
        return office
    tasks = about.pop("tasks", [Office.Task.INVENTORY])
    default = gettext_noop("Büro für Engagement")
    return Office.objects.create(place=place, name=name or default, tasks=tasks, is_demo=is_demo, **about)


def add_account(
    *, actor: Actor, mail: str, name: str, office: Office, role: str, password: str = "", is_demo: bool = False
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
        Role.objects.get_or_create(account=account, office=office, name=role)
    return account


def describe_office(*, actor: Actor, office: Office, **about: Any) -> Office:
    """Set what the public pages say of the office: name, tasks, phone, mail, opening_hours, street, town_line, room.

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
    """Shut a sign-in; open sessions end with their next page. Raises ``Account.DoesNotExist``."""
    require(actor, rules.MANAGE_ACCOUNTS, None)
    account = Account.objects.get(email=mail.strip().lower())
    account.is_active = False
    account.save(update_fields=["is_active"])
    return account
