"""One office with something in every table behind the wall, and canaries in everything that is private.

A canary is a word that exists nowhere else; where it turns up, private data got out.
"""

from dataclasses import dataclass

from engagiert.apps.directory.public import (
    Facility,
    ImportItem,
    ImportRun,
    Organisation,
    Pair,
    Revision,
    Suggestion,
    services,
)
from engagiert.apps.directory.services import Draft
from engagiert.apps.directory.services.needs import note_unmet
from engagiert.apps.messages.public import Message, Text, paragraph
from engagiert.apps.places.public import create_alliance
from engagiert.apps.privacy.models import Agreement, Breach
from engagiert.kernel.links.public import code_of, lead, open_link
from tests.cast import ANYBODY, OPERATOR, Person, the_operator_at_work
from tests.factories import data_protection, letters, lists, records


@dataclass(frozen=True, slots=True)
class World:
    """What the person's office has. ``canaries`` maps what is hidden to the word that must not get out."""

    person: Person
    public: Organisation
    draft: Organisation
    archived: Organisation
    facility: Facility
    suggestion: Suggestion
    pair: Pair
    done: ImportRun
    previewed: ImportRun
    uploaded: ImportRun
    revision: Revision
    note_id: int
    contact_id: int
    code: str
    letter: Message
    mail: Message
    breach: Breach
    agreement: Agreement
    canaries: dict[str, str]


HIDDEN = (
    "draft name",
    "draft description",
    "archived name",
    "reason of archiving",
    "contact name",
    "contact phone",
    "contact mail",
    "note",
    "suggested value",
    "text of a suggestion",
    "reply address",
    "name in a list",
    "value in a list",
    "name of a file",
    "name of a waiting file",
    "new value in the review",
    "recipient of a letter",
    "text of a letter",
    "recipient of a mail",
    "subject of a mail",
    "what a breach was",
)
_CALL = "Kanari"
lead("tests.question", lambda _link, _code: "/")


def _sought(of: Person) -> None:
    """Somebody looked for something in vain, and the office let it lie."""
    office = of.office()
    note_unmet(actor=ANYBODY, office=office, place=office.place, text="Gebärdensprache")
    with of.at_work() as actor:
        services.decide_need(actor=actor, office=office, key="gebaerdensprache", state="resting", note="")


def a_world(of: Person) -> World:
    mark = of.name.split()[0]
    words = {what: f"{_CALL}{mark}{number:02d}" for number, what in enumerate(HIDDEN)}
    public = _public_record(of, words)
    draft = records.a_draft(by=of, name=words["draft name"], description=words["draft description"])
    archived = _archived_record(of, words)
    with the_operator_at_work():
        create_alliance(actor=OPERATOR, name=f"Verbund {mark}", members=[of.town.ags])
    facility = records.a_facility(by=of, of=public, name=f"Haus {mark}")
    suggestion = records.a_suggestion(
        on=public,
        changes={"opening_hours": words["suggested value"]},
        text=words["text of a suggestion"],
        reply_to=f"{words['reply address']}@post.example",
    )
    if not of.agency:
        records.a_licence(by=of, licence="dl-by", attribution=f"Stadt {of.town.name}")
    _sought(of)
    with of.at_work():
        link = open_link(office_id=of.office().pk, purpose="tests.question", about=f"tests.{mark}:1", days=30)
    done = _imported(of, words)
    waiting = lists.a_csv((words["name in a list"] + "b", "", "", "", "", words["value in a list"]))
    uploaded = lists.a_received_list(by=of, content=waiting, filename=f"{words['name of a waiting file']}.csv")
    previewed = lists.a_previewed_list(by=of, content=waiting + b"\r\n", filename="probe.csv")
    letter, mail = _messages(of, words)
    breach, agreement = data_protection.something_of_everything(of, words)
    with of.at_work():
        return World(
            person=of,
            public=public,
            draft=draft,
            archived=archived,
            facility=facility,
            suggestion=suggestion,
            pair=Pair.objects.get(state=Pair.State.OPEN),
            done=done,
            previewed=previewed,
            uploaded=uploaded,
            revision=Revision.objects.filter(organisation_id=public.pk, action="note_added").get(),
            note_id=public.notes.get().pk,
            contact_id=public.contacts.get().pk,
            code=code_of(link),
            letter=letter,
            mail=mail,
            breach=breach,
            agreement=agreement,
            canaries=words,
        )


def _public_record(of: Person, words: dict[str, str]) -> Organisation:
    mark = of.name.split()[0]
    office = of.office()
    children = {
        "aliases": [{"name": f"Alter Chor {mark}", "spelling_key": "alter chor", "name_key": "alter chor"}],
        "contact_points": [{"role": "Vorstand", "phone": "+4952740000"}],
        "funding": [{"funder": f"Stiftung {mark}", "share_percent": 40, "starts_on": "2026-01-01"}],
        "source_keys": [{"place_id": office.place_id, "source": "Altliste", "key": f"{mark}-1"}],
    }
    values = {"name": f"Chor {mark}", "type": "verein", "sector": "civil_society", "description": f"Singt in {mark}."}
    with of.at_work("tests.enter_record") as actor:
        public = services.create_organisation(
            actor=actor, office=office, draft=Draft(office.place, values, children), publish=True
        )
        services.add_contact(
            actor=actor,
            organisation=public,
            name=words["contact name"],
            phone=words["contact phone"],
            mail=f"{words['contact mail']}@post.example",
        )
        services.add_note(actor=actor, organisation=public, text=words["note"])
    return public


def _archived_record(of: Person, words: dict[str, str]) -> Organisation:
    archived = records.an_organisation(by=of, name=words["archived name"])
    with of.at_work("tests.archive") as actor:
        services.archive_organisation(actor=actor, organisation=archived, reason=words["reason of archiving"])
    return archived


def _imported(of: Person, words: dict[str, str]) -> ImportRun:
    """One new draft, one row that a person must look at (the choir's name in another spelling), one refused."""
    content = lists.a_csv(
        (words["name in a list"], "Am Anger 1", of.town.postcode, of.town.name),
        (f"Chor {of.name.split()[0]} e. V.", "", "", "", "", words["new value in the review"]),
        ("", "Am Anger 3", "", "", "", words["value in a list"]),
    )
    run = lists.a_received_list(by=of, content=content, filename=f"{words['name of a file']}.csv")
    return lists.taken_over(run, by=of, publish=False)


def _messages(of: Person, words: dict[str, str]) -> tuple[Message, Message]:
    """A letter to print, and a mail of which nobody knows whether it arrived."""
    said = Text("Ihre Anfrage", (paragraph(words["text of a letter"]),))
    letter = letters.a_letter(by=of, to=words["recipient of a letter"], text=said)
    said = Text(words["subject of a mail"], (paragraph("Danke."),))
    mail = letters.a_message(by=of, to=f"{words['recipient of a mail']}@post.example", text=said)
    return letter, letters.in_doubt(mail, of=of)


def items_of(world: World) -> list[ImportItem]:
    with world.person.at_work():
        return list(world.done.items.all())
