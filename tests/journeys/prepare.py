"""Fills the installation of the journeys and prints, as JSON, what its addresses need.

Runs in a process of its own, with the installation's settings and Django set up (see `installation`).
"""

from __future__ import annotations

import datetime
import decimal
import json
import sys
import uuid
from email.message import EmailMessage
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.utils import timezone

from engagiert.apps.accounts.public import Account, Office, actor_for, code_of_invitation, team
from engagiert.apps.awards.public import Member, Nomination, thanks_selectors
from engagiert.apps.awards.public import services as honours
from engagiert.apps.cases.public import Case, From
from engagiert.apps.cases.public import services as cases
from engagiert.apps.directory.demo.own_records import CONTACTS
from engagiert.apps.directory.public import (
    ImportRun,
    Listing,
    Organisation,
    Pair,
    Statement,
    Suggestion,
    imports,
    selectors,
    services,
)
from engagiert.apps.directory.services import selfservice
from engagiert.apps.messages.public import Inbound, Message, Recipient, Text, paragraph, points, queue_message
from engagiert.apps.messages.services import receive_mail
from engagiert.apps.opportunities import services as offer_services
from engagiert.apps.opportunities.models import Opportunity, Run
from engagiert.apps.opportunities.public import importing as offer_lists
from engagiert.apps.opportunities.public import services as offers
from engagiert.apps.privacy.public import Asked
from engagiert.apps.privacy.public import services as privacy
from engagiert.apps.programme.public import services as outings
from engagiert.apps.recognition.public import Application, Card
from engagiert.apps.recognition.public import selectors as cards
from engagiert.apps.recognition.public import services as recognition
from engagiert.apps.rounds.public import Meeting
from engagiert.apps.rounds.public import services as round_services
from engagiert.apps.surveys.public import Sheet
from engagiert.apps.surveys.public import services as asking_round
from engagiert.apps.volunteering.public import Placement, Proposal, Volunteer, VolunteerList
from engagiert.apps.volunteering.public import services as helping
from engagiert.apps.waves.public import services as surge
from engagiert.apps.waves.selectors import Pool
from engagiert.config import installing
from engagiert.kernel.authz import Actor
from engagiert.kernel.links.public import Link, code_of
from engagiert.kernel.tenancy import enter

COORDINATOR = "koordination@luenen.example"
LIST = (
    "Name;Straße;PLZ;Ort;Telefon\r\nChor Probe;Musterweg 1;44532;Lünen;02306 1\r\n;Weg 2;44532;Lünen;siehe Homepage\r\n"
)


def prepare() -> dict[str, Any]:
    installing.load_register(_to_stderr)
    installing.load_demo(_to_stderr)
    account = Account.objects.get(email=COORDINATOR)
    actor = actor_for(account)
    with enter(actor, action="tests.prepare"):
        return _of_the_desk(actor) | {"account": account.pk} | _reset_link(account)


