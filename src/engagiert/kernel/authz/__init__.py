"""Who acts, and what they may do. Closed by default: what carries no permission is refused."""

from . import roles
from .actor import Actor, Grant
from .permissions import NotAllowed, Permission, require
from .views import access_of, guarded, mark_as, public

__all__ = [
    "Actor",
    "Grant",
    "NotAllowed",
    "Permission",
    "access_of",
    "guarded",
    "mark_as",
    "public",
    "require",
    "roles",
]
