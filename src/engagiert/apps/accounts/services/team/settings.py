"""What the office asks of everybody who works there."""

import datetime

from engagiert.apps.accounts import rules
from engagiert.apps.accounts.models import Office
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.tenancy import enter


def require_second_factor(*, actor: Actor, office: Office, first_day: datetime.date | None) -> None:
    """From ``first_day`` nobody works here without a second factor; None: nobody has to.

    Until then everybody reads at the desk what is coming.
    """
    require(actor, rules.MANAGE_TEAM, office.pk)
    with enter(actor, action="accounts.require_second_factor", offices=(office.pk,)):
        office.second_factor_from = first_day
        office.save(update_fields=["second_factor_from"])
