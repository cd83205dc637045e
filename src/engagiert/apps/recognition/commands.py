"""The commands for cards and their keys."""

import datetime
import json
from pathlib import Path

import click
from django.core.exceptions import ValidationError

from engagiert.apps.accounts.public import Office, office_for, open_office, take_on_task
from engagiert.apps.places.public import place_by_ags
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter

from . import app_commands, keyring, selectors, services
from .models import Card


def _office(ags: str) -> Office:
    """The office that keeps the cards of the town; where nobody does yet, the one that keeps its inventory does."""
    place = place_by_ags(ags)
    if place is None:
        raise click.ClickException(f"Den Ort {ags} gibt es nicht. „engagiert places“ zeigt alle.")
    office = office_for(place, Office.Task.CARD)
    if office is None:
        operator = Actor.operator()
        with enter(operator, action="accounts.take_on_task"):
            first = open_office(actor=operator, place=place)
            office = take_on_task(actor=operator, office=first, task=Office.Task.CARD)
        click.echo(f"{office.name} in {place.name} stellt ab jetzt auch Ehrenamtskarten aus.", err=True)
    return office


def _day(_context: click.Context, _option: click.Parameter, value: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(value)
    except ValueError as wrong:
        raise click.BadParameter("Schreiben Sie den Tag so: 2028-12-31.") from wrong


@click.command("card-issue", short_help="Eine Ehrenamtskarte ausstellen")
@click.option("--name", required=True, metavar="NAME", help="Der Name auf der Karte.")
@click.option("--ags", required=True, metavar="AGS", help="Schlüssel der Stadt, die sie ausstellt.")
@click.option("--valid-until", "until", required=True, callback=_day, metavar="TAG", help="Letzter Tag: 2028-12-31.")
@click.option("--kind", type=click.Choice(Card.Kind.values), default=Card.Kind.CARD.value, help="Art der Karte.")
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="DATEI", help="Wohin der Code kommt.")
def card_issue(name: str, ags: str, until: datetime.date, kind: str, out: Path) -> None:
    """Stellt eine Karte aus, nimmt sie in die Liste des Büros auf und schreibt den Text ihres QR-Codes in DATEI."""
    office = _office(ags)
    actor = Actor.operator(office_ids=(office.pk,))
    with enter(actor, action="recognition.issue_card"):
        try:
            card = services.issue_card(actor=actor, office=office, name=name, kind=kind, expires_on=until)
            code = selectors.code_of(card)
            out.write_text(code + "\n", encoding="ascii")
        except (ValidationError, keyring.KeyMissing) as wrong:
            raise click.ClickException(" ".join(getattr(wrong, "messages", [str(wrong)]))) from wrong
        except OSError as wrong:
            raise click.ClickException(f"Die Datei {out} lässt sich nicht schreiben: {wrong.strerror}.") from wrong
    click.echo(f"Karte für {card.name}, gültig bis {until:%d.%m.%Y}, steht in {out}.")


@click.command("card-keys", short_help="Öffentliche Schlüssel der Ehrenamtskarten zeigen")
@click.option("--json", "as_json", is_flag=True, help="Als JSON: Schlüssel als JWK mit kid, Aussteller und Zeiten.")
def card_keys(as_json: bool) -> None:
    """Zeigt die öffentlichen Schlüssel aller Städte, mit denen jeder Karten prüfen kann."""
    keys = selectors.public_keys()
    if as_json:
        told = [
            {**key.jwk(), "issuer": key.issuer, "issuer_name": key.issuer_name, "since": key.since}
            | {"retired": key.retired or None, "withdrawn": key.withdrawn or None}
            for key in keys
        ]
        click.echo(json.dumps({"keys": told, "root": selectors.root_public_key().jwk()}, ensure_ascii=False, indent=2))
        return
    if not keys:
        click.echo("Noch keine Stadt hat Karten ausgestellt.")
    for key in keys:
        state = "zurückgezogen" if key.withdrawn else "abgelöst" if key.retired else "unterschreibt"
        click.echo(f"{key.key_id.hex()}  {key.issuer}  {key.issuer_name}  {state}")


@click.command("card-new-key", short_help="Der Schlüssel einer Stadt wird durch einen neuen abgelöst")
@click.option("--ags", required=True, metavar="AGS", help="Schlüssel der Stadt.")
@click.option("--withdraw", metavar="KID", help="Diesen Schlüssel zurückziehen: alle seine Karten gelten nicht mehr.")
def card_new_key(ags: str, withdraw: str | None) -> None:
    """Ab jetzt unterschreibt ein neuer Schlüssel. Karten des alten bleiben gültig, außer er wird zurückgezogen."""
    office = _office(ags)
    actor = Actor.operator(office_ids=(office.pk,))
    with enter(actor, action="recognition.withdraw_key" if withdraw else "recognition.retire_key"):
        try:
            if withdraw:
                key = services.withdraw_key(actor=actor, office=office, key_id=withdraw)
            else:
                key = services.retire_key(actor=actor, office=office)
        except ValidationError as wrong:
            raise click.ClickException(" ".join(wrong.messages)) from wrong
    click.echo(f"Ab jetzt unterschreibt {key.key_id} für {office.place.name}.")


COMMANDS = [card_issue, card_keys, card_new_key, *app_commands.COMMANDS]
