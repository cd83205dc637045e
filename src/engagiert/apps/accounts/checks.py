"""What `engagiert check` says about offices and accounts: numbers and names of offices, no name of a person."""

from collections.abc import Iterator

from django.conf import settings
from django.utils import timezone

from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter

from .selectors import account_figures, office_ids


def findings() -> Iterator[tuple[bool, str]]:
    """Each thing looked at: whether it is good, and a sentence that says so or says what to do."""
    operator = Actor.operator(office_ids=tuple(office_ids()))
    with enter(operator, action="accounts.check"):
        found = account_figures(today=timezone.localdate(), now=timezone.now())
    protected = f"{found.protected} von {found.accounts} Zugängen haben einen zweiten Schritt beim Anmelden."
    demand = settings.ENGAGIERT_SECOND_FACTOR_FROM
    if demand is not None:
        protected += f" Pflicht ab {demand:%d.%m.%Y}."
    yield True, protected
    if found.without_coordinator:
        names = ", ".join(found.without_coordinator)
        # The towns of the demo are there to look at: most have nobody.
        yield (
            settings.ENGAGIERT_DEMO,
            f"Ohne Koordination: {names}. „engagiert add-account --role coordinator“ gibt jemandem die Rolle.",
        )
    if found.looks:
        yield (
            True,
            f"Gerade sehen {found.looks} Mal Menschen aus dem Betrieb in ein Büro hinein; die Büros lesen, warum.",
        )
