"""A survey that is over, the next in preparation, a round without names, needs and goals at two offices. Invented."""

import datetime
from collections.abc import Callable

from django.utils import timezone

from engagiert.apps.accounts.public import Account, Office, actor_for
from engagiert.apps.directory.public import Listing
from engagiert.apps.surveys import services
from engagiert.apps.surveys.models import Sheet, Survey
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter

_KEEPERS = ("koordination@luenen.example", "alles@nieheim.example")
_SITE = "https://engagiert.example"
_FIRST, _SECOND = "demo-1", "demo-2"
# What seven of the first twelve said; no word of it changes the directory.
_SAID = (
    {"volunteers": "24", "rooms": "Saal für 60 Personen, Beamer", "cooperation": "Mit Schulen, beim Vorlesen"},
    {"volunteers": "8", "needs": "Fahrdienst am Abend", "budget": "12500"},
    {"volunteers": "40", "rooms": "Vereinsheim mit Küche", "budget": "48000"},
    {"volunteers": "5", "needs": "Ein Treffpunkt für Jugendliche", "needs_types": ["soziokulturelles_zentrum"]},
    {"volunteers": "15", "can_rest": "Der zweite Flohmarkt im Herbst"},
    {"rooms": "Werkstatt, zwei Lastenräder", "budget": "3000", "cooperation": "Mit dem Repair-Treff"},
    {"volunteers": "11"},
)
_ASKED = 12
_STAFF = (("yes", 14), ("would", 9), ("no", 6))
_NEEDS = (
    ("Beratung, wie man einen Verein gründet", "freiwilligenagentur", "missing"),
    ("Ein offener Treff am Sonntag", "mehrgenerationenhaus", "missing"),
    ("Noch ein Kleidercontainer", "", "resting"),
)


def load(*, say: Callable[[str], None]) -> None:
    """Make what is missing; safe to repeat."""
    for keeper in _KEEPERS:
        account = Account.objects.filter(email=keeper, is_demo=True).first()
        if account is not None and _load(actor_for(account)):
            say(f"Umfragen, Bedarf und Ziele geladen: {keeper}")


def _load(actor: Actor) -> bool:
    with enter(actor, action="demo.load"):
        office = Office.objects.select_related("place").get(pk__in=actor.office_ids)
        if Survey.objects.filter(office=office).exists():
            return False
        _past(actor, office)
        _without_names(actor, office)
        services.draft_survey(actor=actor, office=office, aim=_aim("Wer macht was? Die zweite Runde"), token=_SECOND)
        for number, (text, of_type, says) in enumerate(_NEEDS):
            missing = services.Missing(text, says, of_type)
            services.note_need(actor=actor, office=office, missing=missing, token=f"demo-{number}")
        _goals(actor, office)
    return True


def _aim(title: str, **more: str) -> services.Aim:
    reason = "Damit wir wissen, wer was tut, was fehlt und wovon es bezahlt wird."
    return services.Aim(title, reason, timezone.localdate() + datetime.timedelta(days=28), **more)  # type: ignore[arg-type]


def _past(actor: Actor, office: Office) -> None:
    survey = services.draft_survey(actor=actor, office=office, aim=_aim("Wer macht was?"), token=_FIRST)
    label = "Würden Sie einen Raum mit anderen teilen?"
    services.add_question(actor=actor, survey=survey, kind="yes_no", label=label)
    services.open_survey(actor=actor, survey=survey, site=_SITE)
    now = timezone.now()
    for number, listing in enumerate(Listing.objects.filter(office=office).order_by("sort_key")[:_ASKED]):
        # Asked on the telephone: a demo writes no letters.
        sheet = Sheet.objects.create(
            office=office, survey=survey, organisation_id=listing.pk, name=listing.name, type=listing.type,
            place_id=listing.place_id, channel=Sheet.Channel.PHONE, asked_at=now,
        )  # fmt: skip
        if number < len(_SAID):
            services.save_page(actor=actor, sheet=sheet, answers=_SAID[number], version=2)
            services.send_in(actor=actor, sheet=sheet)
    services.close_survey(actor=actor, survey=survey)


def _without_names(actor: Actor, office: Office) -> None:
    aim = _aim("Wer engagiert sich im Rathaus?", kind=Survey.Kind.STAFF)
    survey = services.draft_survey(actor=actor, office=office, aim=aim, token=_FIRST + "-staff")
    services.open_survey(actor=actor, survey=survey, site=_SITE)
    for engaged, number in _STAFF:
        for code in services.make_codes(actor=actor, survey=survey, number=number):
            answers = {"engaged": engaged, "staff_wishes": ["time", "overview"] if engaged == "yes" else ["overview"]}
            services.answer_as_staff(actor=actor, code=code, answers=answers)
    services.close_survey(actor=actor, survey=survey)


def _goals(actor: Actor, office: Office) -> None:
    today = timezone.localdate()
    near, far = today + datetime.timedelta(days=40), today + datetime.timedelta(days=300)
    public = services.Wanted(
        "Ein Treffpunkt für Jugendliche am Abend", "Klaas Exempel", far, is_public=True,
        type="soziokulturelles_zentrum",
        why="Vereine und Menschen aus dem Ort sagen, dass es keinen gibt. Zwei Häuser stehen abends leer.",
    )  # fmt: skip
    goal = services.set_goal(actor=actor, office=office, wanted=public, token=_FIRST)
    services.move_goal(actor=actor, goal=goal, state="on_the_way")
    talk = services.Wanted("Mit den beiden Sprachcafés über Zeiten reden", "Klaas Exempel", near)
    services.set_goal(actor=actor, office=office, wanted=talk, token=_SECOND)
