"""Receive a file, and settle which column means what."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.accounts.public import Office
from engagiert.apps.directory.public import IMPORT_LIMITS
from engagiert.apps.directory.public import wording as directory_wording
from engagiert.apps.recognition import rules
from engagiert.apps.recognition.models import AppList, AppListFile
from engagiert.engines.intake.applicants import NAMES, applicant_columns
from engagiert.engines.intake.tables import Table, UnreadableTable, read_table
from engagiert.kernel.authz import Actor, require

_EXAMPLE = 60


class UnusableAppList(ValidationError):  # noqa: N818 - said of the file
    """The file holds no table we can read; the message says what to do."""


def receive_app_list(*, actor: Actor, office: Office, filename: str, content: bytes, most: int = 0) -> AppList:
    """Keep the file; its columns are read as the last file with these headings was, or guessed.

    ``most``: rows that the caller can wait for, 0 for any number. Raises ``UnusableAppList`` before it writes.
    """
    require(actor, rules.ISSUE, office)
    table = _read(content, filename)
    if most and len(table.rows) > most:
        raise UnusableAppList(
            _("Die Datei hat mehr als %(most)s Zeilen. Teilen Sie sie, oder lesen Sie sie mit dem Befehl ein.")
            % {"most": most}
        )
    fields = _remembered(office, table) or {
        table.headers[index]: field for field, index in applicant_columns(table.headers).items()
    }
    run = AppList.objects.create(
        office=office,
        filename=filename[-255:],
        columns=[
            {"header": header, "field": fields.get(header, ""), "example": _example(table, index)}
            for index, header in enumerate(table.headers)
        ],
        rows=len(table.rows),
        actor=actor.label,
        created_at=timezone.now(),
    )
    AppListFile.objects.create(office=office, run=run, content=content)
    return run


def _remembered(office: Office, table: Table) -> dict[str, str]:
    """Heading → field, as somebody chose for the last file with the same headings."""
    done = AppList.objects.filter(office=office, state=AppList.State.DONE).order_by("-created_at")[:20]
    for columns in done.values_list("columns", flat=True):
        if [column["header"] for column in columns] == list(table.headers):
            return {column["header"]: column["field"] for column in columns}
    return {}


def choose_app_columns(*, actor: Actor, run: AppList, fields: Sequence[str]) -> None:
    """Which column means what; an empty field is not read. Raises ``ValidationError`` where one is missing."""
    require(actor, rules.ISSUE, run.office)
    still_open(run)
    named = [field for field in fields if field]
    doubled = next((field for field in named if named.count(field) > 1), "")
    if doubled:
        raise ValidationError(_("Zwei Spalten stehen auf demselben Feld. Lassen Sie nur eine davon."))
    if "number" not in named:
        raise ValidationError(
            _("Keine Spalte enthält die Nummer der App. Ohne sie wissen wir beim nächsten Mal nicht, wer schon da ist.")
        )
    if not NAMES & set(named):
        raise ValidationError(_("Keine Spalte enthält den Namen. Wählen Sie bei der richtigen Spalte „Name“ aus."))
    if "born_on" not in named:
        raise ValidationError(_("Keine Spalte enthält den Geburtstag. Er unterscheidet Menschen, die gleich heißen."))
    run.columns = [column | {"field": field} for column, field in zip(run.columns, fields, strict=True)]
    run.save(update_fields=["columns"])


def discard_app_list(*, actor: Actor, run: AppList) -> None:
    """Forget a file that was not taken over; raises ``ValidationError`` for one that was."""
    require(actor, rules.ISSUE, run.office)
    still_open(run)
    run.delete()


def table_of(run: AppList) -> Table:
    """The table in the kept file, its cells as they stood there."""
    return _read(bytes(run.file.content), run.filename)


def still_open(run: AppList) -> None:
    """Two at once wait for each other, and the second reads that it is done."""
    locked = AppList.objects.select_for_update(of=("self",)).filter(pk=run.pk).first()
    if locked is None or not locked.is_open:
        raise ValidationError(_("Diese Datei ist schon übernommen oder verworfen."))


def _read(content: bytes, filename: str) -> Table:
    try:
        return read_table(content, filename, IMPORT_LIMITS)
    except UnreadableTable as error:
        raise UnusableAppList(directory_wording.unreadable_in_words(error, filename)) from error


def _example(table: Table, index: int) -> str:
    return next((row.cells[index][:_EXAMPLE] for row in table.rows if row.cells[index].strip()), "")
