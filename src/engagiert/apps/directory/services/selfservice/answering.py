"""The answers of an organisation that has a link and no account: all is right, something changed, we are gone."""

import datetime
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language

from engagiert.apps.accounts.public import Account
from engagiert.apps.directory import rules
from engagiert.apps.directory.models import ConfirmationRequest, Organisation, Suggestion
from engagiert.apps.directory.services.records import confirm_organisation
from engagiert.apps.directory.standing_in import BY_LINK, in_the_office
from engagiert.kernel.authz import Actor
from engagiert.kernel.links import public as links

from .asking import CONFIRM, answered, ask_confirmation
from .reaching import record_of


def confirm_by_link(*, actor: Actor, code: str) -> None:
    """“Alles stimmt noch”: good for another twelve months. Of two that answer one does; raises ``LinkGone`` else."""
    with _taken(actor, code, ConfirmationRequest.Answer.CONFIRMED) as (deputy, organisation):
        confirm_organisation(actor=deputy, organisation=organisation, by=BY_LINK.label)


def report_gone_by_link(*, actor: Actor, code: str) -> Suggestion:
    """“Uns gibt es nicht mehr”: a person at the office decides. Raises ``LinkGone``."""
    with _taken(actor, code, ConfirmationRequest.Answer.GONE) as (deputy, organisation):
        return from_the_organisation(deputy, organisation, Suggestion.Kind.GONE)


def suggest_by_link(
    *, actor: Actor, code: str, kind: str, changes: Mapping[str, Any], text: str = "", reply_to: str = ""
) -> Suggestion:
    """“Angaben verbessern” by somebody whom the office wrote to: it says so at the desk. Raises ``LinkGone``."""
    gone = kind == Suggestion.Kind.GONE
    answer = ConfirmationRequest.Answer.GONE if gone else ConfirmationRequest.Answer.CHANGED
    allowed = {key: value for key, value in changes.items() if key in rules.OPEN_FIELDS}
    with _taken(actor, code, answer) as (deputy, organisation):
        return from_the_organisation(deputy, organisation, kind, changes=allowed, text=text, reply_to=reply_to)


def ask_again_by_link(*, actor: Actor, code: str, site: str) -> None:
    """Whoever holds a link that is over gets a new one, at the known address of the record; once a day.

    Raises ``LinkGone`` for a code that never was, ``ValidationError`` where the record cannot be reached.
    """
    try:
        link = links.find_link(code, CONFIRM)
    except links.LinkGone as gone:
        if gone.link is None:
            raise
        link = gone.link
    known_by_link = Actor(label=BY_LINK.label, account_id=actor.account_id)
    with in_the_office(known_by_link, link.office_id, action="directory.ask_again_by_link") as deputy:
        found = Organisation.objects.select_related("office", "place")
        organisation = found.get(pk=record_of(link.about))
        ask_confirmation(actor=deputy, organisation=organisation, site=site, rest=datetime.timedelta(days=1))


def from_the_organisation(
    deputy: Actor,
    organisation: Organisation,
    kind: str,
    *,
    changes: Mapping[str, Any] | None = None,
    text: str = "",
    reply_to: str = "",
) -> Suggestion:
    """A suggestion that the organisation itself makes: its source, once accepted, is the organisation.

    A contact is answered at the address of their sign-in.
    """
    if deputy.account_id is not None and not reply_to:
        reply_to = Account.objects.get(pk=deputy.account_id).email
    return Suggestion.objects.create(
        office_id=organisation.office_id,
        place_id=organisation.place_id,
        organisation=organisation,
        kind=kind,
        changes=dict(changes or {}),
        text=text,
        origin=BY_LINK.label,
        account_id=deputy.account_id,
        reply_to=reply_to,
        language=(get_language() or "de")[:2],
        created_at=timezone.now(),
    )


@contextmanager
def _taken(actor: Actor, code: str, answer: ConfirmationRequest.Answer) -> Iterator[tuple[Actor, Organisation]]:
    """The link is used up by this answer, in the transaction in which the answer is written."""
    found = links.find_link(code, CONFIRM)
    known_by_link = Actor(label=BY_LINK.label, account_id=actor.account_id)
    with in_the_office(known_by_link, found.office_id, action="directory.answer_by_link") as deputy:
        link = links.take_link(code, CONFIRM, answer=answer.value)
        organisation = Organisation.objects.select_related("office", "place").get(pk=record_of(link.about))
        yield deputy, organisation
        answered(organisation, answer)
