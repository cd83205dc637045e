"""Try a list, or take it over: each batch is whole or not at all, and the same file again changes nothing.

All rows that may speak of one person are in one batch, so that what a dry run says of each batch alone is what happens.
"""

import datetime
from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.places.public import Place, spot
from engagiert.apps.volunteering import rules
from engagiert.apps.volunteering.models import ANY_TIME, Volunteer, VolunteerList, VolunteerListRow, Wish
from engagiert.apps.volunteering.services.joining import found_by
from engagiert.apps.volunteering.wording.lists import finding_in_words
from engagiert.engines.intake.reader import Finding
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.tenancy import enter

from .places_of_work import Works, put_to_work
from .reading import Read, batches_of, digits, read_rows
from .receiving import still_open
from .stepping import start_taking

Outcome = VolunteerListRow.Outcome
_BATCH = 200
_CONTACT = ("mail", "phone", "postal")


def try_list(*, actor: Actor, run: VolunteerList) -> None:
    """What taking it over would do, row by row: done, noted, and taken back before anybody can see it. Killed half-way,
    the next call goes on after the last whole batch where a job does it (``start_trying``), else it begins anew."""
    require(actor, rules.IMPORT_LIST, run.office_id)
    with enter(actor, action="volunteering.try_list"):
        if run.state != VolunteerList.State.TRYING:
            still_open(run)
            run.items.all().delete()
            run.counts = {}
    for batch in _left(actor, run, "volunteering.try_list"):
        with enter(actor, action="volunteering.try_list"):
            _has_room(run, VolunteerList.State.TRYING)
            items = _only_tried(run, batch)
            new = _counted(items)
            run.counts = {key: run.counts.get(key, 0) + new.get(key, 0) for key in run.counts | new}
            for item in items:
                # They are gone again.
                item.placement_id, item.volunteer_id = None, None if item.made_person else item.volunteer_id
            VolunteerListRow.objects.bulk_create(items)
            run.save(update_fields=["counts"])
    with enter(actor, action="volunteering.try_list"):
        _has_room(run, VolunteerList.State.TRYING)
        run.state = VolunteerList.State.TRIED
        run.save(update_fields=["state"])


def _only_tried(run: VolunteerList, batch: Iterable[Read]) -> list[VolunteerListRow]:
    items: list[VolunteerListRow] = []
    try:
        with transaction.atomic():
            items = _Taking(run, timezone.localdate()).take(batch)
            raise _OnlyTriedError
    except _OnlyTriedError:
        return items


class _OnlyTriedError(Exception):
    pass


def take_over_list(*, actor: Actor, run: VolunteerList) -> None:
    """All rows; then the file itself is deleted. Killed half-way, the next call goes on after the last whole batch."""
    require(actor, rules.IMPORT_LIST, run.office_id)
    if run.state != VolunteerList.State.RUNNING:
        start_taking(actor=actor, run=run)
    taking = _Taking(run, timezone.localdate())
    for batch in _left(actor, run, "volunteering.take_over_list"):
        with enter(actor, action="volunteering.take_over_list"), transaction.atomic():
            _has_room(run, VolunteerList.State.RUNNING)
            VolunteerListRow.objects.bulk_create(taking.take(batch))
    with enter(actor, action="volunteering.take_over_list"):
        _has_room(run, VolunteerList.State.RUNNING)
        run.counts = _counted(run.items.all())
        run.state, run.finished_at = VolunteerList.State.DONE, timezone.now()
        run.save(update_fields=["counts", "state", "finished_at"])
        run.file.delete()


def _left(actor: Actor, run: VolunteerList, action: str) -> list[list[Read]]:
    """Rows that no batch has written yet."""
    with enter(actor, action=action):
        taken = set(run.items.values_list("line", flat=True))
        return batches_of([row for row in read_rows(run, timezone.localdate()) if row.line not in taken], _BATCH)


def _has_room(run: VolunteerList, state: str) -> None:
    """Two at once wait for each other, and the second reads that it is done."""
    locked = VolunteerList.objects.select_for_update(of=("self",)).get(pk=run.pk)
    if locked.state != state and not (state == VolunteerList.State.TRYING and locked.is_open):
        raise ValidationError(_("Diese Liste ist schon übernommen. Sie können sie zurücknehmen."))


def _counted(items: Iterable[VolunteerListRow]) -> dict[str, int]:
    found = list(items)
    counts = Counter(str(item.outcome) for item in found)
    people = sum(item.made_person for item in found)
    return counts | {"people": people, "placements": sum(item.placement_id is not None for item in found)}


