"""One office with something in every table behind the wall, and canaries in everything that is private.

A canary is a word that exists nowhere else; where it turns up, private data got out.
"""

import datetime
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone

from engagiert.apps.accounts.models import Entry, Invitation, Office, Role
from engagiert.apps.awards.models import Award, Ballot, Juror, Nomination, Thanks
from engagiert.apps.cases.models import AnswerTemplate, Case
from engagiert.apps.cases.public import asked_by
from engagiert.apps.cases.public import services as cases
from engagiert.apps.directory.public import (
    Facility,
    ImportItem,
    ImportRun,
    Organisation,
    Pair,
    Revision,
    Statement,
    Suggestion,
    services,
)
from engagiert.apps.directory.services import Draft
from engagiert.apps.directory.services.needs import note_unmet
from engagiert.apps.messages.public import Inbound, Message, Text, paragraph
from engagiert.apps.opportunities.models import Opportunity
from engagiert.apps.opportunities.models import Revision as OfferRevision
from engagiert.apps.opportunities.models import Run as OffersRun
from engagiert.apps.places.public import create_alliance, set_arms, set_signs, write_text
from engagiert.apps.privacy.models import Agreement, Breach
from engagiert.apps.programme.models import News, Outing
from engagiert.apps.programme.models import Signup as Guest
from engagiert.apps.recognition.models import Application, Engagement, Partner, PartnerOffer, Proof
from engagiert.apps.recognition.public import AppList, Card, HandOver
from engagiert.apps.recognition.public import services as card_services
from engagiert.apps.rounds.public import Decision, Item, Meeting, Round
from engagiert.apps.rounds.public import services as round_services
from engagiert.apps.surveys import services as survey_services
from engagiert.apps.surveys.models import Goal, NeedReport, Sheet, Survey
from engagiert.apps.surveys.selectors import own_questions_of
from engagiert.apps.volunteering import services as volunteer_services
from engagiert.apps.volunteering.models import Hours, Placement, Proposal, Refusal, Seat, Volunteer, VolunteerList
from engagiert.apps.waves import services as wave_services
from engagiert.apps.waves.models import Allotment, Gathering, Opening, Signup, Wave
from engagiert.apps.waves.selectors import Pool
from engagiert.kernel.links.public import code_of, lead, open_link
from tests.cast import ANYBODY, OPERATOR, Person, the_operator_at_work
from tests.factories import (
    askings,
    awards,
    contacts,
    data_protection,
    letters,
    lists,
    offers,
    outings,
    pictures,
    records,
    replies,
    rounds,
    state_app,
    surveys,
    teams,
    volunteers,
    waves,
)


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
    asking: Organisation
    offer: Opportunity
    hidden_offer: Opportunity
    proposed_offer: Opportunity
    offer_change: OfferRevision
    offers_taken_over: OffersRun
    offers_tried: OffersRun
    statement: Statement
    contact: contacts.ContactPerson
    letter: Message
    mail: Message
    inbound: Inbound
    round: Round
    meeting: Meeting
    item: Item
    decision: Decision
    case: Case
    second_case: Case
    template: AnswerTemplate
    case_code: str
    colleagues_role: Role
    entry: Entry
    invitation: Invitation
    second_office: Office
    card: Card
    application: Application
    engagement: Engagement
    proof: Proof
    partner: Partner
    partner_offer: PartnerOffer
    award: Award
    nomination: Nomination
    waiting_nomination: Nomination
    granted: Nomination
    juror: Juror
    ballot: Ballot
    thanks: Thanks
    thanks_mark: str
    thanks_refused: str
    outing: Outing
    outing_draft: Outing
    guest: Guest
    offered_guest: Guest
    guest_number: int
    news: News
    breach: Breach
    agreement: Agreement
    waiting_offer: Opportunity
    volunteer: Volunteer
    minor: Volunteer
    proposal: Proposal
    placement: Placement
    hours: Hours
    refusal: Refusal
    seat: Seat
    wave: Wave
    signup: Signup
    gathering: Gathering
    allotment: Allotment
    opening: Opening
    list_of_people: VolunteerList
    hand_over: HandOver
    app_tried: AppList
    app_done: AppList
    survey: Survey
    staff_round: Survey
    sheet: Sheet
    silent_sheet: Sheet
    need_report: NeedReport
    goal: Goal
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
    "sender of a reply",
    "text of a reply",
    "name of a file that came along",
    "content of a file that came along",
    "name of a round",
    "point of an agenda",
    "decision of a round",
    "name of an asker",
    "mail of an asker",
    "subject of a case",
    "words of an asker",
    "note on a case",
    "confidential note",
    "text of a template",
    "name of a view",
    "name of a colleague",
    "address of a colleague",
    "name of somebody invited",
    "reason of a look",
    "statement that waits",
    "title of a draft offer",
    "contact of an offer",
    "wish about an offer",
    "what a breach was",
    "name on a card",
    "name of an applicant",
    "task of an applicant",
    "name in a file of the app",
    "name of a nominee",
    "reason of a nomination",
    "name of a juror",
    "name of a guest",
    "name of a volunteer",
    "name of a helper in a wave",
    "words of a wish",
    "name of a guardian",
    "counselling note",
    "words of a refusal",
    "name in a list of people",
    "name of a list of people",
    "answer in a survey",
    "report of a need",
    "title of a goal",
)
_CALL = "Kanari"
_ADDRESS = {"mail", "address", "sender", "phone", "recipient", "file"}
lead("tests.question", lambda _link, _code: reverse("front:start"))


