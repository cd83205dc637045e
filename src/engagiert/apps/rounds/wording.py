"""What stands in agenda and minutes, as mail and on paper."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.utils.formats import time_format
from django.utils.translation import gettext as _

from engagiert.apps.cases.public import Case
from engagiert.apps.cases.public import wording as case_words
from engagiert.apps.messages.public import Text, link, paragraph, points
from engagiert.kernel.documents import Paper
from engagiert.kernel.documents import papers as paper
from engagiert.kernel.ui.dates import short, written_out

from .models import Decision, Item, Meeting, Round


def when(meeting: Meeting) -> str:
    """Day and hour, and the place where one is named."""
    said = _("%(day)s, %(time)s Uhr") % {"day": written_out(meeting.on), "time": time_format(meeting.begins_at, "H:i")}
    return f"{said}, {meeting.where}" if meeting.where else said


def until_when(found: Round, today: datetime.date) -> str:
    """How long it goes, or went, in a sentence."""
    if found.ended_on is not None:
        return _("Beendet am %(day)s.") % {"day": written_out(found.ended_on)}
    if found.ends_on < today:
        return _("Zu Ende seit %(day)s.") % {"day": written_out(found.ends_on)}
    rhythm = str(found.get_weeks_display())
    return _("%(rhythm)s, bis %(day)s.") % {
        "rhythm": rhythm[:1].upper() + rhythm[1:],
        "day": written_out(found.ends_on),
    }


def is_over(found: Round, today: datetime.date) -> bool:
    return found.ended_on is not None or found.ends_on < today


def decision_line(decision: Decision) -> str:
    """Who and until when, after what was decided."""
    who = f"{decision.text} – {decision.who}" if decision.who else decision.text
    return _("%(what)s, bis %(day)s") % {"what": who, "day": short(decision.until)} if decision.until else who


def case_line(case: Case) -> str:
    """All that a round may know of a case besides its subject."""
    return _("Vorgang %(number)s: %(state)s") % {"number": case.number, "state": case_words.state_word(case)}


def agenda_text(meeting: Meeting, address: str) -> Text:
    items = [item.title for item in meeting.items.all()]
    blocks = [
        paragraph(
            _("die Runde „%(name)s“ trifft sich am %(when)s.") % {"name": meeting.round.name, "when": when(meeting)}
        ),
        paragraph(_("Auf der Tagesordnung:") if items else _("Auf der Tagesordnung steht noch nichts.")),
        *([points(items)] if items else []),
        link(_("Punkte nachsehen und vorschlagen"), address),
    ]
    return Text(_("%(name)s am %(day)s") % {"name": meeting.round.name, "day": short(meeting.on)}, tuple(blocks))


def minutes_text(meeting: Meeting, address: str) -> Text:
    blocks = [paragraph(_("Protokoll: %(when)s.") % {"when": when(meeting)})]
    if meeting.present:
        blocks.append(paragraph(_("Dabei: %(names)s") % {"names": meeting.present}))
    for number, item in enumerate(meeting.items.all(), start=1):
        blocks.append(paragraph(f"{number}. {item.title}" + (f"\n{item.outcome}" if item.outcome else "")))
    decided = [decision_line(decision) for decision in meeting.decisions.all()]
    if decided:
        blocks += [paragraph(_("Beschlossen:")), points(decided)]
    if meeting.notes:
        blocks.append(paragraph(meeting.notes))
    blocks.append(link(_("Das Protokoll auf der Seite der Runde"), address))
    subject = _("Protokoll %(name)s, %(day)s") % {"name": meeting.round.name, "day": short(meeting.on)}
    return Text(subject, tuple(blocks))


def minutes_paper(meeting: Meeting, cases: dict[str, Case]) -> Paper:
    """Agenda before the meeting, minutes after it, to print."""
    held = meeting.state == Meeting.State.HELD
    title = _("Protokoll: %(name)s") if held else _("Tagesordnung: %(name)s")
    decisions = list(meeting.decisions.all())
    blocks: list[Any] = [paper.facts([(_("Termin"), when(meeting)), (_("Dabei"), meeting.present)])]
    for number, item in enumerate(meeting.items.all(), start=1):
        blocks += _item_blocks(number, item, cases.get(item.about), decisions)
    rest = [decision_line(one) for one in decisions if one.item_id is None]
    if rest:
        blocks += [paper.heading(_("Außerdem beschlossen")), paper.points(rest)]
    if meeting.notes:
        blocks += [paper.heading(_("Sonst noch")), paper.paragraph(meeting.notes)]
    return Paper(
        title % {"name": meeting.round.name},
        tuple(blocks),
        under=meeting.office.name,
        page_word=_("Seite"),
    )


def _item_blocks(number: int, item: Item, case: Case | None, decisions: Iterable[Decision]) -> list[Any]:
    blocks = [paper.heading(f"{number}. {item.title}")]
    if case is not None:
        blocks.append(paper.paragraph(case_line(case)))
    blocks += [paper.paragraph(text) for text in (item.text, item.outcome) if text]
    decided = [decision_line(one) for one in decisions if one.item_id == item.pk]
    return [*blocks, paper.points(decided)] if decided else blocks