def _of_the_desk(actor: Any) -> dict[str, Any]:
    office = selectors.offices_of(actor)[0]
    record = Organisation.objects.get(office=office, name="Lesewelt Lippeaue e. V.")
    house = {"name": "Haus Probe", "type": "buergertreff", "street": "Probeweg 1", "postcode": "44532"}
    services.save_facility(actor=actor, organisation=record, values=house)
    services.add_note(actor=actor, organisation=record, text="Ruft lieber abends an.")
    services.add_contact(actor=actor, organisation=record, name="Hatice Örnek", role="Sprecherin", phone="01713920011")
    others = Organisation.objects.filter(office=office, state="published").exclude(pk=record.pk)
    services.archive_organisation(actor=actor, organisation=others.last(), reason="Aufgelöst")
    facility = record.facilities.latest("pk")
    other_states = Organisation.objects.filter(office=office, state__in=["draft", "archived"])
    offers = Opportunity.objects.filter(office=office)
    return (
        {
            "organisation": record.pk,
            "all_states": [record.pk, *other_states.values_list("pk", flat=True)],
            "slug": record.slug,
            "offer_slugs": list(offers.filter(state="published").values_list("slug", flat=True)),
            "offers": list(offers.values_list("pk", flat=True)),
            "facility": facility.pk,
            "facility_slug": Listing.objects.get(pk=record.pk).document["facilities"][-1]["slug"],
            "revision": selectors.history_of(record)[0].pk,
            "suggestions": [str(key) for key in Suggestion.objects.filter(office=office).values_list("pk", flat=True)],
            "pairs": list(Pair.objects.filter(office=office).values_list("pk", flat=True)),
            "runs": _runs(actor, office),
            **_invitations(actor, office),
            **_self_service(actor, office),
            "messages": [str(key) for key in _messages(actor, office)],
            "breaches": _breaches(actor, office),
            "agreements": _agreements(actor, office),
            "inbound": [str(key) for key in _inbound(actor, office)],
            **_rounds(actor, office),
            **_volunteers(actor, office, record),
            **_wave(actor, office),
            **_surveys(actor, office),
        }
        | _cases(actor, office)
        | _cards(actor, office)
    )


def _cards(actor: Any, office: Any) -> dict[str, list[Any]]:
    """One that is good and one whose phone was lost."""
    later = timezone.localdate() + datetime.timedelta(days=700)
    lost = recognition.issue_card(actor=actor, office=office, name="Yusuf Misal", expires_on=later)
    new = recognition.replace_card(actor=actor, card=lost, reason="Handy verloren")
    codes = [cards.code_of(card) for card in (lost, new)]
    facts = recognition.Facts("Halina Przykładowa", datetime.date(1980, 5, 1), timezone.localdate())
    did: dict[str, Any] = {"organisation_name": "Repair-Treff Muster", "since": datetime.date(2023, 1, 1)}
    did["hours_a_week"] = decimal.Decimal("4.5")
    recognition.apply_for_card(
        actor=actor, office=office, facts=facts, engagements=[did], asker=From(name=facts.name), channel="letter"
    )
    application = Application.objects.get(office=office, name=facts.name)
    recognition.ask_organisations(actor=actor, application=application, origin="http://127.0.0.1")
    engagement = application.engagements.get()
    return {
        "cards": [str(lost.pk), str(new.pk)],
        "card_codes": codes,
        "card_typed": [cards.typed_code_of(card) for card in (lost, new)],
        "card_applications": [str(application.pk)],
        "card_engagements": [str(engagement.pk)],
        "confirmation_codes": [cards.code_for_paper(engagement)],
        **_of_the_app(actor, office, new),
        **_partners(actor, office),
        **_awards(actor, office),
        **_programme(actor, office, new),
        "own_card_codes": [recognition.give_own_code(actor=actor, card=new)],
    }


def _of_the_app(actor: Any, office: Any, card: Any) -> dict[str, list[Any]]:
    """A card that went to the state's app, and files of that app: with columns to choose, tried, and taken over."""
    recognition.set_app_layout(actor=actor, office=office, in_use=True)
    recognition.agree_to_app(actor=actor, card=card, way="counter")
    made = recognition.hand_over_cards(actor=actor, office=office, parts=["new"])
    runs = []
    for number in range(3):
        born = f"01.0{number + 1}.1980"
        content = f"Nummer;Name;Geburtsdatum;Verein;Seit\nA-{number};Eva Muster;{born};Chor;2020\nA;;;;\n"
        run = recognition.receive_app_list(actor=actor, office=office, filename="app.csv", content=content.encode())
        runs.append(run)
    for run in runs[1:]:
        recognition.choose_app_columns(actor=actor, run=run, fields=[one["field"] for one in run.columns])
        recognition.try_app_list(actor=actor, run=run)
    recognition.take_over_app_list(actor=actor, run=runs[2])
    return {"hand_overs": [str(made.pk)], "app_lists": [str(run.pk) for run in runs]}


