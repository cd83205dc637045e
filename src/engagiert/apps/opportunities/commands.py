"""The commands of offers."""

import contextlib
import json
from collections import Counter
from pathlib import Path
from typing import Any

import click

from engagiert.apps.accounts.public import Office, open_office
from engagiert.apps.directory.public import console, imports
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter

from . import selectors
from .models import Run
from .services import importing

_COUNTED = {"created": "neu", "changed": "geändert", "unchanged": "unverändert", "refused": "abgelehnt"}


@click.command("import-opportunities", short_help="Eine Liste von Angeboten einlesen")
@click.argument("file", metavar="DATEI", type=click.Path(path_type=Path))
@click.option("--place", "ags", required=True, metavar="AGS", help="Schlüssel der Stadt, für die die Liste gilt.")
@click.option("--dry-run", is_flag=True, help="Nur zeigen, was geschehen würde.")
@click.option("--report", type=click.Path(path_type=Path), metavar="DATEI", help="Bericht als JSON schreiben.")
@click.option("--source", metavar="NAME", help="Name der Quelle; sonst der Name der Datei.")
@click.option("--draft", is_flag=True, help="Neue Angebote zur Prüfung anlegen, nicht veröffentlichen.")
def import_opportunities(
    file: Path, ags: str, dry_run: bool, report: Path | None, source: str | None, draft: bool
) -> None:
    """Liest Angebote („Engagement gesucht“) mit ihren Organisationen ein: CSV, Excel, ODS oder JSON.

    Nötig sind Spalten für Titel und Organisation; auch Listen aus Freinet gehen. Der Bericht nennt jede Zeile.
    Dieselbe Datei noch einmal ändert nichts; was Menschen geändert haben, bleibt.
    """
    content = console.content_of(file)
    if report is not None:
        report.open("a").close()  # Better now than after the list is in.
    result: dict[str, Any] = {}
    with contextlib.suppress(_OnlyTried), enter(Actor.operator(), action="opportunities.import"):
        office = open_office(actor=Actor.operator(), place=console.place_with(ags))
        actor = Actor.operator(office_ids=(office.pk,))
        with enter(actor, action="opportunities.import"):
            run = _received(actor, office, file.name, content, source=source, publish=not draft)
            if dry_run:
                result = _result(run)
                raise _OnlyTried
            importing.start_offers(actor=actor, run=run)
    if not dry_run:
        importing.take_over_offers(actor=actor, run_id=run.pk)
        with enter(actor, action="opportunities.import"):
            done = Run.objects.select_related("organisations", "place").get(pk=run.pk)
            result = _result(done) | {"run": run.pk}
    if report is not None:
        report.write_text(json.dumps(result | {"dry_run": dry_run}, ensure_ascii=False, indent=1) + "\n", "utf-8")
    _say(result, dry_run=dry_run)


class _OnlyTried(Exception):  # noqa: N818 - no error: takes a dry run back
    pass


def _received(actor: Actor, office: Office, filename: str, content: bytes, *, source: str | None, publish: bool) -> Run:
    """The list with its columns guessed, tried."""
    try:
        run = importing.receive_offers(
            actor=actor, office=office, filename=filename, content=content, source=source or ""
        )
    except imports.UnusableFile as error:
        raise click.ClickException(" ".join(error.messages)) from error
    fields = [column["field"] for column in run.columns]
    words = {"title": "den Titel", "organisation": "die Organisation"}
    missing = [word for field, word in words.items() if field not in fields]
    if missing:
        headers = ", ".join(column["header"] for column in run.columns)
        raise click.ClickException(f"Keine Spalte nennt {' und '.join(missing)}. Gefunden: {headers}.")
    importing.choose_offer_columns(actor=actor, run=run, fields=fields, source=run.source, publish=publish)
    importing.try_offers(actor=actor, run=run)
    return run


def _result(run: Run) -> dict[str, Any]:
    if run.organisations is None:
        raise AssertionError("a run of this command has its organisations")
    rows = [
        _row(item.line, item.title, item.outcome, item.problems, key) for item, key in selectors.items_with_keys(run)
    ]
    owners, counted = run.organisations, Counter(row["outcome"] for row in rows)
    return {
        "file": run.filename,
        "place": run.place.ags,
        "source": run.source,
        "read": len(rows),
        **{key: counted[key] for key in _COUNTED},
        "organisations": {
            key: owners.counts.get(key, 0) for key in ("created", "changed", "merged", "review", "refused")
        },
        "refusals": [
            {"line": row["line"], **problem}
            for row in rows
            if row["outcome"] == "refused"
            for problem in row["problems"]
        ],
        "rows": rows,
    }


def _row(line: int, title: str, outcome: str, problems: list[dict[str, str]], key: str) -> dict[str, Any]:
    return {"line": line, "id": key, "title": title, "outcome": str(outcome), "problems": problems}


def _say(result: dict[str, Any], *, dry_run: bool) -> None:
    click.echo("Probelauf, nichts ist geändert:" if dry_run else "Übernommen:")
    click.echo(f"{result['read']:>7}  Zeilen gelesen")
    for key, word in _COUNTED.items():
        click.echo(f"{result[key]:>7}  {word}")
    owners = result["organisations"]
    click.echo(f"Organisationen: {owners['created']} neu, {owners['changed']} geändert, {owners['review']} zu prüfen.")
    console.say_first([f"Zeile {finding['line']}, {finding['message']}" for finding in result["refusals"]])


@click.command("undo-opportunities", short_help="Die letzte Liste von Angeboten zurücknehmen")
@click.option("--place", "ags", required=True, metavar="AGS", help="Schlüssel der Stadt.")
def undo_opportunities(ags: str) -> None:
    """Nimmt die zuletzt eingelesene Liste von Angeboten zurück, mit ihren Organisationen.

    Was Menschen seither geändert haben, bleibt.
    """
    place = console.place_with(ags)
    operator = Actor.operator()
    with enter(operator, action="opportunities.undo_import"):
        office = open_office(actor=operator, place=place)
    actor = Actor.operator(office_ids=(office.pk,))
    with enter(actor, action="opportunities.undo_import"):
        run = selectors.last_run(office.pk)
    if run is None:
        raise click.ClickException(f"In {place.name} gibt es keine Liste, die sich zurücknehmen lässt.")
    importing.start_undo_offers(actor=actor, run=run)
    counts = importing.take_back_list(actor=actor, run_id=run.pk)
    click.echo(
        f"„{run.filename}“ ist zurückgenommen: {counts['removed']} entfernt, {counts['restored']} wie vorher, "
        f"{counts['kept']} behalten, weil jemand daran gearbeitet hat."
    )


COMMANDS = [import_opportunities, undo_opportunities]