class _Taking:
    """One run on its way in; remembers places that were looked up and people of earlier rows."""

    def __init__(self, run: VolunteerList, today: datetime.date) -> None:
        self._run, self._today = run, today
        self._spots: dict[str, Place] = {}

    def take(self, batch: Iterable[Read]) -> list[VolunteerListRow]:
        rows = list(batch)
        known = self._known(rows)
        made: dict[str, Volunteer] = {}
        items = [self._item(row, known, made) for row in rows]
        Volunteer.objects.bulk_create(made.values())
        Wish.objects.bulk_create(self._wish(row, made[row.token]) for row in _firsts(rows, made))
        works = [
            Works(item, known.get(row.token) or made[row.token], row.row.helps_at)
            for row, item in zip(rows, items, strict=True)
            if row.row.helps_at is not None and item.volunteer_id is not None
        ]
        put_to_work(self._run, works, self._today)
        for item in items:
            item.problems = [_kept(finding) for finding in item.problems]
        return items

    def _known(self, rows: list[Read]) -> dict[str, Volunteer]:
        """Token → person: from an earlier file of this source, or the same name with the same way to reach."""
        office = self._run.office_id
        by_token = Volunteer.objects.select_related("wish", "office__place").filter(
            office=office, token__in={row.token for row in rows}
        )
        found = {one.token: one for one in by_token}
        others = Volunteer.objects.select_related("wish", "office__place").filter(
            office=office, name__in={row.row.name for row in rows if row.row.name}
        )
        by_name: dict[str, list[Volunteer]] = {}
        for one in others:
            by_name.setdefault(one.name, []).append(one)
        for row in rows:
            same = by_name.get(row.row.name, []) if row.token not in found else []
            match = next((one for one in same if _reached_alike(one, row.values)), None)
            if match is not None:
                found[row.token] = match
            elif same and not row.refused:
                row.problems.append(Finding("same_name", "", row.row.name))
        return found

    def _item(self, row: Read, known: dict[str, Volunteer], made: dict[str, Volunteer]) -> VolunteerListRow:
        item = VolunteerListRow(
            office_id=self._run.office_id, run=self._run, line=row.line, name=row.row.name[:200], problems=row.problems
        )
        person = known.get(row.token) or made.get(row.token)
        _look_at_name(row, person, made)
        if row.refused:
            item.outcome = Outcome.REFUSED
            return item
        item.outcome = Outcome.UNCHANGED
        if person is None:
            person = made[row.token] = self._volunteer(row)
            item.outcome, item.made_person = Outcome.CREATED, True
        elif row.token in known:
            item.filled = _fill(person, row.values)
            item.outcome = Outcome.ADDED if item.filled else Outcome.UNCHANGED
        item.volunteer_id = person.pk
        return item

    def _volunteer(self, row: Read) -> Volunteer:
        values, now = row.values, timezone.now()
        person = Volunteer(
            office=self._run.office, name=row.row.name, mail=values.get("mail", ""), phone=values.get("phone", ""),
            postal=values.get("postal", []), channel=Volunteer.Channel.LIST, token=row.token, source=self._run.source,
            joined_at=_noon(values.get("joined_on")) or now,
            last_contact_at=_noon(values.get("last_contact_on")) or now,
        )  # fmt: skip
        person.reach = _way(person)
        person.find = found_by(person.name, person.mail, person.phone, *person.postal)
        born = values.get("born_on")
        person.born_on = born if Volunteer(born_on=born).is_minor(self._today) else None
        if row.row.status in ("paused", "later"):
            later = row.row.status == "later"
            person.state = Volunteer.State.LATER if later else Volunteer.State.PAUSED
            person.resumes_on = values.get("resumes_on")
        return person

    def _wish(self, row: Read, person: Volunteer) -> Wish:
        values = row.values
        place = self._spot(values.get("place", ""))
        hours = values.get("hours_per_week")
        return Wish(
            office_id=self._run.office_id, volunteer=person, likes=values["likes"], skills=values["skills"],
            avoids=values["avoids"], languages=list(dict.fromkeys(["de", *values.get("languages", [])])),
            words=values.get("words", ""), week_parts=values.get("week_parts", ANY_TIME), place=values.get("place", ""),
            latitude=place.lat, longitude=place.lon, radius_km=round(values.get("radius_km", 10)),
            hours_per_week=hours, changed_at=timezone.now(),
        )  # fmt: skip

    def _spot(self, named: str) -> Place:
        if named not in self._spots:
            self._spots[named] = (spot(named, self._run.office.place) if named else None) or self._run.office.place
        return self._spots[named]


def _look_at_name(row: Read, person: Volunteer | None, made: dict[str, Volunteer]) -> None:
    """Whose row it is when number and name disagree: somebody else's number is refused, one name twice is told."""
    if row.refused:
        return
    if person is None and not row.row.name:
        row.problems.append(Finding("unknown_person", "", row.row.key))
        row.refused = True
    elif person is not None and row.row.name and row.row.name != person.name:
        row.refused = row.token in made
        row.problems.append(Finding("another_name" if row.refused else "other_name_here", "", person.name))
    elif person is None and any(one.name == row.row.name for one in made.values()) and not _is_told(row, "same_name"):
        row.problems.append(Finding("same_name", "", row.row.name))


def _is_told(row: Read, code: str) -> bool:
    return any(problem.code == code for problem in row.problems)


def _firsts(rows: list[Read], made: dict[str, Volunteer]) -> list[Read]:
    """The row that brought each new person."""
    found: dict[str, Read] = {}
    for row in rows:
        if row.token in made and not row.refused:
            found.setdefault(row.token, row)
    return list(found.values())


def _reached_alike(one: Volunteer, values: dict[str, Any]) -> bool:
    mail, phone, postal = values.get("mail", "").lower(), digits(values.get("phone", "")), values.get("postal", [])
    return bool(
        (mail and mail == one.mail.lower())
        or (phone and phone == digits(one.phone))
        or (postal and postal == list(one.postal))
    )


def _fill(person: Volunteer, values: dict[str, Any]) -> list[str]:
    """Write down how somebody known is reached where nothing stood; what stands there stays."""
    filled = [name for name in _CONTACT if values.get(name) and not getattr(person, name)]
    if filled:
        for name in filled:
            setattr(person, name, values[name])
        person.reach = _way(person)
        person.find = found_by(person.name, person.mail, person.phone, *person.postal)
        person.save(update_fields=[*filled, "reach", "find"])
    return filled


def _way(person: Volunteer) -> str:
    return "mail" if person.mail else "phone" if person.phone else "post" if person.postal else "counter"


def _kept(finding: Finding) -> dict[str, str]:
    return {
        "code": finding.code,
        "column": finding.column,
        "value": finding.value,
        "message": finding_in_words(finding.code),
    }


def _noon(day: datetime.date | None) -> datetime.datetime | None:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(12))) if day else None
