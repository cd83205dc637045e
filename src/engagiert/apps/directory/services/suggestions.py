"""“Angaben verbessern”: anybody may say what is wrong, a person at the responsible office decides."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from engagiert.apps.accounts.public import Office
from engagiert.apps.directory import documents, rules
from engagiert.apps.directory.models import Listing, Organisation, Suggestion
from engagiert.apps.directory.standing_in import BY_LINK
from engagiert.apps.directory.wording.answers import answer_address, answer_text
from engagiert.apps.messages.public import Recipient, queue_message
from engagiert.apps.places.public import Place
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.tenancy import enter

from .asking import ask_about, decided
from .history import SourceOfValue
from .records import Draft, archive_organisation, create_organisation, update_organisation
from .selfservice.caring import invite_contact


def submit_suggestion(
    *,
    actor: Actor,
    kind: str,
    listing: Listing | None = None,
    office: Office | None = None,
    place: Place | None = None,
    changes: Mapping[str, Any] | None = None,
    text: str = "",
    reply_to: str = "",
) -> Suggestion:
    """Hand a suggestion to the office responsible for ``listing``, or for a new record to ``office``.

    The one who suggests can write this row and read nothing, not even the row itself.
    """
    if listing is not None:
        office_id, place_id, organisation_id = listing.office_id, listing.place_id, listing.pk
    elif office is not None and place is not None:
        office_id, place_id, organisation_id = office.pk, place.pk, None
    else:
        raise ValueError("a suggestion needs a listing, or an office and a place")
    allowed = (*rules.OPEN_FIELDS, *rules.NEW_FIELDS) if kind == Suggestion.Kind.NEW else rules.OPEN_FIELDS
    suggestion = Suggestion(
        office_id=office_id,
        place_id=place_id,
        organisation_id=organisation_id,
        kind=kind,
        changes={key: value for key, value in (changes or {}).items() if key in allowed},
        text=text,
        # Published as the source of the value: never a person's name.
        origin=gettext_noop("Büro für Engagement") if actor.is_signed_in else gettext_noop("Hinweis ohne Konto"),
        reply_to=reply_to,
        language=(get_language() or "de")[:2],
        created_at=timezone.now(),
    )
    with enter(actor, action="directory.submit_suggestion", intake_office=office_id):
        suggestion.save(force_insert=True)
        ask_about(suggestion, actor=actor, name=listing.name if listing is not None else "")
    return suggestion


def suggest_from_survey(*, actor: Actor, listing: Listing, changes: Mapping[str, Any]) -> Suggestion:
    """What an organisation said in a survey, to the office that keeps its record: nothing changes before a look.

    ``actor`` comes from the survey, which has checked the organisation's code or wrote down what it said.
    """
    suggestion = Suggestion(
        office_id=listing.office_id,
        place_id=listing.place_id,
        organisation_id=listing.pk,
        kind=Suggestion.Kind.CHANGE,
        changes={key: value for key, value in changes.items() if key in rules.SURVEYED_FIELDS},
        text=gettext_noop("Aus einer Umfrage"),
        origin=BY_LINK.label,
        created_at=timezone.now(),
    )
    with enter(actor, action="directory.suggest_from_survey", intake_office=listing.office_id):
        suggestion.save(force_insert=True)
        ask_about(suggestion, actor=actor, name=listing.name)
    return suggestion


def accept_suggestion(
    *,
    actor: Actor,
    suggestion: Suggestion,
    changes: Mapping[str, Any] | None = None,
    reason: str = "",
    answer: bool = True,
    site: str = "",
) -> Organisation | None:
    """Do what was suggested; ``changes`` replaces the suggested values where the office corrected them.

    Whoever wants to keep the record gets an invitation, whose link begins with ``site``.

    Whoever left a mail address gets an answer with the ``reason``, unless ``answer`` is False.
    """
    _take(actor, suggestion)
    values = dict(suggestion.changes if changes is None else changes)
    source = SourceOfValue(
        label=suggestion.origin,
        kind="suggestion",
        on=timezone.localtime(suggestion.created_at).date().isoformat(),
        by=actor.label,
    )
    if suggestion.kind == Suggestion.Kind.CLAIM and suggestion.organisation is not None:
        invite_contact(actor=actor, organisation=suggestion.organisation, mail=suggestion.reply_to, site=site)
        _decide(actor, suggestion, Suggestion.State.ACCEPTED, reason, answer=False)
        return suggestion.organisation
    if suggestion.kind == Suggestion.Kind.NEW:
        organisation = _create(actor, suggestion, values, source)
    elif suggestion.organisation is None:
        # A remark about the pages, such as a barrier: nothing in the directory changes.
        _decide(actor, suggestion, Suggestion.State.ACCEPTED, reason, answer=answer)
        return None
    else:
        organisation = suggestion.organisation
        if suggestion.kind == Suggestion.Kind.GONE:
            archive_organisation(actor=actor, organisation=organisation, reason=suggestion.text or suggestion.origin)
        elif values:
            if "funding" in values:
                values["funding"] = _beside_known(organisation, values["funding"])
            update_organisation(
                actor=actor, organisation=organisation, values=values, source=source, action="suggestion_accepted"
            )
    partly = suggestion.kind == Suggestion.Kind.CHANGE and values != suggestion.changes
    _decide(actor, suggestion, Suggestion.State.ACCEPTED, reason, answer=answer, partly=partly)
    return organisation


def _beside_known(organisation: Organisation, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Money as it was said, with what the record knows and nobody was asked: which house, and a share left out."""
    known: dict[str, list[dict[str, Any]]] = {}
    for row in documents.read(organisation, ["funding"])["funding"]:
        known.setdefault(row["funder"], []).append(row)
    merged = []
    for row in rows:
        there = known.get(row["funder"]) or [{}]
        said = {key: value for key, value in row.items() if value not in ("", None)}
        # An end that was taken back is one that was said.
        merged.append(there.pop(0) | said | {"ends_on": row.get("ends_on") or None})
    return merged


