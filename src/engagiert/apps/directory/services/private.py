"""What an office keeps for itself about an organisation: contacts and notes. Never published."""

from typing import Any

from django.utils import timezone

from engagiert.apps.directory import documents, rules
from engagiert.apps.directory.models import Organisation
from engagiert.kernel.authz import Actor, require

from .history import revise


def add_contact(
    *, actor: Actor, organisation: Organisation, name: str, role: str = "", phone: str = "", mail: str = ""
) -> None:
    require(actor, rules.EDIT_RECORD, organisation)
    row = {"name": name, "role": role, "phone": phone, "mail": mail, "source": ""}
    _append(actor=actor, organisation=organisation, key="contacts", row=row, action="contact_added")


def remove_contact(*, actor: Actor, organisation: Organisation, contact_id: int) -> None:
    require(actor, rules.EDIT_RECORD, organisation)
    _remove(actor=actor, organisation=organisation, key="contacts", row_id=contact_id, action="contact_removed")


def add_note(*, actor: Actor, organisation: Organisation, text: str) -> None:
    require(actor, rules.EDIT_RECORD, organisation)
    row = {
        "text": text,
        "author_id": actor.account_id,
        "source": "",
        "created_at": timezone.now().isoformat(),
    }
    _append(actor=actor, organisation=organisation, key="notes", row=row, action="note_added")


def remove_note(*, actor: Actor, organisation: Organisation, note_id: int) -> None:
    require(actor, rules.EDIT_RECORD, organisation)
    _remove(actor=actor, organisation=organisation, key="notes", row_id=note_id, action="note_removed")


def _append(*, actor: Actor, organisation: Organisation, key: str, row: dict[str, Any], action: str) -> None:
    rows = _rows(organisation, key)
    revise(actor=actor, organisation=organisation, wanted={key: [*rows, row]}, action=action)


def _remove(*, actor: Actor, organisation: Organisation, key: str, row_id: int, action: str) -> None:
    rows = [row for row in _rows(organisation, key) if row["id"] != row_id]
    revise(actor=actor, organisation=organisation, wanted={key: rows}, action=action)


def _rows(organisation: Organisation, key: str) -> list[dict[str, Any]]:
    # The record is locked first, so that two people adding at once both keep their row.
    Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    rows: list[dict[str, Any]] = documents.read(organisation, [key])[key]
    return rows
