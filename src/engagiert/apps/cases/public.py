"""What other apps may use of cases: open one, close it by a decision, add a kind."""

from . import kinds, rules, selectors, services
from .forms import TokenForm, fresh_token
from .kinds import Kind, register
from .models import Asker, Case, Entry
from .reaching import asked_by, read_reach
from .services import Asked, From, close_cases_about, open_case, open_cases
from .wording import cases as wording

__all__ = [
    "Asked",
    "Asker",
    "Case",
    "Entry",
    "From",
    "Kind",
    "TokenForm",
    "asked_by",
    "close_cases_about",
    "fresh_token",
    "kinds",
    "open_case",
    "open_cases",
    "read_reach",
    "register",
    "rules",
    "selectors",
    "services",
    "wording",
]
