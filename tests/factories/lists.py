"""Files as a town has them, on their way into the directory."""

from collections.abc import Sequence

from engagiert.apps.directory.public import ImportRun, imports
from tests.cast import Person

HEADER = ("Name", "Straße", "PLZ", "Ort", "Telefon", "Beschreibung")


def a_csv(*rows: Sequence[str], header: Sequence[str] = HEADER) -> bytes:
    """Semicolons and UTF-8; short rows are filled up."""
    lines = [header, *([*row, *[""] * (len(header) - len(row))] for row in rows)]
    return "\r\n".join(";".join(line) for line in lines).encode()


def a_received_list(*, by: Person, content: bytes, filename: str = "vereine.csv") -> ImportRun:
    """Uploaded; its columns are guessed."""
    office = by.office()
    with by.at_work("tests.receive_list") as actor:
        return imports.receive_file(actor=actor, office=office, place=office.place, filename=filename, content=content)


def a_previewed_list(*, by: Person, content: bytes, filename: str = "vereine.csv") -> ImportRun:
    """After its dry run."""
    return previewed(a_received_list(by=by, content=content, filename=filename), by=by)


def an_imported_list(*, by: Person, content: bytes, filename: str = "vereine.csv", publish: bool = True) -> ImportRun:
    """Taken over into the directory, without the queue."""
    return taken_over(a_received_list(by=by, content=content, filename=filename), by=by, publish=publish)


def previewed(run: ImportRun, *, by: Person) -> ImportRun:
    with by.at_work("tests.preview_list") as actor:
        imports.preview_import(actor=actor, run=run)
    return run


def taken_over(run: ImportRun, *, by: Person, publish: bool = True) -> ImportRun:
    """The columns as guessed, the dry run, the import itself."""
    with by.at_work("tests.choose_columns") as actor:
        fields = [column["field"] for column in run.columns]
        imports.choose_mapping(actor=actor, run=run, fields=fields, source=run.source, publish=publish)
    previewed(run, by=by)
    with by.at_work("tests.start_list") as actor:
        imports.start_import(actor=actor, run=run)
    imports.run_import(actor=by.actor(), run_id=run.pk)
    with by.at_work():
        run.refresh_from_db()
    return run
