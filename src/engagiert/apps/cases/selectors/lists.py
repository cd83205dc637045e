"""The one list of the desk: what waits longest stands first."""

import datetime
import re
import uuid
from dataclasses import dataclass, replace
from typing import Self

from django.db.models import Count, Q, QuerySet

from engagiert.apps.accounts.public import represented_by
from engagiert.apps.cases.models import Case, Entry, SavedView
from engagiert.engines.text.folding import fold
from engagiert.kernel.authz import Actor
from engagiert.kernel.db.counting import Counted, Numbers, counted, read_together

_State = Case.State
_NUMBER = re.compile(r"\d\d-[2-9A-HJKMNP-Z]{6}")
_TO_DO = [_State.NEW, _State.WORKING]
VIEWS: dict[str, Q] = {
    "": Q(state__in=_TO_DO),
    "rueckmeldung": Q(state=_State.ASKING),
    "abgeschlossen": Q(state=_State.CLOSED),
    "alle": Q(),
}
_ORDER: dict[str, tuple[str, ...]] = {
    "": ("due_on", "received_at", "id"),
    "rueckmeldung": ("asked_on", "received_at", "id"),
    "abgeschlossen": ("-closed_on", "-received_at", "id"),
    # The day stands first because an index knows it; within a day few are left to sort.
    "alle": ("-received_on", "-received_at", "id"),
}

_BESIDE = ("asker", "owner", "office__place")


@dataclass(frozen=True, slots=True)
class Question:
    """Which cases: ``view`` a key of ``VIEWS``; ``who`` ``meine``, ``frei`` or empty; ``late``: only overdue ones;
    ``text``: words of a name, or the beginning of a number."""

    view: str = ""
    who: str = ""
    kind: str = ""
    channel: str = ""
    late: bool = False
    text: str = ""


def cases_at(actor: Actor, question: Question, *, today: datetime.date) -> QuerySet[Case]:
    """The cases of the actor's offices that answer the question, in the order of its view."""
    view = question.view if question.view in VIEWS else ""
    found = Case.objects.filter(VIEWS[view], office__in=actor.office_ids)
    if question.who == "meine":
        found = found.filter(owner__in=_own(actor))
    elif question.who == "frei":
        found = found.filter(owner__isnull=True)
    if question.kind:
        found = found.filter(kind=question.kind)
    if question.channel:
        found = found.filter(channel=question.channel)
    if question.late:
        found = found.filter(state__in=_TO_DO, due_on__lt=today)
    old = _with_old_number(actor, question.text)
    if old is not None:
        found = found.filter(Q(asker__find__contains=f" {fold(question.text)}") | Q(pk__in=old))
    else:
        for word in fold(question.text).split():
            found = found.filter(asker__find__contains=f" {word}")
    return found.select_related(*_BESIDE).order_by(*_ORDER[view])


def _with_old_number(actor: Actor, text: str) -> QuerySet[Entry, uuid.UUID] | None:
    """Cases that had this number at the office that gave them here; None where the text is no whole number."""
    number = text.strip().upper()
    if not _NUMBER.fullmatch(number):
        return None
    given = Entry.objects.filter(office__in=actor.office_ids, kind=Entry.Kind.CHANGE)
    return given.filter(facts__code="handed_in", facts__number=number).values_list("case_id", flat=True)


def _own(actor: Actor) -> set[int | None]:
    """Whose cases are the actor's today: their own, and those of colleagues they stand in for."""
    return {actor.account_id, *(one for office in actor.office_ids for one in represented_by(actor, office))}


def to_do_first(actor: Actor, *, today: datetime.date, limit: int = 8) -> list[Case]:
    """What to answer first."""
    return list(cases_at(actor, Question(), today=today)[:limit])


def next_case(actor: Actor, question: Question, *, after: Case | None, today: datetime.date) -> Case | None:
    """The case that follows ``after`` in the list, from the top again where none does; None where nothing waits."""
    found = cases_at(actor, replace(question, view=question.view or ""), today=today)
    if after is None:
        return found.first()
    later = Q(due_on__gt=after.due_on) | Q(due_on=after.due_on, received_at__gt=after.received_at)
    if question.view == "":
        following = found.filter(later).exclude(pk=after.pk).first()
        if following is not None:
            return following
    return found.exclude(pk=after.pk).first()


@dataclass(frozen=True, slots=True)
class CaseCounts:
    """Open cases of the actor's offices: to do, of these overdue and due today, mine, nobody's, and waiting ones."""

    to_do: int = 0
    late: int = 0
    due_today: int = 0
    mine: int = 0
    free: int = 0
    asking: int = 0

    @classmethod
    def of(cls, numbers: Numbers) -> Self:
        """Out of what was read together with other counts."""
        return cls(**numbers.get(_OPEN, {}))


_OPEN = "cases"


def case_counts(actor: Actor, *, today: datetime.date) -> CaseCounts:
    """One query over what is open, however much is closed."""
    return CaseCounts.of(read_together(counted_cases(actor, today=today)))


def counted_cases(actor: Actor, *, today: datetime.date) -> Counted:
    """What ``CaseCounts.of`` takes, to be read together with other counts."""
    to_do = Q(state__in=_TO_DO)
    opened = Case.objects.filter(office__in=actor.office_ids, state__in=[*_TO_DO, _State.ASKING])
    return counted(
        _OPEN,
        opened,
        to_do=Count("pk", filter=to_do),
        late=Count("pk", filter=to_do & Q(due_on__lt=today)),
        due_today=Count("pk", filter=to_do & Q(due_on=today)),
        mine=Count("pk", filter=to_do & Q(owner__in=_own(actor))),
        free=Count("pk", filter=to_do & Q(owner__isnull=True)),
        asking=Count("pk", filter=Q(state=_State.ASKING)),
    )


def page_of_cases(found: QuerySet[Case], first: int, last: int, *, total: int) -> list[Case]:
    """The ``first`` to the ``last`` (from 1, both included) of so many ``found``; one query, none where there is none.

    The database counts off what lies before: keys alone, and from the nearer end, so that the last page of a hundred
    thousand costs what the first does.
    """
    if not total:
        return []
    before, after = first - 1, total - last
    keys = found[before:last] if before <= after else found.reverse()[after : total - before]
    rows = Case.objects.filter(pk__in=keys.values("pk")).select_related(*_BESIDE)
    return list(rows.order_by(*found.query.order_by))


def cases_shared_with(actor: Actor) -> QuerySet[Case]:
    """What other offices share with those of the actor: kind, subject and state, no name and no words."""
    shared = Case.objects.filter(shared_with__overlap=list(actor.office_ids))
    return shared.exclude(office__in=actor.office_ids).select_related("office__place").order_by("-received_on", "id")


def saved_views(actor: Actor) -> list[SavedView]:
    return list(SavedView.objects.filter(account=actor.account_id))
