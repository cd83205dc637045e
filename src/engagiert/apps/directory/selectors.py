"""Reads. What the public sees comes from ``Listing``; what the office sees comes from behind its wall."""

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Max, Min, Q, QuerySet
from django.http import Http404

from engagiert.apps.accounts.public import Office
from engagiert.apps.places.public import Place, Town, places
from engagiert.engines.linkage.names import name_key, spelling_key
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.db.counting import Counted, Numbers, counted

from . import register, rules
from .models import (
    AskingPlan,
    Facility,
    ImportRun,
    Listing,
    Need,
    OpenTerms,
    Organisation,
    Pair,
    PublicId,
    Revision,
    SourceKey,
    Statement,
    Suggestion,
    UnmetSearch,
)
from .models.organisation import due_before
from .search import state_of_register


def listing_for(place: Place, slug: str) -> Listing:
    """The published record at this address; 404 otherwise, whether it never was or is no longer public.

    A record of the place itself comes first, then one within it (a town of the district), then one of the place's
    own office whose address lies elsewhere; of several the oldest.
    """
    # Unordered: with an order and a limit the database may walk the whole register for a page that is not there.
    found = Listing.objects.select_related("place", "office").filter(slug=slug).order_by()
    for here in (Q(place=place), Q(ags__startswith=place.ags), Q(office__place=place)):
        listing = min(found.filter(here), key=lambda one: one.pk, default=None)
        if listing is not None:
            return listing
    raise Http404


@dataclass(frozen=True, slots=True)
class TownFigures:
    """What a town can say of its inventory: published records, confirmed within a year, searched types."""

    published: int
    confirmed: int
    last_change: datetime.datetime | None


def _town_figures(place: Place, today: datetime.date) -> TownFigures:
    found = Listing.objects.filter(ags__startswith=place.ags).aggregate(
        published=Count("ags"),
        confirmed=Count("ags", filter=Q(confirmed_on__gt=due_before(today))),
        last_change=Max("updated_at"),
    )
    return TownFigures(**found)


@dataclass(frozen=True, slots=True)
class TownNews:
    """``newest``: what changed last in the public register."""

    figures: TownFigures
    newest: tuple[Listing, ...]


_NEWEST = 4
_kept_news = register.Kept[TownNews]()


def town_news(place: Place, today: datetime.date) -> TownNews:
    """What the first page of a town tells of its register; one query, three after a change of the register."""
    question, state = (place.ags, today), state_of_register()
    news = _kept_news.get(question, state) if state is not None else None
    if news is None:
        news = TownNews(_town_figures(place, today), tuple(_newest(place)))
        if state is not None:
            _kept_news.put(question, state, news)
    return news


def terms_chosen(place: Place) -> OpenTerms | None:
    """The licence that the place has chosen; None where the default still holds."""
    return OpenTerms.objects.filter(place=place).first()


def _newest(place: Place) -> QuerySet[Listing]:
    return (
        Listing.objects.filter(ags__startswith=place.ags)
        .defer("document", "folded", "search", "keys", "codes")
        .order_by("-updated_at", "-id")[:_NEWEST]
    )


# How long the keys are of the units that a place is divided into for its readers.
_BELOW = {"state": 5, "region": 5, "district": 8}


def parts_of(place: Place, counted: Mapping[str, int]) -> list[Place]:
    """The units below a place among those counted: districts of a Land, towns of a Kreis, neighbourhoods of a town."""
    length = _BELOW.get(place.kind)
    keys = [
        ags for ags in counted if ags != place.ags and (len(ags) == length if length else len(ags) > len(place.ags))
    ]
    if len(keys) < 2 and length:
        return []
    return list(places(within=place.ags).filter(ags__in=keys)) if keys else []


def town_above(place: Place) -> Town | None:
    """The nearest unit above the place that takes part; None where none does."""
    keys = [place.ags[:length] for length in (8, 5, 3, 2) if len(place.ags) > length]
    towns = Town.objects.select_related("place").filter(place__ags__in=keys)
    return max(towns, key=lambda town: len(town.place.ags), default=None)


def organisation_for(actor: Actor, organisation_id: int) -> Organisation:
    """The record behind the wall, if the actor works at its office; 404 otherwise."""
    found = Organisation.objects.select_related("place__town", "office__place__town")
    organisation = found.filter(pk=organisation_id).first()
    if organisation is None:
        raise Http404
    require(actor, rules.READ_RECORD, organisation)
    return organisation


