"""From a request to the actor, and what templates may know of the signed-in person."""

import datetime
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from engagiert.kernel.authz import Actor, Grant
from engagiert.kernel.authz.roles import OPERATOR, VIEWER
from engagiert.kernel.tenancy import enter, read_alone

from .identity import came_by_provider, provider
from .models import Account, Entry, Role
from .selectors import has_second_factor, holding

# In the order of Grant's fields.
_GRANT = (
    "office_id",
    "name",
    "office__place__ags",
    "about",
    "ends_on",
    "stands_in_for_id",
    "office__second_factor_from",
)
# Where the session keeps which office's desk somebody with several chose.
DESK = "desk"
_READ_ROLES = "accounts.read_own_roles"
# Meant to be known: these accounts open only where the installation is a demo.
DEMO_PASSWORD = "engagiert-demo"  # noqa: S105


def actor_of(request: HttpRequest) -> Actor:
    """The actor with the roles that hold today; anonymous without sign-in.

    Whoever owes a second factor from today on has no role until it is set up, and is led there.
    """
    account = request.user
    if not isinstance(account, Account) or not account.is_active:
        return Actor.anonymous()
    actor = actor_for(account)
    owed = None if _provider_vouches(request) else second_factor_owed(account, actor)
    request.second_factor_from = owed  # type: ignore[attr-defined]
    if owed is not None and owed <= timezone.localdate():
        return replace(actor, grants=frozenset(), detour=reverse("mfa_index"))
    chosen = request.session.get(DESK)
    return replace(actor, desk=chosen) if chosen in actor.office_ids else actor


def _provider_vouches(request: HttpRequest) -> bool:
    """Whether the town's identity provider, which asks for a second factor itself, opened this session."""
    return settings.ENGAGIERT_OIDC_IS_SECOND_FACTOR and came_by_provider(request)


def second_factor_owed(account: Account, actor: Actor) -> datetime.date | None:
    """The day from which the account needs a second factor and has none; None where it owes nothing.

    Set by the installation (ENGAGIERT_SECOND_FACTOR) or by an office for its own people; the earlier day counts.
    """
    if account.is_demo or not actor.grants:
        return None
    days = [settings.ENGAGIERT_SECOND_FACTOR_FROM, *(grant.second_factor_from for grant in actor.grants)]
    wanted = [day for day in days if day is not None]
    return min(wanted) if wanted and not has_second_factor(account.pk) else None


def actor_for(account: Account, *, today: datetime.date | None = None) -> Actor:
    """The account as an actor with the roles that hold on ``today``; one query, three for an operator."""
    bare = Actor(label=account.name, account_id=account.pk)
    # Under the manager that asks for an open scope there is none yet: it travels with the question.
    roles = QuerySet[Role, Role](Role).filter(holding(today or timezone.localdate()), account=account)
    grants = [Grant(*values) for values in read_alone(bare, roles.values_list(*_GRANT), action=_READ_ROLES)]
    looked_after = {grant.office_id: grant.ags for grant in grants if grant.role == OPERATOR}
    if looked_after:
        with enter(bare, action=_READ_ROLES):
            grants += _entered(account, looked_after)
    return Actor(label=account.name, account_id=account.pk, grants=frozenset(grants))


def _entered(account: Account, looked_after: dict[int, str]) -> list[Grant]:
    """While an entry lasts, whoever keeps the technology running reads what a viewer reads."""
    entries = Entry.objects.filter(account=account, office__in=looked_after, ends_at__gt=timezone.now())
    return [
        Grant(office, VIEWER, looked_after[office], ends_on=timezone.localdate(ends_at))
        for office, ends_at in entries.values_list("office_id", "ends_at")
    ]


def signed_in(request: HttpRequest) -> dict[str, Any]:
    """``actor`` for every template; error pages rendered before the scope get the anonymous one.

    ``second_factor_from``: from when a second factor is a duty that is still owed, None otherwise.
    ``demo_accounts`` is asked for only by the sign-in page, and empty outside the demo.
    """
    owed = getattr(request, "second_factor_from", None)
    return {
        "actor": getattr(request, "actor", None) or Actor.anonymous(),
        "demo_accounts": demo_accounts,
        "identity_provider": provider,
        "second_factor_from": owed,
        "second_factor_due": owed is not None and owed <= timezone.localdate(),
    }


def demo_accounts() -> list[dict[str, str]]:
    """The sign-ins that everybody may know where the installation is a demo."""
    if not settings.ENGAGIERT_DEMO:
        return []
    accounts = Account.objects.filter(is_demo=True, is_active=True).order_by("pk")
    return [{"email": a.email, "password": DEMO_PASSWORD, "role": a.name} for a in accounts]


def actor_of_account(account_id: int) -> Actor:
    """The account as an actor with the roles that hold today; raises ``Account.DoesNotExist``."""
    return actor_for(Account.objects.get(pk=account_id, is_active=True))
