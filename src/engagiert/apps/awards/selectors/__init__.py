"""Reads of awards. The wall hides from who is biased what they are biased about."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext_noop

from engagiert.apps.accounts.public import Office
from engagiert.apps.awards import rules
from engagiert.apps.awards.models import Award, Ballot, Honour, Juror, Nomination, Nominator
from engagiert.apps.places.public import Place
from engagiert.kernel.authz import Actor
from engagiert.kernel.links.public import Link, LinkGone, find_link
from engagiert.kernel.tenancy import enter

JURY: Final = "awards.juror"
# Who votes with a code is known by no name.
MEMBER: Final = Actor(label=gettext_noop("Mitglied der Jury"))
State = Nomination.State


def awards_of_town(place: Place) -> list[Award]:
    """The awards that offices of this town give, by name; all of it is public."""
    return list(Award.objects.filter(office__place=place, ended_at__isnull=True).select_related("office__place"))


def award_of_town(place: Place, key: uuid.UUID) -> Award:
    """404 where the town gives no such award."""
    found = Award.objects.filter(office__place=place, pk=key, ended_at__isnull=True).select_related("office__place")
    award = found.first()
    if award is None:
        raise Http404
    return award


def honours_of_town(place: Place) -> QuerySet[Honour]:
    """Who was honoured and agreed to stand here, the newest year first."""
    return Honour.objects.filter(office__place=place).order_by("-year", "award_name", "name")


def awards_of(office_id: int) -> QuerySet[Award]:
    """The office's awards, the ended last."""
    return Award.objects.filter(office=office_id).order_by("ended_at", "name")


def award_for(actor: Actor, key: uuid.UUID) -> Award:
    found = Award.objects.select_related("office__place").filter(pk=key).first()
    if found is None or not rules.READ.allows(actor, found):
        raise Http404
    return found


@dataclass(frozen=True, slots=True)
class Row:
    """A nomination as the desk lists it; counts without those who are biased."""

    nomination: Nomination
    yes: int
    no: int
    abstained: int
    waiting: int
    locked: int

    @property
    def has_ballots(self) -> bool:
        return bool(self.yes or self.no or self.abstained or self.waiting or self.locked)


def nominations_of(award: Award, year: int) -> list[Row]:
    """What the actor may see of it, as it came in; one query."""
    ballots = {
        "yes": Count("ballots", filter=Q(ballots__vote="yes")),
        "no": Count("ballots", filter=Q(ballots__vote="no")),
        "abstained": Count("ballots", filter=Q(ballots__vote="abstain")),
        "waiting": Count("ballots", filter=Q(ballots__vote="", ballots__conflict="")),
        "locked": Count("ballots", filter=~Q(ballots__conflict="")),
    }
    found = Nomination.objects.filter(award=award, year=year).annotate(**ballots).order_by("handed_in_at", "pk")
    return [Row(one, *(getattr(one, name) for name in ballots)) for one in found]


def years_of(award: Award) -> list[int]:
    """The years in which somebody was proposed, and the one that runs; the newest first."""
    found = set(Nomination.objects.filter(award=award).values_list("year", flat=True).distinct())
    return sorted({*found, award.year}, reverse=True)


def nomination_for(actor: Actor, key: uuid.UUID) -> Nomination:
    """404 for who may not read it: another office, and whoever is biased."""
    found = Nomination.objects.select_related("office__place", "award__office__place").filter(pk=key).first()
    if found is None or not rules.READ.allows(actor, found):
        raise Http404
    return found


def nominators_of(nomination: Nomination) -> list[Nominator]:
    return list(Nominator.objects.filter(nomination=nomination))


def ballots_of(nomination: Nomination) -> list[Ballot]:
    return list(Ballot.objects.filter(nomination=nomination).select_related("juror").order_by("juror__name", "pk"))


def ballot_for(actor: Actor, nomination: Nomination, key: uuid.UUID) -> Ballot:
    found = Ballot.objects.select_related("juror").filter(nomination=nomination, pk=key).first()
    if found is None or not rules.READ.allows(actor, found):
        raise Http404
    return found


