"""The commands of the atlas."""

import datetime
import json
from pathlib import Path
from typing import Any

import click
from django.utils import timezone

from engagiert.apps.directory.public import FACILITY_TYPES
from engagiert.apps.places.public import place_by_ags
from engagiert.kernel.authz import Actor

from . import selectors, services, wording
from .selectors import Answer

_MOST_SHOWN = 20


class _Type(click.ParamType[str]):
    name = "SLUG"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        slug = str(value).strip().casefold().replace("-", "_")
        known = {code.replace("-", "_"): code for code in FACILITY_TYPES}
        if slug not in known:
            self.fail(f"Die Art „{value}“ gibt es nicht. Es gibt: {', '.join(selectors.ATLAS_TYPES)}.", param, ctx)
        return known[slug]


_DAY = click.DateTime(["%Y-%m-%d", "%d.%m.%Y"])


@click.command("import-facilities", short_help="Eine Liste von Einrichtungen einer Art für den Atlas einlesen")
@click.argument("file", metavar="DATEI", type=click.Path(path_type=Path))
@click.option("--type", "type_", required=True, type=_Type(), help="Art, zum Beispiel selbsthilfekontaktstelle.")
@click.option("--source", default="", metavar="NAME", help="Name der Quelle; sonst der Name der Datei.")
@click.option("--as-of", type=_DAY, metavar="TAG", help="Für welchen Tag die Liste gilt; sonst heute.")
@click.option("--complete", default="", metavar="AGS", help="Für dieses Gebiet fehlt in der Liste niemand.")
@click.option("--json", "as_json", is_flag=True, help="Bericht als JSON ausgeben.")
def import_facilities(
    file: Path, type_: str, source: str, as_of: datetime.datetime | None, complete: str, as_json: bool
) -> None:
    """Liest eine Liste ein: Spalten „name“ und „ags“ oder „lat, lon“; dazu „start, end, budget, funding“.

    Andere Schreibweisen der Spalten und Schlüssel werden erkannt, ebenso Ortsnamen. Zeilen ohne Namen oder ohne
    Ort werden abgelehnt und genannt. Dieselbe Quelle noch einmal ersetzt ihre frühere Liste.
    """
    if complete:
        _known(complete)
    try:
        report = services.import_facilities(
            actor=Actor.operator(),
            content=file.read_bytes(),
            filename=file.name,
            type=type_,
            source=source,
            as_of=as_of.date() if as_of else None,
            complete_for=complete,
        )
    except services.UnusableList as error:
        raise click.ClickException(f"„{file.name}“: {wording.unusable(error.code, error.params)}") from error
    if as_json:
        click.echo(json.dumps(wording.report_as_data(report), ensure_ascii=False, indent=1))
        return
    click.echo(wording.report_in_words(report))
    for remark in report.remarks[:_MOST_SHOWN]:
        click.echo(wording.remark_of_row(remark))
    if len(report.remarks) > _MOST_SHOWN:
        click.echo(f"… und {len(report.remarks) - _MOST_SHOWN} weitere; --json nennt alle.")


@click.command("atlas", short_help="Wer wie weit von einer Art von Einrichtung entfernt wohnt")
@click.option("--type", "type_", required=True, type=_Type(), help="Art, zum Beispiel selbsthilfekontaktstelle.")
@click.option("--radius", required=True, type=click.FloatRange(0, 20_000), metavar="KM", help="Umkreis in Kilometern.")
@click.option("--date", "day", type=_DAY, metavar="TAG", help="Stand der Förderung an diesem Tag; sonst heute.")
@click.option("--within", default="", metavar="AGS", help="Nur dieses Gebiet, zum Beispiel 05978.")
@click.option(
    "--minutes",
    default=selectors.FIRST_MINUTES,
    type=click.FloatRange(0, 1_440),
    help="Fahrzeit, wo es Fahrzeiten gibt.",
)
@click.option("--json", "as_json", is_flag=True, help="Als JSON ausgeben.")
def atlas(type_: str, radius: float, day: datetime.datetime | None, within: str, minutes: float, as_json: bool) -> None:
    """Zählt Einrichtungen und Menschen, die weiter als der Umkreis von jeder entfernt wohnen.

    Gemessen wird Luftlinie vom amtlichen Ortspunkt, auch über Grenzen, daneben Fahrzeiten, wo es welche gibt.
    Wo nichts bekannt ist, steht „unbekannt“.
    """
    if within:
        _known(within)
    today = timezone.localdate()
    answer = selectors.atlas(
        type=type_, radius=radius, day=day.date() if day else today, within=within, minutes=minutes
    )
    if as_json:
        click.echo(json.dumps(wording.as_data(answer), ensure_ascii=False, indent=1))
        return
    _say(answer)


