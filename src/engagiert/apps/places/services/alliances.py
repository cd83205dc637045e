"""Alliances of towns: found one, ask towns, join, leave, name purpose and term, end it.

What towns share with an alliance all its members read. So nobody is made a member by others: a town is asked, and its
own coordination says yes. Whoever was or is in it hears of each change (``AllianceChanged``), and shares anew.
"""

import datetime
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.places import rules
from engagiert.apps.places.models import Alliance, AllianceMember, Place
from engagiert.apps.places.problems import Problem, RefusedPlace
from engagiert.engines.text.folding import slug
from engagiert.kernel import bus
from engagiert.kernel.authz import Actor, NotAllowed, require
from engagiert.kernel.tenancy import enter


def create_alliance(
    *, actor: Actor, name: str, members: Sequence[str], purpose: str = "", ends_on: datetime.date | None = None
) -> Alliance:
    """The operator's way: an alliance (Verbund) of the municipalities with these keys, members at once.

    The same name again sets its members. Raises ``RefusedPlace`` for an unknown key or a unit that is no municipality.
    """
    require(actor, rules.MANAGE_REGISTER, None)
    with enter(actor, action="places.create_alliance"):
        towns = {place.ags: place for place in Place.objects.filter(ags__in=members, kind=Place.Kind.MUNICIPALITY)}
        for key in members:
            if key not in towns:
                raise RefusedPlace(Problem("unknown_town", column="members", value=key))
        given = {"purpose": purpose} if purpose else {}
        dated = {"ends_on": ends_on} if ends_on else {}
        alliance, _new = Alliance.objects.update_or_create(
            name=name, defaults={**given, **dated}, create_defaults={"slug": slug(name), "purpose": purpose, **dated}
        )
        before = _joined(alliance)
        AllianceMember.objects.filter(alliance=alliance).exclude(place__ags__in=members).delete()
        for key in members:
            if key not in before:
                today = {"joined_on": timezone.localdate()}
                AllianceMember.objects.update_or_create(alliance=alliance, place=towns[key], defaults=today)
        _tell(before, set(members))
        return alliance


def found_alliance(
    *, actor: Actor, place: Place, name: str, purpose: str, ends_on: datetime.date | None = None
) -> Alliance:
    """A town founds an alliance; it is the first member. Founded twice it is there once.

    Raises ``ValidationError`` without name or purpose, for an end that is over, or a name that another one has.
    """
    require(actor, rules.SHAPE_PLACE, place)
    called, purpose = " ".join(name.split())[:200], purpose.strip()
    if not called or not purpose:
        raise ValidationError(_("Schreiben Sie, wie der Verbund heißt und wozu es ihn gibt."))
    _check_end(ends_on)
    with enter(actor, action="places.found_alliance"):
        known = Alliance.objects.filter(slug=slug(called)).first()
        if known is not None and known.founder_id != place.pk:
            raise ValidationError(_("Einen Verbund mit diesem Namen gibt es schon."))
        if known is not None and _joined(known):
            return known
        about = {"name": called, "purpose": purpose, "founder": place, "ends_on": ends_on}
        alliance, _new = Alliance.objects.update_or_create(slug=slug(called), defaults=about)
        AllianceMember.objects.create(alliance=alliance, place=place, joined_on=timezone.localdate())
        _tell(set(), {place.ags})
        return alliance


def describe_alliance(
    *, actor: Actor, alliance: Alliance, purpose: str, ends_on: datetime.date | None = None
) -> Alliance:
    """Its founder says anew what it is for and until when. Raises ``ValidationError``."""
    _require_founder(actor, alliance)
    if not purpose.strip():
        raise ValidationError(_("Schreiben Sie, wozu es den Verbund gibt."))
    _check_end(ends_on)
    with enter(actor, action="places.describe_alliance"):
        current = Alliance.objects.select_for_update().get(pk=alliance.pk)
        if (current.purpose, current.ends_on) != (purpose.strip(), ends_on):
            current.purpose, current.ends_on = purpose.strip(), ends_on
            current.save(update_fields=["purpose", "ends_on"])
    return current


