"""The office asks whether a record is still right: one organisation, many, or by itself once a year."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from engagiert.apps.accounts.public import Office
from engagiert.apps.directory import rules
from engagiert.apps.directory.models import AskingPlan, ConfirmationRequest, Organisation, Revision
from engagiert.apps.directory.models.organisation import due_first
from engagiert.apps.directory.services.records import confirm_organisation
from engagiert.apps.directory.wording.asking import confirmation_text
from engagiert.apps.messages.public import queue_message
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.links import public as links

from .reaching import about_record, code_and_address, known_recipient

CONFIRM = "directory.confirm"
LINK_DAYS = 60
# Who was asked is left alone for so long, by hand and by the yearly job.
REST_AFTER_ASKING = datetime.timedelta(days=30)
REST_OF_THE_JOB = datetime.timedelta(days=365)
# A worker's run a day: nobody wants four hundred letters on one morning.
MOST_A_DAY = 40
_DAY = datetime.timedelta(days=1)

BY_PHONE = gettext_noop("die Organisation am Telefon")


@dataclass(slots=True)
class Asked:
    """What became of asking many: how many were written to, lately asked already, without any address."""

    written: int = 0
    lately: int = 0
    unreachable: int = 0


@transaction.atomic
def ask_confirmation(
    *, actor: Actor, organisation: Organisation, site: str, rest: datetime.timedelta = REST_AFTER_ASKING
) -> ConfirmationRequest | None:
    """Write to the known address of the record: is all still right?

    ``site`` is the address of the installation (``https://…``) for the link; an earlier link ends. None, and nothing
    written, while a question of the last ``rest`` is open, and where one was asked within a day. Raises
    ``ValidationError`` where there is neither a mail nor a postal address, or the record is not public.
    """
    require(actor, rules.EDIT_RECORD, organisation)
    Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    organisation.refresh_from_db()
    if organisation.state != Organisation.State.PUBLISHED:
        raise ValidationError(_("Nur was veröffentlicht ist, lässt sich bestätigen."))
    recipient = known_recipient(organisation)
    if recipient is None:
        raise ValidationError(_("Es ist weder eine E-Mail-Adresse noch eine Anschrift bekannt. Rufen Sie an."))
    now = timezone.now()
    asked = organisation.confirmation_requests.filter(
        Q(asked_at__gt=now - rest, answer="") | Q(asked_at__gt=now - _DAY)
    )
    if asked.exists():
        return None
    _close(organisation, ConfirmationRequest.Answer.OTHERWISE, now)
    about = about_record(organisation.pk)
    links.withdraw_links(office_id=organisation.office_id, purpose=CONFIRM, about=about)
    link = links.open_link(office_id=organisation.office_id, purpose=CONFIRM, about=about, days=LINK_DAYS)
    channel = ConfirmationRequest.Channel.MAIL if recipient.mail else ConfirmationRequest.Channel.LETTER
    request = ConfirmationRequest.objects.create(
        office=organisation.office, organisation=organisation, channel=channel, asked_at=now, asked_by=actor.label
    )
    code, address = code_and_address(link, site)
    queue_message(
        actor=actor,
        office=organisation.office,
        key=f"confirmation:{request.pk}",
        purpose="directory.confirmation_request",
        about=about,
        recipient=recipient,
        text=confirmation_text(organisation, code, address, by_letter=not recipient.mail),
    )
    return request


def ask_confirmations(*, actor: Actor, organisations: Iterable[Organisation], site: str) -> Asked:
    """``ask_confirmation`` for many; who cannot be reached or was asked lately is counted and left out."""
    asked = Asked()
    for organisation in organisations:
        _ask(asked, actor, organisation, site)
    return asked


def _ask(asked: Asked, actor: Actor, organisation: Organisation, site: str) -> None:
    """One of many; an address that is none stops nobody else's question, and leaves nothing half written."""
    try:
        request = ask_confirmation(actor=actor, organisation=organisation, site=site)
    except ValidationError:
        asked.unreachable += 1
    else:
        asked.written += request is not None
        asked.lately += request is None


def confirm_by_phone(*, actor: Actor, organisation: Organisation) -> Revision | None:
    """Somebody of the organisation said on the telephone that all is still right; an open question is answered."""
    revision = confirm_organisation(actor=actor, organisation=organisation, by=BY_PHONE)
    answered(organisation, ConfirmationRequest.Answer.CONFIRMED)
    return revision


def answered(organisation: Organisation, answer: ConfirmationRequest.Answer) -> None:
    """The question that waits for an answer has one now, by whatever way it came."""
    _close(organisation, answer, timezone.now())


def _close(organisation: Organisation, answer: ConfirmationRequest.Answer, now: datetime.datetime) -> None:
    organisation.confirmation_requests.filter(answer="").update(answer=answer, answered_at=now)


def plan_asking(*, actor: Actor, office: Office, is_on: bool, by_letter: bool, site: str) -> AskingPlan:
    """Let the yearly job ask, or not; ``by_letter``: also those of whom only a postal address is known."""
    require(actor, rules.CREATE_RECORD, office.pk)
    values = {"is_on": is_on, "by_letter": by_letter, "site": site}
    decided = {"decided_by": actor.label, "decided_at": timezone.now()}
    plan, _new = AskingPlan.objects.update_or_create(office=office, defaults=values | decided)
    return plan


def ask_yearly(*, actor: Actor, office: Office) -> Asked:
    """What the office's plan says for today: those due longest first, nobody twice within a year, 40 a day."""
    require(actor, rules.CREATE_RECORD, office.pk)
    plan = AskingPlan.objects.filter(office=office, is_on=True).first()
    asked = Asked()
    if plan is None:
        return asked
    lately = timezone.now() - REST_OF_THE_JOB
    due = due_first(Organisation.objects.filter(office=office), timezone.localdate())
    for organisation in due.exclude(confirmation_requests__asked_at__gt=lately).select_related("office", "place"):
        if asked.written >= MOST_A_DAY:
            break
        recipient = known_recipient(organisation)
        if recipient is None or (not recipient.mail and not plan.by_letter):
            asked.unreachable += 1
        else:
            _ask(asked, actor, organisation, plan.site)
    return asked