def _programme(actor: Any, office: Any, card: Any) -> dict[str, list[Any]]:
    """An outing with a sign-up, a second one that nobody has signed up for, and news."""
    begins = timezone.now() + datetime.timedelta(days=30)
    made = []
    for title in ("Tierpark", "Burg"):
        facts = outings.OutingFacts(
            title, "Ein Tag.", begins, "Musterstadt", "Rathaus", "ohne Stufen", 9, timezone.localdate(begins)
        )
        outing = outings.write_outing(actor=actor, office=office, facts=facts)
        outings.publish_outing(actor=actor, outing=outing)
        outing.refresh_from_db()
        made.append(outing)
    asking = outings.Asking(recognition.give_own_code(actor=actor, card=card))
    code = outings.sign_up(actor=actor, outing=made[0], asking=asking)
    facts_of_news = outings.NewsFacts("Neue Partner", "Drei neue.", timezone.localdate(begins))
    news = outings.write_news(actor=actor, office=office, facts=facts_of_news)
    outings.show_news(actor=actor, news=news)
    return {
        "outings": [str(one.pk) for one in made],
        "guests": [str(one.pk) for one in made[0].signups.all()],
        "signup_codes": [code],
        "news": [str(news.pk)],
    }


def _partners(actor: Any, office: Any) -> dict[str, list[Any]]:
    """One on the list, one that was offered."""
    facts = {"name": "Bad am See", "kind": "sport", "benefit": "Ein Euro weniger", "times": "montags"}
    recognition.offer_partnership(actor=actor, office=office, facts=facts, contact={"name": "Ina"}, token="bad")
    partner = recognition.enter_partner(actor=actor, office=office, facts=facts, contact={}, token="bad")
    found = Case.objects.filter(office=office, kind="recognition.partner_offer")
    return {
        "partners": [str(partner.pk)],
        "partner_codes": [recognition.give_partner_code(actor=actor, partner=partner)],
        "partner_offers": [case.about.partition(":")[2] for case in found],
    }


def _awards(actor: Any, office: Any) -> dict[str, list[Any]]:
    """An award with a nomination before the jury, one that is honoured, and a member who may not see the first."""
    today = timezone.localdate()
    facts = honours.Facts("Ehrennadel", "Für lange Jahre.", today, today + datetime.timedelta(days=30))
    award = honours.set_award(actor=actor, office=office, facts=facts)
    jurors = [
        honours.add_juror(actor=actor, award=award, member=Member(name)) for name in ("Karl Erdacht", "Ada Probe")
    ]
    for name in ("Mathilde Erdacht", "Otto Probe"):
        by = From(name="Nora Nachbar", mail="nora@nachbar.example")
        proposal = honours.Proposal(honours.Nominee(name), by, "Liest seit Jahren vor.")
        honours.nominate(actor=actor, award=award, proposal=proposal, token=name)
    honours.put_to_jury(actor=actor, award=award)
    waiting, granted = Nomination.objects.filter(award=award)
    honours.decide_nomination(actor=actor, nomination=granted, grant=True, reason="Alle dafür.")
    honours.note_honour(actor=actor, nomination=granted, honour="public", way="phone")
    return {
        "awards": [str(award.pk)],
        "nominations": [str(waiting.pk), str(granted.pk)],
        "jurors": [str(one.pk) for one in jurors],
        "ballots": [str(waiting.ballots.all()[0].pk)],
        "thanks": [str(_thanks(actor, office).pk)],
        "jury_codes": [honours.give_jury_code(actor=actor, juror=one) for one in jurors],
    }


