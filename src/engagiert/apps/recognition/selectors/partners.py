"""Partners of the card: the public list with those of allied towns, the office's, and a partner's own page."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncMonth
from django.http import Http404
from django.utils import timezone

from engagiert.apps.places.public import Place, alliances_around, shapes_within, where_at
from engagiert.apps.recognition import rules
from engagiert.apps.recognition.models import Partner, PartnerContact, PartnerOffer, Redemption
from engagiert.kernel.authz import Actor
from engagiert.kernel.links.public import Link, LinkGone, answering, find_link
from engagiert.kernel.ui.mapping import Bunch, Frame, bunches, path

PARTNER: Final = "recognition.partner"
_MANY = 400


def partners_at(place: Place, *, kind: str = "", text: str = "") -> QuerySet[Partner]:
    """The public list of a town, with the partners of the towns it is allied with, by name."""
    # A town that was only asked is not allied yet.
    allied = {
        member.place_id
        for own, members in alliances_around(place)
        if own.joined_on is not None
        for member in members
        if member.joined_on is not None
    }
    found = Partner.objects.filter(place__in={place.pk, *allied}, state=Partner.State.LISTED).select_related("place")
    if kind:
        found = found.filter(kind=kind)
    if text:
        found = found.filter(Q(name__icontains=text) | Q(benefit__icontains=text))
    return found.order_by("name", "pk")


@dataclass(frozen=True, slots=True)
class _Point:
    id: int
    lat: float
    lon: float
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """A still map: ground as pairs of key and path, and marks, each with its names and where they are in the list."""

    frame: Frame
    ground: Sequence[tuple[str, str]]
    marks: Sequence[tuple[Bunch, Sequence[str], str]]
    sources: Sequence[str]
    is_patchwork: bool


def drawn(town: str, partners: Sequence[Partner]) -> Drawn | None:
    """Partners whose house is known, on the outlines of the town and its neighbours; None without any."""
    there = {
        number: one for number, one in enumerate(partners, 1) if one.latitude is not None and one.longitude is not None
    }
    if not there:
        return None
    where = where_at(town)
    shapes = shapes_within(where.around, where.map_state)
    lats, lons = [one.latitude or 0 for one in there.values()], [one.longitude or 0 for one in there.values()]
    around = (min(lons) - 0.01, min(lats) - 0.006, max(lons) + 0.01, max(lats) + 0.006)
    frame = Frame.around(shapes.bounds(where.keys) or around, width=480)
    west, south, east, north = frame.bounds
    points = [
        _Point(number, one.latitude or 0, one.longitude or 0)
        for number, one in there.items()
        if west <= (one.longitude or 0) <= east and south <= (one.latitude or 0) <= north
    ]
    ground = [(shape.key, data) for shape in shapes.shapes if (data := path(shape.polygons, frame))]
    marks = [_mark(bunch, there) for bunch in bunches(points, frame)]
    return Drawn(frame, ground, marks, shapes.sources, shapes.is_patchwork)


def _mark(bunch: Bunch, there: dict[int, Partner]) -> tuple[Bunch, list[str], str]:
    if bunch.id:
        return bunch, [there[bunch.id].name], f"#p{there[bunch.id].pk}"
    west, south, east, north = bunch.bounds
    inside = [
        one.name for one in there.values()
        if west <= (one.longitude or 0) <= east and south <= (one.latitude or 0) <= north
    ]  # fmt: skip
    return bunch, inside, "#liste"


def partners_of(actor: Actor, office_id: int) -> QuerySet[Partner]:
    """All of the office's, the ended last, with what each gave in the last twelve months."""
    since = timezone.localdate() - datetime.timedelta(days=365)
    found = Partner.objects.filter(office=office_id, office__in=actor.offices_as(*rules.READERS))
    given = Count("redemptions", filter=Q(redemptions__on__gte=since))
    return found.annotate(given=given).order_by("-state", "name", "pk")


def partner_for(actor: Actor, key: uuid.UUID) -> Partner:
    """One partner of an office of the actor; 404 where there is none."""
    found = Partner.objects.select_related("office__place", "place").filter(pk=key).first()
    if found is None or not actor.has_role(found.office_id, *rules.READERS):
        raise Http404
    return found


def contact_of(partner: Partner) -> PartnerContact | None:
    return PartnerContact.objects.filter(partner=partner).first()


def partner_offer_for(actor: Actor, key: uuid.UUID) -> PartnerOffer:
    found = PartnerOffer.objects.select_related("office__place").filter(pk=key).first()
    if found is None or not actor.has_role(found.office_id, *rules.READERS):
        raise Http404
    return found


def given_by_month(partner: Partner, most: int = 12) -> list[tuple[datetime.date, int]]:
    """How often a benefit was given, the newest month first; in a scope of the partner's office."""
    found = Redemption.objects.filter(partner=partner).order_by().annotate(month=TruncMonth("on")).values("month")
    return list(found.annotate(number=Count("pk")).values_list("month", "number").order_by("-month")[:most])


def partner_behind(link: Link) -> Partner:
    """Raises ``LinkGone`` where the partner is gone before its code."""
    found = Partner.objects.select_related("office__place", "place").filter(pk=link.about.partition(":")[2]).first()
    if found is None:
        raise LinkGone("expired", link)
    return found


def partner_page(code: str) -> tuple[Partner, list[tuple[datetime.date, int]]]:
    """What a partner sees of itself by its code, and its figures by month. Raises ``LinkGone``."""
    link = find_link(code, PARTNER)
    with answering(link, action="recognition.read_partner_page"):
        partner = partner_behind(link)
        return partner, given_by_month(partner)
