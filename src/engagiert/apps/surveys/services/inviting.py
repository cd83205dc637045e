"""Everybody is asked by the way on which their record is reached, reminded once, and never twice at once."""

import datetime
import uuid

from django.utils import timezone

from engagiert.apps.accounts.public import Office
from engagiert.apps.directory.public import Listing
from engagiert.apps.messages.public import Recipient, queue_message
from engagiert.apps.surveys import rules, selectors
from engagiert.apps.surveys.kinds import ANSWER
from engagiert.apps.surveys.models import Sheet, Survey
from engagiert.apps.surveys.wording.letters import invitation_text, reminder_text
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.links import public as links
from engagiert.kernel.tenancy import enter

from .running import close_survey

BATCH = 100
_AFTERWARDS = 30


def invite_in_steps(*, actor: Actor, survey_id: uuid.UUID) -> int:
    """A sheet and an invitation for each published record of the area that has none; how many. Safe to repeat."""
    asked = 0
    while True:
        with enter(actor, action="surveys.invite"):
            survey = Survey.objects.select_for_update(of=("self",)).select_related("office__place").get(pk=survey_id)
            require(actor, rules.KEEP, survey)
            batch = list(selectors.still_to_ask(survey)[:BATCH]) if survey.takes_answers else []
            for listing in batch:
                _ask(actor, survey, listing)
            asked += len(batch)
        if len(batch) < BATCH:
            return asked


def _ask(actor: Actor, survey: Survey, listing: Listing) -> None:
    ways = selectors.ways_to(listing)
    channel = next((way for way in (Sheet.Channel.MAIL, Sheet.Channel.LETTER) if way in ways), Sheet.Channel.PHONE)
    sheet = Sheet.objects.create(
        office_id=survey.office_id, survey=survey, organisation_id=listing.pk, name=listing.name, type=listing.type,
        place_id=listing.place_id, channel=channel, version=survey.version, asked_at=timezone.now(),
    )  # fmt: skip
    if channel != Sheet.Channel.PHONE:
        _write(actor, survey, sheet, ways[channel], key="asked")


def ask_sheet(*, actor: Actor, sheet: Sheet) -> str:
    """The code of a sheet, to tell on the telephone or to write on paper; a living one is told again."""
    require(actor, rules.KEEP, sheet)
    survey = Survey.objects.select_for_update(of=("self",)).get(pk=sheet.survey_id)
    return _code(survey, sheet)


def ask_otherwise(*, actor: Actor, sheet: Sheet) -> str:
    """The mail came back: from now on a letter with a code where the address is known, else a call; the way (code).

    Asked twice, it is one letter. Who has answered meanwhile is asked no more.
    """
    require(actor, rules.KEEP, sheet)
    survey = Survey.objects.select_for_update(of=("self",)).select_related("office__place").get(pk=sheet.survey_id)
    now = Sheet.objects.select_for_update().get(pk=sheet.pk)
    if now.sent_at is None and now.channel == Sheet.Channel.MAIL and survey.takes_answers:
        listing = Listing.objects.filter(pk=now.organisation_id).first()
        letter = selectors.ways_to(listing).get(Sheet.Channel.LETTER) if listing is not None else None
        now.channel = Sheet.Channel.PHONE if letter is None else Sheet.Channel.LETTER
        now.save(update_fields=["channel"])
        if letter is not None:
            _write(actor, survey, now, letter, key="letter")
    return now.channel


def _write(actor: Actor, survey: Survey, sheet: Sheet, recipient: Recipient, *, key: str) -> None:
    """``key``: ``asked``, ``letter`` (instead of a mail that came back) or ``reminder``."""
    reminder = key == "reminder"
    code = _code(survey, sheet)
    address = survey.site + links.address_of(code)
    text = (reminder_text if reminder else invitation_text)(survey, sheet, code, address)
    queue_message(
        actor=actor,
        office=survey.office,
        key=f"surveys:{sheet.pk}:{key}",
        purpose="surveys.reminder" if reminder else "surveys.invitation",
        about=about_sheet(sheet.pk),
        recipient=recipient,
        text=text,
    )


def _code(survey: Survey, sheet: Sheet) -> str:
    about = about_sheet(sheet.pk)
    now = timezone.now()
    there = links.Link.objects.filter(
        office_id=sheet.office_id, purpose=ANSWER, about=about, used_at=None, withdrawn_at=None, expires_at__gt=now
    ).first()
    if there is None:
        # Longer than the survey: whoever comes too late reads that it is closed, and not that nobody knows the code.
        days = max((survey.closes_on - timezone.localdate()).days, 0) + _AFTERWARDS
        there = links.open_link(office_id=sheet.office_id, purpose=ANSWER, about=about, days=days)
    return links.code_of(there)


def about_sheet(key: uuid.UUID) -> str:
    """How links and messages name a sheet."""
    return f"{selectors.ABOUT_SHEET}{key}"


def run_daily(*, actor: Actor, office: Office, today: datetime.date | None = None) -> None:
    """What is over is closed, who is silent is reminded, who is new in the directory is asked. Safe to repeat."""
    require(actor, rules.RUN_DAILY, office.pk)
    day = today or timezone.localdate()
    running = Survey.objects.select_for_update(of=("self",)).filter(office=office, state=Survey.State.OPEN)
    for survey in running.select_related("office__place"):
        if survey.closes_on < day:
            close_survey(actor=actor, survey=survey)
        elif _is_to_be_reminded(survey, day):
            _remind(actor, survey, day)


def _is_to_be_reminded(survey: Survey, day: datetime.date) -> bool:
    begins = survey.closes_on - datetime.timedelta(days=survey.remind_days)
    return not survey.is_of_staff and survey.reminded_on is None and day >= begins


def _remind(actor: Actor, survey: Survey, day: datetime.date) -> None:
    """``survey`` is held."""
    now = timezone.now()
    # Asked within the last two days: for those the invitation is reminder enough.
    before = now - datetime.timedelta(days=2)
    silent = Sheet.objects.select_for_update().filter(asked_at__lte=before, survey=survey, sent_at=None)
    for sheet in silent.exclude(channel=Sheet.Channel.PHONE):
        listing = Listing.objects.filter(pk=sheet.organisation_id).first()
        ways = selectors.ways_to(listing) if listing is not None else {}
        if sheet.channel in ways:
            _write(actor, survey, sheet, ways[sheet.channel], key="reminder")
            sheet.reminded_at = now
            sheet.save(update_fields=["reminded_at"])
    survey.reminded_on = day
    survey.save(update_fields=["reminded_on"])
