"""Receive a file, read it, and keep which column means what."""

import datetime
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.accounts.public import Office
from engagiert.apps.directory import rules
from engagiert.apps.directory.models import ImportFile, ImportMapping, ImportRun
from engagiert.apps.directory.wording.imports import unreadable_in_words
from engagiert.apps.places.public import Place
from engagiert.engines.intake.mapping import ColumnGuess, guess_mapping
from engagiert.engines.intake.mapping import Mapping as ColumnMapping
from engagiert.engines.intake.problems import Problem
from engagiert.engines.intake.records import CleanRow, clean_rows
from engagiert.engines.intake.tables import Limits, Table, UnreadableTable, read_table
from engagiert.kernel.authz import Actor, require

LIMITS = Limits()
_OF_A_TOWN = (Place.Kind.MUNICIPALITY, Place.Kind.NEIGHBOURHOOD)
_REMEMBERED = 200


class UnusableFile(ValidationError):  # noqa: N818 - said of the file
    """The file holds no table we can read; the message says what to do."""


def receive_file(*, actor: Actor, office: Office, place: Place, filename: str, content: bytes) -> ImportRun:
    """Keep the file and guess its columns; raises ``UnusableFile`` before anything is written."""
    require(actor, rules.CREATE_RECORD, office.pk)
    if place.kind not in _OF_A_TOWN:
        # Rows whose town nobody can tell would all stand at the Kreis, where no citizen looks for them.
        raise UnusableFile(
            _(
                "Eine Liste gehört zu einer Stadt oder Gemeinde. „%(name)s“ (%(ags)s) liegt darüber. "
                "Teilen Sie die Liste nach Orten auf."
            )
            % {"name": place.name, "ags": place.ags}
        )
    table = _read(content, filename)
    fingerprint = _fingerprint(table.headers)
    kept = ImportMapping.objects.filter(office=office, fingerprint=fingerprint).first()
    run = ImportRun.objects.create(
        office=office,
        place=place,
        filename=filename[-255:],
        sha256=hashlib.sha256(content).hexdigest(),
        source=_source_before(office, filename, table.headers) or source_name(filename),
        columns=_guessed_columns(table, kept.columns if kept else None),
        rows=len(table.rows),
        notes=[as_json(note) for note in table.notes if not note.row],
        account_id=actor.account_id,
        actor=actor.label,
        created_at=timezone.now(),
    )
    ImportFile.objects.create(office=office, run=run, content=content)
    return run


def _read(content: bytes, filename: str) -> Table:
    try:
        return read_table(content, filename, LIMITS)
    except UnreadableTable as error:
        raise UnusableFile(unreadable_in_words(error, filename)) from error


def as_json(problem: Problem) -> dict[str, Any]:
    """A finding as the run and its items keep it; ``wording.problem_in_words`` reads it."""
    return asdict(problem) | {"params": dict(problem.params)}


def _source_before(office: Office, filename: str, headers: Sequence[str]) -> str:
    """What the last list of this name and with these columns was called; the year in a name does not count.

    The columns alone say little: many lists begin with name, street and postcode.
    """
    earlier = ImportRun.objects.filter(office=office).order_by("-pk").only("filename", "columns", "source")
    for run in earlier[:_REMEMBERED]:
        same_columns = [column["header"] for column in run.columns] == list(headers)
        if same_columns and _without_year(run.filename) == _without_year(filename):
            return run.source
    return ""


def _without_year(filename: str) -> str:
    return re.sub(r"[\d_\W]+", " ", source_name(filename)).strip().casefold()


def source_name(filename: str) -> str:
    """The name of the source until somebody gives it a better one: the file's, without year and ending."""
    stem = filename.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return " ".join(stem.replace("_", " ").split())[:200] or "Liste"


def _fingerprint(headers: Sequence[str]) -> str:
    return hashlib.sha256("\x1f".join(headers).encode()).hexdigest()


def _guessed_columns(table: Table, kept: list[dict[str, Any]] | None) -> list[dict[str, Any]]:
    guesses = guess_mapping(table).columns
    fields = {column["header"]: column["field"] for column in kept or []}
    return [
        {
            "header": guess.header,
            "field": fields.get(guess.header, guess.field),
            "certainty": "kept" if guess.header in fields else guess.certainty,
            "example": guess.example,
        }
        for guess in guesses
    ]


def choose_mapping(*, actor: Actor, run: ImportRun, fields: Sequence[str], source: str, publish: bool) -> None:
    """Set which column means what, and keep it for the next file with the same header."""
    require(actor, rules.EDIT_RECORD, run)
    for column, field in zip(run.columns, fields, strict=True):
        if column["field"] != field:
            column |= {"field": field, "certainty": "kept"}
    run.source = source.strip()[:200] or run.source
    run.publish = publish
    run.save(update_fields=["columns", "source", "publish"])
    ImportMapping.objects.update_or_create(
        office=run.office,
        fingerprint=_fingerprint([column["header"] for column in run.columns]),
        defaults={"source": run.source, "columns": [_kept(column) for column in run.columns]},
    )


def _kept(column: Mapping[str, Any]) -> dict[str, Any]:
    return {"header": column["header"], "field": column["field"]}


def table_of(run: ImportRun) -> Table:
    """The table in the kept file, its cells as they stood there."""
    return _read(bytes(run.file.content), run.filename)


def rows_of(run: ImportRun, today: datetime.date) -> tuple[CleanRow, ...]:
    """The cleaned rows of the run's file, by its mapping."""
    table = table_of(run)
    columns = tuple(
        ColumnGuess(
            index=index,
            header=column["header"],
            field=column["field"],
            certainty=column["certainty"],
            example=column["example"],
        )
        for index, column in enumerate(run.columns)
    )
    return clean_rows(table, ColumnMapping(columns), year=today.year)


def discard_import(*, actor: Actor, run: ImportRun) -> None:
    """Forget a file that was not taken over; raises ``ValidationError`` for one that was."""
    require(actor, rules.EDIT_RECORD, run)
    locked = ImportRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    if locked.state not in (ImportRun.State.UPLOADED, ImportRun.State.CHECKING, ImportRun.State.PREVIEWED):
        raise ValidationError(_("Diese Liste ist schon übernommen. Sie können sie zurücknehmen."))
    locked.delete()
