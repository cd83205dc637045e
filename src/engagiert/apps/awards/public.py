"""What other apps may use of awards."""

from . import rules, selectors, services
from .forms import NominationForm
from .models import Award, Ballot, Juror, Nomination
from .papers import ceremony_paper
from .services import Facts
from .services.jury import Member

__all__ = [
    "Award",
    "Ballot",
    "Facts",
    "Juror",
    "Member",
    "Nomination",
    "NominationForm",
    "ceremony_paper",
    "rules",
    "selectors",
    "services",
]
