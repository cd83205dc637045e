"""Reads for the self-service of organisations: the office's view of who was asked, and what a link is about."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from engagiert.apps.accounts.public import Office, Role
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.authz.roles import ORGANISATION

from . import rules
from .models import AskingPlan, ConfirmationRequest, Listing, Organisation, Revision, Statement, Suggestion
from .models.organisation import due_first
from .rules import CONTACT_FIELDS
from .standing_in import BY_LINK, in_the_office

# So far back do the figures of asking and answering look.
YEAR = datetime.timedelta(days=365)


def listing_with_key(organisation_id: int) -> Listing | None:
    """The public page of a record with the office that answers for it; None where it is not public."""
    return Listing.objects.select_related("place", "office__place").filter(pk=organisation_id).first()


def ways_to(listing: Listing) -> dict[str, str]:
    """On which ways the record itself can be reached, and the address as people read it; all of it is public."""
    document, found = listing.document, {}
    mails = [*document["mails"], *(point["mail"] for point in document["contact_points"] if point["mail"])]
    if mails:
        found["mail"] = mails[0]
    if document["street"] and document["postcode"]:
        town = document["town"] or listing.place.name
        found["letter"] = f"{listing.name}, {document['street']}, {document['postcode']} {town}"
    return found


def office_with_key(office_id: int) -> Office:
    return Office.objects.select_related("place").get(pk=office_id)


def due_at(actor: Actor, today: datetime.date) -> QuerySet[Organisation]:
    """The records of the actor's offices that are due, longest first, each with its last question (``asked``)."""
    last = Prefetch("confirmation_requests", ConfirmationRequest.objects.order_by("-asked_at"), to_attr="asked")
    found = Organisation.objects.filter(office__in=actor.office_ids).select_related("place", "office")
    return due_first(found, today).prefetch_related(last, "contact_points")


@dataclass(frozen=True, slots=True)
class AskingFigures:
    """What came of the questions of a year: how many were asked, answered, and with which answer."""

    asked: int
    answered: int
    by_answer: Mapping[str, int]

    @property
    def share(self) -> int:
        """Answered ones in percent of those asked."""
        return round(100 * self.answered / self.asked) if self.asked else 0


def asking_figures(actor: Actor, now: datetime.datetime) -> AskingFigures:
    """Of all questions of the last 365 days at the actor's offices; one query."""
    kinds = [answer for answer in ConfirmationRequest.Answer if answer != ConfirmationRequest.Answer.OTHERWISE]
    found = ConfirmationRequest.objects.filter(office__in=actor.office_ids, asked_at__gt=now - YEAR)
    counts = found.aggregate(
        asked=Count("pk"), **{str(answer): Count("pk", filter=Q(answer=answer)) for answer in kinds}
    )
    by_answer = {str(answer): counts[str(answer)] for answer in kinds}
    return AskingFigures(asked=counts["asked"], answered=sum(by_answer.values()), by_answer=by_answer)


def contacts_of(organisation: Organisation) -> QuerySet[Role]:
    """Who cares for the record today. Needs a scope of its office."""
    today = timezone.localdate()
    about = f"directory.organisation:{organisation.pk}"
    found = Role.objects.filter(office=organisation.office_id, name=ORGANISATION, about=about, starts_on__lte=today)
    return found.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today)).select_related("account").order_by("starts_on")


def plan_of(office: Office) -> AskingPlan | None:
    return AskingPlan.objects.filter(office=office).first()


# What a contact reads of the history: what the public page shows or showed, and what they may change.
_SEEN = frozenset({*CONTACT_FIELDS, "sector", "facilities", "funding", "state", "confirmed_on", "confirmed_by"})
_SEEN_ACTIONS = frozenset(
    {
        *("created", "published", "confirmed", "archived", "revived", "trusted", "trust_ended"),
        *("contact_joined", "contact_left", "contact_ended"),
        *("statement_published", "statement_withdrawn", "statement_declined"),
    }
)
_MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class OwnRevision:
    """A change as the organisation's contacts may see it. ``by``: their own name, empty for the office's people."""

    at: datetime.datetime
    action: str
    by: str
    changes: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class OwnSuggestion:
    """A suggestion about the record without whoever made it: no address, and no words of strangers."""

    kind: str
    state: str
    at: datetime.datetime
    changes: Mapping[str, Any]
    is_own: bool
    reason: str


@dataclass(frozen=True, slots=True)
class OwnRecord:
    """All that a contact sees of their record beyond what stands in it."""

    contacts: list[Role]
    history: list[OwnRevision]
    suggestions: list[OwnSuggestion]
    proposal: Suggestion | None
    statements: list[Statement]


