"""An allocation in which no organisation gets more people than it can look after, with a certificate over all pairs.

Without caps the auction of ``allocation.py`` stands alone. With caps each organisation's share is handed to its offers,
first to those that the allocation without caps sent people to, then from search to search from the offer where a place
is worth least to the one where it is worth most. Prices prove what is reached: for any prices P of the offers no plan
within places and caps is worth more than

    Σ over people max(0, best score − P)
    + Σ over organisations min over q ≥ 0 (q · cap + Σ over its offers places · max(0, P − q))

(linear programming duality: each place's price is split into one of the organisation, q, and one of the offer).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from .allocation import GAP, Plan, allocate
from .kernel import Crowd
from .market import Offers, best_for_all
from .matches import Match
from .ranking import explained
from .records import Opportunity, Volunteer

_TURNS = 6

type Numbers = NDArray[np.float64]
type Counts = NDArray[np.int64]


@dataclass(frozen=True)
class Capped:
    """``chosen``: for each person the number of an offer in the order given, -1 for none. ``total``: sum of the
    scores; ``bound``: no plan within the caps is worth more. ``offers`` and ``people`` are for ``explained``."""

    chosen: NDArray[np.int64]
    total: float
    bound: float
    offers: Offers
    people: Crowd

    @property
    def gap(self) -> float:
        return (self.bound - self.total) / self.bound if self.bound > 0 else 0.0

    def explained(self) -> Iterator[tuple[int, int, Match]]:
        """For each person with an offer: number of the person, number of the offer, and why."""
        for who, number in enumerate(self.chosen.tolist()):
            if number >= 0:
                yield who, number, explained(self.offers, self.people, who, int(self.offers.at[number]))


def allocate_capped(
    opportunities: Sequence[Opportunity], volunteers: Sequence[Volunteer], caps: Mapping[str, int], *, gap: float = GAP
) -> Capped:
    """The best overall use of everyone's time with at most ``caps`` people for an organisation (by its key; one that
    is not named has no cap). Fairness within the run is the caps' business: scores count as they are."""
    offers = Offers.of(opportunities)
    people = offers.people(volunteers)
    groups = _Groups.of(opportunities, caps)
    best = allocate(offers, people, fair=False, gap=gap)
    bound = best.bound
    if groups.holds(best.chosen):
        return Capped(best.chosen, best.total, bound, offers, people)
    places, plan, reached = groups.share(best), best, Plan(np.full(len(volunteers), -1), 0.0, bound, best.prices, 0)
    for _turn in range(_TURNS):
        within = [replace(one, capacity=int(number)) for one, number in zip(opportunities, places, strict=True)]
        plan = allocate(Offers.of(within), people, fair=False, gap=gap)
        bound = min(bound, _bound(offers, people, groups, groups.raised(plan.prices, places)))
        reached = plan if plan.total >= reached.total else reached
        if bound - reached.total <= gap * bound or not groups.move(places, plan):
            break
    return Capped(reached.chosen, reached.total, bound, offers, people)


@dataclass(frozen=True)
class _Groups:
    """``of``: for each offer the number of its organisation; ``caps`` of organisations, ``places`` of offers."""

    of_offer: Counts
    caps: Counts
    places: Counts

    @classmethod
    def of(cls, opportunities: Sequence[Opportunity], caps: Mapping[str, int]) -> "_Groups":
        numbers: dict[str, int] = {}
        for one in opportunities:
            numbers.setdefault(one.organisation, len(numbers))
        offered = np.array([max(one.capacity, 0) for one in opportunities], np.int64)
        at = np.array([numbers[one.organisation] for one in opportunities], np.int64)
        whole = np.bincount(at, offered, minlength=len(numbers)).astype(np.int64)
        most = np.array([max(caps.get(key, int(whole[number])), 0) for key, number in numbers.items()], np.int64)
        return cls(at, most, offered)

    def sent(self, chosen: NDArray[np.int64]) -> Counts:
        return np.bincount(chosen[chosen >= 0], minlength=len(self.places))

    def holds(self, chosen: NDArray[np.int64]) -> bool:
        sent = np.bincount(self.of_offer, self.sent(chosen), minlength=len(self.caps))
        return bool((sent <= self.caps).all())

    def share(self, plan: Plan) -> Counts:
        """Each cap handed to the offers: by turns to those with people left over, dearest first, then to the rest."""
        wanted, given = np.minimum(self.sent(plan.chosen), self.places), np.zeros_like(self.places)
        order = np.lexsort((-plan.prices, self.of_offer))
        for number, cap in enumerate(self.caps):
            mine = order[self.of_offer[order] == number]
            left = int(cap)
            for limit in (wanted, self.places):
                while left > 0 and len(some := mine[given[mine] < limit[mine]]):
                    some = some[:left]
                    given[some] += 1
                    left -= len(some)
        return given

    def move(self, places: Counts, plan: Plan) -> bool:
        """One place of each organisation from where it is worth least to where one more is worth most; whether any."""
        sent, moved = self.sent(plan.chosen), False
        for number in np.flatnonzero(np.bincount(self.of_offer, minlength=len(self.caps)) > 1):
            mine = np.flatnonzero(self.of_offer == number)
            givers, takers = mine[places[mine] > 0], mine[places[mine] < self.places[mine]]
            if len(givers) == 0 or len(takers) == 0:
                continue
            worth = np.where(sent[givers] < places[givers], 0.0, plan.prices[givers])
            giver, taker = givers[np.argmin(worth)], takers[np.argmax(plan.prices[takers])]
            if giver != taker and plan.prices[taker] > worth.min():
                places[giver] -= 1
                places[taker] += 1
                moved = True
        return moved

    def raised(self, prices: Numbers, places: Counts) -> Numbers:
        """Prices that an offer without a place shares with the others of its organisation; its own say nothing."""
        raised = prices.copy()
        for number in np.unique(self.of_offer[places == 0]):
            mine = self.of_offer == number
            if (mine & (places > 0)).any():
                raised[mine & (places == 0)] = prices[mine & (places > 0)].min()
        return raised


def _bound(offers: Offers, people: Crowd, groups: _Groups, prices: Numbers) -> float:
    at = np.zeros(len(prices))
    at[offers.at] = prices
    found, net = best_for_all(offers, people, 1, prices=at, floors=np.zeros(len(people.people)))
    gains = float(np.where(found[:, 0] >= 0, net[:, 0], 0.0).sum())
    return gains + sum(
        _cheapest(prices[groups.of_offer == number], groups.places[groups.of_offer == number], int(cap))
        for number, cap in enumerate(groups.caps)
    )


def _cheapest(prices: Numbers, places: Counts, cap: int) -> float:
    """The best split: the sum is piecewise linear in q, so one of its corners is the lowest."""
    corners = np.concatenate([[0.0], prices])
    return float((corners * cap + (np.maximum(prices[None, :] - corners[:, None], 0.0) * places).sum(axis=1)).min())
