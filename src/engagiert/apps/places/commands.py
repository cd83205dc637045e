"""The commands for places."""

import datetime
import json
from pathlib import Path
from typing import Any

import click
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from engagiert.kernel.authz import Actor

from . import selectors, services
from .models import Place
from .problems import Problem, RefusedPlace

KIND = click.Choice([kind.value for kind in Place.Kind])


@click.command("import-places", short_help="Gemeindeverzeichnis von Destatis einlesen")
@click.argument("file", metavar="DATEI", type=click.Path(path_type=Path))
def import_places(file: Path) -> None:
    """Liest das amtliche Gemeindeverzeichnis (GV100AD) von Destatis ein, für ganz Deutschland oder ein Land.

    Die Datei gibt es unter www.destatis.de, Stichwort „GV100AD“; bitte das Archiv vorher entpacken. Bekannte
    Punkte bleiben erhalten. Dieselbe Datei noch einmal ändert nichts.
    """
    click.echo(str(services.import_places(actor=Actor.operator(), path=file)))


@click.command("places", short_help="Orte zeigen")
@click.option("--kind", type=KIND, help="Nur diese Art von Ort.")
@click.option("--within", metavar="AGS", help="Nur Orte unterhalb dieses Schlüssels, zum Beispiel 05978.")
@click.option("--json", "as_json", is_flag=True, help="Als JSON ausgeben.")
def places(kind: str | None, within: str | None, as_json: bool) -> None:
    """Zeigt die Orte des Verzeichnisses: Schlüssel, Name, Art, Punkt und Einwohnerzahl."""
    if within and selectors.place_by_ags(within) is None:
        raise RefusedPlace(Problem("unknown_place", column="--within", value=within))
    found = selectors.places(kind=kind, within=within)
    if as_json:
        rows = found.values("ags", "name", "kind", "lat", "lon", "population")
        click.echo(json.dumps(list(rows), ensure_ascii=False, indent=1))
        return
    for place in found.iterator():
        click.echo(_line(place))
    count = found.count()
    click.echo(ngettext("%(count)d Ort", "%(count)d Orte", count) % {"count": count})


def _line(place: Place) -> str:
    people = "–" if place.population is None else f"{place.population:,}".replace(",", ".")
    name = place.name if len(place.name) <= 36 else place.name[:35] + "…"
    return f"{place.ags:<12} {name:<36} {place.get_kind_display():<27} {people:>11}"


@click.command("add-place", short_help="Einen Ort von Hand anlegen")
@click.option("--ags", required=True, metavar="AGS", help="Amtlicher Schlüssel, 2 bis 8 Ziffern.")
@click.option("--name", required=True, metavar="NAME", help="Name ohne Zusatz, zum Beispiel Hamburg.")
@click.option("--kind", required=True, type=KIND, help="Art des Ortes.")
@click.option("--lat", required=True, type=float, metavar="GRAD", help="Breite, zum Beispiel 53.55.")
@click.option("--lon", required=True, type=float, metavar="GRAD", help="Länge, zum Beispiel 9.99.")
@click.option("--population", type=int, metavar="ZAHL", help="Einwohnerzahl.")
@click.option("--postcode", "postcodes", multiple=True, metavar="PLZ", help="Postleitzahl; mehrfach möglich.")
def add_place(**values: Any) -> None:
    """Legt einen Ort an, der nicht im mitgelieferten Verzeichnis steht, oder bringt ihn auf diesen Stand."""
    known = selectors.place_by_ags(values["ags"])
    place = services.add_place(actor=Actor.operator(), **values)
    if known is None:
        click.echo(_("Angelegt: %(line)s") % {"line": _line(place)})
    else:
        click.echo(_("Den Ort gab es schon. Jetzt steht da: %(line)s") % {"line": _line(place)})


@click.command("import-addresses", short_help="Hauskoordinaten eines Landes einlesen")
@click.argument("file", metavar="DATEI", type=click.Path(path_type=Path))
def import_addresses(file: Path) -> None:
    """Liest Hauskoordinaten ein, damit Anschriften einen genauen Punkt bekommen.

    Nordrhein-Westfalen: „gebref.txt“ (Gebäudereferenzen) von OpenGeodata.NRW. Andere Länder: jede Textdatei
    mit Spalten für Straße, Hausnummer, Ort oder Gemeindeschlüssel und Koordinaten (Grad oder UTM).
    """
    click.echo(str(services.import_addresses(actor=Actor.operator(), path=file)))


@click.command("import-outlines", short_help="Umrisse von Gemeinden und Kreisen einlesen")
@click.argument("file", metavar="DATEI", type=click.Path(path_type=Path))
def import_outlines(file: Path) -> None:
    """Liest Umrisse des Bundesamtes für Kartographie und Geodäsie ein (VG250 oder VG5000, als GeoJSON).

    Gemeinden, Kreise, Regierungsbezirke oder Länder, eine Ebene je Datei. Fehlende höhere Ebenen setzt das
    Programm zusammen. Ohne Umrisse zeigen die Karten einen Flickenteppich um die amtlichen Punkte.
    """
    click.echo(str(services.import_outlines(actor=Actor.operator(), path=file)))


@click.command("add-neighbourhood", short_help="Ein Quartier einer Stadt anlegen")
@click.option("--place", "ags", required=True, metavar="AGS", help="Schlüssel der Stadt oder Gemeinde.")
@click.option("--name", required=True, metavar="NAME", help="Name, wie die Leute ihn sagen.")
def add_neighbourhood(ags: str, name: str) -> None:
    """Legt ein Quartier unterhalb einer Stadt an; den Schlüssel vergibt das Programm."""
    municipality = selectors.place_by_ags(ags)
    if municipality is None:
        raise RefusedPlace(Problem("unknown_place", column="--place", value=ags))
    place = services.add_neighbourhood(actor=Actor.operator(), municipality=municipality, name=name)
    click.echo(_("Angelegt: %(line)s") % {"line": _line(place)})


@click.command("found-alliance", short_help="Einen Verbund von Städten anlegen oder ändern")
@click.option("--name", required=True, metavar="NAME", help="Wie der Verbund heißt.")
@click.option(
    "--member", "members", required=True, multiple=True, metavar="AGS", help="Schlüssel einer Stadt; mehrfach."
)
@click.option("--purpose", default="", metavar="TEXT", help="Wozu es ihn gibt; steht öffentlich.")
@click.option("--until", "ends_on", type=click.DateTime(["%Y-%m-%d"]), help="Letzter Tag, zum Beispiel 2028-12-31.")
def found_alliance(name: str, members: tuple[str, ...], purpose: str, ends_on: datetime.datetime | None) -> None:
    """Setzt genau diese Städte als Mitglieder, ohne sie zu fragen. Am Schreibtisch fragt eine Stadt die anderen."""
    last = ends_on.date() if ends_on else None
    made = services.create_alliance(actor=Actor.operator(), name=name, members=members, purpose=purpose, ends_on=last)
    click.echo(_("Verbund „%(name)s“: gespeichert.") % {"name": made.name})


COMMANDS = [import_places, places, add_place, add_neighbourhood, import_addresses, import_outlines, found_alliance]
