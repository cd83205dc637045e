"""Where somebody with confirmed hours may go on from their own page: higher apps say it when they are loaded."""

from collections.abc import Callable

from .models import Volunteer

# Of a person and the code of their page: what the link says and where it leads; None where it leads nowhere.
type Way = Callable[[Volunteer, str], tuple[str, str] | None]

_ways: list[Way] = []


def lead_on(way: Way) -> None:
    """Offer ``way`` on the page of everybody who has a placement; called once, when an app is ready."""
    _ways.append(way)


def ways_on(volunteer: Volunteer, code: str) -> list[tuple[str, str]]:
    """Those that are open to this person."""
    return [found for way in _ways if (found := way(volunteer, code)) is not None]
