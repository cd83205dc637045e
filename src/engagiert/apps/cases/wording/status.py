"""What the asker reads: how things stand, in plain words, without a name."""

from django.utils.translation import gettext as _

from engagiert.apps.cases.models import Case
from engagiert.apps.cases.services.status import Status
from engagiert.kernel.ui.dates import with_weekday

_STATE = Case.State


def state_word(status: Status) -> str:
    if status.handed_to is not None:
        return _("weitergegeben")
    return str(_STATE(status.state).label)


def status_line(status: Status) -> str:
    """Where things are, in one sentence."""
    if status.handed_to is not None:
        return _("%(office)s kümmert sich jetzt um Ihre Anfrage.") % {"office": status.handed_to.name}
    if status.outcome == Case.Outcome.WITHDRAWN:
        return _("Sie haben Ihre Anfrage zurückgezogen.")
    lines = {
        _STATE.NEW: _("Ihre Anfrage ist bei uns angekommen. Bald liest sie ein Mensch."),
        _STATE.WORKING: _("Wir kümmern uns um Ihre Anfrage."),
        _STATE.ASKING: _("Wir haben Sie etwas gefragt und warten auf Ihre Antwort."),
        _STATE.CLOSED: _("Wir haben Ihre Anfrage beantwortet."),
    }
    return lines[_STATE(status.state)]


def what_next(status: Status) -> str:
    """What happens now, and until when."""
    if status.handed_to is not None:
        reached = ", ".join(filter(None, (status.handed_to.phone, status.handed_to.mail)))
        return _("Sie erreichen es so: %(reach)s.") % {"reach": reached} if reached else ""
    if status.state == _STATE.ASKING:
        return _("Sobald Sie antworten, geht es weiter. Schreiben Sie hier, rufen Sie an, oder kommen Sie vorbei.")
    if status.state == _STATE.CLOSED:
        return _("Fehlt noch etwas? Schreiben Sie es hier, dann geht es weiter.")
    return _("Sie hören von uns spätestens am %(day)s.") % {"day": with_weekday(status.due_on)}


def steps(status: Status) -> tuple[list[str], int]:
    """The words for the row of steps, and the number of the current one, from 1."""
    at = {_STATE.NEW: 1, _STATE.CLOSED: 4 if status.handed_to is None else 2}.get(_STATE(status.state), 2)
    return [_("angekommen"), _("in Arbeit"), _("beantwortet")], at