def ask_town(*, actor: Actor, alliance: Alliance, town: Place) -> AllianceMember:
    """The founder asks a town to join; asked twice it is asked once. Its office hears of it (``TownAsked``).

    Raises ``ValidationError`` for a place that is no municipality or does not take part here.
    """
    _require_founder(actor, alliance)
    if town.kind != Place.Kind.MUNICIPALITY or not hasattr(town, "town"):
        raise ValidationError(_("Diese Stadt nimmt hier noch nicht teil."))
    with enter(actor, action="places.ask_town"):
        member, is_new = AllianceMember.objects.get_or_create(alliance=alliance, place=town)
        if is_new:
            bus.publish("TownAsked", alliance_id=alliance.pk, place_id=town.pk)
    return member


def join_alliance(*, actor: Actor, alliance: Alliance, place: Place) -> None:
    """The town says yes. Twice is once; raises ``ValidationError`` where nobody has asked it, or asks any more."""
    require(actor, rules.SHAPE_PLACE, place)
    with enter(actor, action="places.join_alliance"):
        member = AllianceMember.objects.select_for_update().filter(alliance=alliance, place=place).first()
        if member is None:
            raise ValidationError(_("Diese Anfrage gibt es nicht mehr."))
        if member.joined_on is None:
            before = _joined(alliance)
            member.joined_on = timezone.localdate()
            member.save(update_fields=["joined_on"])
            _tell(before, before | {place.ags})


def leave_alliance(*, actor: Actor, alliance: Alliance, place: Place) -> None:
    """The town leaves, or declines; what it shared the others read no longer. Without members the alliance is over."""
    require(actor, rules.SHAPE_PLACE, place)
    with enter(actor, action="places.leave_alliance"):
        before = _joined(alliance)
        AllianceMember.objects.filter(alliance=alliance, place=place).delete()
        _tell(before, before - {place.ags})


def end_alliance(*, actor: Actor, alliance: Alliance) -> None:
    """It is over from today: nobody is a member any more; name, purpose and last day stay. Twice is once."""
    _require_founder(actor, alliance)
    with enter(actor, action="places.end_alliance"):
        _end(alliance, timezone.localdate())


def end_alliances(*, actor: Actor, today: datetime.date) -> int:
    """End those whose last day is over; how many. For the night's job."""
    require(actor, rules.MANAGE_REGISTER, None)
    with enter(actor, action="places.end_alliances"):
        over = list(Alliance.objects.filter(ends_on__lt=today, memberships__isnull=False).distinct())
        for alliance in over:
            _end(alliance, alliance.ends_on or today)
    return len(over)


def _end(alliance: Alliance, day: datetime.date) -> None:
    # Whoever joins or leaves meanwhile is waited for, so that the towns told are those that were members.
    list(AllianceMember.objects.select_for_update().filter(alliance=alliance).order_by("pk"))
    before = _joined(alliance)
    AllianceMember.objects.filter(alliance=alliance).delete()
    Alliance.objects.filter(pk=alliance.pk).exclude(ends_on=day).update(ends_on=day)
    _tell(before, set())


def _require_founder(actor: Actor, alliance: Alliance) -> None:
    if alliance.founder is None or rules.is_operator(actor, None):
        require(actor, rules.MANAGE_REGISTER, None)
    elif not AllianceMember.objects.filter(alliance=alliance, place=alliance.founder).exists():
        # A founder that has left speaks for the others no longer.
        raise NotAllowed("places.keep_alliance")
    else:
        require(actor, rules.SHAPE_PLACE, alliance.founder)


def _check_end(ends_on: datetime.date | None) -> None:
    if ends_on is not None and ends_on < timezone.localdate():
        raise ValidationError(_("Der letzte Tag muss in der Zukunft liegen."))


def _joined(alliance: Alliance) -> set[str]:
    """The keys of its members."""
    joined = AllianceMember.objects.filter(alliance=alliance, joined_on__isnull=False)
    return set(joined.values_list("place__ags", flat=True))


def _tell(before: set[str], now: set[str]) -> None:
    if before != now:
        bus.publish("AllianceChanged", towns=sorted(before | now))
