"""The commands of data protection: leave, arrive, erase, erase once more."""

import itertools
from pathlib import Path

import click
from django.core.exceptions import ValidationError
from django.utils import timezone

from engagiert.apps.accounts.public import Account, Office
from engagiert.kernel.authz import Actor

from . import ledger, services
from .portability import ImportRefused


@click.command("offices", short_help="Alle Büros mit ihrer Nummer")
def offices() -> None:
    """Zeigt die Büros dieser Installation; die Nummer brauchen „export-office“ und andere Befehle."""
    for office in Office.objects.select_related("place").order_by("pk"):
        click.echo(f"{office.pk:>6}  {office.name}, {office.place.name} ({office.place.ags})")


@click.command("export-office", short_help="Alle Daten eines Büros in offenen Formaten mitnehmen")
@click.option("--office", "office_id", required=True, type=int, metavar="NUMMER", help="Siehe „engagiert offices“.")
@click.argument("out", metavar="ZIEL.zip", type=click.Path(path_type=Path, dir_okay=False))
def export_office(office_id: int, out: Path) -> None:
    """Schreibt alle Daten eines Büros in eine ZIP-Datei: JSON Lines, CSV, Dateien, Schema und eine Erklärung.

    Die Datei enthält personenbezogene Daten. „engagiert import-office“ liest sie auf einer anderen Installation ein.
    """
    office = Office.objects.select_related("place").filter(pk=office_id).first()
    if office is None:
        raise click.ClickException(
            f"Ein Büro mit der Nummer {office_id} gibt es nicht. „engagiert offices“ zeigt alle."
        )
    actor = Actor.operator(office_ids=(office.pk,))
    try:
        counts = services.export_office(actor=actor, office=office, out=out)
    except OSError as error:
        raise click.ClickException(
            f"Die Datei {out} kann nicht geschrieben werden. Gibt es den Ordner, ist Platz, und darf dieses Konto dort "
            "schreiben?"
        ) from error
    click.echo(f"{office.name}: {sum(counts.values())} Datensätze aus {len(counts)} Tabellen in {out}.")


@click.command("import-office", short_help="Ein Büro von einer anderen Installation übernehmen")
@click.argument("file", metavar="DATEI.zip", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--name", default="", metavar="NAME", help="Anderer Name, wenn es das Büro am Ort schon gibt.")
def import_office(file: Path, name: str) -> None:
    """Liest ein, was „engagiert export-office“ geschrieben hat: alles oder nichts.

    Zugänge kommen ohne Passwort an; die Menschen melden sich mit einem Code aus einer E-Mail an.
    """
    try:
        office, counts = services.import_office(actor=Actor.operator(), file=file, name=name)
    except ImportRefused as refused:
        raise click.ClickException(str(refused)) from refused
    click.echo(f"Übernommen: {office.name} (Nummer {office.pk}) mit {sum(counts.values())} Datensätzen.")
    click.echo("Die öffentlichen Seiten entstehen im Hintergrund.")


@click.command("erase-account", short_help="Einen Zugang mit allen Spuren der Person löschen")
@click.option("--mail", required=True, metavar="ADRESSE", help="E-Mail-Adresse des Zugangs.")
@click.confirmation_option(prompt="Das lässt sich nicht zurücknehmen. Wirklich löschen?", help="Ohne Rückfrage.")
def erase_account(mail: str) -> None:
    """Löscht einen Zugang, seine Rollen und Sitzungen und den Namen der Person an jeder Stelle.

    Was die Person für das Büro getan hat, bleibt, ohne Namen. Zum bloßen Sperren gibt es „disable-account“.
    """
    account = Account.objects.filter(email=mail.strip().lower()).first()
    if account is None:
        raise click.ClickException(f"Einen Zugang mit der Adresse {mail} gibt es nicht.")
    try:
        services.erase_account(actor=Actor.operator(), account=account)
    except ValidationError as error:
        raise click.ClickException(" ".join(error.messages)) from error
    click.echo("Gelöscht.")


@click.command("replay-erasures", short_help="Nach einer Wiederherstellung: Gelöschtes noch einmal löschen")
@click.option(
    "--list", "files", multiple=True, metavar="DATEI", type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Liste der Löschungen; sonst die im Datenordner. Mehrere sind möglich.",
)  # fmt: skip
def replay_erasures(files: tuple[Path, ...]) -> None:
    """Löscht nach einer Wiederherstellung noch einmal, was seit der Sicherung gelöscht wurde.

    Die Liste (erasures.jsonl) liegt neben der Datenbank und enthält nur Prüfsummen. Vor dem ersten Start ausführen.
    """
    if empty := [file for file in files if not any(ledger.read(file))]:
        raise click.ClickException(f"In {empty[0]} steht keine Löschung. Gebraucht wird eine Liste „erasures.jsonl“.")
    lines = list(itertools.chain.from_iterable(ledger.read(file) for file in files or (ledger.path(),)))
    counts = services.replay_erasures(actor=Actor.operator(), lines=lines)
    click.echo(f"{len(lines)} Löschungen geprüft, {sum(counts.values())} Angaben noch einmal gelöscht.")


@click.command("keep-periods", short_help="Jetzt löschen, was lange genug aufbewahrt ist")
def keep_periods() -> None:
    """Was jede Nacht von selbst geschieht, gleich: Fristen beenden, mit Nachweis bei jedem Büro."""
    number = 0
    for office in Office.objects.order_by("pk"):
        sweep = services.keep_periods(actor=Actor.operator(office_ids=(office.pk,)), office=office)
        number += sum(sweep.counts.values())
    services.end_sessions(actor=Actor.operator())
    services.end_sign_ins(actor=Actor.operator())
    click.echo(f"{timezone.localdate():%d.%m.%Y}: {number} Angaben heute geleert oder gelöscht.")


COMMANDS = [offices, export_office, import_office, erase_account, replay_erasures, keep_periods]
