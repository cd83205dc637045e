"""What of offers waits on the desk's one list."""

from django.utils.translation import gettext_lazy as _

from engagiert.apps.cases.public import Kind, register

OFFER = Kind(
    "opportunities.offer",
    _("Angebot prüfen"),
    promised_days=5,
    page="desk:offer",
    decided_there=True,
)
register(OFFER)
