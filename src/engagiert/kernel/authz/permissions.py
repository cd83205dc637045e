"""Permissions are objects, so a misspelt one fails at import and not at the counter."""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied

from .actor import Actor


class NotAllowed(PermissionDenied):
    """The actor lacks the permission; pages answer 403, or 404 where existence itself is private."""


@dataclass(frozen=True, slots=True)
class Permission[Subject]:
    """``app.verb`` and the predicate that grants it; the subject is what the verb acts on."""

    name: str
    predicate: Callable[[Actor, Subject], bool]

    def allows(self, actor: Actor, subject: Subject) -> bool:
        return self.predicate(actor, subject)


def require[Subject](actor: Actor, permission: Permission[Subject], subject: Subject) -> None:
    """Raises ``NotAllowed`` unless the actor holds the permission on the subject."""
    if not permission.allows(actor, subject):
        raise NotAllowed(permission.name)
