"""Reads of applications, and what the rules say of them."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from engagiert.apps.accounts.public import Office
from engagiert.apps.directory.public import Listing
from engagiert.apps.places.public import Place
from engagiert.apps.recognition import judging, rules, wording
from engagiert.apps.recognition.eligibility import Town
from engagiert.apps.recognition.models import Application, Engagement, Programme
from engagiert.engines.text.folding import fold
from engagiert.kernel.authz import Actor
from engagiert.kernel.links.public import Link, answering, find_link
from engagiert.kernel.links.public import code_of as code_of_link


def applications_of(
    actor: Actor, office_id: int, *, state: str, text: str = "", confirmed: bool | None = None
) -> QuerySet[Application]:
    """Applications of the office in this state: open ones in the order in which they came, others the newest first.

    Each word of ``text`` begins a word of the name. ``confirmed``: those where all organisations have said yes, or
    those where one has not.
    """
    found = Application.objects.filter(office=office_id, office__in=actor.offices_as(*rules.READERS), state=state)
    for word in fold(text).split():
        found = found.filter(Q(person__startswith=word) | Q(person__contains=f" {word}"))
    if confirmed is not None:
        lacks = Exists(Engagement.objects.filter(application=OuterRef("pk"), confirmed_at=None))
        found = found.filter(~lacks if confirmed else lacks)
    is_open = state == Application.State.OPEN
    return found.order_by(*(("applied_on", "pk") if is_open else ("-applied_on", "-pk")))


@dataclass(frozen=True, slots=True)
class Line:
    """An application as the desk lists it: whether the rule is met, how many organisations have not answered yet, and
    how many have said no."""

    application: Application
    met: bool
    missing: int
    refused: int


def application_lines(found: QuerySet[Application]) -> list[Line]:
    """Three queries, however many there are."""
    applications = list(found.prefetch_related("engagements"))
    towns = {key: judging.town_of(key) for key in {one.office_id for one in applications}}
    return [_line(one, towns[one.office_id]) for one in applications]


def _line(one: Application, town: Town) -> Line:
    engagements = list(one.engagements.all())
    refused = sum(each.refused_at is not None for each in engagements)
    missing = sum(each.confirmed_at is None for each in engagements) - refused
    met = bool(one.decision["met"]) if one.decision else judging.judge(one, town)[0].met
    return Line(one, met, missing, refused)


def application_for(actor: Actor, key: uuid.UUID) -> Application:
    """One application of an office of the actor; 404 where there is none."""
    found = Application.objects.select_related("office__place", "card").filter(pk=key).first()
    if found is None or not actor.has_role(found.office_id, *rules.READERS):
        raise Http404
    return found


def engagement_for(actor: Actor, key: uuid.UUID) -> Engagement:
    found = Engagement.objects.select_related("office", "application").filter(pk=key).first()
    if found is None or not actor.has_role(found.office_id, *rules.READERS):
        raise Http404
    return found


def asked_by_code(code: str) -> tuple[Office, str, list[str]]:
    """Whom a confirmation is about, for who holds the code: office, name, what they wrote. Raises ``LinkGone``."""
    link = find_link(code, "recognition.confirm")
    with answering(link, action="recognition.read_confirmation"):
        found = Engagement.objects.select_related("office__place", "application").get(pk=link.about.partition(":")[2])
        return found.office, found.application.name, wording.engagement_lines(found)


def organisation_named(place: Place, name: str) -> int | None:
    """The key of the town's public record with exactly this name, where there is one."""
    found = Listing.objects.filter(place=place, name__iexact=name.strip()).values_list("pk", flat=True)[:2]
    return found[0] if len(found) == 1 else None


def programme_of(office: Office) -> Programme:
    """What the office has set, or what holds where it has set nothing."""
    return Programme.objects.filter(office=office).first() or Programme(office=office)


@dataclass(frozen=True, slots=True)
class Judged:
    """What the desk reads beside an application: each condition in words, by the rule of its day."""

    met: bool
    rule: str
    lines: list[dict[str, Any]]


def judged(application: Application) -> Judged:
    """By what stands there now; where it is decided, what it was decided on."""
    if application.decision:
        kept = application.decision
        return Judged(kept["met"], kept["rule"], kept["lines"])
    decision, other = judging.judge(application)
    return Judged(decision.met, decision.version.name, wording.check_lines(decision, other))


def code_for_paper(engagement: Engagement) -> str:
    """The code that somebody at the organisation types in, where it has been given out."""
    about = f"recognition.engagement:{engagement.pk}"
    link = Link.objects.filter(office_id=engagement.office_id, about=about, used_at=None, withdrawn_at=None).first()
    return code_of_link(link) if link is not None else ""