def source_numbers(organisation_ids: Collection[int]) -> dict[int, list[str]]:
    """What the sources of each record call it: the row's own number, or where a source has none, the spelling and
    address that tell its rows apart; of a record without source its number here. In the order of their entry."""
    numbers: dict[int, list[str]] = {pk: [] for pk in organisation_ids}
    rows = SourceKey.objects.filter(organisation__in=organisation_ids).order_by("pk")
    for pk, key in rows.values_list("organisation_id", "key"):
        number = key.removeprefix("id|")
        if number not in numbers[pk]:
            numbers[pk].append(number)
    return {pk: found or [f"engagiert:{pk}"] for pk, found in numbers.items()}


@dataclass(frozen=True, slots=True)
class SoughtInVain:
    """One need: the words most people used for it, how often, from when to when, what the office says of it."""

    key: str
    text: str
    times: int
    since: datetime.date
    last: datetime.date
    state: str = Need.State.OPEN
    note: str = ""
    decided_by: str = ""

    @property
    def query(self) -> str:
        """The part of an address that asks the same again."""
        return urlencode({"q": self.text})


def sought_in_vain(actor: Actor, *, state: str = "") -> list[SoughtInVain]:
    """The needs at the actor's offices, the most frequent first; with ``state`` only those in it. Two queries."""
    counted = (
        UnmetSearch.objects.filter(office__in=actor.office_ids)
        .values("key")
        .annotate(text=Max("text"), times=Count("pk"), since=Min("day"), last=Max("day"))
        .order_by("-times", "key")[:500]
    )
    said = {need.key: need for need in Need.objects.filter(office__in=actor.office_ids)}
    found = []
    for row in counted:
        need = said.get(row["key"])
        more = {"state": need.state, "note": need.note, "decided_by": need.decided_by} if need else {}
        found.append(SoughtInVain(**row, **more))
    return [need for need in found if not state or need.state == state]


def facility_of(organisation: Organisation, facility_id: int) -> Facility:
    """A house of this very record; 404 for one of another."""
    facility = Facility.objects.filter(organisation=organisation, pk=facility_id).first()
    if facility is None:
        raise Http404
    return facility


def organisations_at(actor: Actor, *, state: str = "", text: str = "", today: datetime.date) -> QuerySet[Organisation]:
    """The records of the actor's offices. ``state`` may be ``due``: published, but not confirmed for a year."""
    found = Organisation.objects.filter(office__in=actor.office_ids).select_related("place")
    # A list shows none of the long texts.
    found = found.defer("description", "services", "opening_hours", "sources")
    if state == "due":
        found = found.filter(_due(today))
    elif state:
        found = found.filter(state=state)
    if text:
        found = found.filter(
            Q(name__icontains=text) | Q(street__icontains=text) | Q(aliases__name__icontains=text)
        ).distinct()
    return found.order_by("sort_key", "id")


def _due(today: datetime.date) -> Q:
    last = due_before(today)
    return Q(state=Organisation.State.PUBLISHED) & (
        Q(confirmed_on__lte=last) | Q(confirmed_on__isnull=True, published_on__lte=last)
    )


def desk_counts(actor: Actor, today: datetime.date) -> dict[str, int]:
    """The records of the actor's offices by state, in one query."""
    counts: dict[str, int] = Organisation.objects.filter(office__in=actor.office_ids).aggregate(
        published=Count("id", filter=Q(state="published")),
        drafts=Count("id", filter=Q(state="draft")),
        archived=Count("id", filter=Q(state="archived")),
        due=Count("id", filter=_due(today)),
    )
    return counts


_WAITING = ("suggestions", "pairs", "statements")


def counted_waiting(actor: Actor) -> tuple[Counted, ...]:
    """What ``waiting_counts`` takes, to be read together with other counts."""
    statements = Statement.objects.filter(office__in=actor.office_ids, state=Statement.State.WAITING)
    waiting: tuple[QuerySet[Any], ...] = (open_suggestions(actor), open_pairs(actor), statements)
    return tuple(counted(what, found) for what, found in zip(_WAITING, waiting, strict=True))


