"""What waits on the desk about partners."""

from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.public import Office
from engagiert.apps.cases.public import Kind, register

PARTNER_OFFER = Kind(
    "recognition.partner_offer",
    _("Neuer Partner der Ehrenamtskarte"),
    promised_days=10,
    page="desk:partner_offer",
    decided_there=True,
    task=Office.Task.CARD,
)
register(PARTNER_OFFER)
