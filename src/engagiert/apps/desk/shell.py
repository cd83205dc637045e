"""What every page of the desk needs: the office, its town, what waits."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from engagiert.apps.accounts.public import selectors as account_selectors
from engagiert.apps.cases.public import rules as case_rules
from engagiert.apps.cases.public import selectors as case_selectors
from engagiert.apps.directory.public import selectors
from engagiert.apps.messages.public import MessageCounts, counted_messages
from engagiert.apps.places.public import town_of
from engagiert.kernel.authz import Actor
from engagiert.kernel.authz.roles import ANALYST, CONTACT
from engagiert.kernel.db.counting import counted, read_together
from engagiert.kernel.http.actors import actor_of


@dataclass(frozen=True, slots=True)
class Counts:
    """What waits at the offices of the actor. ``listed``: rows of what the page wanted counted along."""

    waiting: dict[str, int]
    cases: case_selectors.CaseCounts
    messages: MessageCounts
    listed: int


_LISTED = "listed"


def counts_of(request: HttpRequest, *, listed: QuerySet[Any] | None = None) -> Counts:
    """Everything that a page of the desk counts, in one query; asked once a request, by the page or by its shell."""
    known: Counts | None = getattr(request, "desk_counts", None)
    if known is not None:
        return known
    actor = actor_of(request)
    numbers = read_together(
        case_selectors.counted_cases(actor, today=timezone.localdate()),
        *selectors.counted_waiting(actor),
        *counted_messages(actor, now=timezone.now()),
        *([counted(_LISTED, listed)] if listed is not None else []),
    )
    counts = Counts(
        waiting=selectors.waiting_counts(numbers),
        cases=case_selectors.CaseCounts.of(numbers),
        messages=MessageCounts.of(numbers),
        listed=numbers.get(_LISTED, {}).get("number", 0),
    )
    request.desk_counts = counts  # type: ignore[attr-defined]
    return counts


def page(
    request: HttpRequest, template: str, context: dict[str, Any] | None = None, *, nav: str, status: int = 200
) -> HttpResponse:
    """Render a desk page inside the shell. Two queries for the shell itself: office with town, and what waits; neither
    is read again where the page has it already."""
    actor = actor_of(request)
    given = context or {}
    if not actor.office_ids:
        return _from_outside(request, template, given, nav=nav, status=status)
    several = len(actor.office_ids) > 1
    own = selectors.own_offices(actor) if several or "office" not in given else []
    office = given.get("office") or own[0]
    town = given.get("town") or town_of(office.place)
    found = counts_of(request)
    messages = found.messages
    counts = {
        "reviews": sum(found.waiting.values()),
        "messages": messages.to_do + messages.unassigned,
        "letters": messages.to_do,
        "mails": messages.on_their_way,
        "replies": messages.unassigned,
        "cases": found.cases.to_do,
    } | found.waiting
    shell = {"office": office, "town": town, "nav": nav, "waiting": counts, "case_counts": found.cases}
    # Of several offices: at which one is, and the way to the others.
    shell["at_office"] = own[0] if several else None
    return render(request, template, shell | _beyond(actor) | given, status=status)


def _beyond(actor: Actor) -> dict[str, bool]:
    """What somebody may open besides or without a desk of their own."""
    return {
        "sits_in_rounds": actor.has_any_role(CONTACT),
        "reads_areas": case_rules.reads_some_area(actor),
    }


def _from_outside(
    request: HttpRequest, template: str, context: dict[str, Any], *, nav: str, status: int
) -> HttpResponse:
    """For a contact of another department or an analyst: the same page, and of the desk only the rounds or the figures
    of an area; 404 for anybody else."""
    actor = actor_of(request)
    known = account_selectors.offices_of_grants(actor)
    office = known.get(next(iter((*actor.offices_as(CONTACT), *actor.offices_as(ANALYST))), 0))
    if office is None:
        raise Http404
    town = town_of(office.place)
    shell: dict[str, Any] = {"office": office, "town": town, "nav": nav, "waiting": {}, "outside": True}
    shell |= _beyond(actor)
    return render(request, template, shell | context, status=status)
