"""The commands of the directory."""

import contextlib
import json
from pathlib import Path
from typing import Any

import click
from django.core.exceptions import ValidationError

from engagiert.apps.accounts.public import Office, open_office
from engagiert.apps.places.public import place_by_ags
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter

from . import console, selectors, services, tables, wording
from .models import ImportRun, OpenTerms
from .search import Question
from .search.kinds import kinds
from .services import importing


@click.command("import-organisations", short_help="Eine Liste von Vereinen und Einrichtungen einlesen")
@click.argument("file", metavar="DATEI", type=click.Path(path_type=Path))
@click.option("--place", "ags", required=True, metavar="AGS", help="Schlüssel der Stadt, für die die Liste gilt.")
@click.option("--dry-run", is_flag=True, help="Nur zeigen, was geschehen würde.")
@click.option("--report", type=click.Path(path_type=Path), metavar="DATEI", help="Bericht als JSON schreiben.")
@click.option("--source", metavar="NAME", help="Name der Quelle; sonst der Name der Datei.")
@click.option("--draft", is_flag=True, help="Neue Einträge als Entwurf anlegen, nicht veröffentlichen.")
def import_organisations(
    file: Path, ags: str, dry_run: bool, report: Path | None, source: str | None, draft: bool
) -> None:
    """Liest eine Liste ein: CSV, Excel, ODS oder JSON, in jeder Schreibweise; auch HSDS und was Engagiert ausgibt.

    Was die Spalten bedeuten, erkennt das Programm. Der Bericht erklärt jede Zeile. Dieselbe Datei noch einmal
    ändert nichts. Zeilen ohne Namen werden abgelehnt, alles andere kommt hinein.
    """
    content = console.content_of(file)
    if report is not None:
        # Better now than after the list is in.
        report.open("a").close()
    result: dict[str, Any] = {}
    with contextlib.suppress(_OnlyTried), enter(Actor.operator(), action="directory.import"):
        # All in one transaction: an unusable file or a dry run leaves nothing behind, no office either.
        office = _office(Actor.operator(), ags)
        actor = Actor.operator(office_ids=(office.pk,))
        with enter(actor, action="directory.import"):
            run = _previewed(actor, office, file, content, source=source, publish=not draft)
            result = _report(run)
            if dry_run:
                raise _OnlyTried
            importing.start_import(actor=actor, run=run)
    if not dry_run:
        importing.run_import(actor=actor, run_id=run.pk)
        with enter(actor, action="directory.import"):
            result = _report(ImportRun.objects.get(pk=run.pk))
    if report is not None:
        report.write_text(json.dumps(result | {"dry_run": dry_run}, ensure_ascii=False, indent=1) + "\n", "utf-8")
    _say(result, dry_run=dry_run)


class _OnlyTried(Exception):  # noqa: N818 - no error: takes a dry run back
    pass


def _office(actor: Actor, ags: str) -> Office:
    return open_office(actor=actor, place=console.place_with(ags))


def _previewed(
    actor: Actor, office: Office, file: Path, content: bytes, *, source: str | None, publish: bool
) -> ImportRun:
    try:
        run = importing.receive_file(
            actor=actor, office=office, place=office.place, filename=file.name, content=content
        )
    except importing.UnusableFile as error:
        raise click.ClickException(" ".join(error.messages)) from error
    fields = [column["field"] for column in run.columns]
    if "name" not in fields:
        headers = ", ".join(column["header"] for column in run.columns)
        raise click.ClickException(f"Keine Spalte enthält den Namen. Gefunden: {headers}.")
    importing.choose_mapping(actor=actor, run=run, fields=fields, source=source or run.source, publish=publish)
    importing.preview_import(actor=actor, run=run)
    return run


