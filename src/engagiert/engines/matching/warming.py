"""Compiles the kernels before somebody waits for them."""

from functools import cache

from . import allocation
from .market import Offers
from .ranking import rank
from .records import Opportunity, Volunteer


@cache
def warm() -> None:
    """Load all kernels into this process; the first time on a machine they are compiled, which takes a minute."""
    offers = Offers.of([Opportunity("o", "o", 51.5, 7.5)])
    person = Volunteer("v", 51.5, 7.5, 5.0)
    rank(offers, person)
    for way in (allocation.allocate, allocation.first_come, allocation.greedy):
        way(offers, offers.people([person]))