def _thanks(actor: Any, office: Any) -> Any:
    """Letters of thanks to who has a card, and one letter of them to print."""
    card = Card.objects.filter(office=office, state="living")[0]
    owner = recognition.Owner(postal=("Yusuf Misal", "Probeweg 1", "44532 Lünen"))
    recognition.change_owner(actor=actor, card=card, owner=owner)
    letters = honours.Letters("Dank 2026", "cards", 2026, 0, "Danke, {name}", "Danke für alles.")
    thanks = honours.draft_thanks(actor=actor, office=office, letters=letters)
    marks = [one.mark for one in thanks_selectors.people_to_thank(thanks)]
    honours.send_thanks(actor=actor, thanks=thanks, marks=marks)
    return thanks


def _cases(actor: Any, office: Any) -> dict[str, Any]:
    """One case in each state and of each kind, and the code of one."""
    found = Case.objects.filter(office=office).order_by("state", "kind", "pk").distinct("state", "kind")
    shown = list(found)
    code = cases.status_code(actor=actor, case=shown[0])
    return {"cases": [str(case.pk) for case in shown], "case_code": code}


def _volunteers(actor: Any, office: Any, record: Organisation) -> dict[str, Any]:
    """Somebody with a proposal, one for which the organisation was asked, and a placement; somebody under age."""
    draft = {"title": "Vorlesen am Samstag", "tasks": "Sie lesen Kindern vor.", "fields": ["education_school"]}
    made = [
        offers.create_opportunity(actor=actor, office=office, draft=offers.Draft(record.place, draft, record))
        for _number in range(3)
    ]
    for one in made:
        offers.publish_opportunity(actor=actor, opportunity=one)
    people = [
        _joins(actor, office, name, born_on) for name, born_on in (("Tom Vorlage", None), ("Lina Beispiel", _teen()))
    ]
    site = "http://engagiert.example"
    proposed = helping.propose(actor=actor, volunteer=people[0], offers=[one.pk for one in made], origin=site).proposals
    for proposal in proposed[1:]:
        helping.note_answer(actor=actor, proposal=proposal, origin=site)
    agreed = Proposal.objects.get(pk=proposed[2].pk)
    helping.note_organisation_answer(actor=actor, proposal=agreed, yes=True, origin=site)
    placement = Placement.objects.select_related("volunteer__office__place").get(proposal=agreed)
    proof = _proof(actor, placement)
    link = Link.objects.get(purpose="volunteering.organisation", about=f"volunteering.proposal:{proposed[1].pk}")
    return {
        "volunteers": [str(one.pk) for one in people],
        "volunteer_codes": [helping.give_code(actor=actor, volunteer=one) for one in people],
        "minor": str(people[1].pk),
        "minor_code": helping.give_code(actor=actor, volunteer=people[1]),
        "proposals": [str(one.pk) for one in proposed],
        "placements": [str(placement.pk)],
        "proofs": [str(proof.pk)],
        "proof_codes": [cards.code_of_proof(proof)],
        "organisation_codes": [code_of(link)],
        "volunteer_lists": _lists(actor, office),
        "offer_lists": _offer_lists(actor, office),
        **_shift(actor, office, [people[0], _joins(actor, office, "Wilhelmine Probe", None)]),
    }


def _wave(actor: Any, office: Any) -> dict[str, Any]:
    """A wave with somebody who signed up and is invited to a date, a neighbour who was asked, and a group."""
    aim = surge.Aim("Hochwasser: Wer packt an?", "Viele Keller stehen voll Schlamm.", _in_two_weeks())
    wave = surge.start_wave(actor=actor, office=office, aim=aim, token="wave")
    someone = helping.Someone(name="Anna Probe", mail="anna@probe.example")
    signing = surge.Signing(someone, skills=("cooking", "driving"), languages=("de", "ar"))
    signed = surge.take_down(actor=actor, wave=wave, signing=signing, channel="phone", token="wave")
    begins = timezone.now() + datetime.timedelta(days=4)
    date = surge.Date("Infotermin", begins, begins + datetime.timedelta(hours=2), 20, "Rathaus")
    gathering = surge.plan_gathering(actor=actor, wave=wave, date=date, token="wave")
    surge.invite(actor=actor, gathering=gathering, pool=Pool(), number=10)
    neighbour = Office.objects.exclude(pk=office.pk).select_related("place").order_by("pk").first()
    opening = surge.ask_neighbour(actor=actor, wave=wave, neighbour=neighbour)
    surge.note_group(actor=actor, wave=wave, group=surge.Gathered("Schaufeln gegen Schlamm"), token="wave")
    surge.ask_allotment(actor=actor, wave=wave)
    return {
        "wave": str(wave.pk),
        "gathering": str(gathering.pk),
        "signup": str(signed.signup.pk),
        "opening": str(opening.pk),
        "wave_code": signed.code,
    }