def _report(run: ImportRun) -> dict[str, Any]:
    """Counts, the refused rows, and each row with what became of it."""
    lines = [wording.ItemLine.of(item) for item in run.items.all()]
    rows = [_row(line) for line in lines]
    return {
        "file": run.filename,
        "place": run.place.ags,
        "source": run.source,
        **{key: run.counts[key] for key in ("read", "created", "changed", "merged", "review", "refused")},
        **{key: run.counts[key] for key in ("unchanged", "repeated")},
        "file_notes": [wording.problem_in_words(note) for note in run.notes],
        "columns": {column["header"]: column["field"] for column in run.columns},
        "refusals": [finding for row in rows if row["outcome"] == "refused" for finding in row["problems"]],
        "notes": [finding for row in rows if row["outcome"] != "refused" for finding in row["problems"]],
        "rows": rows,
    }


def _row(line: wording.ItemLine) -> dict[str, Any]:
    item = line.item
    return {
        "line": item.line,
        "row": item.row,
        "name": item.name,
        "outcome": item.outcome,
        "explanation": line.outcome,
        "belongs_to_line": item.belongs_to_line,
        "problems": [
            {
                "line": item.line,
                "row": item.row,
                "column": problem.column,
                "value": problem.value,
                "message": problem.text,
                "severity": problem.severity,
            }
            for problem in line.problems
        ],
    }


def _say(result: dict[str, Any], *, dry_run: bool) -> None:
    click.echo("Probelauf, nichts ist geändert:" if dry_run else "Übernommen:")
    words = {
        "read": "Zeilen gelesen",
        "created": "neu",
        "changed": "geändert",
        "merged": "zusammengeführt",
        "review": "zu prüfen",
        "refused": "abgelehnt",
        "unchanged": "unverändert",
        "repeated": "weitere Zeilen derselben Organisation",
    }
    for key, word in words.items():
        click.echo(f"{result[key]:>7}  {word}")
    console.say_first(
        [
            f"Zeile {finding['line']}, {finding['column']}: {finding['value']} – {finding['message']}"
            for finding in [*result["refusals"], *result["notes"]]
        ]
    )


@click.command("duplicates", short_help="Mögliche Doppelungen eines Ortes als Tabelle")
@click.option("--place", "ags", required=True, metavar="AGS", help="Schlüssel der Stadt.")
@click.option("--csv", "target", required=True, type=click.Path(path_type=Path), metavar="DATEI", help="Wohin.")
def duplicates(ags: str, target: Path) -> None:
    """Schreibt alle Paare von Namen, die dasselbe sein könnten, so geschrieben wie in der eingelesenen Liste.

    Spalten: name_1, name_2, verdict, probability, merged, reason. „verdict“ ist same, same_carrier_other_site,
    co_located oder different, „probability“ die Wahrscheinlichkeit, dass beide eine Organisation sind.
    """
    place = console.place_with(ags)
    found: list[services.DoubleName] = []
    for office_id in selectors.office_ids_at(place):
        actor = Actor.operator(office_ids=(office_id,))
        with enter(actor, action="directory.list_doubles"):
            found += services.double_names(office_id=office_id, place=place)
    target.write_text(tables.doubles(found), "utf-8", newline="")
    if not found:
        click.echo(f"In {place.name} gibt es keine zwei Namen, die dasselbe sein könnten. Die Tabelle ist leer.")
        return
    same = [each for each in found if each.verdict == "same"]
    merged = sum(each.merged for each in found)
    click.echo(
        f"{len(found)} Paare: {len(same)} dasselbe ({merged} davon zusammengeführt), {len(found) - len(same)} andere."
    )


@click.command("licence", short_help="Unter welcher Lizenz eine Stadt ihr Verzeichnis veröffentlicht")
@click.option("--place", "ags", required=True, metavar="AGS", help="Schlüssel der Stadt.")
@click.option("--licence", required=True, type=click.Choice(OpenTerms.Licence.values), help="Die Lizenz.")
@click.option("--attribution", default="", metavar="NAME", help="Wer genannt werden soll; nötig bei dl-by und cc-by.")
def licence(ags: str, licence: str, attribution: str) -> None:
    """Setzt die Lizenz, die auf der Seite „Offene Daten“ und in jeder Datei steht.

    Ohne diesen Befehl gilt die Datenlizenz Deutschland – Zero: Alle dürfen alles damit tun.
    """
    operator = Actor.operator()
    with enter(operator, action="directory.choose_licence"):
        office = _office(operator, ags)
    actor = Actor.operator(office_ids=(office.pk,))
    with enter(actor, action="directory.choose_licence"):
        try:
            terms = services.choose_licence(actor=actor, office=office, licence=licence, attribution=attribution)
        except ValidationError as error:
            raise click.ClickException(" ".join(error.messages)) from error
    click.echo(f"{office.place.name}: {terms.get_licence_display()} {terms.attribution}".strip())


