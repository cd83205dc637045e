"""What other apps may use of recognition."""

from . import rules, selectors, services
from .forms import ConfirmationForm, PaperForm
from .keyring import KeyMissing
from .models import Application, Card, Programme
from .renewing import goes_on_from
from .services import Owner
from .wording import check_lines, engagement_lines

__all__ = [
    "Application",
    "Card",
    "ConfirmationForm",
    "KeyMissing",
    "Owner",
    "PaperForm",
    "Programme",
    "check_lines",
    "engagement_lines",
    "goes_on_from",
    "rules",
    "selectors",
    "services",
]
