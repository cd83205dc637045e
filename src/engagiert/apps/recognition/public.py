"""What other apps may use of recognition."""

from . import rules, selectors, services
from .forms import ConfirmationForm, PaperForm
from .keyring import KeyMissing
from .models import Application, Card, Partner, Programme, Proof
from .partner_forms import PartnerForm
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
    "Partner",
    "PartnerForm",
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
