"""Reads of offers."""

import datetime
from collections.abc import Iterable, Sequence

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from engagiert.apps.accounts.public import Office
from engagiert.apps.directory.public import Organisation
from engagiert.apps.directory.public import rules as directory_rules
from engagiert.apps.places.public import Place, Town
from engagiert.kernel.authz import Actor, require

from . import rules
from .models import Listing, Opportunity, Revision, Run, RunItem
from .models.opportunity import due_before


def listing_for(place: Place, slug: str) -> Listing:
    """The published offer at this address; 404 otherwise.

    An offer of the place itself comes first, then one within it, then one of the place's own office that lies
    elsewhere; of several the oldest.
    """
    found = Listing.objects.select_related("place", "office").filter(slug=slug)
    mine = found.filter(Q(ags__startswith=place.ags) | Q(office__place=place))
    order = {place.pk: 0}
    listing = min(mine, key=lambda one: (order.get(one.place_id, 1), one.pk), default=None)
    if listing is None:
        raise Http404
    return listing


def towns_showing(listings: Iterable[Listing]) -> dict[int, str]:
    """Key of a listing → address of the town under which its page stands: its own, else its office's. One query, and
    two more where a place does not take part itself."""
    rows = list(listings)
    slugs = _towns_of({one.place_id for one in rows})
    homeless = {one.office_id for one in rows if one.place_id not in slugs}
    offices: dict[int, int] = {}
    if homeless:
        offices = dict(Office.objects.filter(pk__in=homeless).values_list("pk", "place_id"))
        slugs = _towns_of(set(offices.values())) | slugs
    found = {one.pk: slugs.get(one.place_id) or slugs.get(offices.get(one.office_id, 0), "") for one in rows}
    return {pk: slug for pk, slug in found.items() if slug}


def _towns_of(place_ids: set[int]) -> dict[int, str]:
    return dict(Town.objects.filter(place__in=place_ids).values_list("place_id", "place__slug"))


def listings_of(organisation_id: int) -> QuerySet[Listing]:
    """The published offers of an organisation, by title."""
    found = Listing.objects.filter(organisation_id=organisation_id)
    return found.only("title", "slug", "place_id", "office_id").order_by("sort_key", "pk")


def listings_within(keys: Iterable[str]) -> QuerySet[Listing]:
    """The published offers of a town or area, by title, with their places."""
    return Listing.objects.filter(_inside(keys)).select_related("place").defer("folded", "search").order_by("sort_key")


def newest_within(keys: Iterable[str], *, limit: int) -> QuerySet[Listing]:
    """The offers that changed last."""
    found = Listing.objects.filter(_inside(keys)).select_related("place").defer("folded", "search")
    return found.order_by("-updated_at", "-pk")[:limit]


def _inside(keys: Iterable[str]) -> Q:
    condition = Q(pk__in=())
    for key in keys:
        condition |= Q(ags__startswith=key)
    return condition


def others_of(listing: Listing) -> list[Listing]:
    """Further offers of the same organisation, at most six."""
    if listing.organisation_id is None:
        return []
    found = Listing.objects.filter(organisation_id=listing.organisation_id, place=listing.place_id)
    return list(found.exclude(pk=listing.pk).only("title", "slug").order_by("sort_key")[:6])


def opportunity_for(actor: Actor, opportunity_id: int) -> Opportunity:
    """The offer behind the wall, if the actor works at its office; 404 otherwise."""
    found = Opportunity.objects.select_related("place__town", "office__place__town", "organisation")
    opportunity = found.filter(pk=opportunity_id).first()
    if opportunity is None:
        raise Http404
    require(actor, rules.READ_OFFER, opportunity)
    return opportunity


def items_with_keys(run: Run) -> list[tuple[RunItem, str]]:
    """The rows of a list as they were taken over, each with the number that its offer has in the source."""
    items = list(run.items.all())
    ids = [item.opportunity_id for item in items if item.opportunity_id]
    keys = dict(Opportunity.objects.filter(pk__in=ids).values_list("pk", "source_id"))
    return [(item, keys.get(item.opportunity_id or 0, "")) for item in items]


def last_run(office_id: int) -> Run | None:
    """The list that was taken over last and still stands."""
    found = Run.objects.filter(office=office_id, state__in=(Run.State.DONE, Run.State.FAILED))
    return found.select_related("organisations").order_by("-pk").first()


def runs_at(actor: Actor) -> QuerySet[Run]:
    """Lists of the actor's offices, newest first."""
    return Run.objects.filter(office__in=actor.office_ids).select_related("office")


def run_for(actor: Actor, run_id: int) -> Run:
    """Raises 404 for one of another office."""
    found = Run.objects.select_related("office__place", "place", "organisations").filter(pk=run_id).first()
    if found is None or not rules.READ_OFFER.allows(actor, found):
        raise Http404
    return found


