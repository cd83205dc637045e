"""What the commands that read a list have in common: the file, the place, the columns, what was refused."""

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

import click

from engagiert.apps.places.public import Place, place_by_ags

from .services.importing.intake import LIMITS

_SAID = 20


def content_of(file: Path) -> bytes:
    """Raises ``ClickException`` where it cannot be opened or is too large."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise click.ClickException(
            f"„{file}“ lässt sich nicht öffnen. Gibt es die Datei, und darf dieses Konto sie lesen?"
        ) from error
    if len(content) > LIMITS.max_bytes:
        has, allowed = len(content) // 1_000_000, LIMITS.max_bytes // 1_000_000
        raise click.ClickException(
            f"„{file.name}“ hat {has} MB. Es gehen höchstens {allowed} MB. Teilen Sie die Liste auf."
        )
    return content


def place_with(ags: str) -> Place:
    """Raises ``ClickException``."""
    place = place_by_ags(ags)
    if place is None:
        raise click.ClickException(
            f"Den Ort {ags} gibt es nicht. „engagiert places“ zeigt alle, „engagiert add-place“ legt einen an."
        )
    return place


def chosen_fields(
    columns: Iterable[Mapping[str, Any]], chosen: Iterable[str], choices: Iterable[tuple[str, Any]]
) -> list[str]:
    """The field of each column: as guessed, or as chosen (``SPALTE=FELD``, an empty field is not read). Raises
    ``ClickException``."""
    fields = {column["header"]: column["field"] for column in columns}
    known = {field for field, _label in choices}
    for one in chosen:
        header, _equals, field = one.rpartition("=")
        if header not in fields or field not in known:
            raise click.ClickException(
                f"„{one}“ geht nicht. Spalten: {', '.join(fields)}. Felder: {', '.join(sorted(filter(None, known)))}."
            )
        fields[header] = field
    return list(fields.values())


def say_first(lines: Collection[str]) -> None:
    """The first twenty of what was refused or noted."""
    for line in list(lines)[:_SAID]:
        click.echo(line)
    if len(lines) > _SAID:
        click.echo(f"… und {len(lines) - _SAID} weitere; alle stehen im Bericht (--report).")


def say_refused(rows: Iterable[Mapping[str, Any]]) -> None:
    """Of rows with ``line``, ``outcome`` and ``problems``."""
    say_first(
        [
            f"Zeile {row['line']}: {' '.join(problem['message'] for problem in row['problems'])}"
            for row in rows
            if row["outcome"] == "refused"
        ]
    )
