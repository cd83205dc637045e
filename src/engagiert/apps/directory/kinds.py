"""What of the directory waits on the desk's one list: suggestions and possible duplicates."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from engagiert.apps.cases.public import Kind, register

SUGGESTION = Kind(
    "directory.suggestion",
    pgettext_lazy("Art von Vorgang", "Hinweis"),
    promised_days=5,
    page="desk:suggestion",
    decided_there=True,
)
DUPLICATE = Kind(
    "directory.pair", _("Doppelter Eintrag"), promised_days=20, page="desk:pair", decided_there=True, confidential=True
)

for _kind in (SUGGESTION, DUPLICATE):
    register(_kind)
