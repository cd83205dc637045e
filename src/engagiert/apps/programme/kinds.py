"""What waits on the desk about outings: somebody without mail is told on the telephone."""

from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.public import Office
from engagiert.apps.cases.public import Kind, register

CALL = Kind(
    "programme.call",
    _("Anrufen: Ausflug"),
    promised_days=1,
    confidential=True,
    task=Office.Task.CARD,
)
register(CALL)
