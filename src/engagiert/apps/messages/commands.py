"""The command for mail: after a restore nobody knows which of the waiting ones had gone out."""

import click

from engagiert.apps.accounts.public import Office
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter

from .services import hold_mails


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


COMMANDS = [hold_waiting_mails]
