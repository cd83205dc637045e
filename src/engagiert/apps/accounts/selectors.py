"""Reads of offices and teams: who does a task, with whom a record is shared, who works there."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone

from engagiert.apps.places.public import Place, alliances_of
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.authz.roles import COORDINATOR, INSIDE
from engagiert.kernel.db.versions import WhileUnchanged
from engagiert.kernel.links.public import Link, answering, code_of, find_link

from . import rules
from .models import Account, Entry, Invitation, Office, Role, Session

_offices = WhileUnchanged[Office](
    "select xmin, ctid from accounts_office where place_id = %s and tasks @> array[%s]::varchar[] order by id limit 1"
)


def office_for(place: Place, task: str) -> Office | None:
    """The office that does this task for the place, None where nobody does; a task has one office at a time."""
    wanted = Office.objects.filter(place=place, tasks__contains=[task])
    return _offices.get(place.pk, str(task), read=wanted.first)


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


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of a team, with what holds today or later. ``lent`` are roles of colleagues they stand in for."""

    account: Account
    roles: tuple[Role, ...]
    lent: tuple[Role, ...]
    deputies: tuple[Role, ...]

    @property
    def works_inside(self) -> bool:
        return any(role.name in INSIDE for role in self.roles)


@dataclass(frozen=True, slots=True)
class Team:
    """Everybody with a role at the office, by name; ``inside`` are those who work at its desk."""

    members: tuple[Member, ...]

    @property
    def inside(self) -> list[Member]:
        return [member for member in self.members if member.works_inside]

    @property
    def beside(self) -> list[Member]:
        return [member for member in self.members if not member.works_inside]

    def member(self, account_id: int) -> Member | None:
        return next((one for one in self.members if one.account.pk == account_id), None)


def team_of(actor: Actor, office_id: int, *, today: datetime.date) -> Team:
    """Who has a role at the office today or later; one query. Needs a scope of the office."""
    require(actor, rules.READ_TEAM, office_id)
    found = Role.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today), office=office_id)
    own: dict[int, list[Role]] = defaultdict(list)
    lent: dict[int, list[Role]] = defaultdict(list)
    accounts: dict[int, Account] = {}
    for role in found.select_related("account", "stands_in_for").order_by("starts_on", "pk"):
        accounts[role.account_id] = role.account
        (own if role.stands_in_for_id is None else lent)[role.account_id].append(role)
    borrowed = [role for roles in lent.values() for role in roles]
    return Team(
        tuple(
            Member(
                account,
                tuple(own[account.pk]),
                tuple(lent[account.pk]),
                tuple(role for role in borrowed if role.stands_in_for_id == account.pk),
            )
            for account in sorted(accounts.values(), key=lambda one: (one.name.casefold(), one.pk))
        )
    )


def role_for(actor: Actor, role_id: int) -> Role:
    """A role at an office where the actor reads the team; 404 where there is none."""
    role = Role.objects.select_related("account", "office", "stands_in_for").filter(pk=role_id).first()
    if role is None or not rules.READ_TEAM.allows(actor, role.office_id):
        raise Http404
    return role


def open_invitations(actor: Actor, office_id: int) -> QuerySet[Invitation]:
    """Who was asked and has not answered, newest first, those whose code has expired among them."""
    require(actor, rules.READ_TEAM, office_id)
    return Invitation.objects.filter(office=office_id, accepted_at=None, withdrawn_at=None)


def invitation_for(actor: Actor, invitation_id: int) -> Invitation:
    """An invitation of an office whose team the actor manages; 404 where there is none."""
    found = Invitation.objects.select_related("office__place").filter(pk=invitation_id).first()
    if found is None or not rules.MANAGE_TEAM.allows(actor, found.office_id):
        raise Http404
    return found


