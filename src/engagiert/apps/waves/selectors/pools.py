"""Who is there: pools by skill and language with counts, and the people of one."""

from dataclasses import dataclass

from django.db.models import Count, F, Func, QuerySet, Value
from django.db.models.functions import Coalesce

from engagiert.apps.volunteering.public import Volunteer, Wish
from engagiert.apps.waves.models import Signup, Wave

from .markets import Signups

_GERMAN = "de"


@dataclass(frozen=True, slots=True)
class Pool:
    """People who can this, speak this; both empty: everybody."""

    skill: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """One line of a pool table."""

    code: str
    number: int


@dataclass(frozen=True, slots=True)
class Pools:
    """Biggest first."""

    skills: list[Counted]
    languages: list[Counted]


def in_pool(wave: Wave, pool: Pool) -> Signups:
    """Those who may be asked, in the order of signing up."""
    found = Signup.objects.filter(wave=wave, volunteer__state=Volunteer.State.ACTIVE)
    if pool.skill:
        found = found.filter(volunteer__wish__skills__contains=[pool.skill])
    if pool.language:
        found = found.filter(volunteer__wish__languages__contains=[pool.language])
    return found.order_by("joined_at", "id")


def listed(wave: Wave, pool: Pool, *, by_phone: bool = False) -> Signups:
    """The people of a pool for the desk, those without name left out; ``by_phone``: who is not reached in writing."""
    found = in_pool(wave, pool).select_related("volunteer")
    if by_phone:
        found = found.exclude(volunteer__reach__in=[Volunteer.Reach.MAIL, Volunteer.Reach.POST])
    return found


def pools_of(wave: Wave) -> Pools:
    """Counts by skill and by language other than German, in one query."""
    here = Wish.objects.filter(
        volunteer__in=Signup.objects.filter(wave=wave).values("volunteer"), volunteer__state=Volunteer.State.ACTIVE
    )
    skills, languages = _counted(here, "skills"), _counted(here, "languages")
    rows = list(skills.union(languages, all=True))
    counted = {
        kind: sorted((Counted(code, number) for what, code, number in rows if what == kind), key=_by_size)
        for kind in ("skills", "languages")
    }
    return Pools(counted["skills"], [one for one in counted["languages"] if one.code != _GERMAN])


def _by_size(one: Counted) -> tuple[int, str]:
    return -one.number, one.code


def _counted(wishes: "QuerySet[Wish]", column: str) -> "QuerySet[Wish, tuple[str, str, int]]":
    each = wishes.annotate(code=Func(F(column), function="unnest"), what=Value(column))
    return each.values("what", "code").annotate(number=Coalesce(Count("pk"), 0)).values_list("what", "code", "number")


__all__ = ["Counted", "Pool", "Pools", "in_pool", "pools_of"]
