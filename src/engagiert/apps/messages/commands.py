"""The commands for mail: hold what waits after a restore, and look into the box of replies."""

import click

from engagiert.apps.accounts.public import Office
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter

from .mailbox import MailboxError, configured
from .models import FetchedMail
from .services import fetch_mails, hold_mails


@click.command("hold-mails", short_help="Nach einer Wiederherstellung: wartende Mails anhalten")
def hold_waiting_mails() -> None:
    """Hält alle Mails an, die warten.

    Nach einer Wiederherstellung aus der Sicherung warten auch Mails, die seither schon hinausgegangen sind. Dieser
    Befehl, vor dem ersten Start, sendet keine davon: Sie stehen als „unsicher“ bei den Büros, und Menschen
    entscheiden.
    """
    operator = Actor.operator(office_ids=tuple(Office.objects.values_list("pk", flat=True)))
    with enter(operator, action="messages.hold_mails"):
        number = hold_mails(actor=operator)
    click.echo(f"Angehalten: {number} Mails. Die Büros entscheiden unter „Nachrichten“.")


@click.command("fetch-mails", short_help="Antworten aus dem Postfach holen")
@click.option("--again", is_flag=True, help="Auch die noch einmal, die an niemanden gerichtet oder nicht lesbar waren.")
def fetch_replies(again: bool) -> None:
    """Holt neue Mails aus dem Postfach (IMAP_URL). Der laufende Dienst tut das jede Minute selbst.

    Im Postfach wird nichts gelöscht. Der Befehl darf jederzeit und mehrmals laufen.
    """
    box = configured()
    if box is None:
        raise click.ClickException("Kein Postfach: Setzen Sie IMAP_URL, wie es in docs/operate.md steht.")
    operator = Actor.operator(office_ids=tuple(Office.objects.values_list("pk", flat=True)))
    try:
        counts = fetch_mails(actor=operator, box=box, again=again)
    except MailboxError as error:
        raise click.ClickException(error.sentence) from error
    for outcome in FetchedMail.Outcome:
        if counts[outcome]:
            click.echo(f"{outcome.label}: {counts[outcome]}")
    if not counts:
        click.echo("Nichts Neues im Postfach.")


COMMANDS = [hold_waiting_mails, fetch_replies]