def _surveys(actor: Any, office: Any) -> dict[str, Any]:
    """A survey that somebody has begun to answer, a round without names, a report, and a goal."""
    aim = asking_round.Aim("Wer macht was?", "Damit wir wissen, wo wir gebraucht werden.", _in_two_weeks())
    survey = asking_round.draft_survey(actor=actor, office=office, aim=aim, token="survey")
    asking_round.add_question(actor=actor, survey=survey, kind="yes_no", label="Haben Sie einen Schlüssel?")
    asking_round.open_survey(actor=actor, survey=survey, site="https://engagiert.example")
    asking_round.invite_in_steps(actor=actor, survey_id=survey.pk)
    sheet = Sheet.objects.filter(survey=survey).order_by("name")[0]
    money = [{"funder": "Land NRW", "share_percent": 80, "starts_on": "2024-01-01", "ends_on": "2026-12-31"}]
    answers = {"rooms": "Ein Saal", "volunteers": "12", "funding": money}
    asking_round.save_page(actor=actor, sheet=sheet, answers=answers, version=2)
    unnamed = asking_round.Aim("Unter uns", "Wer engagiert sich?", _in_two_weeks(), kind="staff")
    staff = asking_round.draft_survey(actor=actor, office=office, aim=unnamed, token="staff")
    asking_round.open_survey(actor=actor, survey=staff, site="https://engagiert.example")
    (staff_code,) = asking_round.make_codes(actor=actor, survey=staff, number=1)
    missing = asking_round.Missing("Ein Treffpunkt am Abend", type="buergertreff")
    report = asking_round.note_need(actor=actor, office=office, missing=missing, token="need")
    wanted = asking_round.Wanted("Ein Treffpunkt im Norden", "Klaas Exempel", _in_two_weeks())
    goal = asking_round.set_goal(actor=actor, office=office, wanted=wanted, token="goal")
    return {
        "surveys": [str(survey.pk), str(staff.pk)],
        "survey": str(survey.pk),
        "sheet": str(sheet.pk),
        "sheet_code": asking_round.ask_sheet(actor=actor, sheet=sheet),
        "staff_code": staff_code,
        "staff_round": str(staff.pk),
        "need_report": str(report.pk),
        "goal": str(goal.pk),
    }


def _in_two_weeks() -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=14)


def _proof(actor: Any, placement: Placement) -> Any:
    """Two confirmed hours, and a certificate of them."""
    today = timezone.localdate()
    given = helping.log_hours(actor=actor, placement=placement, given=helping.Given(today, decimal.Decimal(2), "Lesen"))
    helping.confirm_hours(actor=actor, hours=given)
    certified = recognition.Certified("engagement", today, today, skills=["Vorlesen"])
    return recognition.issue_proof(actor=actor, volunteer=placement.volunteer, certified=certified, token="n")


