"""Reads of rounds. The wall shows an account what it sits in; the rule asks whether it still works at the place."""

import uuid
from collections.abc import Iterable

from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from engagiert.apps.accounts.public import Account, Office, Role
from engagiert.apps.cases.public import Case
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.tenancy import enter

from . import rules
from .models import Decision, Item, Meeting, Round

_CASE = "cases.case:"


def rounds_of(actor: Actor) -> list[Round]:
    """The rounds of the actor's offices, and those they sit in, by name."""
    mine = Q(office__in=actor.office_ids) | Q(members__contains=[actor.account_id or 0])
    found = Round.objects.filter(mine).select_related("office__place").order_by("name", "id")
    return [one for one in found if rules.READ.allows(actor, one)]


def who_may_sit(actor: Actor, offices: Iterable[Office]) -> list[tuple[str, str]]:
    """(address, “name, office”) of whoever works at these offices or in another department of their town hall.

    Colleagues of other offices stand behind their own wall: all that is read is who works there.
    """
    kept = [office for office in offices if rules.OPEN.allows(actor, office.pk)]
    # The town hall knows its own departments; an agency and the town hall are two employers.
    town_halls = [office.place_id for office in kept if office.kind == Office.Kind.DEPARTMENT]
    departments = Q(place__in=town_halls, kind=Office.Kind.DEPARTMENT)
    there = Office.objects.filter(departments | Q(pk__in=[office.pk for office in kept]))
    today = timezone.localdate()
    with enter(actor, action="rounds.find_members", offices=tuple(there.values_list("pk", flat=True))):
        roles = Role.objects.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=today),
            office__in=there,
            starts_on__lte=today,
            name__in=rules.INVITED,
            account__is_active=True,
        )
        found = roles.order_by("account__name").values_list("account__email", "account__name", "office__name")
        offices_of: dict[tuple[str, str], list[str]] = {}
        for mail, name, office in found:
            known = offices_of.setdefault((mail, name), [])
            known += [office] if office not in known else []
    return [(mail, f"{name}, {' / '.join(names)}") for (mail, name), names in offices_of.items()]


def round_for(actor: Actor, round_id: int) -> Round:
    """The round, if the actor may read it; 404 otherwise."""
    return _readable(actor, Round.objects.select_related("office__place").filter(pk=round_id).first())


def meeting_for(actor: Actor, meeting_id: int) -> Meeting:
    """The meeting with its items and decisions, if the actor may read it; 404 otherwise."""
    found = Meeting.objects.select_related("office__place", "round").filter(pk=meeting_id)
    return _readable(actor, found.prefetch_related("items", "decisions").first())


def item_for(actor: Actor, item_id: uuid.UUID) -> Item:
    return _readable(actor, Item.objects.select_related("office__place", "meeting").filter(pk=item_id).first())


def decision_for(actor: Actor, decision_id: uuid.UUID) -> Decision:
    found = Decision.objects.select_related("office__place", "meeting__round").filter(pk=decision_id)
    return _readable(actor, found.first())


def _readable[One: rules.OfRound](actor: Actor, found: One | None) -> One:
    if found is None or not rules.READ.allows(actor, found):
        raise Http404
    return found


def meetings_of(found: Round) -> QuerySet[Meeting]:
    return Meeting.objects.filter(round=found).prefetch_related(
        Prefetch("items", queryset=Item.objects.only("meeting_id", "title", "brought_at"))
    )


def open_decisions(found: Round) -> QuerySet[Decision]:
    """What is not done yet, soonest first."""
    undone = Decision.objects.filter(meeting__round=found, done_at__isnull=True).select_related("meeting")
    return undone.order_by("until", "decided_at")


def members_of_round(found: rules.OfRound) -> list[Account]:
    """Who sits in it, by name."""
    return list(Account.objects.filter(pk__in=found.members, is_active=True).order_by("name", "pk"))


def cases_on(actor: Actor, meeting: Meeting, items: Iterable[Item]) -> dict[str, Case]:
    """``about`` of an item → the case, with number, subject and state alone: that much the round may know.

    Members of other offices stand outside the wall; this much is opened for those who may read the meeting.
    """
    require(actor, rules.READ, meeting)
    keys = [item.about.removeprefix(_CASE) for item in items if item.about.startswith(_CASE)]
    if not keys:
        return {}
    with enter(actor, action="rounds.read_cases", offices=(meeting.office_id,)):
        found = Case.objects.filter(pk__in=keys, office=meeting.office_id)
        return {f"{_CASE}{case.pk}": case for case in found.only("id", "number", "subject", "state", "closed_on")}
