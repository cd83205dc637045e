"""From a request to the actor, and what templates may know of the signed-in person."""

import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from engagiert.kernel.authz import Actor, Grant
from engagiert.kernel.authz.roles import OPERATOR, VIEWER
from engagiert.kernel.tenancy import enter

from .models import Account, Entry, Role
from .selectors import holding

# Meant to be known: these accounts open only where the installation is a demo.
DEMO_PASSWORD = "engagiert-demo"  # noqa: S105


def actor_of(request: HttpRequest) -> Actor:
    """The actor with the roles that hold today; anonymous without sign-in."""
    account = request.user
    if not isinstance(account, Account) or not account.is_active:
        return Actor.anonymous()
    return actor_for(account)


def actor_for(account: Account, *, today: datetime.date | None = None) -> Actor:
    """The account as an actor with the roles that hold on ``today``; two queries, three for an operator."""
    bare = Actor(label=account.name, account_id=account.pk)
    with enter(bare, action="accounts.read_own_roles"):
        roles = Role.objects.filter(holding(today or timezone.localdate()), account=account)
        grants = [
            Grant(office, name, ags, about, ends_on, absent)
            for office, name, ags, about, ends_on, absent in roles.values_list(
                "office_id", "name", "office__place__ags", "about", "ends_on", "stands_in_for_id"
            )
        ]
        looked_after = {grant.office_id: grant.ags for grant in grants if grant.role == OPERATOR}
        if looked_after:
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

    ``demo_accounts`` is asked for only by the sign-in page, and empty outside the demo.
    """
    return {"actor": getattr(request, "actor", None) or Actor.anonymous(), "demo_accounts": demo_accounts}


def demo_accounts() -> list[dict[str, str]]:
    """The sign-ins that everybody may know where the installation is a demo."""
    if not settings.ENGAGIERT_DEMO:
        return []
    accounts = Account.objects.filter(is_demo=True, is_active=True).order_by("pk")
    return [{"email": a.email, "password": DEMO_PASSWORD, "role": a.name} for a in accounts]


def actor_of_account(account_id: int) -> Actor:
    """The account as an actor with the roles that hold today; raises ``Account.DoesNotExist``."""
    return actor_for(Account.objects.get(pk=account_id, is_active=True))