@click.command("search", short_help="Viele Suchen auf einmal stellen, um die Suche zu messen")
@click.option("--kind", required=True, metavar="ART", help="Was gesucht wird: organisation, opportunity.")
@click.option("--place", "ags", metavar="AGS", help="Nur in diesem Ort suchen; sonst überall.")
@click.option("--queries", type=click.Path(path_type=Path), required=True, metavar="DATEI", help="Kennung TAB Text.")
@click.option(
    "--out", type=click.Path(path_type=Path), required=True, metavar="DATEI", help="Kennung TAB Eintrag TAB Rang."
)
def search_many(kind: str, ags: str | None, queries: Path, out: Path) -> None:
    """Beantwortet jede Zeile von --queries (Kennung, Tabulator, Text) und schreibt die ersten 100 Treffer.

    Jede Zeile der Ausgabe nennt Kennung, Nummer des Eintrags in seiner Quelle und Rang, mit Tabulatoren, ohne
    Kopfzeile. Hat ein Eintrag mehrere Nummern (aus mehreren Zeilen oder Quellen), steht jede da, mit demselben
    Rang. Einträge ohne Nummer aus einer Quelle stehen unter „engagiert:“ und ihrer Nummer bei uns.
    """
    known = kinds()
    if kind not in known:
        raise click.ClickException(f"„{kind}“ gibt es nicht. Gesucht wird in: {', '.join(sorted(known))}.")
    asked = _queries(queries)
    operator = Actor.operator()
    with enter(operator, action="directory.search"):
        if ags and place_by_ags(ags) is None:
            raise click.ClickException(f"Den Ort {ags} gibt es nicht. „engagiert places“ zeigt alle.")
        found = {query: known[kind].index.first(Question(ags=ags or "", text=text)) for query, text in asked}
        offices = tuple(Office.objects.values_list("pk", flat=True))
    with enter(Actor.operator(office_ids=offices), action="directory.search"):
        numbers = known[kind].numbers({pk for ids in found.values() for pk in ids})
    lines = [
        f"{query}\t{number}\t{rank}\n"
        for query, ids in found.items()
        for rank, pk in enumerate(ids, 1)
        for number in numbers[pk]
    ]
    out.write_text("".join(lines), "utf-8")
    empty = sum(not ids for ids in found.values())
    click.echo(f"{len(found)} Suchen, {len(lines)} Zeilen in „{out}“, {empty} Suchen ohne Treffer.")


def _queries(file: Path) -> list[tuple[str, str]]:
    """Pairs of id and text; a heading "query_id" is no query, further columns are left out."""
    try:
        text = console.content_of(file).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise click.ClickException(f"„{file}“ ist kein Text in UTF-8.") from error
    rows = [line.split("\t") for line in text.splitlines() if line.strip()]
    faulty = [number for number, row in enumerate(rows, 1) if len(row) < 2 or not row[0].strip()]
    if faulty:
        raise click.ClickException(f"„{file}“, Zeile {faulty[0]}: Es fehlt Kennung, Tabulator oder Text.")
    found = [(row[0].strip(), row[1]) for row in rows if row[0].strip() != "query_id"]
    if not found:
        raise click.ClickException(f"„{file}“ enthält keine Suche. Erwartet wird je Zeile: Kennung, Tabulator, Text.")
    if len({query for query, _text in found}) < len(found):
        raise click.ClickException(f"„{file}“: Eine Kennung steht zweimal da.")
    return found


COMMANDS = [import_organisations, duplicates, licence, search_many]
