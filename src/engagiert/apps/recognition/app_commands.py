"""The commands about the state's app: write a file for it, read one of it, take that back."""

import json
from pathlib import Path
from typing import Any

import click
from django.core.exceptions import ValidationError
from django.db import transaction

from engagiert.apps.accounts.public import Office, office_for
from engagiert.apps.directory.public import console
from engagiert.apps.places.public import place_by_ags
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter

from . import keyring, selectors, services
from .app_files import PARTS
from .models import AppList
from .wording.app_words import column_choices

_COUNTED = {
    "created": "neue Anträge",
    "noted": "Karten der App vermerkt",
    "unchanged": "schon da",
    "refused": "nicht übernommen",
}
_PARTS = {"neu": "new", "entfernt": "gone", "alle": "valid"}


def _office(ags: str) -> Office:
    place = place_by_ags(ags)
    office = office_for(place, Office.Task.CARD) if place is not None else None
    if office is None:
        raise click.ClickException(
            f"Unter {ags} stellt niemand Ehrenamtskarten aus. „engagiert places“ zeigt alle Orte."
        )
    return office


@click.command("cards-export", short_help="Karten für die Landes-App in eine Datei schreiben")
@click.option("--place", "ags", required=True, metavar="AGS", help="Schlüssel der Stadt.")
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="DATEI", help="Wohin die Datei kommt.")
@click.option(
    "--part", "parts", multiple=True, type=click.Choice(list(_PARTS)), default=("neu", "entfernt"), show_default=True,
    help="Was hineinkommt; mehrfach möglich.",
)  # fmt: skip
def cards_export(ags: str, out: Path, parts: tuple[str, ...]) -> None:
    """Übergibt Karten an die Landes-App: nur von Menschen, die zugestimmt haben, so aufgebaut wie am Schreibtisch
    unter „Karten“, „Landes-App“ eingestellt. Dort steht die Übergabe danach auch."""
    office = _office(ags)
    actor = Actor.operator(office_ids=(office.pk,))
    chosen = [part for part in PARTS if part in {_PARTS[one] for one in parts}]
    try:
        with enter(actor, action="recognition.hand_over_cards"), transaction.atomic():
            made = services.hand_over_cards(actor=actor, office=office, parts=chosen)
            # In the transaction: where the file cannot be written nothing was handed over.
            out.write_bytes(selectors.content_of(made) or b"")
    except (ValidationError, keyring.KeyMissing) as wrong:
        raise click.ClickException(" ".join(getattr(wrong, "messages", [str(wrong)]))) from wrong
    except OSError as wrong:
        raise click.ClickException(f"Die Datei {out} lässt sich nicht schreiben: {wrong.strerror}.") from wrong
    click.echo(f"{made.new} neu, {made.gone} zu löschen, {made.valid} noch einmal: {out}")
    click.echo(f"SHA-256 {made.sha256}")


@click.command("cards-import", short_help="Eine Datei der Landes-App einlesen")
@click.argument("file", metavar="DATEI", type=click.Path(path_type=Path))
@click.option("--place", "ags", required=True, metavar="AGS", help="Schlüssel der Stadt.")
@click.option("--dry-run", is_flag=True, help="Nur zeigen, was geschehen würde.")
@click.option("--report", type=click.Path(path_type=Path), metavar="DATEI", help="Bericht als JSON schreiben.")
@click.option("--column", "columns", multiple=True, metavar="SPALTE=FELD", help="Was eine Spalte bedeutet.")
def cards_import(file: Path, ags: str, dry_run: bool, report: Path | None, columns: tuple[str, ...]) -> None:
    """Liest Anträge ein, die in der Landes-App gestellt wurden: CSV, Excel, ODS oder JSON, eine Zeile je Antrag.

    Eine Karte entsteht dabei nie. Dieselbe Datei noch einmal ändert nichts.
    """
    content = console.content_of(file)
    if report is not None:
        report.open("a").close()  # Better now than after the file is in.
    office = _office(ags)
    actor = Actor.operator(office_ids=(office.pk,))
    try:
        with enter(actor, action="recognition.import_app_list"), transaction.atomic():
            run = services.receive_app_list(actor=actor, office=office, filename=file.name, content=content)
            services.choose_app_columns(
                actor=actor, run=run, fields=console.chosen_fields(run.columns, columns, column_choices())
            )
            services.try_app_list(actor=actor, run=run)
            if not dry_run:
                services.take_over_app_list(actor=actor, run=run)
            result = _result(run, dry_run=dry_run)
            if dry_run:
                services.discard_app_list(actor=actor, run=run)
    except ValidationError as error:
        raise click.ClickException(" ".join(error.messages)) from error
    if report is not None:
        report.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", "utf-8")
    _say(result)


def _result(run: AppList, *, dry_run: bool) -> dict[str, Any]:
    rows = [
        {"line": row.line, "number": row.number, "name": row.name, "outcome": row.outcome, "problems": row.problems}
        for row in selectors.rows_of_app_list(run)
    ]
    return {
        "file": run.filename,
        "place": run.office.place.ags,
        "dry_run": dry_run,
        "read": run.rows,
        **{key: run.counts.get(key, 0) for key in _COUNTED},
        "not_read": [column["header"] for column in run.columns if not column["field"]],
        "rows": rows,
    }


def _say(result: dict[str, Any]) -> None:
    click.echo("Probelauf, nichts ist geändert:" if result["dry_run"] else "Übernommen:")
    click.echo(f"{result['read']:>7}  Zeilen gelesen")
    for key, word in _COUNTED.items():
        click.echo(f"{result[key]:>7}  {word}")
    if result["not_read"]:
        click.echo(f"Nicht gelesen: {', '.join(result['not_read'])}.")
    console.say_refused(result["rows"])


@click.command("undo-cards-import", short_help="Die letzte Datei der Landes-App zurücknehmen")
@click.option("--place", "ags", required=True, metavar="AGS", help="Schlüssel der Stadt.")
def undo_cards_import(ags: str) -> None:
    """Nimmt die zuletzt übernommene Datei zurück. Woran schon jemand gearbeitet hat, das bleibt."""
    office = _office(ags)
    actor = Actor.operator(office_ids=(office.pk,))
    with enter(actor, action="recognition.undo_app_list"), transaction.atomic():
        run = selectors.last_app_list(office)
        if run is None:
            raise click.ClickException(f"In {office.place.name} gibt es keine Datei, die sich zurücknehmen lässt.")
        counts = services.undo_app_list(actor=actor, run=run)
    click.echo(f"„{run.filename}“ ist zurückgenommen: {counts['removed']} entfernt, {counts['kept']} behalten.")


COMMANDS = [cards_export, cards_import, undo_cards_import]
