from .account import Account
from .entry import Entry
from .office import Office
from .role import Role

__all__ = ["Account", "Entry", "Office", "Role"]
