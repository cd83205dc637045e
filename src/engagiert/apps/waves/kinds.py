"""What of a wave waits on the desk: never a case for each of thousands, but one for what a person must do."""

from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.public import Office
from engagiert.apps.cases.public import Kind, register

# Somebody who signed up asks something: a case like any other question.
QUESTION = Kind("waves.question", _("Frage in einer Welle"), promised_days=3, task=Office.Task.EXCHANGE)
# One for the wave, on the day by which people were promised to hear.
PROMISE = Kind(
    "waves.promise",
    _("Welle: Menschen warten auf Nachricht"),
    promised_days=1,
    page="desk:wave",
    decided_there=True,
    task=Office.Task.EXCHANGE,
)
# At a neighbouring office: may our people be shown your offers?
OPENING = Kind(
    "waves.opening",
    _("Welle nebenan: Angebote öffnen?"),
    promised_days=2,
    page="desk:wave_opening",
    decided_there=True,
    task=Office.Task.EXCHANGE,
)
for _kind in (QUESTION, PROMISE, OPENING):
    register(_kind)
