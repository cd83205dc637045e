"""Reads of offices: who does a task, with whom a record is shared, who stands in for whom."""

import datetime
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from engagiert.apps.places.public import Place, alliances_of
from engagiert.kernel.authz import Actor

from .models import Account, Office, Role


def office_for(place: Place, task: str) -> Office | None:
    """The office that does this task for the place, None where nobody does; a task has one office at a time."""
    return Office.objects.filter(place=place, tasks__contains=[task]).first()


def office_of(place: Place) -> Office | None:
    """The office that stands on the place's public pages: the one that keeps its inventory."""
    return office_for(place, Office.Task.INVENTORY)


def offices_at(place: Place) -> QuerySet[Office]:
    """All offices of the place, in the order of their names."""
    return Office.objects.filter(place=place).order_by("name")


def offices_to_share_with(office: Office, sharing: str) -> tuple[int, ...]:
    """Ids of the other offices that may read what ``office`` shares as ``office``, ``district``, ``alliance`` or
    ``everybody``; the office itself needs none of this.

    ``district`` means the offices of the Kreis alone: Regierungsbezirk and Land get figures, not rows. ``alliance``
    means the offices of all towns that share an alliance with this one. ``everybody`` means every office of the
    installation. The answer changes when an office is opened (``OfficeOpened``) or an alliance gets a member.
    Raises ``ValueError`` for another word.
    """
    others = Office.objects.exclude(pk=office.pk)
    match sharing:
        case "office":
            return ()
        case "district":
            others = others.filter(place__kind=Place.Kind.DISTRICT, place__ags=office.place.ags[:5])
        case "alliance":
            members = {place.pk for _area, towns in alliances_of(office.place) for place in towns}
            others = others.filter(place__in=members)
        case "everybody":
            pass
        case _:
            raise ValueError(f"nothing is shared as {sharing!r}")
    return tuple(others.order_by("pk").values_list("pk", flat=True))


def holding(day: datetime.date) -> Q:
    """The condition that a role's term contains the day."""
    return (Q(ends_on__isnull=True) | Q(ends_on__gte=day)) & Q(starts_on__lte=day)


def represented_by(actor: Actor, office_id: int) -> tuple[int, ...]:
    """Ids of the accounts for whom the actor stands in at the office today; their cases are the actor's too."""
    absent = {grant.stands_in_for for grant in actor.grants if grant.office_id == office_id and grant.stands_in_for}
    return tuple(sorted(absent))


def deputies_of(account_id: int, office_id: int, *, on: datetime.date) -> list[Account]:
    """Who stands in for the account at the office on that day, by name. Needs a scope of the office."""
    roles = Role.objects.filter(holding(on), office=office_id, stands_in_for=account_id)
    return list(Account.objects.filter(pk__in=roles.values("account"), is_active=True).order_by("name"))


def members_of(office_ids: Iterable[int], *roles: str, on: datetime.date) -> list[Account]:
    """The active accounts that hold one of these roles at one of the offices on that day, by name. Needs a scope."""
    found = Role.objects.filter(holding(on), office__in=list(office_ids), name__in=roles)
    return list(Account.objects.filter(pk__in=found.values("account"), is_active=True).order_by("name"))


def office_ids() -> list[int]:
    return list(Office.objects.order_by("pk").values_list("pk", flat=True))
