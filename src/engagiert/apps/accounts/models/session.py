from typing import Any, ClassVar

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from engagiert.kernel.privacy import DERIVED, STATE, Datum, Impersonal, Personal
from engagiert.kernel.privacy.purposes import SESSION, SIGN_IN
from engagiert.kernel.tenancy import Everyone, Wall


class Session(AbstractBaseSession):
    """Where somebody is signed in: on what kind of device, last used when. No address of a computer is kept."""

    wall: ClassVar[Wall] = Everyone("Found by a secret key, or by its own account, before any office is known.")
    personal: ClassVar[Personal] = {
        "account_id": Datum(SIGN_IN, SESSION, DERIVED, label=_("Zugang, der angemeldet ist")),
        "session_key": Datum(SIGN_IN, SESSION, DERIVED, label=_("Kennung der Sitzung")),
        "session_data": Datum(SIGN_IN, SESSION, DERIVED, label=_("Sitzung, signiert: Nummer des Zugangs")),
        "device": Datum(SIGN_IN, SESSION, DERIVED, label=_("Art des Geräts")),
        "signed_in_at": Datum(SIGN_IN, SESSION, DERIVED, label=_("angemeldet seit")),
        "last_used_at": Datum(SIGN_IN, SESSION, DERIVED, label=_("zuletzt benutzt")),
    }
    impersonal: ClassVar[Impersonal] = {STATE: ("expire_date",)}
    off_the_record: ClassVar[str] = "Written by every sign-in and gone with it."

    account_id = models.BigIntegerField(null=True, db_index=True)
    device = models.CharField(max_length=80, blank=True)
    signed_in_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)

    @classmethod
    def get_session_store_class(cls) -> Any:
        from engagiert.apps.accounts.sessions import SessionStore  # noqa: PLC0415 - Django asks it back

        return SessionStore

    @property
    def handle(self) -> str:
        """A name for this session that opens nothing, for forms."""
        return salted_hmac(__name__, self.session_key, algorithm="sha256").hexdigest()[:20]
