"""Compiles the kernels before somebody waits for them; once compiled they are loaded in a tenth of a second."""

from functools import cache

from . import allocation
from .market import Offers
from .ranking import rank
from .records import Opportunity, Volunteer

_OFFER, _PERSON = Opportunity("o", "o", 51.5, 7.5), Volunteer("v", 51.5, 7.5, 5.0)


@cache
def warm_ranking() -> None:
    """What ranking needs. The first time on a machine it takes about ten seconds."""
    rank(Offers.of([_OFFER]), _PERSON)


@cache
def warm() -> None:
    """What allocating needs, too. The first time about half a minute."""
    offers = Offers.of([_OFFER])
    people = offers.people([_PERSON])
    for way in (allocation.allocate, allocation.first_come, allocation.greedy):
        way(offers, people)
    warm_ranking()
