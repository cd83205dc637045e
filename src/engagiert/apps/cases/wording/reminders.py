"""The mail of the morning: what is due. No name of an asker, no name of a colleague."""

import datetime
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from engagiert.apps.cases.kinds import kind_of
from engagiert.apps.cases.models import Case
from engagiert.apps.messages.public import Text, paragraph, points
from engagiert.kernel.ui.dates import short


def digest_text(due: Sequence[Case], today: datetime.date) -> Text:
    """To the office: what is due today and what still waits from before."""
    late = [case for case in due if case.due_on < today]
    now = [case for case in due if case.due_on == today]
    blocks = []
    if now:
        blocks += [paragraph(_("Heute ist zugesagt:")), points(_line(case) for case in now)]
    if late:
        blocks += [paragraph(_("Diese Menschen warten schon länger, als wir zugesagt haben:"))]
        blocks += [points(_line(case) for case in late)]
    blocks.append(paragraph(_("Schaffen Sie es nicht? Ein kurzer Zwischenstand hilft den Wartenden auch.")))
    return Text(_subject(len(due)), tuple(blocks))


def escalation_text(late: Sequence[Case], today: datetime.date) -> Text:
    """To the coordinators: what has waited long, and what can be done."""
    blocks = [
        paragraph(_("Auf eine Antwort von uns wird schon länger gewartet:")),
        points(_line(case) for case in late),
        paragraph(_("Wer kann helfen? Sie können Vorgänge weitergeben, selbst übernehmen oder anders zusagen.")),
    ]
    return Text(_("Hier braucht jemand Unterstützung"), tuple(blocks))


def _subject(number: int) -> str:
    return ngettext("Ein Vorgang ist fällig", "%(number)s Vorgänge sind fällig", number) % {"number": number}


def _line(case: Case) -> str:
    # Without name and subject: a mail lies in more places than the desk.
    return _("%(number)s: %(kind)s, zugesagt bis %(day)s") % {
        "number": case.number,
        "kind": kind_of(case.kind).label,
        "day": short(case.due_on),
    }
