"""Where people with confirmed hours, and their organisations, may go on from here: higher apps say it when loaded."""

from collections.abc import Callable

from engagiert.apps.directory.public import Organisation

from .models import Volunteer

# What the link says and where it leads; None where it leads nowhere.
type Link = tuple[str, str] | None

_of_people: list[Callable[[Volunteer, str], Link]] = []
_of_organisations: list[Callable[[Organisation], Link]] = []


def lead_on(*, person: Callable[[Volunteer, str], Link], organisation: Callable[[Organisation], Link]) -> None:
    """Called once, when an app is ready. ``person``: of somebody with a placement, and the code of their page."""
    _of_people.append(person)
    _of_organisations.append(organisation)


def ways_of_person(volunteer: Volunteer, code: str) -> list[tuple[str, str]]:
    return [found for way in _of_people if (found := way(volunteer, code)) is not None]


def ways_of_organisation(organisation: Organisation) -> list[tuple[str, str]]:
    return [found for way in _of_organisations if (found := way(organisation)) is not None]
