"""An organisation keeps its own record. What it may change is a list here; whom the office trusts publishes at once."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.directory import documents, rules
from engagiert.apps.directory.models import ConfirmationRequest, Organisation, Revision, Suggestion
from engagiert.apps.directory.services.editing import Opened, edit_organisation, merged_values
from engagiert.apps.directory.services.history import revise
from engagiert.apps.directory.services.records import by_hand, confirm_organisation
from engagiert.apps.directory.standing_in import BY_LINK, in_the_office
from engagiert.kernel.authz import Actor, require

from .answering import from_the_organisation
from .asking import answered


def change_own_record(
    *, actor: Actor, organisation: Organisation, values: Mapping[str, Any], opened: Opened
) -> Revision | Suggestion | None:
    """Change what a contact may change: a ``Revision`` where the office trusts the organisation, else a
    ``Suggestion`` that waits for the office and takes the place of an earlier one. None where nothing differs.

    What is public stays until the office has decided. Raises ``EditConflict`` where somebody else changed the same.
    """
    require(actor, rules.MAINTAIN_RECORD, organisation)
    wanted = {key: value for key, value in values.items() if key in rules.CONTACT_FIELDS}
    with in_the_office(actor, organisation.office_id, action="directory.change_own_record") as deputy:
        locked = _locked(organisation)
        if locked.trusted_on is not None:
            source = by_hand(actor, BY_LINK.label)
            return edit_organisation(
                actor=deputy, organisation=locked, values=wanted, opened=opened, source=source, action="self_changed"
            )
        return _propose(deputy, locked, merged_values(locked, wanted, opened))


def _propose(deputy: Actor, organisation: Organisation, wanted: Mapping[str, Any]) -> Suggestion | None:
    current = documents.read(organisation, wanted)
    encoded = {key: documents.encode(value) for key, value in wanted.items()}
    changes = {key: value for key, value in encoded.items() if value != current[key]}
    # A new row, never other words in the old one: nobody shall accept what they have not read.
    _proposals(organisation).delete()
    if not changes:
        return None
    return from_the_organisation(deputy, organisation, Suggestion.Kind.CHANGE, changes=changes)


def withdraw_proposal(*, actor: Actor, organisation: Organisation) -> None:
    """Take back what waits for the office; the record stays as it is."""
    require(actor, rules.MAINTAIN_RECORD, organisation)
    with in_the_office(actor, organisation.office_id, action="directory.withdraw_proposal"):
        _proposals(_locked(organisation)).delete()


def confirm_own_record(*, actor: Actor, organisation: Organisation) -> Revision | None:
    """A contact says that all is still right. None where it was said today already."""
    require(actor, rules.MAINTAIN_RECORD, organisation)
    with in_the_office(actor, organisation.office_id, action="directory.confirm_own_record") as deputy:
        locked = _locked(organisation)
        if locked.state != Organisation.State.PUBLISHED:
            raise ValidationError(_("Nur was veröffentlicht ist, lässt sich bestätigen."))
        revision = confirm_organisation(actor=deputy, organisation=locked, by=BY_LINK.label)
        answered(locked, ConfirmationRequest.Answer.CONFIRMED)
        return revision


def report_own_end(*, actor: Actor, organisation: Organisation, text: str = "") -> Suggestion:
    """A contact says that the organisation is no more; a person at the office decides. Twice is once."""
    require(actor, rules.MAINTAIN_RECORD, organisation)
    with in_the_office(actor, organisation.office_id, action="directory.report_own_end") as deputy:
        locked = _locked(organisation)
        waiting = locked.suggestions.filter(kind=Suggestion.Kind.GONE, state="open", origin=BY_LINK.label).first()
        return waiting or from_the_organisation(deputy, locked, Suggestion.Kind.GONE, text=text)


def trust_organisation(*, actor: Actor, organisation: Organisation, trusted: bool) -> Revision | None:
    """Let what the organisation changes be public at once, or have it looked at first again."""
    require(actor, rules.EDIT_RECORD, organisation)
    if trusted == (organisation.trusted_on is not None):
        return None
    wanted = {
        "trusted_on": timezone.localdate().isoformat() if trusted else None,
        "trusted_by": actor.label if trusted else "",
    }
    return revise(actor=actor, organisation=organisation, wanted=wanted, action="trusted" if trusted else "trust_ended")


def _locked(organisation: Organisation) -> Organisation:
    found = Organisation.objects.select_for_update(of=("self",)).select_related("office", "place")
    return found.get(pk=organisation.pk)


def _proposals(organisation: Organisation) -> Any:
    """What contacts of the organisation want changed and nobody has decided yet."""
    return organisation.suggestions.filter(
        kind=Suggestion.Kind.CHANGE, state=Suggestion.State.OPEN, account__isnull=False
    )
