"""An award that may be given so often a year is decided on by many at once, and never given more often.

The long form makes 1,000 attempts over 50 connections, the short one two dozen over six.
"""

import datetime
from collections.abc import Callable

import pytest
from django.utils import timezone

from engagiert.apps.awards import services
from engagiert.apps.awards.models import Award, Nomination
from engagiert.apps.cases.public import From
from engagiert.kernel.tenancy import enter
from tests.cast import BERTA
from tests.trust.crowds import at_once
from tests.trust.promises import Kept

pytestmark = pytest.mark.django_db(transaction=True)


def proposed(most: int, many: int) -> list[Nomination]:
    today = timezone.localdate()
    facts = services.Facts("Ehrennadel", "Für lange Jahre.", today, today + datetime.timedelta(9), most_a_year=most)
    with BERTA.at_work() as actor:
        award = services.set_award(actor=actor, office=BERTA.office(), facts=facts)
        for number in range(many):
            nominee, by = services.Nominee(f"Mathilde Erdacht {number}"), From(name="Nora Nachbar")
            proposal = services.Proposal(nominee, by, "Sie liest vor.")
            services.nominate(actor=actor, award=award, proposal=proposal, token=f"{number}")
        return list(Nomination.objects.select_related("office__place").filter(award=award))


def given() -> int:
    return Nomination.objects.filter(state="granted").exclude(honour="refused").count()


def test_decided_by_many_at_once_an_award_is_given_as_often_as_it_may_be(is_long: bool, promise: Kept) -> None:
    most, many, connections = (40, 500, 50) if is_long else (3, 12, 6)
    nominations = proposed(most, many)
    actors = [BERTA.actor(), BERTA.actor()]

    def granting(nomination: Nomination, who: int) -> Callable[[], str]:
        def grant() -> str:
            with enter(actors[who], action="tests.grant"):
                services.decide_nomination(actor=actors[who], nomination=nomination, grant=True, reason="Ja.")
            return "granted"

        return grant

    said = at_once([granting(one, who) for one in nominations for who in (0, 1)], connections)
    with BERTA.at_work():
        assert given() == most
    # Who decides the same a second time is told the same.
    assert said == {"granted": 2 * most, "too late": 2 * (many - most)}
    promise("races", 2 * many, f"decisions over {connections} connections, the award given {most} times of {most}")


def test_who_refused_and_changes_their_mind_gets_it_where_one_is_left(is_long: bool, promise: Kept) -> None:
    most, connections = (50, 50) if is_long else (3, 6)
    nominations = proposed(most, 2 * most)
    first, later = nominations[:most], nominations[most:]
    actor = BERTA.actor()
    with BERTA.at_work():
        for one in first:
            services.decide_nomination(actor=actor, nomination=one, grant=True, reason="Ja.")
            services.note_honour(actor=actor, nomination=one, honour="refused", way="phone")

    def after_all(nomination: Nomination) -> str:
        with enter(actor, action="tests.honour"):
            services.note_honour(actor=actor, nomination=nomination, honour="quiet", way="phone")
        return "after all"

    def another(nomination: Nomination) -> str:
        with enter(actor, action="tests.grant"):
            services.decide_nomination(actor=actor, nomination=nomination, grant=True, reason="Ja.")
        return "another"

    doing: list[Callable[[], str]] = []
    for one, other in zip(first, later, strict=True):
        doing += [lambda one=one: after_all(one), lambda other=other: another(other)]  # type: ignore[misc]
    said = at_once(doing, connections)
    with BERTA.at_work():
        assert given() == most
        assert Award.objects.get().most_a_year == most
    assert said["after all"] + said["another"] == most == said["too late"]
    promise("races", 2 * most, f"second thoughts and decisions over {connections} connections, none given too often")
