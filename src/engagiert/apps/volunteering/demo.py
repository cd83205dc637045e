"""People who want to help, for each demo office: in a talk, waiting for an answer, and somebody who is with a club.

All invented. Proposals need offers: where there are none, there are only wishes.
"""

from collections.abc import Callable
from decimal import Decimal

from django.utils import timezone

from engagiert.apps.accounts.public import Account, Office, actor_for
from engagiert.apps.volunteering import selectors, services, week
from engagiert.apps.volunteering.models import Placement, Proposal, Volunteer
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter

_KEEPERS = ("koordination@luenen.example", "alles@nieheim.example")
_SITE = "https://engagiert.example"
_TUESDAY, _SATURDAY, _EVENINGS = week.bits([1], []), week.bits([5], []), week.bits([0, 1, 2, 3], [2])
_PEOPLE: tuple[tuple[str, str, services.Wanting], ...] = (
    (
        "Heinrich Erdacht",
        "0000 3920033",
        services.Wanting(
            likes=("neighbourhood",),
            skills=("electrics", "repairing"),
            avoids=("board_work",),
            week_parts=_TUESDAY,
            hours_per_week=Decimal(2),
            words="Ich war Elektriker und repariere gern.",
        ),
    ),
    (
        "Samira Exempel",
        "samira@probe.example",
        services.Wanting(
            likes=("newcomers", "language_learning", "children"),
            skills=("reading_aloud", "translating"),
            languages=("de", "ar", "en"),
            week_parts=_EVENINGS | _SATURDAY,
            words="Vorlesen oder Deutsch üben, am liebsten abends.",
        ),
    ),
    (
        "Oskar Vorlage",
        "oskar@probe.example",
        services.Wanting(likes=("music", "culture"), skills=("organising_events",), radius_km=20),
    ),
)


def load(*, say: Callable[[str], None]) -> None:
    """People that are missing; safe to repeat."""
    for mail in _KEEPERS:
        account = Account.objects.filter(email=mail, is_demo=True).first()
        if account is not None and _load(account):
            say(f"Freiwillige geladen: {mail}")


def _load(account: Account) -> bool:
    actor = actor_for(account)
    with enter(actor, action="demo.load"):
        office = Office.objects.select_related("place").get(pk__in=actor.office_ids)
        if Volunteer.objects.filter(office=office).exists():
            return False
        people = [_joined(actor, office, number, *one) for number, one in enumerate(_PEOPLE)]
        services.add_counsel_note(
            actor=actor, volunteer=people[0], text="Seine Frau ist im Frühjahr gestorben. Er möchte unter Leute."
        )
        _propose_and_place(actor, people)
        return True


def _joined(actor: Actor, office: Office, number: int, name: str, reach: str, wanting: services.Wanting) -> Volunteer:
    mail = reach if "@" in reach else ""
    someone = services.Someone(name=name, mail=mail, phone="" if mail else reach)
    return services.take_down(
        actor=actor, office=office, someone=someone, wanting=wanting, channel="phone", token=f"demo-{number}"
    )[0]


def _propose_and_place(actor: Actor, people: list[Volunteer]) -> None:
    """The second waits for an answer; the third is with a club since today, if anything fits at all."""
    for volunteer, goes_on in zip(people[1:], (False, True), strict=True):
        ranked = selectors.ranked_for(volunteer, timezone.localdate(), most=2, advice=False)
        offers = [listing.pk for _match, listing in ranked.matches]
        if not offers:
            continue
        made = services.propose(actor=actor, volunteer=volunteer, offers=offers[:1], origin=_SITE)
        if goes_on:
            _place(actor, made.proposals[0])


def _place(actor: Actor, proposal: Proposal) -> None:
    services.note_answer(actor=actor, proposal=proposal, origin=_SITE)
    asked = Proposal.objects.get(pk=proposal.pk)
    services.note_organisation_answer(actor=actor, proposal=asked, yes=True, origin=_SITE)
    placement = Placement.objects.get(proposal=proposal)
    services.confirm_placement(actor=actor, placement=placement)
    given = services.Given(on=timezone.localdate(), hours=Decimal("2.5"), what="Stühle gestellt", token="demo")  # noqa: S106
    services.log_hours(actor=actor, placement=placement, given=given)
