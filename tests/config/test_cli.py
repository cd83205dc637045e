"""The manual and the manners of the console command."""

import click
import pytest
from click.testing import CliRunner

from engagiert.config import cli, cli_words, installing, running


def all_commands() -> dict[str, click.Command]:
    context = click.Context(cli.cli)
    names = cli.cli.list_commands(context)
    found = {name: cli.cli.get_command(context, name) for name in names}
    return {name: command for name, command in found.items() if command is not None}


def test_the_manual_names_every_command_under_a_heading() -> None:
    page = CliRunner().invoke(cli.cli, ["--help"]).output
    for title in (
        "Aufruf: ",
        "Einrichten und betreiben:",
        "Orte:",
        "Entwickeln:",
        "ENGAGIERT_DATA",
        "Rückgabe:",
    ):
        assert title in page
    for name, command in all_commands().items():
        assert f"\n  {name} " in page or command.hidden


def test_help_pages_need_no_database_and_are_german(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise AssertionError("a help page asked for the database")

    monkeypatch.setattr(running, "database", refuse)
    for name, command in all_commands().items():
        page = CliRunner().invoke(cli.cli, [name, "--help"]).output
        assert page.startswith("Aufruf: "), name
        assert command.help, f"{name} explains nothing"
        for english in ("Usage", "Options:", "Show this message", "[required]", "[default", "INTEGER"):
            assert english not in page, f"{name}: {english}"


def test_a_wrong_command_is_named_in_german_and_returns_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["servus"]) == 2
    assert "Den Befehl „servus“ gibt es nicht." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["serve", "--porto", "1"], "Die Option --porto gibt es nicht. Meinten Sie --port"),
        (["serve", "--port", "acht"], "--port: „acht“ ist keine Zahl."),
        (["serve", "--port", "0"], "--port: 0 liegt nicht im erlaubten Bereich"),
        (["serve", "--port"], "Hinter --port fehlt ein Wert."),
        (["init", "da", "und", "dort"], "Zu viele Angaben: da und dort."),
        (["places", "--kind", "dorf"], "--kind: „dorf“ gibt es nicht; zur Wahl stehen"),
        (["add-place"], "Es fehlt die Angabe --ags."),
    ],
)
def test_a_wrong_call_gets_one_german_sentence(
    words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(words) == 2
    assert sentence in capsys.readouterr().err


def test_our_own_errors_are_one_sentence_without_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(**_: object) -> None:
        raise running.env.ConfigurationError("So geht es nicht.")

    monkeypatch.setattr(all_commands()["check"], "callback", fail)
    assert cli.run(["check"]) == 1
    assert capsys.readouterr().err == "Fehler: So geht es nicht.\n"


def test_the_traceback_is_shown_on_request(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def fail(**_: object) -> None:
        raise ZeroDivisionError("durch null")

    monkeypatch.setattr(all_commands()["check"], "callback", fail)
    assert cli.run(["check"]) == 1
    assert "ZeroDivisionError: durch null" in capsys.readouterr().err
    assert cli.run(["check", "--traceback"]) == 1
    assert "Traceback" in capsys.readouterr().err


def test_a_sentence_we_do_not_know_stays_as_it_is() -> None:
    assert cli_words.german("Something else.") == "Something else."


def test_rooms_are_found_from_the_ground_up() -> None:
    apps = [app for app, _room in installing.rooms("apps")]
    assert apps.index("places") < apps.index("accounts") < apps.index("directory") < apps.index("desk")