def _lists(actor: Any, office: Any) -> list[str]:
    """The list of an agency, tried; and another one, taken over."""
    found = []
    for name in ("Tom Ejemplo", "Rita Esempio"):
        content = f"Name;Telefon;Notiz;Organisation\n{name};0000 88;x;Repair-Treff\n;;;\nWeg;;;\n".encode()
        run = helping.receive_list(actor=actor, office=office, filename="agentur.csv", content=content)
        helping.try_list(actor=actor, run=run)
        found.append(run)
    found.append(VolunteerList.objects.get(pk=found[0].pk))
    found[2].pk, found[2].state, found[2].started_at = uuid.uuid4(), VolunteerList.State.RUNNING, timezone.now()
    found[2].save(force_insert=True)
    helping.take_over_list(actor=actor, run=found[1])
    return [str(run.pk) for run in found]


def _offer_lists(actor: Any, office: Any) -> list[int]:
    """A list of offers in each state that has a page of its own."""
    found = []
    for number in range(4):
        content = f"Titel;Organisation;Alter\nSingen {number};Chor Probe;16\n;Chor Probe;\nLesen;Chor Probe;150\n"
        run = offer_lists.receive_offers(actor=actor, office=office, filename="angebote.csv", content=content.encode())
        found.append(run)
    for run in found[1:]:
        offer_lists.try_offers(actor=actor, run=run)
    offer_lists.start_offers(actor=actor, run=found[2])
    Run.objects.filter(pk=found[3].pk).update(state=Run.State.FAILED)
    return [run.pk for run in found]


def _shift(actor: Any, office: Any, people: list[Volunteer]) -> dict[str, Any]:
    """One seat, taken, and somebody who waits."""
    begins = timezone.now() + datetime.timedelta(days=3)
    plan = helping.Plan("Suppenstand", begins, begins + datetime.timedelta(hours=3), 1, where="Marktplatz")
    shift = helping.plan_shift(actor=actor, office=office, plan=plan)
    seats = [helping.note_seat(actor=actor, volunteer=one, shift=shift) for one in people]
    codes = [helping.give_seat_code(actor=actor, office=office, seat=seat) for seat in seats]
    return {"shifts": [str(shift.pk)], "seats": [str(seat.pk) for seat in seats], "seat_codes": codes}


def _teen() -> datetime.date:
    return datetime.date(timezone.localdate().year - 14, 1, 1)


def _joins(actor: Any, office: Any, name: str, born_on: datetime.date | None) -> Volunteer:
    guardians = (Asked("Eva Beispiel"),) if born_on else ()
    someone = helping.Someone(name=name, phone="0000 12345", born_on=born_on, guardians=guardians)
    return helping.take_down(
        actor=actor, office=office, someone=someone, wanting=helping.Wanting(), channel="phone", token=name
    )[0]


def _rounds(actor: Any, office: Any) -> dict[str, list[Any]]:
    """A round with a date behind it that has minutes, and one before it with an agenda."""
    first = timezone.localdate() - datetime.timedelta(days=7)
    plan = round_services.Plan(
        name="Runde der Fachbereiche",
        weeks=2,
        starts_on=first,
        ends_on=first + datetime.timedelta(days=90),
        begins_at=datetime.time(14, 0),
        purpose="Wer macht was für Geflüchtete?",
        where="Rathaus, Raum 5",
    )
    made = round_services.open_round(actor=actor, office=office, plan=plan, mails=[COORDINATOR])
    past, coming = Meeting.objects.filter(round=made).select_related("office__place", "round").order_by("on")[:2]
    for meeting in (past, coming):
        item = round_services.bring_item(actor=actor, meeting=meeting, title="Deutschkurs", text="Wo ist noch Platz?")
    decision = round_services.decide(actor=actor, meeting=past, text="Räume suchen", who="Klaas Exempel", until=first)
    round_services.keep_minutes(
        actor=actor, meeting=past, present="Alle", notes="", outcomes={item.pk: "Zwei Räume sind frei."}, seen=0
    )
    return {"rounds": [made.pk], "meetings": [past.pk, coming.pk], "decisions": [str(decision.pk)]}


