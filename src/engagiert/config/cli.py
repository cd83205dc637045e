"""The console command `engagiert`.

Commands of the apps stand in their `commands.py` (a list `COMMANDS`); here they get the database and a place
in the manual. Django is set up only when a command needs it.
"""

from __future__ import annotations

import signal
import sys
import traceback
from collections.abc import Sequence
from types import FrameType
from typing import Any, NoReturn

import click
from django.core.exceptions import ValidationError
from django.db import OperationalError, ProgrammingError

from engagiert.config import cli_words, operating
from engagiert.config.env import ConfigurationError
from engagiert.config.installing import rooms
from engagiert.config.running import needs_database, set_up_django

SECTIONS = {
    "places": "Orte",
    "accounts": "Stellen und Konten",
    "messages": "Nachrichten",
    "directory": "Verzeichnis",
    "atlas": "Atlas",
}

INTRODUCTION = """Engagiert ist das Arbeitssystem der Engagement-Stelle einer Stadt: Verzeichnis, Import,
öffentliche Seiten und Schreibtisch.

\b
So geht es los:
  engagiert init --demo      Datenbank mit Ortsregister und Demo anlegen
  engagiert serve            starten, dann http://127.0.0.1:8000 öffnen

\b
Eine Liste der Stadt einlesen, erst zur Probe, dann wirklich:
  engagiert import-organisations vereine.csv --place 05978036 --dry-run
  engagiert import-organisations vereine.csv --place 05978036 --report bericht.json
"""

SURROUNDINGS = """\b
Umgebung:
  ENGAGIERT_DATA        Ordner für Datenbank und Medien (sonst var/)
  DATABASE_URL          eigene Datenbank, Zugang der Eigentümer-Rolle (sonst die mitgelieferte)
  DATABASE_WEB_URL      Zugang der Web-Rolle (sonst wird sie angelegt)
  PORT                  Port des Webservers (sonst 8000)
  ENGAGIERT_HOSTS       Namen, unter denen die Seiten erreichbar sind, mit Komma getrennt
  ENGAGIERT_TLS=1       die Seiten sind über https erreichbar
  ENGAGIERT_DEMO=1      Demo mit öffentlichen Zugängen
  ENGAGIERT_GEOCODER    Nominatim-Server für Anschriften ohne Hauskoordinaten (sonst keiner)
  ENGAGIERT_SECOND_FACTOR  Tag, ab dem alle einen zweiten Schritt beim Anmelden brauchen, zum Beispiel 2027-03-01
  ENGAGIERT_OIDC_URL    Anmeldung über den Dienst der Stadt (OpenID Connect); dazu ENGAGIERT_OIDC_CLIENT, _SECRET, _NAME
                        und _DOMAINS: für welche Adressen er spricht, zum Beispiel stadt.de
  EMAIL_URL             Mailserver, zum Beispiel smtp://name:passwort@mail.stadt.de:587

\b
Rückgabe: 0 gelungen, 1 nicht gelungen (ein Satz sagt, warum), 2 falscher Aufruf.
"""


