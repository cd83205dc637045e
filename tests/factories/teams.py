"""Who works in an office beside the cast, and who looked in."""

from engagiert.apps.accounts.models import Entry, Invitation, Office, Role
from engagiert.apps.accounts.services import add_account, add_office, team
from tests.cast import OPERATOR, PASSWORD, Person, the_operator_at_work


def a_colleague(of: Person, *, name: str, mail: str, role: str = "editor", about: str = "") -> Role:
    """Somebody new at the person's office."""
    office = of.office()
    with the_operator_at_work():
        account = add_account(
            actor=OPERATOR, mail=mail, name=name, office=office, role=role, about=about, password=PASSWORD
        )
    with of.at_work():
        return Role.objects.select_related("account", "office").get(account=account, office=office, name=role)


def every_role(of: Person) -> None:
    """The one person of a small town hall: also keeps the technology running."""
    with the_operator_at_work():
        add_account(actor=OPERATOR, mail=of.mail, name=of.name, office=of.office(), role="operator")


def a_look(by: Person, *, reason: str, hours: int = 1) -> Entry:
    """An entry into the office; whoever looks needs the role ``operator`` there."""
    return team.enter_office(actor=by.actor(), office_id=by.office().pk, reason=reason, hours=hours)


def a_second_office(of: Person, *, name: str) -> Office:
    """Another office of the same town, to which tasks can be given; the first one now also has the card."""
    first = of.office()
    with the_operator_at_work():
        second = add_office(actor=OPERATOR, place=first.place, name=name)
        Office.objects.filter(pk=first.pk).update(tasks=sorted({*first.tasks, Office.Task.CARD}))
    return second


def an_invitation(by: Person, *, name: str, mail: str = "", role: str = "editor") -> Invitation:
    """Without address it waits on paper."""
    return team.invite(actor=by.actor(), office=by.office(), name=name, mail=mail, role=role)
