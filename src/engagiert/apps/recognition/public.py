"""What other apps may use of recognition."""

from . import rules, selectors, services
from .forms import ConfirmationForm, PaperForm
from .keyring import KeyMissing
from .models import Application, Card, Programme, Proof
from .renewing import goes_on_from
from .services import Certified, Owner
from .wording import check_lines, engagement_lines, proof_words

__all__ = [
    "Application",
    "Card",
    "Certified",
    "ConfirmationForm",
    "KeyMissing",
    "Owner",
    "PaperForm",
    "Programme",
    "Proof",
    "check_lines",
    "engagement_lines",
    "goes_on_from",
    "proof_words",
    "rules",
    "selectors",
    "services",
]
