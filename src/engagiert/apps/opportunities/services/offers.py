"""Create an offer, and change what it says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from engagiert.apps.accounts.public import Office
from engagiert.apps.directory import public as directory
from engagiert.apps.opportunities import projection, rules
from engagiert.apps.opportunities.models import Listing, Opportunity, Revision, Run
from engagiert.apps.places.public import Place, point_of_address
from engagiert.engines.text.folding import slug, sort_key
from engagiert.kernel.authz import Actor, require

from .history import COLUMNS, CREATED, checked, revise

_ADDRESS = ("street", "postcode", "town", "place_id", "where")


@dataclass(slots=True)
class Draft:
    """An offer to be: column values by attribute name; ``organisation`` None where only its name is known."""

    place: Place
    values: dict[str, Any]
    organisation: directory.Organisation | None = None


def by_hand(actor: Actor, label: str = "") -> dict[str, str]:
    """Where a value comes from that a person entered."""
    on = timezone.localdate().isoformat()
    return {"label": label or gettext_noop("Büro für Engagement"), "kind": "hand", "on": on, "by": actor.label}


def create_opportunity(
    *,
    actor: Actor,
    office: Office,
    draft: Draft,
    state: str = Opportunity.State.DRAFT,
    source: Mapping[str, str] | None = None,
    is_demo: bool = False,
    token: str = "",
) -> Opportunity:
    """One new offer of ``office``; raises ``NotAllowed`` for others, ``ValidationError`` for unfit values.

    ``token`` names the form it came from: sent twice, it is one offer.
    """
    require(actor, rules.CREATE_OFFER, office.pk)
    if token:
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(hashtext('opportunities.form'), hashtext(%s))", [token])
        known = Opportunity.objects.filter(office=office, token=token).first()
        if known is not None:
            return known
        draft.values["token"] = token
    [made] = create_many(
        actor=actor, office=office, drafts=[draft], state=state, sources=[source or by_hand(actor)], is_demo=is_demo
    )
    return made


def create_many(
    *,
    actor: Actor,
    office: Office,
    drafts: Sequence[Draft],
    state: str,
    sources: Sequence[Mapping[str, str]],
    run: Run | None = None,
    is_demo: bool = False,
) -> list[Opportunity]:
    """New offers in as many queries as one needs; ``sources`` has one note for each draft."""
    require(actor, rules.CREATE_OFFER, office.pk)
    taken = _TakenSlugs({draft.place.pk for draft in drafts})
    now, today = timezone.now(), timezone.localdate()
    made = []
    for draft, source in zip(drafts, sources, strict=True):
        values = {**draft.values, **located(draft.values, draft.place, draft.organisation)}
        if draft.organisation is not None:
            values["organisation_name"] = draft.organisation.name
        if not values.get("title", "").strip():
            raise ValidationError({"title": _("Ein Angebot braucht einen Titel.")})
        noted = [key for key, value in draft.values.items() if value not in ("", None, [], 0, False)]
        opportunity = Opportunity(
            **values,
            office=office,
            place=draft.place,
            organisation=draft.organisation,
            slug=taken.take(draft.place.pk, values["title"]),
            sort_key=sort_key(values["title"])[:320],
            state=state,
            published_on=today if state == Opportunity.State.PUBLISHED else None,
            sources={key: dict(source) for key in noted},
            is_demo=is_demo,
            created_at=now,
            updated_at=now,
        )
        opportunity.clean_fields(exclude=["office", "place", "organisation"])
        checked(opportunity)
        made.append(opportunity)
    Opportunity.objects.bulk_create(made)
    Revision.objects.bulk_create(
        Revision(
            office=office, opportunity_id=one.pk, at=now, actor=actor.label, action="created",
            changes={CREATED: [None, one.title]}, run=run,
        )
        for one in made
    )  # fmt: skip
    projection.project(made)
    return made


def update_opportunity(
    *,
    actor: Actor,
    opportunity: Opportunity,
    values: Mapping[str, Any],
    source: Mapping[str, str] | None = None,
    action: str = "changed",
    run: Run | None = None,
    show: bool = True,
) -> Revision | None:
    """Set columns; what follows from them (sort key, point) follows. None if nothing differs."""
    require(actor, rules.EDIT_OFFER, opportunity)
    wanted = dict(values)
    unknown = set(wanted) - set(COLUMNS)
    if unknown:
        raise ValueError(f"no columns of an offer: {sorted(unknown)}")
    if "title" in wanted:
        if not wanted["title"].strip():
            raise ValidationError({"title": _("Ein Angebot braucht einen Titel.")})
        wanted["sort_key"] = sort_key(wanted["title"])[:320]
    if "lat" not in wanted and any(key in wanted and getattr(opportunity, key) != wanted[key] for key in _ADDRESS):
        address = {key: wanted.get(key, getattr(opportunity, key)) for key in _ADDRESS}
        place = opportunity.place
        if address.pop("place_id") != place.pk:
            place = Place.objects.get(pk=wanted["place_id"])
            wanted["slug"] = _TakenSlugs({place.pk}).take(place.pk, wanted.get("title", opportunity.title))
        wanted |= located(address, place, opportunity.organisation)
    return revise(
        actor=actor,
        opportunity=opportunity,
        wanted=wanted,
        action=action,
        source=source or by_hand(actor),
        run=run,
        show=show,
    )


def located(
    values: Mapping[str, Any], place: Place, organisation: directory.Organisation | None = None
) -> dict[str, Any]:
    """Point and its quality: as given, else of the house, of the organisation, of the town; from home needs none."""
    if values.get("lat") is not None and values.get("lon") is not None:
        return {"lat": values["lat"], "lon": values["lon"], "point_quality": values.get("point_quality", "exact")}
    if values.get("where") == Opportunity.Where.FROM_HOME:
        return {"lat": None, "lon": None, "point_quality": "none"}
    street, postcode = values.get("street", ""), values.get("postcode", "")
    point = point_of_address(place, street=street, postcode=postcode) if street else None
    if point is not None:
        return {"lat": point[0], "lon": point[1], "point_quality": "exact"}
    if organisation is not None and organisation.lat is not None and not street and organisation.place_id == place.pk:
        return {"lat": organisation.lat, "lon": organisation.lon, "point_quality": organisation.point_quality}
    quality = "approximate" if place.lat is not None else "none"
    return {"lat": place.lat, "lon": place.lon, "point_quality": quality}


class _TakenSlugs:
    """Slugs in use in some places: by this office's offers and by anybody's published ones."""

    def __init__(self, place_ids: set[int]) -> None:
        own = Opportunity.objects.filter(place__in=place_ids).values_list("place_id", "slug")
        others = Listing.objects.filter(place__in=place_ids).values_list("place_id", "slug")
        self._taken = set(own) | set(others)

    def take(self, place_id: int, title: str) -> str:
        base = slug(title)[:110].strip("-") or "angebot"
        candidate, number = base, 2
        while (place_id, candidate) in self._taken:
            candidate, number = f"{base}-{number}", number + 1
        self._taken.add((place_id, candidate))
        return candidate
