from .news import News
from .outing import Outing
from .signup import Seat, Signup

__all__ = ["News", "Outing", "Seat", "Signup"]
