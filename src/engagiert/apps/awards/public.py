"""What other apps may use of awards."""

from . import rules, selectors, services
from .forms import NominationForm
from .models import Award, Ballot, Juror, Nomination, Thanks
from .papers import ceremony_paper
from .selectors import thanks as thanks_selectors
from .services import Facts, Letters
from .services.jury import Member
from .wording import PLACEHOLDERS, thanks_text

__all__ = [
    "PLACEHOLDERS",
    "Award",
    "Ballot",
    "Facts",
    "Juror",
    "Letters",
    "Member",
    "Nomination",
    "NominationForm",
    "Thanks",
    "ceremony_paper",
    "rules",
    "selectors",
    "services",
    "thanks_selectors",
    "thanks_text",
]
