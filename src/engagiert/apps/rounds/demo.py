"""A round of each demo office that has somebody to sit in it: one meeting held, the next with an agenda. Invented."""

import datetime
from collections.abc import Callable

from django.utils import timezone

from engagiert.apps.accounts.public import Account, Office, actor_for
from engagiert.apps.rounds import services
from engagiert.apps.rounds.models import Meeting, Round
from engagiert.kernel.tenancy import enter

# Who keeps the round, and who else sits in it.
_SEATS = {"koordination@luenen.example": ("redaktion@luenen.example",), "alles@nieheim.example": ()}
_WEEKS = 4
_HELD = "Die Halle ist im Sommer drei Wochen zu"
_NEXT = (
    ("Wer hilft beim Seniorennachmittag?", "Es fehlen zwei Leute für den Fahrdienst."),
    ("Schlüssel für den Gruppenraum", ""),
)


def load(*, say: Callable[[str], None]) -> None:
    """Open the rounds that are missing; safe to repeat."""
    for keeper, others in _SEATS.items():
        account = Account.objects.filter(email=keeper, is_demo=True).first()
        if account is not None and _load(account, (keeper, *others)):
            say(f"Runde geladen: {keeper}")


def _load(account: Account, mails: tuple[str, ...]) -> bool:
    actor = actor_for(account)
    with enter(actor, action="demo.load"):
        office = Office.objects.select_related("place").get(pk__in=actor.office_ids)
        if Round.objects.filter(office=office).exists():
            return False
        today = timezone.localdate()
        plan = services.Plan(
            name="Runde Ehrenamt",
            weeks=_WEEKS,
            starts_on=today - datetime.timedelta(weeks=_WEEKS - 1),
            ends_on=today + datetime.timedelta(weeks=26),
            begins_at=datetime.time(9, 30),
            purpose="Sport, Soziales und Ordnung sprechen ab, was Vereine in den nächsten Wochen brauchen.",
            where="Rathaus, Besprechungsraum",
        )
        made = services.open_round(actor=actor, office=office, plan=plan, mails=mails)
        held, following = Meeting.objects.filter(round=made).order_by("on")[:2]
        item = services.bring_item(actor=actor, meeting=held, title=_HELD)
        services.keep_minutes(
            actor=actor,
            meeting=held,
            present=account.name,
            notes="",
            outcomes={item.pk: "Zwei Gruppen weichen in die Grundschule aus, die anderen machen Pause."},
            seen=held.version,
        )
        services.decide(
            actor=actor,
            meeting=held,
            text="Die Schule nach freien Zeiten fragen",
            who=account.name,
            until=today + datetime.timedelta(weeks=1),
            item=item,
        )
        for title, text in _NEXT:
            services.bring_item(actor=actor, meeting=following, title=title, text=text)
    return True
