"""The commands for offices and accounts."""

import click
from django.core.exceptions import ValidationError

from engagiert.apps.places.public import change_town, place_by_ags
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter

from . import services
from .models import Account, Role


@click.command("add-account", short_help="Jemandem einen Zugang geben")
@click.option("--place", "ags", required=True, metavar="AGS", help="Schlüssel der Stadt oder Gemeinde.")
@click.option("--mail", required=True, metavar="ADRESSE", help="E-Mail-Adresse, zugleich der Anmeldename.")
@click.option("--name", required=True, metavar="NAME", help="Name der Person.")
@click.option(
    "--role",
    type=click.Choice(Role.Name.values),
    default=Role.Name.COORDINATOR.value,
    show_default=True,
    help="Rolle im Büro.",
)
@click.option(
    "--password",
    metavar="PASSWORT",
    envvar="ENGAGIERT_NEW_PASSWORD",
    default="",
    help="Mindestens 10 Zeichen; ohne Passwort geht die Anmeldung mit einem Code per E-Mail.",
)
def add_account(ags: str, mail: str, name: str, role: str, password: str) -> None:
    """Gibt einer Person einen Zugang zum Büro einer Stadt. Das Büro wird angelegt, wenn es noch fehlt."""
    actor = Actor.operator()
    with enter(actor, action="accounts.add_account"):
        place = place_by_ags(ags)
        if place is None:
            raise click.ClickException(f"Den Ort {ags} gibt es nicht. „engagiert places“ zeigt alle.")
        office = services.open_office(actor=actor, place=place)
        account = services.add_account(actor=actor, mail=mail, name=name, office=office, role=role, password=password)
    click.echo(f"{account.name} ({account.email}) arbeitet jetzt mit: {office.name}, {place.name}.")
    if role == Role.Name.COORDINATOR:
        click.echo("Nach der Anmeldung: /schreibtisch/einrichten/ führt in zehn Minuten durch alles, was noch fehlt.")


@click.command("disable-account", short_help="Einen Zugang sperren")
@click.option("--mail", required=True, metavar="ADRESSE", help="E-Mail-Adresse des Zugangs.")
def disable_account(mail: str) -> None:
    """Sperrt einen Zugang. Wer gerade angemeldet ist, wird mit der nächsten Seite abgemeldet."""
    actor = Actor.operator()
    with enter(actor, action="accounts.disable_account"):
        try:
            account = services.disable_account(actor=actor, mail=mail)
        except Account.DoesNotExist as error:
            raise click.ClickException(f"Einen Zugang mit der Adresse {mail} gibt es nicht.") from error
    click.echo(f"Gesperrt: {account.name} ({account.email}).")


@click.command("office", short_help="Was die Seiten vom Büro und von der Stadt sagen")
@click.option("--place", "ags", required=True, metavar="AGS", help="Schlüssel der Stadt oder Gemeinde.")
@click.option("--name", metavar="NAME", help="Name des Büros.")
@click.option("--phone", metavar="NUMMER", help="Telefon.")
@click.option("--mail", metavar="ADRESSE", help="E-Mail-Adresse.")
@click.option("--hours", "opening_hours", metavar="TEXT", help="Öffnungszeiten.")
@click.option("--street", metavar="TEXT", help="Straße und Hausnummer.")
@click.option("--town", "town_line", metavar="TEXT", help="Postleitzahl und Ort.")
@click.option("--room", metavar="TEXT", help="Raum.")
@click.option("--accent", metavar="FARBE", help="Farbe der Stadt, zum Beispiel #0b5a64; dunkel genug zum Lesen.")
@click.option("--greeting", metavar="TEXT", help="Überschrift der Startseite.")
@click.option("--introduction", metavar="TEXT", help="Ein, zwei Sätze darunter.")
@click.option("--title", metavar="TEXT", help="Name der Seiten; sonst „Engagiert in“ und der Ort.")
@click.option("--domain", metavar="NAME", help="Eigene Domain der Stadt, zum Beispiel engagiert.stadt.de.")
def office(ags: str, **about: str | None) -> None:
    """Setzt, was auf den öffentlichen Seiten steht. Was nicht genannt wird, bleibt, wie es ist."""
    actor = Actor.operator()
    given = {name: value for name, value in about.items() if value is not None}
    face = {
        name: given.pop(name) for name in ("accent", "greeting", "introduction", "title", "domain") if name in given
    }
    with enter(actor, action="accounts.describe_office"):
        place = place_by_ags(ags)
        if place is None:
            raise click.ClickException(f"Den Ort {ags} gibt es nicht. „engagiert places“ zeigt alle.")
        found = services.open_office(actor=actor, place=place)
        services.describe_office(actor=actor, office=found, **given)
        if face:
            try:
                change_town(actor=actor, place=place, **face)
            except ValidationError as error:
                raise click.ClickException(" ".join(error.messages)) from error
            except ValueError as error:
                raise click.ClickException(str(error)) from error
    click.echo(f"{found.name}, {place.name}: gespeichert.")


COMMANDS = [add_account, disable_account, office]
