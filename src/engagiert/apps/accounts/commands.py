"""The commands for offices and accounts."""

import click
from django.core.exceptions import ValidationError

from engagiert.apps.places.public import Place, change_town, place_by_ags, want_domain
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter

from . import services
from .context import actor_for
from .models import Account, Office, Role
from .selectors import office_for, offices_at
from .services import team


def _place(ags: str) -> Place:
    place = place_by_ags(ags)
    if place is None:
        raise click.ClickException(f"Den Ort {ags} gibt es nicht. „engagiert places“ zeigt alle.")
    return place


def _office(place: Place, name: str) -> Office:
    """The office of this name; said in words where there is none."""
    known = list(offices_at(place))
    found = next((one for one in known if one.name == name), None)
    if found is None:
        names = ", ".join(one.name for one in known) or "keines"
        raise click.ClickException(f"Ein Büro „{name}“ gibt es in {place.name} nicht. Bekannt: {names}.")
    return found


def _only_office(actor: Actor, place: Place) -> Office:
    """Where nobody named one: the office of the inventory, else the only one; a town gets its first."""
    known = list(offices_at(place))
    inventory = office_for(place, Office.Task.INVENTORY)
    if inventory is not None or not known:
        return inventory or services.open_office(actor=actor, place=place)
    if len(known) > 1:
        names = ", ".join(one.name for one in known)
        raise click.ClickException(f"In {place.name} gibt es mehrere Büros: {names}. Nennen Sie eines mit --office.")
    return known[0]


def _account(mail: str) -> Account:
    account = Account.objects.filter(email=mail.strip().lower()).first()
    if account is None:
        raise click.ClickException(f"Einen Zugang mit der Adresse {mail} gibt es nicht.")
    return account


@click.command("add-office", short_help="Ein weiteres Büro anlegen")
@click.option("--place", "ags", required=True, metavar="AGS", help="Schlüssel der Stadt, des Kreises oder des Landes.")
@click.option("--name", required=True, metavar="NAME", help="Name des Büros.")
@click.option(
    "--kind",
    type=click.Choice(Office.Kind.values),
    default=Office.Kind.DEPARTMENT.value,
    show_default=True,
    help="Fachbereich oder Organisation mit Auftrag.",
)
@click.option(
    "--task", "tasks", multiple=True, type=click.Choice(Office.Task.values), help="Aufgabe; mehrmals möglich."
)
def add_office(ags: str, name: str, kind: str, tasks: tuple[str, ...]) -> None:
    """Legt ein weiteres Büro an: einen Fachbereich, den Kreis oder eine Organisation, die eine Aufgabe übernimmt."""
    actor = Actor.operator()
    with enter(actor, action="accounts.add_office"):
        try:
            made = services.add_office(actor=actor, place=_place(ags), name=name, kind=kind, tasks=tasks)
        except ValidationError as error:
            raise click.ClickException(" ".join(error.messages)) from error
    click.echo(f"Angelegt: {made.name}, {made.place.name}. Zugänge vergibt „engagiert add-account --office“.")


@click.command("hand-over-task", short_help="Eine Aufgabe einem anderen Büro geben")
@click.option("--place", "ags", required=True, metavar="AGS", help="Schlüssel der Stadt oder Gemeinde.")
@click.option("--task", required=True, type=click.Choice([str(task) for task in Office.HANDED_OVER]), help="Aufgabe.")
@click.option("--from", "giver", required=True, metavar="NAME", help="Büro, das sie hat.")
@click.option("--to", "taker", required=True, metavar="NAME", help="Büro, das sie übernimmt.")
def hand_over_task(ags: str, task: str, giver: str, taker: str) -> None:
    """Gibt Vermittlung oder Ehrenamtskarte an ein anderes Büro derselben Stadt. Offene Vorgänge gehen mit."""
    actor = Actor.operator()
    with enter(actor, action="accounts.hand_over_task"):
        place = _place(ags)
        try:
            team.hand_over_task(actor=actor, giver=_office(place, giver), taker=_office(place, taker), task=task)
        except ValidationError as error:
            raise click.ClickException(" ".join(error.messages)) from error
    click.echo(f"{taker} hat jetzt die Aufgabe {Office.Task(task).label}.")


