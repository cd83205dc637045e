"""The same declarations for the tables that packages bring along, since their models cannot carry them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from .declarations import AMOUNTS, DERIVED, KEYS, STATE, WORKINGS, Datum, Impersonal, Personal
from .purposes import SESSION, SIGN_IN, WITH_ACCOUNT


@dataclass(frozen=True, slots=True)
class Table:
    """What one table holds; every column stands in one of the two."""

    impersonal: Impersonal
    personal: Personal = field(default_factory=dict)


TABLES: Mapping[str, Table] = {
    "django_migrations": Table({WORKINGS: ("id", "app", "name", "applied")}),
    "django_content_type": Table({WORKINGS: ("id", "app_label", "model")}),
    "auth_permission": Table({WORKINGS: ("id", "name", "content_type_id", "codename")}),
    "auth_group": Table({WORKINGS: ("id", "name")}),
    "auth_group_permissions": Table({KEYS: ("id", "group_id", "permission_id")}),
    "django_session": Table(
        {STATE: ("expire_date",)},
        {
            "session_key": Datum(SIGN_IN, SESSION, DERIVED, label=_("Kennung der Sitzung")),
            "session_data": Datum(SIGN_IN, SESSION, DERIVED, label=_("Sitzung, signiert: Nummer des Zugangs")),
        },
    ),
    "mfa_authenticator": Table(
        {KEYS: ("id", "user_id"), STATE: ("type", "created_at", "last_used_at")},
        {"data": Datum(SIGN_IN, WITH_ACCOUNT, DERIVED, label=_("Zweiter Faktor, verschlossen"))},
    ),
    "socialaccount_socialapp": Table(
        {WORKINGS: ("id", "provider", "provider_id", "name", "client_id", "secret", "key", "settings")}
    ),
    "socialaccount_socialaccount": Table(
        {KEYS: ("id", "user_id"), STATE: ("provider", "last_login", "date_joined")},
        {
            "uid": Datum(SIGN_IN, WITH_ACCOUNT, DERIVED, label=_("Kennung beim Anmeldedienst")),
            "extra_data": Datum(SIGN_IN, WITH_ACCOUNT, DERIVED, label=_("Angaben des Anmeldedienstes")),
        },
    ),
    # Stays empty: tokens of the provider are not kept.
    "socialaccount_socialtoken": Table(
        {WORKINGS: ("id", "app_id", "account_id", "token", "token_secret", "expires_at")}
    ),
    # Counters stand under hashes of addresses, and end within the hour.
    "kernel_cache": Table({AMOUNTS: ("cache_key", "value", "expires")}),
    "account_emailaddress": Table(
        {KEYS: ("id", "user_id"), STATE: ("verified", "primary")},
        {"email": Datum(SIGN_IN, WITH_ACCOUNT, DERIVED, label=_("E-Mail-Adresse des Zugangs"))},
    ),
    "account_emailconfirmation": Table({KEYS: ("id", "email_address_id", "key"), STATE: ("created", "sent")}),
    # Arguments are ids; a test searches them for anything else.
    "procrastinate_jobs": Table(
        {
            KEYS: ("id", "args", "lock", "queueing_lock", "worker_id"),
            STATE: (
                "queue_name", "task_name", "priority", "status", "scheduled_at", "attempts", "abort_requested",
            ),
        }
    ),
    "procrastinate_events": Table({KEYS: ("id", "job_id"), STATE: ("type", "at")}),
    "procrastinate_periodic_defers": Table(
        {KEYS: ("id", "job_id", "periodic_id"), STATE: ("task_name", "defer_timestamp")}
    ),
    "procrastinate_workers": Table({KEYS: ("id",), STATE: ("last_heartbeat",)}),
}  # fmt: skip
