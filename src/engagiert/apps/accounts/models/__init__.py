from .account import Account
from .office import Office
from .role import Role

__all__ = ["Account", "Office", "Role"]
