"""Sheets: who is still to be asked and how, what a sheet begins with, what its answers would change."""

import uuid
from dataclasses import dataclass
from typing import Any, Self

from django.db.models import QuerySet
from django.http import Http404

from engagiert.apps.directory.public import Listing, Organisation, read
from engagiert.apps.messages.public import Message, Recipient, undelivered_about
from engagiert.apps.surveys import rules
from engagiert.apps.surveys.models import Sheet, Survey
from engagiert.apps.surveys.questionnaire import CORE, Page, Question, pages_of
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.links.public import Link, answering

from .surveys import own_questions_of, questions_of

# How links and messages name a sheet.
ABOUT_SHEET = "surveys.sheet:"
_EMPTY: tuple[Any, ...] = ("", None, [])


def still_to_ask(survey: Survey) -> QuerySet[Listing]:
    """Published records in the survey's area that have no sheet yet.

    An office asks those whose record it keeps; the office of a Kreis or Land all of its towns, whoever keeps them.
    """
    asked = Sheet.objects.filter(survey=survey).values("organisation_id")
    found = Listing.objects.exclude(pk__in=asked).order_by("pk")
    place = survey.office.place
    if place.kind in (place.Kind.STATE, place.Kind.REGION, place.Kind.DISTRICT):
        return found.filter(ags__startswith=place.ags)
    return found.filter(office=survey.office_id)


def ways_to(listing: Listing) -> dict[str, Recipient]:
    """Each way on which the public record says that it can be reached."""
    document, found = listing.document, {}
    mails = [*document["mails"], *(point["mail"] for point in document["contact_points"] if point["mail"])]
    if mails:
        found[Sheet.Channel.MAIL.value] = Recipient(mail=mails[0])
    if document["street"] and document["postcode"]:
        town = f"{document['postcode']} {document['town']}".strip()
        found[Sheet.Channel.LETTER.value] = Recipient(postal=(listing.name[:120], document["street"][:120], town[:120]))
    return found


def sheets_of(survey: Survey, *, show: str = "", text: str = "") -> QuerySet[Sheet]:
    """``show``: ``answered``, ``begun``, ``silent``, ``phone`` (to be rung) or ``returned`` (the mail came back)."""
    found = Sheet.objects.filter(survey=survey).select_related("place").defer("answers")
    narrowed = {
        "answered": found.filter(sent_at__isnull=False),
        "begun": found.filter(sent_at=None, saved_at__isnull=False),
        "silent": found.filter(saved_at=None),
        "phone": found.filter(sent_at=None, channel=Sheet.Channel.PHONE),
        "returned": found.filter(sent_at=None, channel=Sheet.Channel.MAIL, pk__in=returned(survey)),
    }.get(show, found)
    return narrowed.filter(name__icontains=text) if text else narrowed


def returned(survey: Survey) -> dict[uuid.UUID, Message]:
    """Sheet → the mail about it that came back, of those that were asked by mail; one query."""
    failed = undelivered_about(survey.office_id, ABOUT_SHEET).order_by("created_at")
    return {uuid.UUID(one.about.removeprefix(ABOUT_SHEET)): one for one in failed}


def whole_sheets(survey: Survey) -> QuerySet[Sheet]:
    """All of them with their answers, for a table."""
    return Sheet.objects.filter(survey=survey).select_related("place").order_by("place__ags", "name", "id")


def sheet_for(actor: Actor, survey_id: uuid.UUID, sheet_id: uuid.UUID) -> Sheet:
    """One sheet of this survey; 404 for what the wall hides."""
    known = Sheet.objects.filter(survey=survey_id).select_related("survey__office__place__town", "place")
    found = known.filter(pk=sheet_id).first()
    if found is None:
        raise Http404
    require(actor, rules.READ, found)
    return found


@dataclass(frozen=True, slots=True)
class Opened:
    """What the holder of a code sees: the sheet, what it asks, and its answers beside what the directory says."""

    sheet: Sheet
    questions: dict[str, Question]
    pages: list[Page]
    answers: dict[str, Any]

    @classmethod
    def of(cls, sheet: Sheet) -> Self:
        """Read in a scope of the sheet's office."""
        return cls(sheet, questions_of(sheet.survey), pages_of(own_questions_of(sheet.survey)), prefilled(sheet))

    def page(self, slug: str) -> Page:
        """One page; 404 where the questionnaire has none of that name."""
        found = next((page for page in self.pages if page.slug == slug), None)
        if found is None:
            raise Http404
        return found


def sheet_behind(link: Link) -> Sheet:
    """The sheet that a link is about, in the scope of its office."""
    key = uuid.UUID(link.about.removeprefix(ABOUT_SHEET))
    return Sheet.objects.select_related("survey__office__place__town", "place").get(pk=key)


def opened_by(link: Link) -> Opened:
    """The sheet that a link opens, whoever holds it."""
    with answering(link, action="surveys.read_sheet"):
        return Opened.of(sheet_behind(link))


def staff_round_of(link: Link) -> tuple[Survey, dict[str, Question]]:
    """The staff round that a link opens, and what it asks."""
    with answering(link, action="surveys.read_survey"):
        survey = survey_behind(link)
        return survey, questions_of(survey)


def survey_behind(link: Link) -> Survey:
    """The staff round that a code opens, in the scope of its office."""
    key = uuid.UUID(link.about.removeprefix("surveys.survey:"))
    return Survey.objects.select_related("office__place__town").get(pk=key)


def known_of(organisation_id: int) -> dict[str, Any]:
    """What the directory knows of the core questions: of its own records everything, of others what is public."""
    columns = {key: question.column for key, question in CORE.items() if question.column}
    record = Organisation.objects.filter(pk=organisation_id).first()
    listing = Listing.objects.filter(pk=organisation_id).first() if record is None else None
    known = read(record, columns.values()) if record is not None else listing.document if listing is not None else {}
    return {key: known.get(column) for key, column in columns.items()}


def prefilled(sheet: Sheet) -> dict[str, Any]:
    """The answers so far, and what the directory says where nothing is answered yet."""
    known = {key: value for key, value in known_of(sheet.organisation_id).items() if value not in _EMPTY}
    return {**known, **sheet.answers}


def changes_of(sheet: Sheet) -> dict[str, Any]:
    """Columns of the record that the answers would change, with the new value; what was left empty changes nothing."""
    known = known_of(sheet.organisation_id)
    found = {}
    for key, question in CORE.items():
        value = sheet.answers.get(key)
        if question.column and value not in _EMPTY and _plain(value) != _plain(known[key]):
            found[question.column] = value
    return found


def _plain(value: Any) -> Any:
    """Comparable: the order of codes says nothing."""
    if isinstance(value, list):
        return sorted(str(_row(one)) for one in value)
    return str(value if value is not None else "")


def _row(row: Any) -> Any:
    if not isinstance(row, dict):
        return row
    return tuple(str(row.get(name) or "") for name in ("funder", "share_percent", "starts_on", "ends_on"))
