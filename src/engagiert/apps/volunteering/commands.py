"""The commands of people who want to help."""

import json
from pathlib import Path
from typing import Any

import click
from django.core.exceptions import ValidationError
from django.db import transaction

from engagiert.apps.accounts.public import Office, open_office
from engagiert.apps.directory.public import console
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter

from . import selectors, services
from .models import VolunteerList
from .wording.lists import column_choices

_COUNTED = {"created": "neu", "added": "ergänzt", "unchanged": "unverändert", "refused": "nicht übernommen"}


@click.command("import-volunteers", short_help="Freiwillige einer anderen Agentur einlesen")
@click.argument("file", metavar="DATEI", type=click.Path(path_type=Path))
@click.option("--place", "ags", required=True, metavar="AGS", help="Schlüssel der Stadt, für die die Liste gilt.")
@click.option("--dry-run", is_flag=True, help="Nur zeigen, was geschehen würde.")
@click.option("--report", type=click.Path(path_type=Path), metavar="DATEI", help="Bericht als JSON schreiben.")
@click.option("--source", metavar="NAME", help="Woher die Liste kommt; sonst der Name der Datei.")
@click.option("--column", "columns", multiple=True, metavar="SPALTE=FELD", help="Was eine Spalte bedeutet.")
def import_volunteers(
    file: Path, ags: str, dry_run: bool, report: Path | None, source: str | None, columns: tuple[str, ...]
) -> None:
    """Liest Freiwillige und ihre Engagements ein: CSV, Excel, ODS oder JSON, eine Zeile je Person oder Engagement.

    Dieselbe Datei noch einmal ändert nichts. Nichts davon wird öffentlich. Danach sagen Sie allen Bescheid: am
    Schreibtisch unter „Freiwillige“, „Liste übernehmen“.
    """
    content = console.content_of(file)
    if report is not None:
        report.open("a").close()  # Better now than after the list is in.
    office = _office(ags)
    actor = Actor.operator(office_ids=(office.pk,))
    try:
        with enter(actor, action="volunteering.import"), transaction.atomic():
            run = services.receive_list(
                actor=actor, office=office, filename=file.name, content=content, source=source or ""
            )
            fields = console.chosen_fields(run.columns, columns, column_choices())
            services.choose_columns(actor=actor, run=run, fields=fields, source=run.source)
            services.try_list(actor=actor, run=run)
            result = _result(run)
            if dry_run:
                services.discard_list(actor=actor, run=run)
        if not dry_run:
            services.take_over_list(actor=actor, run=run)
            with enter(actor, action="volunteering.import"):
                result = _result(run)
    except ValidationError as error:
        raise click.ClickException(" ".join(error.messages)) from error
    if report is not None:
        report.write_text(json.dumps(result | {"dry_run": dry_run}, ensure_ascii=False, indent=1) + "\n", "utf-8")
    _say(result, dry_run=dry_run)


def _office(ags: str) -> Office:
    place = console.place_with(ags)
    with enter(Actor.operator(), action="volunteering.import"):
        return open_office(actor=Actor.operator(), place=place)


def _result(run: VolunteerList) -> dict[str, Any]:
    rows = [
        {"line": row.line, "name": row.name, "outcome": row.outcome, "problems": row.problems}
        for row in selectors.rows_of_list(run)
    ]
    return {
        "file": run.filename,
        "place": run.office.place.ags,
        "source": run.source,
        "read": run.rows,
        **{key: run.counts.get(key, 0) for key in (*_COUNTED, "people", "placements")},
        "not_read": [column["header"] for column in run.columns if not column["field"]],
        "rows": rows,
    }


def _say(result: dict[str, Any], *, dry_run: bool) -> None:
    click.echo("Probelauf, nichts ist geändert:" if dry_run else "Übernommen:")
    click.echo(f"{result['read']:>7}  Zeilen gelesen")
    for key, word in _COUNTED.items():
        click.echo(f"{result[key]:>7}  {word}")
    click.echo(f"{result['people']} Menschen neu, {result['placements']} Engagements eingetragen.")
    if result["not_read"]:
        click.echo(f"Nicht gelesen: {', '.join(result['not_read'])}.")
    console.say_refused(result["rows"])


@click.command("undo-volunteers", short_help="Die letzte Liste von Freiwilligen zurücknehmen")
@click.option("--place", "ags", required=True, metavar="AGS", help="Schlüssel der Stadt.")
def undo_volunteers(ags: str) -> None:
    """Nimmt die zuletzt übernommene Liste zurück. Wer seither Kontakt mit dem Büro hatte, bleibt."""
    office = _office(ags)
    actor = Actor.operator(office_ids=(office.pk,))
    with enter(actor, action="volunteering.undo_list"):
        run = selectors.last_list(office)
    if run is None:
        raise click.ClickException(f"In {office.place.name} gibt es keine Liste, die sich zurücknehmen lässt.")
    counts = services.undo_list(actor=actor, run=run)
    click.echo(f"„{run.filename}“ ist zurückgenommen: {counts['removed']} entfernt, {counts['kept']} behalten.")


COMMANDS = [import_volunteers, undo_volunteers]