def _known(ags: str) -> None:
    if place_by_ags(ags) is None:
        raise click.ClickException(f"Den Ort {ags} gibt es nicht. „engagiert places“ zeigt alle.")


def _say(answer: Answer) -> None:
    for sentence in wording.in_sentences(answer):
        click.echo(sentence)
    click.echo(wording.whose_times(answer))
    for line in answer.lines:
        far = "–" if line.nearest_km is None else f"{line.nearest_km:.1f}".replace(".", ",")
        click.echo(
            f"{line.ags}  {line.name[:36]:<36} {line.count:>4} {far:>8} km  {wording.state_in_words(line.state)}"
        )


@click.command("travel-times", short_help="Fahrzeiten zwischen Orten für den Atlas einlesen")
@click.argument("file", metavar="DATEI", required=False, type=click.Path(path_type=Path))
@click.option("--source", default="", metavar="NAME", help="Wer die Zeiten berechnet hat; sonst der Name der Datei.")
@click.option(
    "--mode", type=click.Choice(("car", "transit", "bicycle", "walk")), default="car", help="Womit man fährt."
)
@click.option("--as-of", type=_DAY, metavar="TAG", help="Für welchen Tag sie gelten; sonst heute.")
@click.option("--dry-run", is_flag=True, help="Nur prüfen und berichten, nichts schreiben.")
@click.option("--remove", is_flag=True, help="Die Fahrzeiten wegnehmen; dann zählt wieder nur die Luftlinie.")
@click.option("--json", "as_json", is_flag=True, help="Bericht als JSON ausgeben.")
def travel_times(
    file: Path | None,
    source: str,
    mode: str,
    as_of: datetime.datetime | None,
    dry_run: bool,
    remove: bool,
    as_json: bool,
) -> None:
    """Liest Fahrzeiten ein: Spalten „von“, „nach“, „minuten“, dazu „menschen“ für Zellen eines Rasters.

    „von“ und „nach“ sind amtliche Schlüssel, Ortsnamen oder Zellen des europäischen Rasters (1kmN3137E4089).
    Die neue Tabelle ersetzt die frühere ganz; taugt weniger als die Hälfte der Zeilen, bleibt alles, wie es ist.
    """
    if remove:
        gone = services.remove_travel_times(actor=Actor.operator())
        click.echo("Die Fahrzeiten sind weg." if gone else "Es gab keine Fahrzeiten.")
        return
    if file is None or not file.is_file():
        raise click.ClickException("Nennen Sie eine Datei mit Fahrzeiten, oder --remove.")
    try:
        report = services.import_travel_times(
            actor=Actor.operator(),
            content=file.read_bytes(),
            filename=file.name,
            source=source,
            mode=mode,
            as_of=as_of.date() if as_of else None,
            dry_run=dry_run,
        )
    except services.UnusableList as error:
        raise click.ClickException(f"„{file.name}“: {wording.unusable(error.code, error.params)}") from error
    if as_json:
        click.echo(json.dumps(wording.travel_report_as_data(report), ensure_ascii=False, indent=1))
        return
    for sentence in wording.travel_report_in_words(report):
        click.echo(sentence)
    for remark in report.remarks[:_MOST_SHOWN]:
        click.echo(f"Zeile {remark.line} „{remark.name}“: {remark.value} {wording.remark_of_way(remark.code)}")
    if len(report.remarks) > _MOST_SHOWN:
        click.echo(f"… und {len(report.remarks) - _MOST_SHOWN} weitere; --json nennt alle.")


COMMANDS = [import_facilities, atlas, travel_times]
