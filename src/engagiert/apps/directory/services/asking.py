"""What waits for a decision in the directory stands on the desk as a case, and goes when it is decided."""

from collections.abc import Iterable
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from engagiert.apps.accounts.public import Office
from engagiert.apps.cases.public import Asked, asked_by, close_cases_about, open_case, open_cases
from engagiert.apps.cases.public import selectors as cases
from engagiert.apps.directory.kinds import DUPLICATE, SUGGESTION
from engagiert.apps.directory.models import Pair, Suggestion
from engagiert.kernel.authz import Actor

_SUGGESTION, _PAIR = "directory.suggestion:", "directory.pair:"


def ask_about(suggestion: Suggestion, *, actor: Actor, name: str) -> None:
    """Open the case of a new suggestion, within the scope in which it was handed in."""
    office = Office.objects.select_related("place").get(pk=suggestion.office_id)
    asked = _of_suggestion(suggestion, name)
    open_case(
        actor=actor,
        office=office,
        kind=asked.kind,
        asker=asked.asker,
        channel=asked.channel,
        subject=asked.subject,
        text=asked.text,
        about=asked.about,
        as_stranger=True,
    )


def decided(actor: Actor, thing: Suggestion | Pair, outcome: str, reason: str = "") -> None:
    """Close the case of what was decided."""
    prefix = _SUGGESTION if isinstance(thing, Suggestion) else _PAIR
    close_cases_about(actor=actor, office=thing.office, about=f"{prefix}{thing.pk}", outcome=outcome, reason=reason)


def bring_to_desk(*, actor: Actor, office_id: int) -> None:
    """One open case for each open question of the office, and none for any other; safe to repeat."""
    office = Office.objects.select_related("place").get(pk=office_id)
    waiting = dict(_waiting(office_id))
    there = cases.open_abouts(office_id, (_SUGGESTION, _PAIR))
    open_cases(actor=actor, office=office, asked=[asked for about, asked in waiting.items() if about not in there])
    for about in there - waiting.keys():
        close_cases_about(actor=actor, office=office, about=about, outcome="withdrawn")


def _waiting(office_id: int) -> Iterable[tuple[str, Asked]]:
    suggestions = Suggestion.objects.filter(office=office_id, state=Suggestion.State.OPEN)
    for suggestion in suggestions.select_related("organisation"):
        yield f"{_SUGGESTION}{suggestion.pk}", _of_suggestion(suggestion, _name(suggestion.organisation))
    pairs = Pair.objects.filter(office=office_id, state=Pair.State.OPEN)
    for pair in pairs.select_related("organisation"):
        yield f"{_PAIR}{pair.pk}", _of_pair(pair)


def _of_suggestion(suggestion: Suggestion, name: str) -> Asked:
    about = name or str(suggestion.changes.get("name", ""))
    # What the office reads is German, whatever page it was written on.
    with translation.override("de"):
        kind = str(Suggestion.Kind(suggestion.kind).label)
    return Asked(
        kind=SUGGESTION.code,
        asker=asked_by(name="", reach=suggestion.reply_to, language=suggestion.language),
        channel="suggestion",
        subject=f"{kind}: {about}" if about else kind,
        text=suggestion.text,
        about=f"{_SUGGESTION}{suggestion.pk}",
        received_at=suggestion.created_at,
    )


def _of_pair(pair: Pair) -> Asked:
    name = pair.candidate["values"]["name"]
    with translation.override("de"):
        subject = _("Ist „%(name)s“ zweimal da?") % {"name": name}
    return Asked(
        kind=DUPLICATE.code,
        asker=asked_by(name=""),
        channel="duplicate",
        subject=subject,
        about=f"{_PAIR}{pair.pk}",
        received_at=pair.created_at,
    )


def _name(record: Any) -> str:
    return record.name if record is not None else ""
