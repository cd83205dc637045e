"""No organisation gets more people than it can look after, and what that leaves is proved to be near the best."""

from collections import Counter

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as some
from scipy.optimize import Bounds, LinearConstraint, milp

from engagiert.engines.matching.capping import allocate_capped
from engagiert.engines.matching.records import Opportunity, Volunteer
from tests.engines.matching import people, plain
from tests.engines.matching.people import a_volunteer, an_offer


def the_best_within(caps: dict[str, int], crowd: list[Volunteer], offers: list[Opportunity]) -> float:
    """By integer programming over all pairs."""
    pairs = [
        (row, column, max(0.0, plain.score(person, offer, offers)))
        for row, person in enumerate(crowd)
        for column, offer in enumerate(offers)
        if plain.may(person, offer)
    ]
    if not pairs:
        return 0.0
    groups = [[row == one for one, _column, _worth in pairs] for row in range(len(crowd))]
    groups += [[column == one for _row, one, _worth in pairs] for column in range(len(offers))]
    groups += [[offers[one].organisation == key for _row, one, _worth in pairs] for key in caps]
    most = [*[1] * len(crowd), *[offer.capacity for offer in offers], *caps.values()]
    worth = np.array([one for _row, _column, one in pairs])
    found = milp(-worth, integrality=np.ones(len(pairs)), bounds=Bounds(0, 1),
                 constraints=LinearConstraint(np.array(groups, float), -np.inf, np.array(most, float)))  # fmt: skip
    return float(-found.fun)


@given(people.crowds, people.offers, some.integers(0, 4))
@settings(max_examples=20, deadline=None)
def test_caps_hold_and_the_bound_is_no_lie(crowd: list[Volunteer], offers: list[Opportunity], cap: int) -> None:
    caps = {offer.organisation: cap for offer in offers}
    plan = allocate_capped(offers, crowd, caps)
    chosen = [number for number in plan.chosen.tolist() if number >= 0]
    sent, within = Counter(chosen), Counter(offers[number].organisation for number in chosen)
    assert all(number <= offers[one].capacity for one, number in sent.items())
    assert all(number <= cap for number in within.values())
    best = the_best_within(caps, crowd, offers)
    assert plan.total <= best + 1e-6
    assert best <= plan.bound + 1e-6
    assert sum(match.score for _who, _number, match in plan.explained()) <= best + 1e-6


def test_a_cap_of_one_sends_one_person_to_the_place_where_they_are_worth_most() -> None:
    offers = [an_offer("near", capacity=5), an_offer("far", 3.0, capacity=5)]
    plan = allocate_capped(offers, [a_volunteer(key=str(number)) for number in range(4)], {"club": 1})
    assert sorted(plan.chosen.tolist()) == [-1, -1, -1, 0]
    assert plan.gap < 0.001