def others_to_join(nomination: Nomination) -> list[Nomination]:
    """Nominations of the same award and year that might be about the same person."""
    waiting = (State.OPEN, State.JURY)
    found = Nomination.objects.filter(award=nomination.award_id, year=nomination.year, state__in=waiting)
    return list(found.exclude(pk=nomination.pk).order_by("name"))


def jurors_of(award: Award) -> list[Juror]:
    return list(Juror.objects.filter(award=award, ended_on__isnull=True))


def juror_for(actor: Actor, key: uuid.UUID) -> Juror:
    found = Juror.objects.select_related("office", "award").filter(pk=key).first()
    if found is None or not rules.READ.allows(actor, found):
        raise Http404
    return found


def ceremony_of(award: Award, year: int, *, for_press: bool = False) -> list[Nomination]:
    """Who is honoured this year, by name. For the press only who agreed to be public."""
    found = Nomination.objects.filter(award=award, year=year, state=State.GRANTED)
    found = found.filter(honour=Nomination.Honour.PUBLIC) if for_press else found.exclude(honour="refused")
    return list(found.order_by("name", "pk"))


@dataclass(frozen=True, slots=True)
class Matter:
    """One nomination before a member of the jury. ``tally`` (yes, no, abstained) only once they have voted."""

    nomination: Nomination
    reasons: list[Nominator]
    vote: str
    tally: tuple[int, int, int] | None


@dataclass(frozen=True, slots=True)
class JuryPage:
    """What a member sees: ``locked`` is how many are kept from them, and nothing more."""

    juror: Juror
    office: Office
    matters: list[Matter]
    locked: int


@contextmanager
def at_the_jury(link: Link, *, action: str) -> Iterator[Actor]:
    """The scope of a member with a code: the office's rows without those about which the member is biased."""
    with enter(MEMBER, action=action, offices=(link.office_id,), link_marks=(link.mark, link.about)):
        yield MEMBER


def juror_behind(link: Link) -> Juror:
    """Raises ``LinkGone`` where the member has left."""
    found = Juror.objects.select_related("office__place", "award").filter(pk=link.about.partition(":")[2]).first()
    if found is None or found.ended_on is not None:
        raise LinkGone("withdrawn", link)
    return found


def jury_page(code: str) -> JuryPage:
    """Raises ``LinkGone``."""
    link = find_link(code, JURY)
    with at_the_jury(link, action="awards.read_jury_page"):
        juror = juror_behind(link)
        mine = Ballot.objects.filter(juror=juror, conflict="", nomination__state=State.JURY)
        ballots = list(mine.select_related("nomination").order_by("nomination__handed_in_at", "pk"))
        keys = [one.nomination_id for one in ballots]
        reasons: dict[uuid.UUID, list[Nominator]] = {}
        for reason in Nominator.objects.filter(nomination__in=keys):
            reasons.setdefault(reason.nomination_id, []).append(reason)
        tallies = _tallies([one.nomination_id for one in ballots if one.vote])
        matters = [
            Matter(one.nomination, reasons.get(one.nomination_id, []), one.vote, tallies.get(one.nomination_id))
            for one in ballots
        ]
    # How many there are, the scope of the member cannot tell: they are hidden from it.
    with enter(MEMBER, action="awards.count_locked", offices=(link.office_id,)):
        mine = Ballot.objects.filter(juror=juror, nomination__state=State.JURY)
        locked = mine.exclude(conflict="").count()
    return JuryPage(juror, juror.office, matters, locked)


def _tallies(keys: list[uuid.UUID]) -> dict[uuid.UUID, tuple[int, int, int]]:
    found = Ballot.objects.filter(nomination__in=keys).order_by().values("nomination", "vote")
    counts: dict[uuid.UUID, dict[str, int]] = {key: {} for key in keys}
    for row in found.annotate(number=Count("pk")):
        counts[row["nomination"]][row["vote"]] = row["number"]
    return {key: (one.get("yes", 0), one.get("no", 0), one.get("abstain", 0)) for key, one in counts.items()}