def waiting_counts(numbers: Numbers) -> dict[str, int]:
    """How many suggestions, pairs and statements wait at the actor's offices."""
    return {what: numbers.get(what, {}).get("number", 0) for what in _WAITING}


def open_suggestions(actor: Actor) -> QuerySet[Suggestion]:
    return Suggestion.objects.filter(office__in=actor.office_ids, state=Suggestion.State.OPEN).select_related(
        "organisation__place", "place"
    )


def open_pairs(actor: Actor) -> QuerySet[Pair]:
    return Pair.objects.filter(office__in=actor.office_ids, state=Pair.State.OPEN).select_related(
        "organisation__place", "second", "import_run"
    )


def suggestion_for(actor: Actor, suggestion_id: Any) -> Suggestion:
    suggestion = (
        Suggestion.objects.select_related("organisation__place", "office", "place").filter(pk=suggestion_id).first()
    )
    if suggestion is None:
        raise Http404
    require(actor, rules.READ_RECORD, suggestion)
    return suggestion


def pair_for(actor: Actor, pair_id: int) -> Pair:
    pair = (
        Pair.objects.select_related("organisation__place", "organisation__office", "second", "office", "import_run")
        .filter(pk=pair_id)
        .first()
    )
    if pair is None:
        raise Http404
    require(actor, rules.READ_RECORD, pair)
    return pair


def listing_beside(pair: Pair) -> Listing | None:
    """The published record of another office that the pair compares with; None where it has gone since."""
    return Listing.objects.filter(pk=pair.listing_id or 0).first()


def office_ids_at(place: Place) -> list[int]:
    """The offices of a place; none where nobody has opened one."""
    return list(Office.objects.filter(place=place).order_by("pk").values_list("pk", flat=True))


def run_for(actor: Actor, run_id: int) -> ImportRun:
    run = ImportRun.objects.select_related("place", "office").filter(pk=run_id).first()
    if run is None:
        raise Http404
    require(actor, rules.READ_RECORD, run)
    return run


def runs_of(actor: Actor) -> QuerySet[ImportRun]:
    return ImportRun.objects.filter(office__in=actor.office_ids).select_related("place").order_by("-id")


def namesakes(actor: Actor, place: Place, name: str) -> list[Organisation]:
    """The office's own records of the place whose name is this one, or nearly; those in the archive too."""
    known = Q(spelling_key=spelling_key(name)[:320]) | Q(name_key=name_key(name)[:320])
    return list(Organisation.objects.filter(known, office__in=actor.office_ids, place=place)[:5])


def history_of(organisation: Organisation) -> QuerySet[Revision]:
    return (
        Revision.objects.filter(organisation_id=organisation.pk)
        .select_related("import_run", "undoes", "undone_by")
        .order_by("-id")
    )


def revision_for(actor: Actor, organisation_id: int, revision_id: int) -> Revision:
    organisation_for(actor, organisation_id)
    revision = Revision.objects.filter(pk=revision_id, organisation_id=organisation_id).first()
    if revision is None:
        raise Http404
    return revision


def own_offices(actor: Actor) -> list[Office]:
    """The offices where the actor works; the one whose desk they chose, else the oldest, stands first."""
    found = Office.objects.select_related("place__town").filter(pk__in=actor.office_ids).order_by("pk")
    return sorted(found, key=lambda office: office.pk != actor.desk)


def own_office(actor: Actor) -> Office:
    """The office whose desk the actor sees: the one they chose, else the first; 404 for somebody without office."""
    offices = own_offices(actor)
    if not offices:
        raise Http404
    return offices[0]


def offices_of(actor: Actor) -> QuerySet[Office]:
    """The offices for which the actor may write, with their places."""
    writing = [office for office in actor.office_ids if rules.may_write_for_office(actor, office)]
    return Office.objects.filter(pk__in=writing).select_related("place")


def asking_site(office_id: int) -> str:
    """The address of the installation for questions that nobody starts by hand; empty where the office wants none."""
    found = AskingPlan.objects.filter(office=office_id, is_on=True).values_list("site", flat=True)
    return found.first() or ""


def successor_of(organisation_id: int) -> int | None:
    """The record that stands in the place of one that was merged away; None where there is none."""
    return PublicId.objects.filter(pk=organisation_id).values_list("successor", flat=True).first()
