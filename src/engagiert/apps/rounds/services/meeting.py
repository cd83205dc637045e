"""One date: what is on the agenda, what was said, and that it moves or falls away."""

import datetime
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.cases.public import Case, kinds
from engagiert.apps.cases.public import rules as case_rules
from engagiert.apps.rounds import rules
from engagiert.apps.rounds.models import Item, Meeting
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.tenancy import enter

MOST_ITEMS = 40
_State = Meeting.State


@contextmanager
def for_its_office(actor: Actor, of_round: rules.OfRound, *, action: str) -> Iterator[None]:
    """A scope in which a member writes a row of the round's office; only after their permission was asked."""
    with enter(actor, action=action, offices=(of_round.office_id,)):
        yield


def bring_item(*, actor: Actor, meeting: Meeting, title: str, text: str = "", token: str = "") -> Item:
    """A point for the agenda, from anybody of the round; the same ``token`` twice is one point."""
    require(actor, rules.CONTRIBUTE, meeting)
    with for_its_office(actor, meeting, action="rounds.bring_item"):
        now = _planned(meeting)
        return _brought(actor, now, title, text, "", token)


def bring_case(*, actor: Actor, meeting: Meeting, case: Case) -> Item:
    """A case of the office for the agenda: the whole round learns its number, subject and state, and no more.

    Raises ``ValidationError`` for a case of a confidential kind.
    """
    require(actor, rules.KEEP, meeting)
    require(actor, case_rules.WORK, case)
    if case.office_id != meeting.office_id:
        raise ValidationError(_("Diesen Vorgang gibt es in diesem Büro nicht."))
    if kinds.kind_of(case.kind).confidential:
        raise ValidationError(_("Dieser Vorgang ist vertraulich. Schlagen Sie einen Punkt ohne Namen vor."))
    now = _planned(meeting)
    about = f"cases.case:{case.pk}"
    there = Item.objects.filter(meeting=now, about=about).first()
    return there or _brought(actor, now, case.known_to_others, "", about, "")


def forget_subjects(*, actor: Actor, office_id: int, numbers: Mapping[str, str]) -> int:
    """Of cases that were forgotten agendas keep the number alone; ``numbers`` by ``about``. How many items changed."""
    require(actor, rules.OPEN, office_id)
    changed = 0
    for about, number in numbers.items():
        title = _("Vorgang %(number)s") % {"number": number}
        changed += Item.objects.filter(office=office_id, about=about).exclude(title=title).update(title=title)
    return changed


def withdraw_item(*, actor: Actor, item: Item) -> None:
    """Off the agenda, by whoever brought it or keeps the round; not once the meeting was held."""
    require(actor, rules.WITHDRAW, item)
    with for_its_office(actor, item, action="rounds.withdraw_item"):
        _planned(item.meeting)
        Item.objects.filter(pk=item.pk).delete()


def move_meeting(
    *, actor: Actor, meeting: Meeting, on: datetime.date, begins_at: datetime.time, where: str = ""
) -> None:
    """Another day, hour or place. Raises ``ValidationError`` where the round meets on that day already."""
    now = _kept(actor, meeting)
    if Meeting.objects.filter(round=now.round_id, on=on).exclude(pk=now.pk).exists():
        raise ValidationError(_("An diesem Tag trifft sich die Runde schon."))
    now.on, now.begins_at, now.where = on, begins_at, where
    now.state = _State.PLANNED if now.state == _State.CANCELLED else now.state
    now.save(update_fields=["on", "begins_at", "where", "state"])


def call_off(*, actor: Actor, meeting: Meeting) -> Meeting | None:
    """The meeting falls away; its items go to the next planned one, which is returned."""
    now = _kept(actor, meeting)
    if now.state == _State.HELD:
        raise ValidationError(_("Dieser Termin hat schon stattgefunden."))
    now.state = _State.CANCELLED
    now.save(update_fields=["state"])
    following = Meeting.objects.filter(round=now.round_id, state=_State.PLANNED, on__gt=now.on).order_by("on").first()
    if following is not None:
        taken = Item.objects.filter(meeting=following).exclude(about="").values("about")
        Item.objects.filter(meeting=now).exclude(about__in=taken).update(meeting=following)
    return following


def keep_minutes(
    *, actor: Actor, meeting: Meeting, present: str, notes: str, outcomes: Mapping[uuid.UUID, str], seen: int
) -> None:
    """What was said about each item. ``seen`` is the version that the form began with.

    Raises ``ValidationError`` where somebody else has saved the minutes since: nobody's words are written over.
    """
    now = _kept(actor, meeting)
    if now.state == _State.CANCELLED:
        raise ValidationError(_("Dieser Termin fällt aus. Verlegen Sie ihn erst."))
    items = {item.pk: item for item in Item.objects.filter(meeting=now)}
    same = (now.present, now.notes) == (present, notes) and all(
        items[key].outcome == text for key, text in outcomes.items() if key in items
    )
    if same and now.state == _State.HELD:
        return
    if now.version > seen:
        raise ValidationError(_("Inzwischen hat jemand anders das Protokoll gespeichert. Ihr Text steht noch hier."))
    for key, text in outcomes.items():
        if key in items and items[key].outcome != text:
            items[key].outcome = text
            items[key].save(update_fields=["outcome"])
    now.present, now.notes, now.state, now.version = present, notes, _State.HELD, now.version + 1
    now.save(update_fields=["present", "notes", "state", "version"])


def locked(meeting: Meeting) -> Meeting:
    found = Meeting.objects.select_for_update(of=("self",)).select_related("office__place", "round")
    return found.get(pk=meeting.pk)


def _kept(actor: Actor, meeting: Meeting) -> Meeting:
    require(actor, rules.KEEP, meeting)
    return locked(meeting)


def _planned(meeting: Meeting) -> Meeting:
    now = locked(meeting)
    if now.state != _State.PLANNED:
        raise ValidationError(_("Die Tagesordnung dieses Termins ist geschlossen."))
    return now


def _brought(actor: Actor, meeting: Meeting, title: str, text: str, about: str, token: str) -> Item:
    key = uuid.uuid5(uuid.NAMESPACE_URL, f"rounds.item:{meeting.pk}:{token}") if token else uuid.uuid4()
    there = Item.objects.filter(pk=key).first()
    if there is not None:
        return there
    if Item.objects.filter(meeting=meeting).count() >= MOST_ITEMS:
        raise ValidationError(_("Mehr Punkte schafft keine Runde. Nehmen Sie den nächsten Termin."))
    return Item.objects.create(
        id=key,
        office_id=meeting.office_id,
        members=meeting.members,
        meeting=meeting,
        title=" ".join(title.split())[:200],
        text=text,
        about=about,
        brought_by=actor.label,
        account_id=actor.account_id,
        brought_at=timezone.now(),
    )