class Manual(click.Group):
    """The group: own commands at once, the apps' commands when somebody asks for them."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self._of_apps: dict[str, dict[str, click.Command]] | None = None

    def apps_commands(self) -> dict[str, dict[str, click.Command]]:
        """Commands by app, in the order of the floors."""
        if self._of_apps is None:
            set_up_django()
            self._of_apps = {app: _wrapped(room.COMMANDS) for app, room in rooms("commands")}
        return self._of_apps

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*self.commands, *(name for found in self.apps_commands().values() for name in found)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in self.commands:
            return self.commands[cmd_name]
        for found in self.apps_commands().values():
            if cmd_name in found:
                return found[cmd_name]
        return None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            raise click.UsageError(f"Den Befehl „{args[0]}“ gibt es nicht.", ctx)
        return super().resolve_command(ctx, args)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, "BEFEHL [OPTIONEN]", prefix="Aufruf: ")

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        return cli_words.help_option(self, ctx)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self.format_commands(ctx, formatter)
        with formatter.section("Optionen"):
            formatter.write_dl(
                [
                    ("--help", "Diese Hilfe zeigen; hinter einem Befehl: dessen Hilfe."),
                    ("--version", "Die Version zeigen."),
                    ("--traceback", "Bei einem Fehler die Stelle im Programm zeigen."),
                ]
            )

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        sections: dict[str, list[click.Command]] = {"Einrichten und betreiben": list(operating.OPERATING)}
        try:
            for app, found in self.apps_commands().items():
                sections.setdefault(SECTIONS.get(app, "Weitere"), []).extend(found.values())
        except ConfigurationError as problem:
            click.echo(f"Die Befehle der Fachbereiche fehlen hier: {problem}", err=True)
        sections["Entwickeln"] = list(operating.DEVELOPING)
        for title, commands in sections.items():
            rows = [(command.name or "", _title(command)) for command in commands if not command.hidden]
            if rows:
                with formatter.section(title):
                    formatter.write_dl(rows)


def _wrapped(commands: Sequence[click.Command]) -> dict[str, click.Command]:
    return {command.name or "": cli_words.as_german(command, needs_database) for command in commands}


@click.group(
    cls=Manual,
    name="engagiert",
    help=INTRODUCTION,
    epilog=SURROUNDINGS,
    context_settings={"max_content_width": 100, "help_option_names": ["--help", "-h"]},
)
@click.version_option(package_name="engagiert", message="Engagiert %(version)s")
def cli() -> None:
    """The entry; everything happens in the commands."""


for _command in (*operating.OPERATING, *operating.DEVELOPING):
    cli.add_command(_command)


def _title(command: click.Command) -> str:
    return command.get_short_help_str(70).rstrip(".")


def run(words: Sequence[str]) -> int:
    """Run one call and return its exit code; errors are printed as one sentence, never as a traceback."""
    show = "--traceback" in words
    try:
        result = cli.main(
            args=[word for word in words if word != "--traceback"],
            prog_name="engagiert",
            standalone_mode=False,
        )
    except click.UsageError as problem:
        place = problem.ctx.command_path if problem.ctx else "engagiert"
        click.echo(f"Fehler: {cli_words.explain(problem)}\nHilfe: {place} --help", err=True)
        return 2
    except click.ClickException as problem:
        click.echo(f"Fehler: {problem.format_message()}", err=True)
        return problem.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Abgebrochen.", err=True)
        return 1
    except Exception as problem:
        if show:
            traceback.print_exc()
        click.echo(f"Fehler: {_sentence(problem)}", err=True)
        if "No space left on device" in str(problem):
            click.echo("Eine Platte ist voll. Bitte Platz schaffen; danach geht es von selbst weiter.", err=True)
        return 1
    return result if isinstance(result, int) else 0


def _sentence(problem: Exception) -> str:
    """Our own errors speak for themselves; others get a sentence that says what to try."""
    if type(problem).__module__.startswith("engagiert."):
        return str(problem)
    if isinstance(problem, ProgrammingError) and "does not exist" in str(problem):
        return "Die Datenbank ist leer oder von einer früheren Version. Bitte „engagiert init“ ausführen."
    if isinstance(problem, OperationalError):
        return f"Die Datenbank antwortet nicht: {_first_line(problem)}"
    if isinstance(problem, ValidationError):
        return " ".join(problem.messages)
    if isinstance(problem, OSError) and problem.filename:
        return f"„{problem.filename}“: {cli_words.of_the_system(problem)}"
    return (
        f"Das hätte nicht geschehen dürfen ({type(problem).__name__}: {_first_line(problem)}). "
        "Mit --traceback zeigt der Befehl die Stelle; bitte so melden."
    )


def _first_line(problem: Exception) -> str:
    return (str(problem).strip() or "ohne Meldung").split("\n", 1)[0]


def _end_in_order(number: int, frame: FrameType | None) -> NoReturn:
    # As an exception, so that blocks are left in order and the database is stopped.
    sys.exit(128 + number)


def main() -> None:
    """The console entry."""
    signal.signal(signal.SIGTERM, _end_in_order)
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
