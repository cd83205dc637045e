"""Receive a file, and settle which column means what."""

import re
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.accounts.public import Office
from engagiert.apps.directory.public import IMPORT_LIMITS
from engagiert.apps.directory.public import wording as directory_wording
from engagiert.apps.volunteering import rules
from engagiert.apps.volunteering.models import VolunteerList, VolunteerListFile
from engagiert.engines.intake.tables import Table, UnreadableTable, read_table
from engagiert.engines.intake.volunteers import FIELDS, NAMES, volunteer_columns
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.tenancy import enter

__all__ = ["FIELDS", "UnusableList", "choose_columns", "discard_list", "receive_list", "table_of"]
_EXAMPLE = 60


class UnusableList(ValidationError):  # noqa: N818 - said of the file
    """The file holds no table we can read; the message says what to do."""


def receive_list(*, actor: Actor, office: Office, filename: str, content: bytes, source: str = "") -> VolunteerList:
    """Keep the file and guess its columns; raises ``UnusableList`` before anything is written."""
    require(actor, rules.IMPORT_LIST, office.pk)
    table = _read(content, filename)
    columns = volunteer_columns(table.headers)
    fields = {index: field for field, index in columns.items()}
    with enter(actor, action="volunteering.receive_list"):
        run = VolunteerList.objects.create(
            office=office,
            filename=filename[-255:],
            source=(source.strip() or _name_of(filename))[:200],
            columns=[
                {"header": header, "field": fields.get(index, ""), "example": _example(table, index)}
                for index, header in enumerate(table.headers)
            ],
            rows=len(table.rows),
            actor=actor.label,
            created_at=timezone.now(),
        )
        VolunteerListFile.objects.create(office=office, run=run, content=content)
    return run


def choose_columns(*, actor: Actor, run: VolunteerList, fields: Sequence[str], source: str) -> None:
    """Which column means what (an empty field is not read), and where the list comes from."""
    require(actor, rules.IMPORT_LIST, run.office_id)
    named = [field for field in fields if field]
    if not set(named) & set(NAMES):
        raise ValidationError(_("Keine Spalte enthält den Namen. Wählen Sie bei der richtigen Spalte „Name“ aus."))
    doubled = next((field for field in named if named.count(field) > 1), "")
    if doubled:
        raise ValidationError(_("Zwei Spalten stehen auf demselben Feld. Lassen Sie nur eine davon."))
    with enter(actor, action="volunteering.choose_columns"):
        still_open(run)
        run.columns = [column | {"field": field} for column, field in zip(run.columns, fields, strict=True)]
        run.source = source.strip()[:200] or run.source
        run.save(update_fields=["columns", "source"])


def discard_list(*, actor: Actor, run: VolunteerList) -> None:
    """Forget a file that was not taken over; raises ``ValidationError`` for one that was."""
    require(actor, rules.IMPORT_LIST, run.office_id)
    with enter(actor, action="volunteering.discard_list"):
        still_open(run)
        run.delete()


def table_of(run: VolunteerList) -> Table:
    """The table in the kept file, its cells as they stood there."""
    return _read(bytes(run.file.content), run.filename)


def still_open(run: VolunteerList) -> None:
    """Under a lock; raises ``ValidationError`` where the list is no longer to be decided."""
    locked = VolunteerList.objects.select_for_update(of=("self",)).get(pk=run.pk)
    if locked.state == VolunteerList.State.TRYING:
        raise ValidationError(_("Der Probelauf läuft noch. Warten Sie, bis er fertig ist."))
    if not locked.is_open:
        raise ValidationError(_("Diese Liste ist schon übernommen. Sie können sie zurücknehmen."))


def _read(content: bytes, filename: str) -> Table:
    try:
        return read_table(content, filename, IMPORT_LIMITS)
    except UnreadableTable as error:
        raise UnusableList(directory_wording.unreadable_in_words(error, filename)) from error


def _name_of(filename: str) -> str:
    stem = filename.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return re.sub(r"[_\s]+", " ", stem).strip() or "Liste"


def _example(table: Table, index: int) -> Any:
    return next((row.cells[index][:_EXAMPLE] for row in table.rows if row.cells[index].strip()), "")