@click.command("enter-office", short_help="Für Stunden in ein Büro hineinsehen")
@click.option("--place", "ags", required=True, metavar="AGS", help="Schlüssel des Ortes.")
@click.option("--office", "name", required=True, metavar="NAME", help="Name des Büros.")
@click.option("--mail", required=True, metavar="ADRESSE", help="Zugang mit der Rolle „operator“ in diesem Büro.")
@click.option("--hours", type=int, default=1, show_default=True, help="1 bis 8 Stunden.")
@click.option("--reason", required=True, metavar="SATZ", help="Warum; das Büro liest den Satz.")
def enter_office(ags: str, name: str, mail: str, hours: int, reason: str) -> None:
    """Wer die Technik betreut, sieht für Stunden, was das Büro sieht, und ändert nichts. Das Büro liest den Grund."""
    actor = actor_for(_account(mail))
    with enter(Actor.operator(), action="accounts.enter_office"):
        office = _office(_place(ags), name)
    if office.pk not in actor.offices_as(Role.Name.OPERATOR):
        raise click.ClickException("Dieser Zugang hat in diesem Büro nicht die Rolle „operator“.")
    try:
        team.enter_office(actor=actor, office_id=office.pk, reason=reason, hours=hours)
    except ValidationError as error:
        raise click.ClickException(" ".join(error.messages)) from error
    click.echo(f"{actor.label} sieht für {hours} Stunden, was dieses Büro sieht: {office.name}.")


@click.command("add-account", short_help="Jemandem einen Zugang geben")
@click.option("--place", "ags", required=True, metavar="AGS", help="Schlüssel der Stadt oder Gemeinde.")
@click.option("--mail", required=True, metavar="ADRESSE", help="E-Mail-Adresse, zugleich der Anmeldename.")
@click.option("--name", required=True, metavar="NAME", help="Name der Person.")
@click.option("--office", "office_name", metavar="NAME", default="", help="Name des Büros, wo es mehrere gibt.")
@click.option(
    "--role",
    type=click.Choice([name for name in Role.Name.values if name != Role.Name.ORGANISATION]),
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
def add_account(ags: str, mail: str, name: str, office_name: str, role: str, password: str) -> None:
    """Gibt einer Person einen Zugang zum Büro einer Stadt. Das Büro wird angelegt, wenn es noch fehlt."""
    actor = Actor.operator()
    with enter(actor, action="accounts.add_account"):
        place = _place(ags)
        office = _office(place, office_name) if office_name else _only_office(actor, place)
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


@click.command("reset-second-factor", short_help="Den zweiten Schritt beim Anmelden zurücksetzen")
@click.option("--mail", required=True, metavar="ADRESSE", help="E-Mail-Adresse des Zugangs.")
def reset_second_factor(mail: str) -> None:
    """Für jemanden, dem Telefon, Schlüssel und Codes fehlen. Prüfen Sie vorher auf anderem Weg, wer da bittet."""
    actor = Actor.operator()
    with enter(actor, action="accounts.reset_second_factor"):
        try:
            account = services.reset_second_factor(actor=actor, mail=mail)
        except Account.DoesNotExist as error:
            raise click.ClickException(f"Einen Zugang mit der Adresse {mail} gibt es nicht.") from error
    click.echo(f"Der zweite Schritt ist zurückgesetzt: {account.name} ({account.email}). Alle Geräte sind abgemeldet.")


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
    face = {name: given.pop(name) for name in ("accent", "greeting", "introduction", "title") if name in given}
    with enter(actor, action="accounts.describe_office"):
        place = _place(ags)
        found = services.open_office(actor=actor, place=place)
        domain = given.pop("domain", None)
        services.describe_office(actor=actor, office=found, **given)
        if face or domain is not None:
            try:
                change_town(actor=actor, place=place, **face)
                if domain is not None:
                    want_domain(actor=actor, place=place, domain=domain)
            except ValidationError as error:
                raise click.ClickException(" ".join(error.messages)) from error
            except ValueError as error:
                raise click.ClickException(str(error)) from error
    click.echo(f"{found.name}, {place.name}: gespeichert.")


COMMANDS = [
    add_account,
    add_office,
    disable_account,
    enter_office,
    hand_over_task,
    office,
    reset_second_factor,
]
