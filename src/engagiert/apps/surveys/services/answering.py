"""An organisation answers: page by page, each saved as it comes; sent in once, by link or told on the telephone."""

import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.directory.public import BY_LINK, Listing, in_the_office
from engagiert.apps.directory.public import services as directory
from engagiert.apps.surveys import rules, selectors
from engagiert.apps.surveys.kinds import ANSWER
from engagiert.apps.surveys.models import NeedReport, Sheet
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.links import public as links
from engagiert.kernel.tenancy import enter

from .needs import report_of


def save_page_by_link(*, actor: Actor, code: str, answers: Mapping[str, Any], version: int) -> bool:
    """Keep what a page says; other pages stay. Whether the questionnaire was changed since the page was opened.

    Raises ``LinkGone``, and ``ValidationError`` where the survey is closed.
    """
    with _held(actor, code, "surveys.save_page_by_link") as (_deputy, sheet):
        return _save(sheet, answers, version)


def save_page(*, actor: Actor, sheet: Sheet, answers: Mapping[str, Any], version: int) -> bool:
    """The same at the desk, while somebody tells it on the telephone or from a sheet of paper."""
    require(actor, rules.KEEP, sheet)
    with enter(actor, action="surveys.save_page"):
        return _save(_locked(sheet.pk), answers, version)


def send_in_by_link(*, actor: Actor, code: str) -> None:
    """What was saved is the answer; the link is used up. Of two that press at once one does; raises ``LinkGone``."""
    with _held(actor, code, "surveys.send_in_by_link") as (deputy, sheet):
        _send(deputy, sheet, by_phone=False)
        links.take_link(code, ANSWER, answer="sent")


def send_in(*, actor: Actor, sheet: Sheet) -> None:
    """The same at the desk; the link that was sent ends with it. Sent in twice it is once."""
    require(actor, rules.KEEP, sheet)
    with enter(actor, action="surveys.send_in"):
        now = _locked(sheet.pk)
        if now.sent_at is not None:
            return
        _send(actor, now, by_phone=True)
        about = f"surveys.sheet:{now.pk}"
        links.withdraw_links(office_id=now.office_id, purpose=ANSWER, about=about)


def sheet_of(link: links.Link) -> uuid.UUID:
    """The key of the sheet that a link is about."""
    return uuid.UUID(link.about.removeprefix("surveys.sheet:"))


@contextmanager
def _held(actor: Actor, code: str, action: str) -> Iterator[tuple[Actor, Sheet]]:
    link = links.find_link(code, ANSWER)
    with in_the_office(Actor(label=BY_LINK.label), link.office_id, action=action) as deputy:
        yield deputy, _locked(sheet_of(link))


def _locked(key: uuid.UUID) -> Sheet:
    found = Sheet.objects.select_for_update(of=("self",)).select_related("survey__office__place", "place")
    return found.get(pk=key)


def _check_open(sheet: Sheet) -> None:
    if not sheet.survey.takes_answers:
        raise ValidationError(_("Diese Umfrage ist geschlossen. Rufen Sie uns an, wenn Sie noch etwas sagen möchten."))
    if sheet.sent_at is not None:
        raise ValidationError(_("Diese Antwort ist schon abgeschickt. Rufen Sie uns an, wenn etwas nicht stimmt."))


def _save(sheet: Sheet, answers: Mapping[str, Any], version: int) -> bool:
    _check_open(sheet)
    asked = selectors.questions_of(sheet.survey)
    sheet.answers = sheet.answers | {key: value for key, value in answers.items() if key in asked}
    sheet.version, sheet.saved_at = sheet.survey.version, timezone.now()
    sheet.save(update_fields=["answers", "version", "saved_at"])
    return version != sheet.survey.version


def _send(actor: Actor, sheet: Sheet, *, by_phone: bool) -> None:
    _check_open(sheet)
    if not any(value not in ("", None, []) for value in sheet.answers.values()):
        raise ValidationError(_("Sie haben noch nichts beantwortet. Eine Antwort genügt."))
    now = timezone.now()
    sheet.sent_at, sheet.saved_at, sheet.by_phone = now, sheet.saved_at or now, by_phone
    sheet.save(update_fields=["sent_at", "saved_at", "by_phone"])
    for says, key in ((NeedReport.Says.MISSING, "needs"), (NeedReport.Says.RESTING, "can_rest")):
        if text := str(sheet.answers.get(key) or "").strip():
            report_of(sheet, says, text)
    listing = Listing.objects.filter(pk=sheet.organisation_id).first()
    changes = selectors.changes_of(sheet)
    if listing is not None and changes:
        # A person at the office that keeps the record looks at each field before it is taken over.
        directory.suggest_from_survey(actor=actor, listing=listing, changes=changes)
