"""What other apps may use of cases: open one, close it by a decision, add a kind."""

from . import kinds, rules, selectors, services
from .kinds import Kind, register
from .models import Case
from .services import Asked, From, close_cases_about, open_case, open_cases

__all__ = [
    "Asked",
    "Case",
    "From",
    "Kind",
    "close_cases_about",
    "kinds",
    "open_case",
    "open_cases",
    "register",
    "rules",
    "selectors",
    "services",
]
