"""What waits on the desk about awards. A case names nobody: who is biased may work at the same desk."""

from django.utils.translation import gettext_lazy as _

from engagiert.apps.cases.public import Kind, register

NOMINATION = Kind(
    "awards.nomination",
    _("Vorschlag für eine Auszeichnung"),
    promised_days=10,
    page="desk:nomination",
    decided_there=True,
    confidential=True,
)
# Somebody proposed a person and has no mail or postal address: they are rung.
CALL = Kind("awards.call", _("Anrufen: Antwort auf einen Vorschlag"), promised_days=5, confidential=True)
for _kind in (NOMINATION, CALL):
    register(_kind)