def _inbound(actor: Any, office: Any) -> list[Any]:
    """A reply with a file to a mail from here, taken in as the job does it."""
    asked = Message.objects.get(office=office, key="gesendet")
    mail = EmailMessage()
    mail["From"], mail["To"] = "Klaas Exempel <klaas@probe.example>", "antwort@luenen.example"
    mail["Subject"], mail["In-Reply-To"] = "AW: Stimmt Ihr Eintrag noch?", asked.message_id
    mail.set_content("Ja, alles stimmt noch.\n\n> Bitte sehen Sie nach.")
    mail.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="Satzung.pdf")
    mail.add_attachment(b"MZ", maintype="application", subtype="octet-stream", filename="bild.exe")
    raw = mail.as_bytes()
    job = Actor.operator(office_ids=(office.pk,))
    receive_mail(actor=job, box="tests", uid_validity=1, uid=1, raw=raw, size=len(raw))
    return list(Inbound.objects.filter(office=office).values_list("pk", flat=True))


def _self_service(actor: Any, office: Any) -> dict[str, Any]:
    """Codes that still ask and that are used up, records that their own people keep, what they have said."""
    site = "http://engagiert.example"
    kept = Organisation.objects.filter(office=office, name__in=[one.organisation for one in CONTACTS])
    asked = list(Organisation.objects.filter(office=office, state="published").exclude(pk__in=kept)[5:8])
    services.ask_confirmations(actor=actor, organisations=asked, site=site)
    services.invite_contact(actor=actor, organisation=kept[0], mail="neu@verein.example", site=site)
    codes = {
        purpose: [code_of(link) for link in Link.objects.filter(office_id=office.pk, purpose=purpose)]
        for purpose in (selfservice.CONFIRM, selfservice.INVITE)
    }
    selfservice.confirm_by_link(actor=Actor.anonymous(), code=codes[selfservice.CONFIRM][0])
    return {
        "own_records": list(kept.values_list("pk", flat=True)),
        **_own_offers(actor, kept),
        "confirm_codes": [*codes[selfservice.CONFIRM], "ABCD-EFGH-JKMN"],
        "claim_codes": [*codes[selfservice.INVITE], "ABCD-EFGH-JKMN"],
        "statements": list(Statement.objects.filter(office=office).values_list("pk", flat=True)),
    }


def _own_offers(actor: Any, kept: Any) -> dict[str, Any]:
    """One offer of a record that somebody keeps, about which the office has asked."""
    owner = kept.select_related("office", "place").first()
    values = {"title": "Noten sortieren", "tasks": "Sie sortieren Noten.", "contact_mail": "noten@chor.example"}
    draft = offer_services.Draft(owner.place, values, owner)
    made = offer_services.create_opportunity(actor=actor, office=owner.office, draft=draft, state="published")
    offer_services.asking.ask_still_wanted(actor=actor, opportunity=made, site="https://engagiert.example")
    links = Link.objects.filter(purpose=offer_services.asking.CONFIRM)
    return {"own_offers": [made.pk], "offer_codes": [*map(code_of, links), "ABCD-EFGH-JKMN"]}


def _breaches(actor: Any, office: Any) -> list[int]:
    """One whose clock runs and one that is closed; a night has proof."""
    now = timezone.now()
    open_one = privacy.record_breach(actor=actor, office=office, what="Eine Liste lag offen.", noticed_at=now)
    closed = privacy.record_breach(actor=actor, office=office, what="Ein Brief ging an die Nachbarn.", noticed_at=now)
    privacy.update_breach(actor=actor, breach=closed, risk="none", reasons="Ungeöffnet zurück.", close=True)
    privacy.keep_periods(actor=actor, office=office)
    return [open_one.pk, closed.pk]


