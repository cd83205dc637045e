"""Reads of the programme: what a town shows with that of its allies, what is free, who comes."""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from engagiert.apps.accounts.public import Office
from engagiert.apps.places.public import Alliance, AllianceMember, Place
from engagiert.apps.recognition.public import Card
from engagiert.apps.recognition.public import selectors as cards
from engagiert.kernel.authz import Actor
from engagiert.kernel.authz.roles import READERS
from engagiert.kernel.links.public import Link, LinkGone, answering, find_link
from engagiert.kernel.tenancy import enter

from . import rules
from .models import News, Outing, Seat, Signup

CODE: Final = "programme.signup"


def _for(place: Place) -> Q:
    """Of the town's own office, or for an alliance that both are in now; who was only asked is not in it yet."""
    members = AllianceMember.objects.filter(joined_on__isnull=False)
    theirs = members.filter(alliance=OuterRef("alliance"), place=OuterRef("office__place"))
    shared = Q(Exists(theirs), alliance__in=members.filter(place=place).values("alliance"))
    return Q(office__place=place) | shared


def news_for(place: Place) -> list[News]:
    """What people with a card of this town read, the newest first."""
    found = News.objects.filter(_for(place), shown_at__isnull=False, until__gte=timezone.localdate())
    return list(found.select_related("office__place").order_by("-shown_at", "pk"))


@dataclass(frozen=True, slots=True)
class Free:
    """An outing with how many seats are free, and how many people wait for one."""

    outing: Outing
    free: int
    waiting: int
    is_open: bool


def outings_for(place: Place, now: datetime.datetime) -> list[Free]:
    """Outings ahead for people with a card of this town, the next first; cancelled ones until their day."""
    found = Outing.objects.filter(_for(place), published_at__isnull=False, begins_at__gt=now)
    return _with_seats(found.select_related("office__place"), now)


def outing_of_town(place: Place, key: uuid.UUID, now: datetime.datetime) -> Free:
    """404 where it is not for this town, or not published."""
    found = Outing.objects.filter(_for(place), pk=key, published_at__isnull=False).select_related("office__place")
    rows = _with_seats(found, now)
    if not rows:
        raise Http404
    return rows[0]


def _with_seats(outings: Iterable[Outing], now: datetime.datetime) -> list[Free]:
    found = list(outings)
    offices = tuple({one.office_id for one in found})
    keys = [one.pk for one in found]
    with enter(Actor.anonymous(), action="programme.count_seats", offices=offices):
        held = dict(Seat.objects.filter(outing__in=keys).order_by().values_list("outing").annotate(Count("pk")))
        waits = Signup.objects.filter(outing__in=keys, state=Signup.State.WAITING).order_by()
        waiting = dict(waits.values_list("outing").annotate(Count("pk")))
    return [
        Free(one, max(0, one.seats - held.get(one.pk, 0)), waiting.get(one.pk, 0), one.is_open(now)) for one in found
    ]


def towns_of(outing: Outing) -> list[Place]:
    """The towns whose cards are good for this outing; its own first."""
    own = outing.office.place
    if outing.alliance_id is None:
        return [own]
    members = AllianceMember.objects.filter(alliance=outing.alliance_id, joined_on__isnull=False)
    places = [member.place for member in members.select_related("place").order_by("place__sort_key")]
    return [own, *(place for place in places if place != own)] if own in places else [own]


def alliances_to_choose(office: Office) -> list[Alliance]:
    """The alliances that the office's town is in."""
    mine = AllianceMember.objects.filter(place=office.place_id, joined_on__isnull=False)
    return list(Alliance.objects.filter(pk__in=mine.values("alliance")).order_by("name"))


def owner_of(code: str) -> Card:
    """The good card of who holds the code of its page. Raises ``LinkGone``."""
    link, card = cards.owned_card(code)
    if not cards.is_good(card):
        raise LinkGone("expired", link)
    return card


def news_of(actor: Actor, office_id: int) -> QuerySet[News]:
    return News.objects.filter(office=office_id, office__in=actor.offices_as(*READERS))


@dataclass(frozen=True, slots=True)
class Row:
    """An outing as the desk lists it: seats held, seats offered among them, people who wait."""

    outing: Outing
    held: int
    waiting: int


def outings_of(actor: Actor, office_id: int, now: datetime.datetime) -> list[Row]:
    """All of the office's: those ahead first, then the last ones."""
    found = Outing.objects.filter(office=office_id, office__in=actor.offices_as(*READERS))
    counts = found.annotate(
        held_now=Count("held", distinct=True),
        waiting_now=Count("signups", filter=Q(signups__state="waiting"), distinct=True),
    )
    rows = [Row(one, one.held_now, one.waiting_now) for one in counts]
    ahead = [row for row in rows if row.outing.begins_at > now]
    return [*ahead, *reversed([row for row in rows if row.outing.begins_at <= now])]


def outing_for(actor: Actor, key: uuid.UUID) -> Outing:
    found = Outing.objects.select_related("office__place", "alliance").filter(pk=key).first()
    if found is None or not rules.READ.allows(actor, found):
        raise Http404
    return found


def news_one_for(actor: Actor, key: uuid.UUID) -> News:
    found = News.objects.select_related("office__place", "alliance").filter(pk=key).first()
    if found is None or not rules.READ.allows(actor, found):
        raise Http404
    return found


def signup_for(actor: Actor, key: uuid.UUID) -> Signup:
    found = Signup.objects.select_related("outing__office__place").filter(pk=key).first()
    if found is None or not rules.READ.allows(actor, found):
        raise Http404
    return found


def signups_of(outing: Outing) -> list[Signup]:
    """Everybody who has a seat, is offered one or waits, in the order in which they asked; and who left, last."""
    found = list(Signup.objects.filter(outing=outing).prefetch_related("held"))
    return sorted(found, key=lambda one: _ORDER[one.state])


_ORDER = {"taken": 0, "offered": 1, "waiting": 2, "given_up": 3, "passed": 4}


def on_the_bus(outing: Outing) -> list[Signup]:
    """Who comes, by name."""
    return list(Signup.objects.filter(outing=outing, state=Signup.State.TAKEN).order_by("name", "pk"))


def signup_behind(link: Link) -> Signup:
    """Raises ``LinkGone`` where the sign-up is gone before its code."""
    found = Signup.objects.select_related("outing__office__place").filter(pk=link.about.partition(":")[2]).first()
    if found is None:
        raise LinkGone("expired", link)
    return found


def signup_page(code: str) -> tuple[Signup, int]:
    """What somebody sees of their sign-up, and their place in the waitlist (0: none). Raises ``LinkGone``."""
    link = find_link(code, CODE)
    with answering(link, action="programme.read_signup"):
        signup = signup_behind(link)
        if signup.state != Signup.State.WAITING:
            return signup, 0
        before = Signup.objects.filter(outing=signup.outing_id, state=Signup.State.WAITING)
        earlier = Q(asked_at__lt=signup.asked_at) | Q(asked_at=signup.asked_at, pk__lt=signup.pk)
        return signup, before.filter(earlier).count() + 1
