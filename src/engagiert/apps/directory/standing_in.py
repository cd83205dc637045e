"""The narrow way behind the wall for those who work at no office: one record, one verb, one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext_noop

from engagiert.kernel.authz import Actor, Grant
from engagiert.kernel.tenancy import enter

# Who acts with a link is known by the link alone, so the history names the organisation and nobody.
BY_LINK = Actor(label=gettext_noop("die Organisation selbst"))


@contextmanager
def in_the_office(actor: Actor, office_id: int, *, action: str) -> Iterator[Actor]:
    """Work at one office in the name of ``actor``, who has no role there; history and log keep the actor's name.

    Only for services that have asked their own rule (a link, or being a contact of this very record) and that touch
    nothing but this record: inside, the whole office is open.
    """
    grants = frozenset({Grant(office_id=office_id, role="editor")})
    deputy = Actor(label=actor.label, account_id=actor.account_id, grants=grants)
    with enter(deputy, action=action, offices=(office_id,)):
        yield deputy
