"""The tables that packages bring along. They carry no wall of ours; here stands why that is right.

``DESTINY`` names each such table once. A package that brings a new one makes the architecture tests fail until
somebody has thought about it.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ThirdParty:
    """``open_because``: why no office's private data stand in it. ``off_the_record``: why writes leave no entry,
    empty where they do."""

    open_because: str
    off_the_record: str = ""


_MIGRATING = "Written by the owner while migrating, never by a person."
_UNUSED = "Stays empty: what people may do stands in our roles."
_SETTINGS = "Stays empty: the identity provider stands in the settings."
_NO_TOKENS = "Stays empty: tokens of the identity provider are forgotten after sign-in."
_QUEUE = "Jobs carry ids only; what a job does to records is on record by itself."

DESTINY: Mapping[str, ThirdParty] = {
    "django_migrations": ThirdParty("Names of migrations.", _MIGRATING),
    "django_content_type": ThirdParty("Names of models.", _MIGRATING),
    "auth_permission": ThirdParty("Names of Django's own permissions.", _UNUSED),
    "auth_group": ThirdParty(_UNUSED, _UNUSED),
    "auth_group_permissions": ThirdParty(_UNUSED, _UNUSED),
    "django_session": ThirdParty(
        "Stays empty: sessions stand in accounts_session, which says whose they are.", "Stays empty."
    ),
    "kernel_cache": ThirdParty("Counters of sign-in attempts.", "Not data of anybody; emptied at any time."),
    "account_emailaddress": ThirdParty("Sign-in must find an address before it can know any office."),
    "account_emailconfirmation": ThirdParty("Found by a secret key.", "Stays empty: nobody signs up by themselves."),
    "mfa_authenticator": ThirdParty("Sign-in asks for it before it knows any office; secrets are locked."),
    "socialaccount_socialaccount": ThirdParty("Which account of the town's identity provider is whose, and no more."),
    "socialaccount_socialapp": ThirdParty(_SETTINGS, _SETTINGS),
    "socialaccount_socialtoken": ThirdParty(_NO_TOKENS, _NO_TOKENS),
    "procrastinate_jobs": ThirdParty(_QUEUE, _QUEUE),
    "procrastinate_events": ThirdParty(_QUEUE, _QUEUE),
    "procrastinate_periodic_defers": ThirdParty(_QUEUE, _QUEUE),
    "procrastinate_workers": ThirdParty("Heartbeats.", "Heartbeats."),
}
