"""What other apps may use of recognition."""

from . import app_files, rules, selectors, services
from .forms import ConfirmationForm, PaperForm
from .keyring import KeyMissing
from .models import AppLayout, Application, AppList, AppListRow, Card, HandOver, Partner, Programme, Proof
from .partner_forms import PartnerForm
from .renewing import goes_on_from
from .selectors import Waiting
from .services import Certified, Owner
from .wording import app_words, check_lines, engagement_lines, proof_words

__all__ = [
    "AppLayout",
    "AppList",
    "AppListRow",
    "Application",
    "Card",
    "Certified",
    "ConfirmationForm",
    "HandOver",
    "KeyMissing",
    "Owner",
    "PaperForm",
    "Partner",
    "PartnerForm",
    "Programme",
    "Proof",
    "Waiting",
    "app_files",
    "app_words",
    "check_lines",
    "engagement_lines",
    "goes_on_from",
    "proof_words",
    "rules",
    "selectors",
    "services",
]