def _create(actor: Actor, suggestion: Suggestion, values: dict[str, Any], source: SourceOfValue) -> Organisation:
    draft = Draft(place=suggestion.place, values={"type": "sonstige", "sector": "civil_society"} | values)
    organisation = create_organisation(actor=actor, office=suggestion.office, draft=draft, source=source)
    suggestion.organisation = organisation
    return organisation


def decline_suggestion(*, actor: Actor, suggestion: Suggestion, reason: str = "", answer: bool = True) -> None:
    """Leave all as it is; whoever left a mail address is told so with the ``reason``, unless ``answer`` is False."""
    _take(actor, suggestion)
    _decide(actor, suggestion, Suggestion.State.DECLINED, reason, answer=answer)


def _take(actor: Actor, suggestion: Suggestion) -> None:
    """Lock the suggestion, so that of two people only one decides; raises ``ValidationError`` for the other."""
    require(actor, rules.EDIT_RECORD, suggestion)
    locked = Suggestion.objects.select_for_update(of=("self",)).filter(pk=suggestion.pk).first()
    if locked is None:
        raise ValidationError(_("Dieser Hinweis ist gerade zurückgezogen worden."))
    if locked.state != Suggestion.State.OPEN:
        raise ValidationError(_("Über diesen Hinweis hat %(name)s schon entschieden.") % {"name": locked.decided_by})


def _decide(
    actor: Actor, suggestion: Suggestion, state: str, reason: str = "", *, answer: bool, partly: bool = False
) -> None:
    suggestion.state = state
    suggestion.decided_at = timezone.now()
    suggestion.decided_by = actor.label
    suggestion.reason = reason
    suggestion.save()
    accepted = state == Suggestion.State.ACCEPTED
    decided(actor, suggestion, "helped" if accepted else "declined", reason)
    address = answer_address(suggestion)
    if answer and address:
        text = answer_text(suggestion, accepted=accepted, partly=partly, reason=reason)
        queue_message(
            actor=actor,
            office=suggestion.office,
            key=f"suggestion:{suggestion.pk}",
            purpose="directory.suggestion_answer",
            about=f"directory.suggestion:{suggestion.pk}",
            recipient=Recipient(mail=address),
            text=text,
        )