def own_records(actor: Actor) -> list[Organisation]:
    """The records for which the actor speaks, as far as the wall shows them, by name."""
    keys = [grant.about.rpartition(":")[2] for grant in actor.grants if grant.role == ORGANISATION]
    found = Organisation.objects.filter(pk__in=[int(key) for key in keys if key.isdecimal()])
    return list(found.select_related("place__town", "office__place__town").order_by("sort_key", "id"))


def own_record_for(actor: Actor, organisation_id: int) -> Organisation:
    """The record, if the actor is a contact of it; 404 otherwise, whether there is one or not."""
    found = Organisation.objects.select_related("place__town", "office__place__town").filter(pk=organisation_id).first()
    if found is None or not rules.MAINTAIN_RECORD.allows(actor, found):
        raise Http404
    return found


def proposal_of(organisation: Organisation) -> Suggestion | None:
    """What the record's contacts want changed and the office has not decided. Needs a scope of the office."""
    waiting = Suggestion.objects.filter(organisation=organisation, state=Suggestion.State.OPEN)
    return waiting.filter(kind=Suggestion.Kind.CHANGE, account__isnull=False).first()


def own_proposal(actor: Actor, organisation: Organisation) -> Suggestion | None:
    """``proposal_of`` for a contact of the record."""
    require(actor, rules.MAINTAIN_RECORD, organisation)
    with in_the_office(actor, organisation.office_id, action="directory.read_own_record"):
        return proposal_of(organisation)


def last_change(actor: Actor, organisation: Organisation) -> int:
    """The number of the record's last revision, which an edit form remembers."""
    require(actor, rules.MAINTAIN_RECORD, organisation)
    with in_the_office(actor, organisation.office_id, action="directory.read_own_record"):
        last = Revision.objects.filter(organisation_id=organisation.pk).order_by("-pk").values_list("pk", flat=True)
        return last.first() or 0


def own_view(actor: Actor, organisation: Organisation) -> OwnRecord:
    """Contacts, history, suggestions and statements of this one record, without what is the office's alone.

    The only read that goes behind the office's wall for a contact; what it leaves out is named above.
    """
    require(actor, rules.MAINTAIN_RECORD, organisation)
    with in_the_office(actor, organisation.office_id, action="directory.read_own_record"):
        contacts = list(contacts_of(organisation))
        names = {role.account.name for role in contacts} | {BY_LINK.label}
        suggestions = list(
            Suggestion.objects.filter(organisation=organisation)
            .exclude(kind=Suggestion.Kind.CLAIM)
            .order_by("-created_at")[:_MOST_SHOWN]
        )
        return OwnRecord(
            contacts=contacts,
            history=_seen(organisation, names),
            suggestions=[_own_suggestion(suggestion) for suggestion in suggestions],
            proposal=proposal_of(organisation),
            statements=list(Statement.objects.filter(organisation=organisation)[:5]),
        )


def _seen(organisation: Organisation, names: set[str]) -> list[OwnRevision]:
    found = []
    # More than are shown: notes and internal contacts of the office leave gaps.
    for revision in Revision.objects.filter(organisation_id=organisation.pk).order_by("-id")[: 5 * _MOST_SHOWN]:
        changes = {key: value for key, value in revision.changes.items() if key in _SEEN}
        if changes or revision.action in _SEEN_ACTIONS:
            by = revision.actor if revision.actor in names else ""
            found.append(OwnRevision(at=revision.at, action=revision.action, by=by, changes=changes))
    return found[:_MOST_SHOWN]


def _own_suggestion(suggestion: Suggestion) -> OwnSuggestion:
    is_own = suggestion.origin == BY_LINK.label
    return OwnSuggestion(
        kind=str(suggestion.get_kind_display()),
        state=suggestion.state,
        at=suggestion.created_at,
        changes=suggestion.changes,
        is_own=is_own,
        reason=suggestion.reason if is_own else "",
    )


def care_of(organisation: Organisation) -> dict[str, Any]:
    """What the office sees of who cares for a record: contacts, questions asked, statements. Three queries."""
    return {
        "contacts": list(contacts_of(organisation)),
        "asked": list(organisation.confirmation_requests.all()[:5]),
        "statements": list(organisation.statements.all()[:5]),
    }


def is_asked(organisation: Organisation) -> bool:
    """Whether a question to the organisation is open."""
    return organisation.confirmation_requests.filter(answer="").exists()


def waiting_statements(actor: Actor) -> QuerySet[Statement]:
    found = Statement.objects.filter(office__in=actor.office_ids, state=Statement.State.WAITING)
    return found.select_related("organisation").order_by("written_at")


def statement_for(actor: Actor, statement_id: int) -> Statement:
    """The statement, if the actor works at its office; 404 otherwise."""
    found = Statement.objects.select_related("organisation__place", "office").filter(pk=statement_id).first()
    if found is None:
        raise Http404
    require(actor, rules.READ_RECORD, found)
    return found
