"""What waits on the desk about cards."""

from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.public import Office
from engagiert.apps.cases.public import Kind, register

APPLICATION = Kind(
    "recognition.application",
    _("Antrag auf Ehrenamtskarte"),
    promised_days=15,
    page="desk:card_application",
    decided_there=True,
    confidential=True,
    task=Office.Task.CARD,
)
register(APPLICATION)
