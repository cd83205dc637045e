from .account import Account
from .entry import Entry
from .invitation import Invitation
from .office import Office
from .role import Role
from .session import Session

__all__ = ["Account", "Entry", "Invitation", "Office", "Role", "Session"]
