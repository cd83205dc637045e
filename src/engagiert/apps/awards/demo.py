"""An award of the demo: who was honoured last year, this year's proposals in all their states, jury, votes, ceremony;
and letters of thanks that wait to be sent. All invented."""

import datetime
from collections.abc import Callable

from django.utils import timezone

from engagiert.apps.accounts.public import Account, Office, actor_for
from engagiert.apps.awards import services
from engagiert.apps.awards.models import Award, Nomination
from engagiert.apps.awards.services.jury import Member
from engagiert.apps.cases.public import From
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter

_KEEPER = "koordination@luenen.example"
_NAME = "Ehrennadel (Beispiel)"
_CRITERIA = (
    "Für Menschen, die sich seit vielen Jahren für andere einsetzen, ohne Lohn und oft ohne dass es jemand merkt. "
    "Alter, Herkunft und Wohnort spielen keine Rolle."
)
_DAY = datetime.timedelta(days=1)
# Name, organisation, one sentence for the page of honours; last year.
_HONOURED = (
    ("Ada Demo", "Repair-Treff Muster", "Sie hat gezeigt, dass fast alles noch einmal geht."),
    ("Willi Exempel", "", "Er bringt seit dreißig Jahren jeden Morgen die Zeitung in den vierten Stock."),
)
# Name, organisation, why; this year.
_PROPOSED = (
    ("Hedwig Erdacht", "Initiative Grüner Winkel", "Sie liest seit zwanzig Jahren im Heim vor, auch an Feiertagen."),
    ("Bashir Misal", "", "Ohne ihn gäbe es in unserem Haus kein Deutsch am Küchentisch."),
    ("Rosa Vorlage", "Repair-Treff Muster", "Sie führt die Kasse und hört zu, wenn jemand nur reden will."),
)
_LATE = ("Otto Entwurf", "", "Er räumt im Winter den Weg zur Schule, bevor es hell wird.")
_JURY = ("Kurt Erdacht", "Ida Ersonnen", "Jan Fiktiv", "Lea Demo")
# What members say of the first and of the others; the nephew of the first is locked out by his name.
_VOTES = {"Bashir Misal": ("yes", "yes", "no"), "Hedwig Erdacht": ("yes", "yes", "yes")}
_THANKS = (
    "In diesem Jahr waren Sie für andere da. Das ist nicht "
    "selbstverständlich, und wir haben es gesehen.\n\nDanke dafür."
)


def load(*, say: Callable[[str], None]) -> None:
    """The award where it is missing; safe to repeat."""
    account = Account.objects.filter(email=_KEEPER, is_demo=True).first()
    if account is None:
        return
    actor = actor_for(account)
    with enter(actor, action="demo.load"):
        office = Office.objects.select_related("place").get(pk__in=actor.office_ids)
        if Award.objects.filter(office=office).exists():
            return
        award = _last_year(actor, office)
        award = services.set_award(actor=actor, office=office, facts=_this_year(), award=award)
        _propose(actor, award)
        codes = _seat_jury(actor, award)
        _thank(actor, office)
    _vote(codes, award)
    with enter(actor, action="demo.load"):
        first = Nomination.objects.get(award=award, name=_PROPOSED[0][0])
        services.decide_nomination(actor=actor, nomination=first, grant=True, reason="Die Jury war sich einig.")
        services.note_honour(actor=actor, nomination=first, honour="quiet", way="phone")
        _nominate(actor, award, _LATE)
    say(f"Auszeichnung geladen: {office.place.name}")


def _this_year() -> services.Facts:
    today = timezone.localdate()
    ceremony = timezone.localtime().replace(hour=18, minute=0, second=0, microsecond=0) + 75 * _DAY
    return services.Facts(
        _NAME,
        _CRITERIA,
        today - 20 * _DAY,
        today + 30 * _DAY,
        most_a_year=3,
        ceremony_at=ceremony,
        ceremony_where="Bürgerhaus, großer Saal",
    )


def _last_year(actor: Actor, office: Office) -> Award:
    """Decided, and both agreed to stand on the public page."""
    closes = timezone.localdate() - 365 * _DAY
    facts = services.Facts(_NAME, _CRITERIA, closes - 50 * _DAY, closes)
    award = services.set_award(actor=actor, office=office, facts=facts, token="demo")  # noqa: S106
    for name, organisation, tribute in _HONOURED:
        honoured = _nominate(actor, award, (name, organisation, tribute), on=closes)
        services.describe_nomination(actor=actor, nomination=honoured, facts={"tribute": tribute})
        services.decide_nomination(actor=actor, nomination=honoured, grant=True, reason="Einstimmig.")
        services.note_honour(actor=actor, nomination=honoured, honour="public", way="phone")
    return award


def _nominate(actor: Actor, award: Award, said: tuple[str, str, str], *, on: datetime.date | None = None) -> Nomination:
    name, organisation, why = said
    proposal = services.Proposal(services.Nominee(name, organisation), From(name="Nora Nachbar"), why, on=on)
    return services.nominate(actor=actor, award=award, proposal=proposal, token=name, channel="counter")[0]


def _propose(actor: Actor, award: Award) -> None:
    for said in _PROPOSED:
        _nominate(actor, award, said)


def _seat_jury(actor: Actor, award: Award) -> dict[str, str]:
    """Name → code of those who vote."""
    jurors = [services.add_juror(actor=actor, award=award, member=Member(name)) for name in _JURY]
    services.put_to_jury(actor=actor, award=award)
    return {one.name: services.give_jury_code(actor=actor, juror=one) for one in jurors}


def _vote(codes: dict[str, str], award: Award) -> None:
    """With their codes, as they do at home; nobody votes on the third yet."""
    with enter(Actor.operator(office_ids=(award.office_id,)), action="demo.load"):
        keys = dict(Nomination.objects.filter(award=award, year=award.year).values_list("name", "pk"))
    for name, votes in _VOTES.items():
        for member, vote in zip(_JURY[1:], votes, strict=True):
            services.vote_by_code(code=codes[member], nomination_id=keys[name], vote=vote)


def _thank(actor: Actor, office: Office) -> None:
    year = timezone.localdate().year
    letters = services.Letters(f"Dank {year} (Beispiel)", "cards", year, 0, "Danke, {name}", _THANKS)
    services.draft_thanks(actor=actor, office=office, letters=letters, token="demo")  # noqa: S106
