"""The commands that set up and run an installation."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import click
from django.core.management import execute_from_command_line
from django.db import connections

from engagiert.config import assets, catalogues, checking, env, installing, serving, working
from engagiert.config.allocating import allocate
from engagiert.config.cli_words import GermanCommand
from engagiert.config.running import database, needs_database, set_up_django
from engagiert.config.safekeeping import SAFEKEEPING
from engagiert.kernel.db.embedded import EmbeddedPostgres


@click.command("init", cls=GermanCommand)
@click.option("--demo", is_flag=True, help="Auch die neun Städte der Demo laden, als Demo gekennzeichnet.")
@needs_database
def init(demo: bool) -> None:
    """Datenbank anlegen oder erneuern, Ortsregister laden.

    Der Befehl darf beliebig oft laufen: Was schon da ist, bleibt, wie es ist.

    \b
    Beispiele:
      engagiert init
      engagiert init --demo
    """
    installing.prepare_external()
    installing.migrate()
    installing.load_register(click.echo)
    installing.refresh_index(click.echo)
    if demo:
        installing.load_demo(click.echo)
    import_module("engagiert.config.kernels").prepare()
    click.echo("Die Datenbank ist bereit.")


@click.command("migrate", cls=GermanCommand)
@needs_database
def migrate() -> None:
    """Tabellen auf den Stand dieser Version bringen.

    Läuft mit der Eigentümer-Rolle und gibt der Web-Rolle danach die Rechte, die sie braucht.
    """
    installing.prepare_external()
    installing.migrate()
    installing.refresh_index(click.echo)
    click.echo("Die Tabellen sind auf dem Stand dieser Version.")


@click.command("serve", cls=GermanCommand)
@click.option("--host", default="127.0.0.1", show_default=True, help="Adresse, auf der der Webserver hört.")
@click.option("--port", type=click.IntRange(1, 65535), help="Port des Webservers.  [sonst: PORT oder 8000]")
def serve(host: str, port: int | None) -> None:
    """Datenbank, Webserver und Hintergrund-Arbeiten starten.

    Läuft, bis Strg-C oder SIGTERM kommt, und beendet dann alles, auch die Datenbank.

    \b
    Beispiele:
      engagiert serve
      PORT=8080 engagiert serve
      ENGAGIERT_HOSTS=engagiert.stadt.de engagiert serve --host 0.0.0.0
    """
    serving.stop_with_a_waiting_parent()
    port = port or env.load().port
    serving.check_port_is_free(host, port)
    set_up_django()
    assets.build()
    catalogues.build()
    with database() as server:
        pending = installing.pending_migrations()
        if pending:
            raise serving.ServingError(
                "Die Datenbank ist nicht auf dem Stand dieser Version. Bitte „engagiert init“ ausführen."
            )
        connections.close_all()
        with serving.figures() as figures:
            _serve_until_told(server, host, port, figures)
    click.echo("Beendet.")


def _serve_until_told(server: EmbeddedPostgres | None, host: str, port: int, figures: Path) -> None:
    children = [
        serving.Child("Der Webserver", serving.web_command(host, port, figures)),
        serving.Child("Der Arbeiter", serving.worker_command()),
    ]
    supervisor = serving.Supervisor(server, children, _say)

    def announce() -> None:
        if serving.wait_until_it_answers(host, port, given_up=lambda: supervisor.stopping):
            _announce(host, port)

    supervisor.run(announce)


def _announce(host: str, port: int) -> None:
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, host)  # noqa: S104
    click.echo(f"\nEngagiert läuft: http://{shown}:{port}")
    if env.load().demo:
        click.echo("\nZugänge der Demo (nur in der Demo, jeder darf sie kennen):")
        for role, address, password in installing.demo_sign_ins():
            click.echo(f"  {role:<28} {address:<36} {password}")
    click.echo("\nBeenden mit Strg-C.")
    sys.stdout.flush()


def _say(sentence: str) -> None:
    click.echo(sentence, err=True)


@click.command("worker", cls=GermanCommand)
@click.option("--once", is_flag=True, help="Nur erledigen, was wartet, und dann enden.")
@needs_database
def worker(once: bool) -> None:
    """Hintergrund-Arbeiten erledigen (Importe, Mails).

    „engagiert serve“ startet schon einen Arbeiter; weitere dürfen daneben laufen, auch auf anderen Rechnern.
    """
    working.work(once=once)


@click.command("check", cls=GermanCommand)
@needs_database
def check() -> None:
    """Prüfen, ob die Installation in Ordnung ist.

    Jede Zeile sagt, was geprüft wurde und was zu tun ist. Rückgabe 1, wenn etwas fehlt.
    """
    findings = checking.findings()
    for finding in findings:
        click.echo(f"{'gut  ' if finding.good else 'OFFEN'}  {finding.sentence}")
    if not all(finding.good for finding in findings):
        raise click.ClickException("Nicht alles ist in Ordnung.")


@click.command("assets", cls=GermanCommand)
@click.option("--force", is_flag=True, help="Auch bauen, wenn sich nichts geändert hat.")
def build_assets(force: bool) -> None:
    """Stile, Schriften, Symbole und Übersetzungen für die Seiten bereitlegen.

    Kopiert, was kernel/ui/assets.toml nennt, aus node_modules nach build/ und übersetzt locale/ in die Form, die
    gettext liest. Lädt nichts aus dem Netz.
    """
    set_up_django()
    built = [assets.build(force=force), catalogues.build(force=force)]
    click.echo("Dateien bereitgelegt." if any(built) else "Die Dateien sind aktuell.")


@click.command(
    "django",
    cls=GermanCommand,
    context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False},
)
@click.argument("words", nargs=-1, type=click.UNPROCESSED, metavar="BEFEHL …")
@needs_database
def django_command(words: tuple[str, ...]) -> None:
    """Einen Verwaltungsbefehl von Django ausführen.

    \b
    Beispiele:
      engagiert django makemigrations directory
      engagiert django shell
    """
    execute_from_command_line(["engagiert django", *words])


OPERATING = (init, serve, worker, check, migrate, allocate, *SAFEKEEPING)
DEVELOPING = (build_assets, django_command)