def code_of_invitation(invitation: Invitation) -> str:
    """The code to print; empty where it is no longer open. Needs a scope of the office."""
    links = Link.objects.filter(office_id=invitation.office_id, purpose=Invitation.PURPOSE, about=invitation.key)
    link = links.filter(used_at=None, withdrawn_at=None).order_by("-created_at").first()
    return code_of(link) if link is not None else ""


def invitation_of(code: str) -> Invitation:
    """What a code asks, with its office; raises ``LinkGone`` where it asks nothing any more."""
    link = find_link(code, Invitation.PURPOSE)
    with answering(link, action="accounts.read_invitation"):
        return invitation_behind(link)


def invitation_behind(link: Link, *, locked: bool = False) -> Invitation:
    """The invitation that a link is about. Needs a scope of its office."""
    rows = Invitation.objects.select_related("office__place")
    if locked:
        rows = rows.select_for_update(of=("self",))
    return rows.get(pk=int(link.about.partition(":")[2]))


def has_account(mail: str) -> bool:
    """Whether somebody signs in with this address; told only to whoever got a mail there."""
    return Account.objects.filter(email=mail).exists()


def invitation_at(invitation_id: int) -> Invitation | None:
    """For whoever writes the mail, in a scope of the office."""
    return Invitation.objects.select_related("office__place").filter(pk=invitation_id).first()


def entries_at(actor: Actor, office_id: int) -> QuerySet[Entry]:
    """Who looked into the office to keep the technology running, newest first."""
    require(actor, rules.READ_TEAM, office_id)
    return Entry.objects.filter(office=office_id).select_related("account").order_by("-starts_at")


def entry_for(actor: Actor, entry_id: int) -> Entry:
    """An entry that the actor may end; 404 where there is none."""
    found = Entry.objects.filter(pk=entry_id).first()
    if found is None or not rules.END_ENTRY.allows(actor, found):
        raise Http404
    return found


def sessions_of(actor: Actor) -> list[Session]:
    """Where the actor is signed in, the last used first."""
    own = Session.objects.filter(account_id=actor.account_id, expire_date__gt=timezone.now())
    return list(own.order_by("-last_used_at"))


def offices_of_grants(actor: Actor) -> dict[int, Office]:
    """The offices where the actor has a role, by id."""
    wanted = {grant.office_id for grant in actor.grants}
    return Office.objects.select_related("place").in_bulk(wanted)


def own_entries(actor: Actor) -> list[Entry]:
    """The actor's looks into offices that still last, the next to end first."""
    lasting = Entry.objects.filter(account=actor.account_id, ends_at__gt=timezone.now())
    return list(lasting.select_related("office").order_by("ends_at"))


# Codes on paper alone are no second factor.
_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_second_factor(account_id: int) -> bool:
    """Whether an app or a passkey is set up."""
    return account_id in protected_among([account_id])


def protected_among(account_ids: Iterable[int]) -> set[int]:
    """Those of the accounts that have a second factor."""
    found = Authenticator.objects.filter(user_id__in=list(account_ids), type__in=_FACTORS)
    return set(found.values_list("user_id", flat=True))


@dataclass(frozen=True, slots=True)
class AccountFigures:
    """``accounts``: those that may sign in and have a role; ``without_coordinator``: names of offices."""

    accounts: int
    protected: int
    without_coordinator: tuple[str, ...]
    looks: int


def account_figures(*, today: datetime.date, now: datetime.datetime) -> AccountFigures:
    """Of all offices in the scope."""
    held = Role.objects.filter(holding(today), account__is_active=True)
    people = set(held.values_list("account", flat=True))
    led = held.filter(name=COORDINATOR, stands_in_for=None).values("office")
    return AccountFigures(
        accounts=len(people),
        protected=len(protected_among(people)),
        without_coordinator=tuple(f"{one.name} ({one.place.name})" for one in _offices_without(led)),
        looks=Entry.objects.filter(ends_at__gt=now).count(),
    )


def _offices_without(led: Any) -> QuerySet[Office]:
    return Office.objects.exclude(pk__in=led).select_related("place").order_by("pk")
