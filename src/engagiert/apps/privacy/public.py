"""What other apps may use of data protection: papers and notices for pages, reads, verbs, consents."""

from . import selectors, services
from .models import Breach, Profile
from .notices import Controller, all_notices
from .papers import PAPERS
from .rules import KEEP_PRIVACY, KEEP_PRIVACY_SOMEWHERE, OWN_DATA, READ_RECORD

__all__ = [
    "KEEP_PRIVACY",
    "KEEP_PRIVACY_SOMEWHERE",
    "OWN_DATA",
    "PAPERS",
    "READ_RECORD",
    "Breach",
    "Controller",
    "Profile",
    "all_notices",
    "selectors",
    "services",
]
