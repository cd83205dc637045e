"""What other apps may use of the programme."""

from . import rules, selectors, services, wording
from .models import News, Outing, Signup
from .papers import bus_paper
from .services import NewsFacts, OutingFacts

__all__ = [
    "News",
    "NewsFacts",
    "Outing",
    "OutingFacts",
    "Signup",
    "bus_paper",
    "rules",
    "selectors",
    "services",
    "wording",
]