def _agreements(actor: Any, office: Any) -> list[str]:
    """One that waits and one that stands."""
    words = privacy.Words("foto-1", "Das Büro darf ein Foto von mir auf seiner Seite zeigen.")
    asked = [
        privacy.ask_consent(
            actor=actor, office=office, purpose="tests.photo", matter="data", words=words,
            person=privacy.Asked(name), about=f"tests.person:{number}",
        )
        for number, name in enumerate(("Aische Probe", "Kim Musterfrau"))
    ]  # fmt: skip
    privacy.note_agreement(actor=actor, agreement=asked[0].agreements.get(), way="paper", note="Ordner 3")
    return [str(one.agreements.get().pk) for one in asked]


def _runs(actor: Any, office: Any) -> list[int]:
    """A list in every state; the one from the demo is taken over."""

    def received(name: str) -> ImportRun:
        # each list differs, so that none is the other's repetition
        content = (LIST + f"{name};;44532;Lünen;\r\n").encode("cp1252")
        return imports.receive_file(actor=actor, office=office, place=office.place, filename=name, content=content)

    received("neu.csv")
    for name in ("probelauf.csv", "wartet.csv", "zurueck.csv", "abgebrochen.csv"):
        run = received(name)
        imports.preview_import(actor=actor, run=run)
        if name != "probelauf.csv":
            imports.start_import(actor=actor, run=run)
        if name == "zurueck.csv":
            imports.run_import(actor=actor, run_id=run.pk)
            run.refresh_from_db()
            imports.start_undo(actor=actor, run=run)
            imports.undo_import(actor=actor, run_id=run.pk)
        if name == "abgebrochen.csv":
            ImportRun.objects.filter(pk=run.pk).update(state="failed")
    return list(selectors.runs_of(actor).values_list("pk", flat=True))


def _messages(actor: Any, office: Any) -> list[Any]:
    """A letter and a mail in every state a person can meet."""
    text = Text("Stimmt Ihr Eintrag noch?", (paragraph("Bitte sehen Sie nach:"), points(["Zeiten", "Anschrift"])))

    def written(key: str, **columns: Any) -> Any:
        postal = ("Anneliese Erdacht", "Musterweg 12", "44532 Lünen") if "brief" in key else ()
        recipient = Recipient(mail="" if postal else f"{key}@probe.example", postal=postal)
        message = queue_message(
            actor=actor, office=office, key=key, purpose="tests.journey", recipient=recipient, text=text
        )
        if columns:
            moments = {"tried_at": message.created_at, "settled_at": message.created_at}
            Message.objects.filter(pk=message.pk).update(**moments, attempts=2, **columns)
        return message.pk

    return [
        written("brief-1"),
        written("brief-2"),
        written("brief-3", state="printed", settled_by="Berta Beispiel"),
        written("unsicher", state="in_doubt", problem="no_answer"),
        written("falsch", state="failed", problem="recipient", reply="550 5.1.1 unknown"),
        written("wartet", problem="server", due_at=timezone.now() + datetime.timedelta(days=1)),
        written("gesendet", state="sent"),
        written("nicht", state="cancelled"),
    ]


def _invitations(actor: Any, office: Any) -> dict[str, Any]:
    """One that waits on paper, one by mail, one that was taken back."""
    paper = team.invite(actor=actor, office=office, name="Toni Muster", role="editor")
    mailed = team.invite(actor=actor, office=office, name="Mia Muster", mail="mia@luenen.example", role="viewer")
    ended = team.invite(actor=actor, office=office, name="Ole Exempel", role="viewer")
    codes = [code_of_invitation(one) for one in (paper, mailed, ended)]
    team.withdraw_invitation(actor=actor, invitation=ended)
    return {"invitation": paper.pk, "invitation_codes": codes}


def _reset_link(account: Any) -> dict[str, str]:

    return {"reset_user": user_pk_to_url_str(account), "reset_key": default_token_generator.make_token(account)}


def _to_stderr(sentence: str) -> None:
    print(sentence, file=sys.stderr)


def main() -> None:
    print(json.dumps(prepare()))
