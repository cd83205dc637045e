"""The Land of the demo: an office that reads figures of its places, and enough answered cases to count."""

from engagiert.apps.accounts.public import Office, add_office
from engagiert.apps.cases.public import services as cases
from engagiert.apps.places.public import Place
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter

from .askings import DemoCase

LAND = "05"
_KINDS = ("cases.question", "cases.wish_to_help", "cases.need_of_help")
_ENDS = ("answered", "brought_together", "helped")
# What the numbers of a year are made of; the newest lie before the last month that was counted.
PAST = tuple(
    DemoCase(35 + 17 * number, _KINDS[number % 3], "counter", f"Besuch {number + 1} (Probe)", "", "Frage am Tresen", "",
             _ENDS[number % 3])
    for number in range(12)
)  # fmt: skip


def open_land(operator: Actor) -> Office | None:
    """The office of the Land; None where the register does not know it."""
    place = Place.objects.filter(ags=LAND).first()
    if place is None:
        return None
    known = Office.objects.filter(place=place).first()
    if known is not None:
        return known
    office = add_office(actor=operator, place=place, name="Referat Engagement (Probe)")
    office.is_demo = True
    office.save(update_fields=["is_demo"])
    return office


def count_cases(offices: list[Office]) -> None:
    """What the morning's job does once a month."""
    for office in offices:
        actor = Actor.operator(office_ids=(office.pk,))
        with enter(actor, action="demo.load"):
            cases.tally_cases(actor=actor, office=office)
