"""The commands `engagiert backup` and `engagiert restore`."""

from __future__ import annotations

from pathlib import Path

import click

from engagiert.config import backups, env, restoring
from engagiert.config.cli_words import GermanCommand
from engagiert.config.running import database, needs_database


@click.command("backup", cls=GermanCommand)
@click.argument("target", metavar="ORDNER", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--keep", type=click.IntRange(1), metavar="ZAHL", help="Danach nur so viele der neuesten Sicherungen behalten."
)
@click.option(
    "--without-key", is_flag=True, help="secrets.json nicht mitsichern; Sie bewahren es an anderer Stelle auf."
)
@needs_database
def backup(target: Path, keep: int | None, without_key: bool) -> None:
    """Alles sichern, während es läuft: Datenbank, Dateien, Liste der Löschungen, Schlüssel.

    Im ORDNER entsteht ein neuer Ordner mit dem Zeitpunkt im Namen. Er enthält personenbezogene Daten: Bewahren Sie ihn
    verschlossen und auf einem anderen Rechner auf. Ein einzelnes Büro sichert „engagiert export-office“.

    \b
    Beispiele:
      engagiert backup /sicherung
      engagiert backup /sicherung --keep 14
    """
    folder, manifest = backups.back_up(target, place=env.load().keeper(), with_key=not without_key)
    click.echo(
        f"Gesichert: {len(manifest.tables)} Tabellen mit {manifest.rows} Zeilen und {len(manifest.files)} Dateien "
        f"in {folder}."
    )
    for gone in backups.prune(target, keep) if keep else []:
        click.echo(f"Entfernt: {gone.name}")


@click.command("restore", cls=GermanCommand)
@click.argument("folder", metavar="SICHERUNG", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--force", is_flag=True, help="Auch wenn hier schon Daten sind: Sie werden alle ersetzt.")
@click.option(
    "--erasures", "lists", multiple=True, metavar="DATEI", type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Neueste Liste der Löschungen (erasures.jsonl), wenn sie nicht im Datenordner liegt. Mehrere sind möglich.",
)  # fmt: skip
def restore(folder: Path, force: bool, lists: tuple[Path, ...]) -> None:
    """Eine Sicherung wiederherstellen: ganz oder gar nicht.

    Webserver und Arbeiter müssen stehen. Alle Summen werden verglichen. Wer nach der Sicherung gelöscht wurde, wird
    noch einmal gelöscht. Mails, die warteten, gehen nicht hinaus: Menschen entscheiden.

    \b
    Beispiele:
      engagiert restore /sicherung/engagiert-20270201T010000Z
      engagiert restore /sicherung/engagiert-20270201T010000Z --erasures /andere-platte/erasures.jsonl
    """
    if restoring.bring_the_key(folder):
        click.echo("Der Schlüssel der Installation kommt aus der Sicherung.")
    with database():
        surroundings = env.load()
        owner = str(surroundings.database_settings()["owner"]["USER"])
        report = restoring.restore(folder, place=surroundings.keeper(), owner=owner, force=force, lists=lists)
        for sentence in report.sentences():
            click.echo(sentence)
        click.echo("Bitte jetzt „engagiert check“ ausführen und dann starten.")


SAFEKEEPING = (backup, restore)
