"""Reads for the self-service of organisations: the office's view of who was asked, and what a link is about."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from engagiert.apps.accounts.public import Office, Role
from engagiert.kernel.authz import Actor
from engagiert.kernel.authz.roles import ORGANISATION

from .models import AskingPlan, ConfirmationRequest, Listing, Organisation
from .models.organisation import due_first

# So far back do the figures of asking and answering look.
YEAR = datetime.timedelta(days=365)


def listing_with_key(organisation_id: int) -> Listing | None:
    """The public page of a record with the office that answers for it; None where it is not public."""
    return Listing.objects.select_related("place", "office__place").filter(pk=organisation_id).first()


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