def _sought(of: Person) -> None:
    """Somebody looked for something in vain, and the office let it lie."""
    office = of.office()
    note_unmet(actor=ANYBODY, office=office, place=office.place, text="Gebärdensprache")
    with of.at_work() as actor:
        services.decide_need(actor=actor, office=office, key="gebaerdensprache", state="resting", note="")


def _face(of: Person) -> None:
    """The town has a coat of arms, a video and an imprint of its own."""
    with of.at_work() as actor:
        place = of.office().place
        set_arms(actor=actor, place=place, content=pictures.SHIELD, alt="Ein rotes Schild")
        set_signs(actor=actor, place=place, content=pictures.FILM)
        write_text(actor=actor, place=place, kind="impressum", text="Vertreten durch die Bürgermeisterin.")


def a_world(of: Person, *, html: str = "") -> World:
    """``html`` is written into every word that need not be an address."""
    mark = of.name.split()[0]
    words = {what: f"{_CALL}{mark}{number:02d}" for number, what in enumerate(HIDDEN)}
    words = {what: word + html * (not _ADDRESS & set(what.split())) for what, word in words.items()}
    # Sign-in knows addresses in small letters only.
    words["address of a colleague"] = words["address of a colleague"].lower()
    public = _public_record(of, words)
    draft = records.a_draft(by=of, name=words["draft name"], description=words["draft description"])
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
        _face(of)
    _sought(of)
    with of.at_work():
        link = open_link(office_id=of.office().pk, purpose="tests.question", about=f"tests.{mark}:1", days=30)
    asking = records.an_organisation(by=of, name=f"Gilde {mark}", mails=[f"gilde@{mark.lower()}.example"])
    contact, statement = _self_service(of, public, words)
    received = _received(of, words)
    letter, mail = _messages(of, words)
    more = received | _offers(of, public, contact, words) | _round(of, words) | _cases(of, words) | _team(of, words)
    more |= _volunteering(of, public, words) | _wave(of, words) | _cards(of, words)
    more |= _partners(of) | _surveys(of, public, words) | awards.an_award(of, words)
    more |= outings.a_programme(of, words)
    more["proof"] = _proof(of, more["placement"])
    more |= state_app.something_of_the_app(of, words, more["card"])
    breach, agreement = data_protection.something_of_everything(of, words)
    with of.at_work():
        return World(
            person=of,
            public=public,
            draft=draft,
            archived=_archived_record(of, words),
            facility=facility,
            suggestion=suggestion,
            pair=Pair.objects.get(state=Pair.State.OPEN),
            revision=Revision.objects.filter(organisation_id=public.pk, action="note_added").get(),
            note_id=public.notes.get().pk,
            contact_id=public.contacts.get().pk,
            code=code_of(link),
            asking=asking,
            statement=statement,
            contact=contact,
            letter=letter,
            mail=mail,
            inbound=Inbound.objects.get(),
            breach=breach,
            agreement=agreement,
            canaries=words,
            **more,
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
    values["mails"] = [f"chor@{mark.lower()}.example"]
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


def _self_service(of: Person, public: Organisation, words: dict[str, str]) -> tuple[contacts.ContactPerson, Statement]:
    """The record was asked whether it is right; somebody cares for it and has said something about it."""
    mail = f"{of.name.split()[0].lower()}@{of.office().pk}.contact.example"
    with of.at_work() as actor:
        services.ask_confirmation(actor=actor, organisation=public, site=contacts.SITE)
        services.plan_asking(actor=actor, office=of.office(), is_on=False, by_letter=False, site=contacts.SITE)
    contact = contacts.a_contact(of=public, by=of, name="Kontakt Probe", mail=mail)
    return contact, contacts.a_statement(of=public, by=contact, text=words["statement that waits"])


def _offers(of: Person, public: Organisation, by: contacts.ContactPerson, words: dict[str, str]) -> dict[str, Any]:
    """A published offer with a contact that did not agree to be named, a draft, one change, and a wish for another."""
    offer = offers.an_offer(by=of, of=public, contact_name=words["contact of an offer"])
    hidden = offers.an_offer(by=of, of=public, title=words["title of a draft offer"], publish=False)
    proposed = offers.an_offer(by=of, of=public, title="Noten sortieren")
    offers.a_wish(by=by, about=proposed, times=words["wish about an offer"])
    lists = {
        "offers_taken_over": offers.a_list(by=of),
        "offers_tried": offers.a_list(by=of, rows="Singen;Chor Probe;Sie singen.", take_over=False),
    }
    with of.at_work():
        change = OfferRevision.objects.get(opportunity_id=offer.pk, action="published")
    return {"offer": offer, "hidden_offer": hidden, "proposed_offer": proposed, "offer_change": change} | lists


def _received(of: Person, words: dict[str, str]) -> dict[str, ImportRun]:
    """Three lists: taken over, waiting for its columns, and previewed."""
    done = _imported(of, words)
    waiting = lists.a_csv((words["name in a list"] + "b", "", "", "", "", words["value in a list"]))
    uploaded = lists.a_received_list(by=of, content=waiting, filename=f"{words['name of a waiting file']}.csv")
    previewed = lists.a_previewed_list(by=of, content=waiting + b"\r\n", filename="probe.csv")
    return {"done": done, "uploaded": uploaded, "previewed": previewed}


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
    replies.a_reply_with_a_file(
        mail,
        of=of,
        sender=f"{words['sender of a reply']}@post.example",
        text=words["text of a reply"],
        file=(f"{words['name of a file that came along']}.pdf", words["content of a file that came along"].encode()),
    )
    return letter, letters.in_doubt(mail, of=of)


def _round(of: Person, words: dict[str, str]) -> dict[str, Any]:
    """A round in which nobody else sits, with a point and a decision."""
    met = rounds.a_round(by=of, name=words["name of a round"])
    meeting = rounds.first_meeting(met, for_=of)
    with of.at_work("tests.meet") as actor:
        item = round_services.bring_item(actor=actor, meeting=meeting, title=words["point of an agenda"])
        decision = round_services.decide(
            actor=actor, meeting=meeting, text=words["decision of a round"], who="Klaas Exempel"
        )
    return {"round": met, "meeting": meeting, "item": item, "decision": decision}


def _team(of: Person, words: dict[str, str]) -> dict[str, Any]:
    """A colleague, a second office, a look into the office and an invitation."""
    mail = f"{words['address of a colleague']}@post.example"
    colleagues_role = teams.a_colleague(of, name=words["name of a colleague"], mail=mail)
    second_office = teams.a_second_office(of, name=f"Zweites Büro {of.name.split()[0]}")
    teams.every_role(of)
    return {
        "colleagues_role": colleagues_role,
        "second_office": second_office,
        "entry": teams.a_look(of, reason=words["reason of a look"]),
        "invitation": teams.an_invitation(by=of, name=words["name of somebody invited"]),
    }


def _cards(of: Person, words: dict[str, str]) -> dict[str, Any]:
    """The office that has the card's task now issues one, revokes one, and somebody applies."""
    today = timezone.localdate()
    later, office = today + datetime.timedelta(days=700), of.office()
    facts = card_services.Facts(words["name of an applicant"], datetime.date(1980, 5, 1), today)
    did = {"organisation_name": "Chor", "tasks": words["task of an applicant"], "since": datetime.date(2020, 1, 1)}
    with of.at_work("tests.issue") as actor:
        lost = card_services.issue_card(actor=actor, office=office, name="Verloren", expires_on=later)
        card_services.revoke_card(actor=actor, card=lost, reason="Verloren")
        card = card_services.issue_card(actor=actor, office=office, name=words["name on a card"], expires_on=later)
        card_services.set_programme(actor=actor, office=office, valid_years=2)
        card_services.apply_for_card(
            actor=actor, office=office, facts=facts, engagements=[did], asker=asked_by(name="", reach="")
        )
        application = Application.objects.get(office=office)
        return {"card": card, "application": application, "engagement": application.engagements.get()}


def _partners(of: Person) -> dict[str, Any]:
    """One on the public list, and one that somebody offers."""
    facts, contact = {"name": "Bad am See", "kind": "sport", "benefit": "Ein Euro weniger"}, {"name": "", "mail": ""}
    office = of.office()
    card_services.offer_partnership(actor=ANYBODY, office=office, facts=facts, contact=contact, token="bad")
    with of.at_work("tests.enter_partner") as actor:
        partner = card_services.enter_partner(actor=actor, office=office, facts=facts, contact=contact, token="bad")
        other = facts | {"name": "Kino am See"}
        counts = card_services.enter_partner(actor=actor, office=office, facts=other, contact=contact, token="kino")
        card_services.count_by_code(code=card_services.give_partner_code(actor=actor, partner=counts), token="given")
        card_services.word_proofs(actor=actor, office=office, kind="skills", opening="hat geholfen.", thanks="Danke.")
        return {"partner": partner, "partner_offer": PartnerOffer.objects.get(office=office)}


def _proof(of: Person, placement: Placement) -> Proof:
    """Two hours more, which the organisation confirmed, and a certificate of them."""
    today = timezone.localdate()
    with of.at_work("tests.prove") as actor:
        given = volunteer_services.log_hours(actor=actor, placement=placement, given=volunteers.two_hours("nachweis"))
        volunteer_services.confirm_hours(actor=actor, hours=given)
        certified = card_services.Certified("engagement", today, today)
        return card_services.issue_proof(
            actor=actor, volunteer=placement.volunteer, certified=certified, token="nachweis"
        )


def _cases(of: Person, words: dict[str, str]) -> dict[str, Any]:
    """Two open cases of one asker, with a note, a confidential one, a template and a saved view."""
    asker = asked_by(name=words["name of an asker"], reach=f"{words['mail of an asker']}@post.example")
    case, second = (
        askings.a_case(by=of, asker=asker, subject=words["subject of a case"], text=words["words of an asker"])
        for _number in range(2)
    )
    office = of.office()
    with of.at_work("tests.work_on_case") as actor:
        cases.add_note(actor=actor, case=case, text=words["note on a case"])
        cases.add_confidential_note(actor=actor, case=case, text=words["confidential note"])
        template = cases.save_template(actor=actor, office=office, title="Probe", text=words["text of a template"])
        cases.save_view(actor=actor, office=office, name=words["name of a view"], query="wer=frei")
        cases.promise_days(actor=actor, office=office, days={"cases.question": 4})
        cases.arrange_desk(actor=actor, office=office, publishes_record=False, escalates_after=3)
        cases.tally_cases(actor=actor, office=office)
        code = cases.status_code(actor=actor, case=case)
    return {"case": case, "second_case": second, "template": template, "case_code": code}


def _volunteering(of: Person, public: Organisation, words: dict[str, str]) -> dict[str, Any]:
    """Somebody with a proposal that waits, one that came to something, and one refused; and somebody under age."""
    waiting, agreed, refused = (offers.an_offer(by=of, of=public, title=f"Noten {number}") for number in range(3))
    volunteer = volunteers.a_volunteer(by=of, name=words["name of a volunteer"], words=words["words of a wish"])
    minor = volunteers.a_volunteer(
        by=of, name="Lina Beispiel", guardian=words["name of a guardian"], born_on=volunteers.born(14)
    )
    placement = volunteers.agreed(volunteer, agreed, by=of)
    declined = volunteers.proposed(volunteer, refused, by=of)
    with of.at_work("tests.talk") as actor:
        volunteer_services.note_answer(
            actor=actor, proposal=declined, no=volunteer_services.No(words=words["words of a refusal"])
        )
        volunteer_services.add_counsel_note(actor=actor, volunteer=volunteer, text=words["counselling note"])
        volunteer_services.open_talk(actor=actor, volunteer=volunteer)
        volunteer_services.note_certificate(
            actor=actor, volunteer=volunteer, seen_on=timezone.localdate(), issued_on=timezone.localdate()
        )
        hours = volunteer_services.log_hours(actor=actor, placement=placement, given=volunteers.two_hours())
        refusal = Refusal.objects.get(volunteer=volunteer)
    return {
        "waiting_offer": waiting,
        "volunteer": volunteer,
        "minor": minor,
        "proposal": volunteers.proposed(volunteer, waiting, by=of),
        "placement": placement,
        "hours": hours,
        "refusal": refusal,
        "seat": volunteers.seated(volunteer, volunteers.a_shift(by=of), by=of),
        "list_of_people": volunteers.a_list(
            by=of, filename=f"{words['name of a list of people']}.csv", name=words["name in a list of people"]
        ),
    }


def _wave(of: Person, words: dict[str, str]) -> dict[str, Any]:
    """One wave is over; in the next somebody signed up and is invited to a date, an allotment that nobody has released,
    a neighbour who was asked, and a group.
    """
    with of.at_work("tests.end_wave") as actor:
        wave_services.end_wave(actor=actor, wave=waves.a_wave(by=of))
    wave = waves.a_wave(by=of)
    signed = waves.signed_up(wave, words["name of a helper in a wave"], f"helfen@{of.name.split()[0].lower()}.example")
    with the_operator_at_work():
        asked, _new = Office.objects.get_or_create(place=of.office().place, name="Büro nebenan", defaults={"tasks": []})
    waves.signed_up(wave, "Wartet Beispiel", f"wartet@{of.name.split()[0].lower()}.example")
    gathering = waves.a_gathering(wave, by=of)
    with of.at_work("tests.ask_neighbour") as actor:
        opening = wave_services.ask_neighbour(actor=actor, wave=wave, neighbour=asked)
        wave_services.invite(actor=actor, gathering=gathering, pool=Pool(), number=1)
        wave_services.note_group(actor=actor, wave=wave, group=wave_services.Gathered("Schaufeln"), token="group")
    return {
        "wave": wave,
        "signup": signed.signup,
        "gathering": gathering,
        "allotment": waves.planned(wave, by=of),
        "opening": opening,
    }


def _surveys(of: Person, public: Organisation, words: dict[str, str]) -> dict[str, Any]:
    """A survey that an organisation has begun to answer, a round without names, a report, and a goal that is public."""
    records.an_organisation(by=of, name=f"Stammtisch {of.name.split()[0]}")
    survey = surveys.a_survey(by=of, own=(("text", "Was noch?", ()),))
    staff_round = surveys.a_survey(by=of, kind="staff", title="Unter uns")
    (code,) = surveys.staff_codes(staff_round, 1, by=of)
    survey_services.answer_as_staff(actor=ANYBODY, code=code, answers={"engaged": "yes"})
    surveys.a_need(to=of, text=words["report of a need"])
    surveys.a_goal(by=of, title=f"Ziel {of.name.split()[0]}", is_public=True)
    goal = surveys.a_goal(by=of, title=words["title of a goal"])
    with of.at_work("tests.answer") as actor:
        sheet = Sheet.objects.select_related("survey__office__place", "place").get(
            survey=survey, organisation_id=public.pk
        )
        survey_services.save_page(actor=actor, sheet=sheet, answers={"rooms": words["answer in a survey"]}, version=2)
        survey_services.tally_needs(actor=actor, office=of.office())
        silent = Sheet.objects.get(survey=survey, name=f"Stammtisch {of.name.split()[0]}")
        # Read along here: somebody from elsewhere could not.
        own_questions_of(survey)
        report = NeedReport.objects.get()
    return {
        "survey": survey, "staff_round": staff_round, "sheet": sheet, "silent_sheet": silent, "need_report": report,
        "goal": goal,
    }  # fmt: skip


def items_of(world: World) -> list[ImportItem]:
    with world.person.at_work():
        return list(world.done.items.all())
