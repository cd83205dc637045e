"""What waits on the desk about people who want to help: each step is a case with its day.

``about`` names a person, a proposal or a placement; ``desk:talk_step`` finds the talk sheet for any of them.
"""

from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.public import Office
from engagiert.apps.cases.public import Kind, register

_PAGE = "desk:talk_step"


def _kind(noun: str, label: object, days: int) -> Kind:
    kind = Kind(
        f"volunteering.{noun}",
        label,
        promised_days=days,
        page=_PAGE,
        decided_there=True,
        confidential=True,
        task=Office.Task.EXCHANGE,
    )
    register(kind)
    return kind


WISH = _kind("wish", _("Möchte helfen: Gespräch"), 3)
GUARDIAN = _kind("guardian", _("Zustimmung der Eltern fehlt"), 5)
CALL = _kind("call", _("Vorschlag mitteilen"), 1)
ANSWER = _kind("answer", _("Antwort auf einen Vorschlag"), 7)
ORGANISATION = _kind("organisation", _("Antwort der Organisation"), 5)
MEETING = _kind("meeting", _("Kennenlernen"), 10)
TRIAL = _kind("trial", _("Probe"), 20)
CHECK_IN = _kind("check_in", _("Wie läuft es?"), 3)
LOAD = _kind("load", _("Zu viel auf einmal"), 2)
LATER = _kind("later", _("Wieder fragen"), 3)
FAREWELL = _kind("farewell", _("Danke sagen"), 3)
SEAT = _kind("seat", _("Platz frei: anrufen"), 1)
