"""Writes the demo through the same services as everybody; a town that has its inventory is left alone."""

from collections.abc import Callable

from django.utils import timezone

from engagiert.apps.accounts.public import DEMO_PASSWORD, Account, Office, add_account, open_office
from engagiert.apps.directory import services
from engagiert.apps.directory.models import Listing, Organisation, Suggestion
from engagiert.apps.directory.services import importing
from engagiert.apps.directory.services.history import SourceOfValue
from engagiert.apps.directory.services.records import create_many
from engagiert.apps.places.public import Place, add_neighbourhood, create_alliance, open_town
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter

from . import faces, reading
from .askings import ELSEWHERE, IN_LUENEN, load_cases
from .land import LAND, PAST, count_cases, open_land
from .own_records import load_own_records
from .people import PEOPLE

LUENEN, BERGKAMEN, SELM, WERNE = "05978024", "05978004", "05978032", "05978040"
ALLIANCE = "Ehrenamtskarte im Verbund"
ALLIANCE_PURPOSE = "Eine Ehrenamtskarte, gemeinsame Vergünstigungen, Ausflüge und Informationen."
NEIGHBOURHOODS = {LUENEN: ("Brambauer", "Horstmar")}

type Say = Callable[[str], None]


def load_everything(say: Say) -> None:
    """Towns, offices, alliance, people, inventory, suggestions and a list to review; safe to repeat."""
    operator = Actor.operator()
    offices, fresh, records = {}, 0, 0
    for town in reading.towns():
        with enter(operator, action="demo.load"):
            office = _open(operator, town)
        offices[town.ags] = office
        # All of a town in one transaction, so that a loading cut short leaves no town half filled.
        with enter(Actor.operator(office_ids=(office.pk,)), action="demo.load"):
            loaded = _load_inventory(office, town)
            faces.dress(Actor.operator(office_ids=(office.pk,)), office)
            if loaded and town.ags == LUENEN:
                _suggest(office)
                _import_list(office)
                load_own_records(office)
        fresh, records = fresh + bool(loaded), records + loaded
    with enter(operator, action="demo.load"):
        create_alliance(
            actor=operator, name=ALLIANCE, members=[LUENEN, BERGKAMEN, SELM, WERNE], purpose=ALLIANCE_PURPOSE
        )
        land = open_land(operator)
    _give_sign_ins(operator, offices | ({LAND: land} if land else {}))
    for person in PEOPLE:
        if person.role == "coordinator":
            [ags] = person.towns
            account = Account.objects.get(email=person.mail)
            load_cases(offices[ags], account, (IN_LUENEN if ags == LUENEN else ELSEWHERE) + PAST)
    count_cases(list(offices.values()))
    if fresh:
        say(f"Demo geladen: {fresh} Städte, {records} erfundene Organisationen.")
    else:
        say("Die Demo ist schon da.")


def _open(operator: Actor, town: reading.DemoTown) -> Office:
    place = Place.objects.get(ags=town.ags)
    open_town(actor=operator, place=place, is_demo=True, **town.face)
    for name in NEIGHBOURHOODS.get(town.ags, ()):
        add_neighbourhood(actor=operator, municipality=place, name=name)
    town_line = f"{place.postcodes[0]} {place.name}"
    tasks = [Office.Task.INVENTORY, Office.Task.EXCHANGE, Office.Task.CARD]
    return open_office(actor=operator, place=place, is_demo=True, town_line=town_line, tasks=tasks, **town.office)


def _load_inventory(office: Office, town: reading.DemoTown) -> int:
    """How many records were made; 0 where the office has demo records already."""
    actor = Actor.operator(office_ids=(office.pk,))
    today = timezone.localdate()
    if Organisation.objects.filter(office=office, is_demo=True).exists():
        return 0
    for publish in (True, False):
        drafts = [
            reading.draft_of(entry, number=number, town=town, place=office.place, today=today)
            for number, entry in enumerate(town.organisations)
            if reading.is_draft(entry) is not publish
        ]
        source = SourceOfValue(label=reading.LABEL, kind="demo", on=today.isoformat())
        create_many(
            actor=actor,
            office=office,
            drafts=drafts,
            publish=publish,
            sources=[source] * len(drafts),
            is_demo=True,
        )
    return len(town.organisations)


def _suggest(office: Office) -> None:
    """What passers-by without account sent in: two that contradict each other, one that is gone, one that is new."""
    passer_by = Actor.anonymous()
    by_name = {listing.name: listing for listing in Listing.objects.filter(office=office)}
    repair, garden = by_name["Repair-Treff Muster"], by_name["Initiative Grüner Winkel"]
    for hours, text in (
        ("Jeden zweiten Samstag im Monat, 10–14 Uhr", "So steht es jetzt an der Tür."),
        ("Jeden ersten und dritten Samstag, 10–14 Uhr", ""),
    ):
        services.submit_suggestion(
            actor=passer_by,
            kind=Suggestion.Kind.CHANGE,
            listing=repair,
            changes={"opening_hours": hours},
            text=text,
        )
    services.submit_suggestion(
        actor=passer_by,
        kind=Suggestion.Kind.GONE,
        listing=garden,
        text="Der Garten ist seit dem Sommer abgesperrt. Weiß jemand, wie es weitergeht?",
    )
    services.submit_suggestion(
        actor=passer_by,
        kind=Suggestion.Kind.NEW,
        office=office,
        place=office.place,
        changes={
            "name": "Nachtcafé Lichtung (Probe)",
            "description": "Freitags von 21 bis 1 Uhr ein warmer Raum für alle, die nicht schlafen können.",
            "street": "Lichtungsweg 3",
        },
        text="Wir sind sieben Leute und würden gern im Verzeichnis stehen.",
    )


def _import_list(office: Office) -> None:
    """An old list of the sports office, whose spellings raise questions."""
    actor = Actor.operator(office_ids=(office.pk,))
    run = importing.receive_file(
        actor=actor,
        office=office,
        place=office.place,
        filename="sportamt_luenen.csv",
        content=reading.list_for_review(),
    )
    fields = [column["field"] for column in run.columns]
    importing.choose_mapping(actor=actor, run=run, fields=fields, source="Liste des Sportamts (Demo)", publish=True)
    importing.preview_import(actor=actor, run=run)
    importing.start_import(actor=actor, run=run)
    importing.run_import(actor=actor, run_id=run.pk)


def _give_sign_ins(operator: Actor, offices: dict[str, Office]) -> None:
    for person in PEOPLE:
        for ags in filter(offices.get, person.towns):
            with enter(operator, action="demo.load"):
                add_account(
                    actor=operator,
                    mail=person.mail,
                    name=person.name,
                    office=offices[ags],
                    role=person.role,
                    password=DEMO_PASSWORD,
                    is_demo=True,
                )
