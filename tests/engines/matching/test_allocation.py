"""Allocation: as good as another method finds, with a bound that holds, and a no that stays one."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from scipy.optimize import linear_sum_assignment

from engagiert.engines.matching import weights
from engagiert.engines.matching.allocation import Plan, allocate, first_come, greedy
from engagiert.engines.matching.market import Offers
from engagiert.engines.matching.records import Opportunity, Volunteer
from tests.engines.matching import people, plain
from tests.engines.matching.people import a_volunteer, an_offer

quickly = settings(max_examples=25, deadline=None)


def _places(offers: list[Opportunity]) -> list[tuple[Opportunity, float]]:
    """Every free place with what fairness takes off it beyond the first."""
    most = weights.MOST_CONNECTIONS
    return [
        (offer, weights.FAIRNESS * (min(offer.connections + nth, most) - min(offer.connections, most)))
        for offer in offers
        for nth in range(offer.capacity)
    ]


def the_best_there_is(crowd: list[Volunteer], offers: list[Opportunity]) -> float:
    """By the Hungarian method over all pairs."""
    places = _places(offers)
    worth = np.zeros((len(crowd), len(places) + len(crowd)))
    for row, person in enumerate(crowd):
        for column, (offer, handicap) in enumerate(places):
            if plain.may(person, offer):
                worth[row, column] = max(0.0, plain.score(person, offer, offers) - handicap)
    return float(worth[linear_sum_assignment(worth, maximize=True)].sum())


def _worth(plan: Plan, crowd: list[Volunteer], offers: list[Opportunity]) -> float:
    """What a plan is worth by the plain rules; it must keep them."""
    taken = dict.fromkeys(range(len(offers)), 0)
    total = 0.0
    handicaps: dict[str, list[float]] = {offer.key: [] for offer in offers}
    for offer, handicap in _places(offers):
        handicaps[offer.key].append(handicap)
    for person, number in zip(crowd, plan.chosen.tolist(), strict=True):
        if number >= 0:
            offer = offers[number]
            assert plain.may(person, offer)
            total += plain.score(person, offer, offers) - handicaps[offer.key][taken[number]]
            taken[number] += 1
    assert all(taken[number] <= max(0, offer.capacity) for number, offer in enumerate(offers))
    return total


@quickly
@given(people.crowds, people.offers)
def test_the_plan_is_what_it_says_and_the_best_lies_between_total_and_bound(
    crowd: list[Volunteer], offers: list[Opportunity]
) -> None:
    market = Offers.of(offers)
    plan = allocate(market, market.people(crowd))
    best = the_best_there_is(crowd, offers)
    assert _worth(plan, crowd, offers) == pytest.approx(plan.total, abs=1e-9)
    assert plan.total <= best + 1e-9 <= plan.bound + 2e-9
    assert best - plan.total <= 3e-4 * len(crowd) + 1e-9


@quickly
@given(people.crowds, people.offers)
def test_the_plain_ways_keep_the_rules_and_are_never_better_than_the_bound(
    crowd: list[Volunteer], offers: list[Opportunity]
) -> None:
    market = Offers.of(offers)
    bound = allocate(market, market.people(crowd)).bound
    for way in (first_come, greedy):
        plan = way(market, market.people(crowd))
        assert _worth(plan, crowd, offers) == pytest.approx(plan.total, abs=1e-9)
        assert plan.total <= bound + 1e-9


@quickly
@given(people.crowds, people.offers, some.randoms())
def test_the_order_of_the_offers_changes_no_plan(
    crowd: list[Volunteer], offers: list[Opportunity], chance: random.Random
) -> None:
    shuffled = list(offers)
    chance.shuffle(shuffled)
    plans = []
    for rows in (offers, shuffled):
        market = Offers.of(rows)
        plan = allocate(market, market.people(crowd))
        plans.append((plan.total, [rows[at].key if at >= 0 else None for at in plan.chosen.tolist()]))
    assert plans[0] == plans[1]


@quickly
@given(people.crowds, people.offers)
def test_prices_are_never_negative_and_an_offer_with_room_left_costs_nothing(
    crowd: list[Volunteer], offers: list[Opportunity]
) -> None:
    market = Offers.of(offers)
    plan = allocate(market, market.people(crowd))
    taken = np.bincount(plan.chosen[plan.chosen >= 0], minlength=len(offers))
    for offer, price, used in zip(offers, plan.prices, taken, strict=True):
        assert price >= 0
        if used < offer.capacity:
            assert price == 0


def test_the_best_for_all_is_more_than_the_best_for_each() -> None:
    """Both like the one next door best; only one of them can also reach the other."""
    near, far = an_offer("near", fields=("animals",)), an_offer("far", km_north=8.0, fields=("animals",))
    flexible = a_volunteer(key="a", radius_km=20.0, fields=("animals",))
    bound = a_volunteer(key="b", radius_km=2.0, fields=("animals",))
    market = Offers.of([near, far])
    crowd = market.people([flexible, bound])
    assert allocate(market, crowd).chosen.tolist() == [1, 0]
    assert first_come(market, crowd).chosen.tolist() == [0, -1]
    assert allocate(market, crowd).total > first_come(market, crowd).total


def test_a_price_tells_what_one_more_place_would_bring() -> None:
    offers = [an_offer("one", capacity=1), an_offer("plenty", km_north=4.0, capacity=9)]
    crowd = [a_volunteer(key=str(n), radius_km=3.0) for n in range(3)]
    market = Offers.of(offers)
    plan = allocate(market, market.people(crowd))
    assert plan.prices[0] == pytest.approx(plan.total, abs=1e-3)
    assert plan.prices[1] == 0


def test_fairness_reaches_more_offers() -> None:
    offers = [an_offer(str(n), capacity=10, km_north=n * 0.3) for n in range(10)]
    crowd = [a_volunteer(key=str(n)) for n in range(10)]
    market = Offers.of(offers)
    fair, unfair = (allocate(market, market.people(crowd), fair=fair).chosen for fair in (True, False))
    assert len(set(fair.tolist())) > len(set(unfair.tolist()))
    assert (fair >= 0).sum() == (unfair >= 0).sum() == len(crowd)


def test_nobody_or_nothing_to_hand_out_is_a_plan_of_nothing() -> None:
    market = Offers.of([an_offer(capacity=0)])
    plan = allocate(market, market.people([a_volunteer()]))
    assert (plan.chosen.tolist(), plan.total, plan.bound, plan.gap) == ([-1], 0.0, 0.0, 0.0)
    assert allocate(market, market.people([])).total == 0.0
    nothing = Offers.of([])
    for way in (allocate, first_come, greedy):
        assert way(nothing, nothing.people([a_volunteer()])).chosen.tolist() == [-1]