def steps_of(run: Run) -> tuple[int, int]:
    """How far a list is that is tried, taken over or taken back: steps done of steps in all; its organisations first,
    then its rows (taking back, the other way round)."""
    owners = run.organisations
    if owners is None:
        return run.items.count(), run.items.count()
    if run.state == Run.State.UNDOING:
        gone, kept = run.counts.get("steps", 0), run.counts.get("rows", 0)
        return gone + (owners.steps_done if owners.state == owners.State.UNDOING else 0), kept + owners.steps_total
    # Once tried they begin to count anew for whoever takes them over.
    is_tried = run.state == Run.State.TRYING and owners.state == owners.State.PREVIEWED
    return (owners.steps_total if is_tried else owners.steps_done) + run.items.count(), owners.steps_total + owners.rows


def rows_of_run(run: Run, outcome: str = "") -> QuerySet[RunItem]:
    """By line; ``outcome`` "problems": those with a finding."""
    rows = run.items.all()
    if outcome == "problems":
        return rows.exclude(problems=[])
    return rows.filter(outcome=outcome) if outcome else rows


def offers_at(actor: Actor, *, state: str = "", text: str = "", today: datetime.date) -> QuerySet[Opportunity]:
    """The offers of the actor's offices; ``state`` may be ``due``: published, but not confirmed for ninety days."""
    found = Opportunity.objects.filter(office__in=actor.office_ids).select_related("place")
    found = found.defer("tasks", "training", "sources", "proposed")
    if state == "due":
        found = found.filter(_due(today))
    elif state:
        found = found.filter(state=state)
    if text:
        named = Q(title__icontains=text) | Q(organisation_name__icontains=text) | Q(source_id=text)
        found = found.filter(named)
    return found.order_by("sort_key", "id")


def _due(today: datetime.date) -> Q:
    last = due_before(today)
    unsaid = Q(confirmed_on__isnull=True, published_on__lte=last)
    return Q(state=Opportunity.State.PUBLISHED) & (Q(confirmed_on__lte=last) | unsaid)


def offer_counts(actor: Actor, today: datetime.date) -> dict[str, int]:
    """The offers of the actor's offices by state, and those that are due; one query."""
    states = {state: Count("id", filter=Q(state=state)) for state in Opportunity.State.values}
    mine = Opportunity.objects.filter(office__in=actor.office_ids)
    counts: dict[str, int] = mine.aggregate(**states, due=Count("id", filter=_due(today)))
    return counts


def history_of(opportunity: Opportunity) -> QuerySet[Revision]:
    return Revision.objects.filter(opportunity_id=opportunity.pk).select_related("undone_by", "run").order_by("-id")


def revision_for(actor: Actor, opportunity_id: int, revision_id: int) -> Revision:
    opportunity_for(actor, opportunity_id)
    revision = Revision.objects.filter(pk=revision_id, opportunity_id=opportunity_id).first()
    if revision is None:
        raise Http404
    return revision


def owners_named(actor: Actor, text: str) -> list[Organisation]:
    """Organisations of the actor's offices that an offer may be made for, by a part of their name; at most twenty."""
    found = Organisation.objects.filter(office__in=actor.office_ids).exclude(state="archived").select_related("place")
    if text:
        found = found.filter(name__icontains=text)
    return list(found.only("name", "place", "office_id").order_by("sort_key", "id")[:20])


def own_offers(actor: Actor, organisation: Organisation) -> list[Opportunity]:
    """The offers of an organisation for which the actor speaks."""
    require(actor, directory_rules.MAINTAIN_RECORD, organisation)
    found = Opportunity.objects.filter(organisation=organisation).order_by("sort_key", "id")
    return list(found.select_related("place__town", "office__place__town"))


def own_offer_for(actor: Actor, organisation: Organisation, opportunity_id: int) -> Opportunity:
    """One of them; 404 otherwise."""
    found = next((one for one in own_offers(actor, organisation) if one.pk == opportunity_id), None)
    if found is None:
        raise Http404
    return found


def due_offers(office_id: int, today: datetime.date) -> QuerySet[Opportunity]:
    """What an office must ask about, those longest unconfirmed first; not while a question is open."""
    found = Opportunity.objects.filter(_due(today), office=office_id, asked_at__isnull=True)
    return found.select_related("office__place", "place", "organisation").order_by("confirmed_on", "published_on", "id")


def unanswered_offers(office_id: int, before: datetime.datetime) -> list[Opportunity]:
    """Published offers that were asked about before this moment, and nobody answered."""
    found = Opportunity.objects.filter(office=office_id, state=Opportunity.State.PUBLISHED, asked_at__lte=before)
    return list(found.order_by("asked_at", "id"))


def offer_with_key(opportunity_id: int) -> Listing | None:
    """The published offer with this key, with its place and office."""
    found = Listing.objects.select_related("place__town", "office__place__town")
    return found.filter(pk=opportunity_id).first()


def office_with_key(office_id: int) -> Office:
    return Office.objects.select_related("place").get(pk=office_id)


def names_of_places(keys: Sequence[str]) -> list[str]:
    """What the places with these keys are called, in German order; a key that is nowhere as it is."""
    found = dict(Place.objects.filter(ags__in=keys).order_by("sort_key").values_list("ags", "name"))
    return [*found.values(), *(key for key in keys if key not in found)]
