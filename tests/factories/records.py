"""Organisations and what belongs to them, each entered by somebody of the cast."""

from typing import Any

from engagiert.apps.directory.models import OpenTerms
from engagiert.apps.directory.public import (
    Facility,
    Listing,
    Organisation,
    Pair,
    Suggestion,
    services,
    submit_suggestion,
)
from engagiert.apps.directory.services import Draft
from tests.cast import ANYBODY, Person


def an_organisation(*, by: Person, name: str = "Schachclub Probe", publish: bool = True, **values: Any) -> Organisation:
    """A record of the person's office, in the person's town; ``values`` sets further columns."""
    office = by.office()
    with by.at_work("tests.enter_record") as actor:
        columns = {"name": name, "type": "verein", "sector": "civil_society"} | values
        draft = Draft(place=office.place, values=columns)
        return services.create_organisation(actor=actor, office=office, draft=draft, publish=publish)


def a_draft(*, by: Person, name: str = "Entwurfsverein Probe", **values: Any) -> Organisation:
    return an_organisation(by=by, name=name, publish=False, **values)


def a_note(*, by: Person, on: Organisation, text: str = "Ruft lieber abends an.") -> None:
    with by.at_work("tests.note") as actor:
        services.add_note(actor=actor, organisation=on, text=text)


def a_private_contact(*, by: Person, on: Organisation, name: str = "Hatice Örnek", phone: str = "01713920011") -> None:
    with by.at_work("tests.contact") as actor:
        services.add_contact(actor=actor, organisation=on, name=name, role="Sprecherin", phone=phone)


def a_facility(*, by: Person, of: Organisation, name: str = "Haus Probe", **values: Any) -> Facility:
    with by.at_work("tests.facility") as actor:
        given = {"name": name, "type": "buergertreff", "street": "", "postcode": ""} | values
        services.save_facility(actor=actor, organisation=of, values=given)
        return of.facilities.latest("pk")


def a_suggestion(
    *, on: Organisation, kind: str = "change", changes: dict[str, Any] | None = None, text: str = "", reply_to: str = ""
) -> Suggestion:
    """“Angaben verbessern” by somebody without account."""
    listing = Listing.objects.get(pk=on.pk)
    wished = {"opening_hours": "donnerstags 14.30 Uhr"} if changes is None else changes
    return submit_suggestion(actor=ANYBODY, kind=kind, listing=listing, changes=wished, text=text, reply_to=reply_to)


def a_licence(*, by: Person, licence: str, attribution: str = "") -> OpenTerms:
    """Chosen by the office that keeps the town's inventory."""
    with by.at_work("tests.choose_licence") as actor:
        return services.choose_licence(actor=actor, office=by.office(), licence=licence, attribution=attribution)


def open_pairs_of(person: Person) -> list[Pair]:
    with person.at_work():
        return list(Pair.objects.filter(state=Pair.State.OPEN).order_by("pk"))
