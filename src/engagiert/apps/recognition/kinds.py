"""What waits on the desk about cards."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.public import Office
from engagiert.apps.cases.public import Case, Kind, register
from engagiert.kernel.authz import Actor

from .models import Application
from .own_links import code_after


def end_withdrawn(_actor: Actor, case: Case) -> None:
    """The case about an application was taken back: so is the application, unless it is decided."""
    key = case.about.partition(":")[2]
    if case.outcome == Case.Outcome.WITHDRAWN and key:
        found = Application.objects.select_for_update().filter(pk=key, state=Application.State.OPEN)
        found.update(state=Application.State.WITHDRAWN, decided_at=timezone.now())


APPLICATION = Kind(
    "recognition.application",
    _("Antrag auf Ehrenamtskarte"),
    promised_days=15,
    page="desk:card_application",
    decided_there=True,
    confidential=True,
    task=Office.Task.CARD,
    withdrawable=True,
    leads_to=code_after,
    on_close=end_withdrawn,
)
register(APPLICATION)
