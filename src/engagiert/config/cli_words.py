"""click in German: the shape of help pages and the sentences of its errors."""

from __future__ import annotations

import errno
import re
from collections.abc import Callable, Iterator
from typing import Any

import click

# What click's own types say, and what people should read instead.
_SENTENCES: tuple[tuple[str, str], ...] = (
    (r"(?:File|Path|Directory) '(.+)' does not exist\.", r"„\1“ gibt es nicht."),
    (r"(?:File|Path) '(.+)' is a directory\.", r"„\1“ ist ein Ordner, gebraucht wird eine Datei."),
    (r"Directory '(.+)' is a file\.", r"„\1“ ist eine Datei, gebraucht wird ein Ordner."),
    (r"(?:File|Path|Directory) '(.+)' is not readable\.", r"„\1“ darf dieses Konto nicht lesen."),
    (r"(?:File|Path|Directory) '(.+)' is not writable\.", r"„\1“ darf dieses Konto nicht schreiben."),
    (r"'(.*)' is not a valid (?:integer|float|decimal)(?: range)?\.", r"„\1“ ist keine Zahl."),
    (r"'(.*)' is not one of (.+)\.", r"„\1“ gibt es nicht; zur Wahl stehen \2."),
    (r"'(.*)' does not match the format '%Y-%m-%d'\.", r"„\1“ ist kein Tag in der Form 2027-03-01."),
    (r"'(.*)' does not match the formats? (.+)\.", r"„\1“ ist kein Datum in der Form \2."),
    (r"(.+) is not in the range (.+)\.", r"\1 liegt nicht im erlaubten Bereich \2."),
    (r"Option '(.+)' requires an argument\.", r"Hinter \1 fehlt ein Wert."),
    (r"Option '(.+)' does not take a value\.", r"Die Option \1 nimmt keinen Wert."),
    (r"Got unexpected extra arguments? \((.+)\)", r"Zu viele Angaben: \1."),
)
_METAVARS = {
    "INTEGER RANGE": "ZAHL",
    "FLOAT RANGE": "ZAHL",
    "INTEGER": "ZAHL",
    "FLOAT": "ZAHL",
    "FILE": "DATEI",
    "PATH": "PFAD",
    "DIRECTORY": "ORDNER",
}


_SYSTEM = {
    errno.ENOENT: "Diese Datei oder diesen Ordner gibt es nicht.",
    errno.EISDIR: "Das ist ein Ordner, gebraucht wird eine Datei.",
    errno.ENOTDIR: "Ein Teil dieses Pfades ist kein Ordner.",
    errno.EACCES: "Dieses Benutzerkonto hat hier keine Rechte.",
    errno.EPERM: "Dieses Benutzerkonto hat hier keine Rechte.",
    errno.ENOSPC: "Der Speicher ist voll.",
    errno.EROFS: "Hier lässt sich nichts schreiben.",
    errno.ENAMETOOLONG: "Dieser Name ist zu lang.",
}


def of_the_system(problem: OSError) -> str:
    """What the operating system refused, in German where we know it."""
    return _SYSTEM.get(problem.errno or 0, str(problem.strerror))


def german(sentence: str) -> str:
    """click's sentence in German, or as it is if we do not know it."""
    for pattern, ours in _SENTENCES:
        found = re.fullmatch(pattern, sentence.strip())
        if found:
            return found.expand(ours)
    return sentence


def explain(problem: click.UsageError) -> str:
    """One German sentence for a wrong call."""
    if isinstance(problem, click.NoSuchOption):
        near = f" Meinten Sie {' oder '.join(problem.possibilities)}?" if problem.possibilities else ""
        return f"Die Option {problem.option_name} gibt es nicht.{near}"
    if isinstance(problem, click.MissingParameter):
        return f"Es fehlt die Angabe {_name(problem)}."
    if isinstance(problem, click.BadParameter):
        return f"{_name(problem)}: {german(problem.message)}"
    return german(problem.message)


def _name(problem: click.BadParameter) -> str:
    if problem.param is None:
        return str(problem.param_hint or "")
    if isinstance(problem.param, click.Option):
        return problem.param.opts[-1]
    return problem.param.human_readable_name


def german_record(record: tuple[str, str]) -> tuple[str, str]:
    """An option's line in the help page."""
    name, text = record
    for english, ours in _METAVARS.items():
        name = re.sub(rf"\b{english}\b", ours, name)
    text = text.replace("[required]", "[nötig]").replace("; required]", "; nötig]")
    return name, text.replace("[default: ", "[sonst: ").replace("; default: ", "; sonst: ")


def write_usage(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    pieces = " ".join(command.collect_usage_pieces(ctx))
    formatter.write_usage(ctx.command_path, pieces, prefix="Aufruf: ")


def help_option(command: click.Command, ctx: click.Context) -> click.Option | None:
    """click's --help with a German text."""
    option = click.Command.get_help_option(command, ctx)
    if option is not None:
        option.help = "Diese Hilfe zeigen."
    return option


class GermanCommand(click.Command):
    """A command whose help page is German throughout."""

    def __init__(self, name: str | None, **attributes: Any) -> None:
        super().__init__(name, **{"options_metavar": "[OPTIONEN]"} | attributes)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        write_usage(self, ctx, formatter)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        return help_option(self, ctx)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        records = [german_record(record) for record in _records(self, ctx)]
        if records:
            with formatter.section("Optionen"):
                formatter.write_dl(records)


def _records(command: click.Command, ctx: click.Context) -> Iterator[tuple[str, str]]:
    for parameter in command.get_params(ctx):
        record = parameter.get_help_record(ctx)
        if record is not None:
            yield record


def as_german(command: click.Command, wrap: Callable[[Any], Any]) -> GermanCommand:
    """The same command with a German help page and its work wrapped by `wrap`."""
    return GermanCommand(
        command.name,
        params=command.params,
        callback=None if command.callback is None else wrap(command.callback),
        help=command.help,
        epilog=command.epilog,
        short_help=command.short_help,
        hidden=command.hidden,
        context_settings=command.context_settings,
        no_args_is_help=command.no_args_is_help,
    )
