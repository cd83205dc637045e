"""What other apps may use of data protection: papers and notices for pages, reads, verbs, consents."""

from engagiert.kernel.privacy.marks import Wanted, wanted

from . import person, selectors, services
from .consenting import needed
from .models import Agreement, Breach, Consent, Profile
from .notices import Controller, all_notices
from .papers import PAPERS
from .papers.breach import breach_paper
from .papers.own import own_data_as_data, own_data_paper
from .rules import KEEP_PRIVACY, KEEP_PRIVACY_SOMEWHERE, OWN_DATA, READ_RECORD, TAKE_CONSENT_SOMEWHERE
from .selectors import consent_state, consents_about
from .services import Asked, Words, ask_consent, code_for_paper, end_consent, note_agreement, withdraw_agreement

__all__ = [
    "KEEP_PRIVACY",
    "KEEP_PRIVACY_SOMEWHERE",
    "OWN_DATA",
    "PAPERS",
    "READ_RECORD",
    "TAKE_CONSENT_SOMEWHERE",
    "Agreement",
    "Asked",
    "Breach",
    "Consent",
    "Controller",
    "Profile",
    "Wanted",
    "Words",
    "all_notices",
    "ask_consent",
    "breach_paper",
    "code_for_paper",
    "consent_state",
    "consents_about",
    "end_consent",
    "needed",
    "note_agreement",
    "own_data_as_data",
    "own_data_paper",
    "person",
    "selectors",
    "services",
    "wanted",
    "withdraw_agreement",
]
