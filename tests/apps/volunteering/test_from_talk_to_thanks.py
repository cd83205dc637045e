"""From the first talk over a meeting and a trial to being there, with hours, check-ins, too much, and thanks."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from engagiert.apps.cases.models import Case
from engagiert.apps.messages.models import Message
from engagiert.apps.volunteering import selectors, services
from engagiert.apps.volunteering.models import CounselNote, Glimpse, Hours, Inspection, Placement, Proposal, Volunteer
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter
from tests.cast import BERTA, IDA, OLE
from tests.factories import contacts, offers, records, volunteers

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def tom(**more: object) -> Volunteer:
    return volunteers.a_volunteer(by=BERTA, name="Tom Vorlage", mail="tom@post.example", phone="", **more)  # type: ignore[arg-type]


def open_steps() -> list[str]:
    with BERTA.at_work():
        found = Case.objects.exclude(state="closed").filter(kind__startswith="volunteering.")
        return sorted(found.values_list("kind", flat=True))


def test_every_step_is_a_case_with_its_day_and_the_sheet_leads_from_one_to_the_next() -> None:
    club = records.an_organisation(by=BERTA, mails=["verein@muster.example"])
    offer, browser = offers.an_offer(by=BERTA, of=club), BERTA.browser()
    person = tom()
    assert open_steps() == ["volunteering.wish"]
    sheet = f"/schreibtisch/gespraech/{person.pk}/"
    assert "Gassi gehen" in browser.get(sheet).content.decode()

    browser.post(f"{sheet}vorschlagen/", {"offer": offer.pk})
    assert open_steps() == ["volunteering.answer"]
    with BERTA.at_work():
        proposal = Proposal.objects.get()
        case = Case.objects.get(kind="volunteering.answer")
        assert case.due_on == proposal.expires_on
    assert browser.get(f"/schreibtisch/gespraech/schritt/{proposal.pk}/")["Location"] == sheet
    assert str(proposal.pk) in browser.get(f"/schreibtisch/vorgang/{case.pk}/").content.decode()

    browser.post(f"{sheet}vorschlag/{proposal.pk}/ja/")
    assert open_steps() == ["volunteering.organisation"]
    browser.post(f"{sheet}vorschlag/{proposal.pk}/organisation-ja/")
    assert open_steps() == ["volunteering.meeting"]
    with BERTA.at_work():
        placement = Placement.objects.get()
    there = f"{sheet}engagement/{placement.pk}/"
    browser.post(f"{there}kennenlernen/", {"day": (TODAY() + datetime.timedelta(days=3)).isoformat()})
    browser.post(f"{there}probe/", {"day": (TODAY() + datetime.timedelta(days=20)).isoformat()})
    assert open_steps() == ["volunteering.trial"]
    browser.post(f"{there}dabei/", {})
    assert open_steps() == []
    browser.post(f"{there}ende/", {"because": "moved", "words": "Zieht nach Höxter."})
    assert open_steps() == ["volunteering.farewell"]
    assert "Danke sagen" in browser.get(sheet).content.decode()
    browser.post(f"{there}danke/")
    browser.post(f"{there}danke/")
    with BERTA.at_work():
        assert Message.objects.filter(purpose="volunteering.thanks", mail="tom@post.example").count() == 1
    assert open_steps() == []


def test_after_four_weeks_and_after_half_a_year_the_desk_asks_once() -> None:
    club = records.an_organisation(by=BERTA)
    volunteers.placed(tom(), offers.an_offer(by=BERTA, of=club), by=BERTA)
    asked = []
    for days in (1, 28, 29, 182, 183):
        with BERTA.at_work() as actor:
            day = TODAY() + datetime.timedelta(days=days)
            services.run_daily(actor=actor, office=BERTA.office(), today=day)
            services.run_daily(actor=actor, office=BERTA.office(), today=day)
            found = Case.objects.filter(kind="volunteering.check_in")
            asked.append(found.count())
            for case in found.exclude(state="closed"):
                person = Volunteer.objects.select_related("office__place").get()
                services.settle_step(actor=actor, volunteer=person, about=case.about, words="Läuft gut.")
    assert asked == [0, 1, 1, 2, 2]


def test_who_carries_more_than_they_wanted_is_noticed_once() -> None:
    club = records.an_organisation(by=BERTA)
    person = tom(hours_per_week=Decimal(3))
    for title, hours in (("Vorlesen", Decimal(2)), ("Fahren", Decimal("2.5"))):
        offer = offers.an_offer(by=BERTA, of=club, title=title, hours_per_week=None)
        volunteers.placed(person, offer, by=BERTA, hours_per_week=hours)
    assert open_steps().count("volunteering.load") == 1
    page = BERTA.browser().get(f"/schreibtisch/gespraech/{person.pk}/").content.decode()
    assert "Trägt 4,5 Stunden in der Woche und wollte höchstens 3,0" in page
    offers.an_offer(by=BERTA, of=club, title="Noch etwas", hours_per_week=None)
    again = BERTA.browser().get(f"/schreibtisch/gespraech/{person.pk}/").content.decode()
    assert "Darum schlagen wir nichts dazu vor" in again
    assert "Noch etwas" not in again


def test_hours_are_written_down_confirmed_by_the_organisation_and_corrected_with_history() -> None:
    club = records.an_organisation(by=BERTA)
    person = tom()
    placement = volunteers.placed(person, offers.an_offer(by=BERTA, of=club), by=BERTA)
    contact = contacts.a_contact(of=club, by=BERTA, name="Klaas Exempel", mail="klaas@contact.example")
    with BERTA.at_work() as actor:
        code = services.give_code(actor=actor, volunteer=person)
    own = f"/mein-engagement/{code}/"
    browser, theirs = BERTA.browser(), contact.browser()
    given = {"token": "h" * 32, "on": TODAY().isoformat(), "hours": "2,5", "what": "Hunde"}
    for _twice in range(2):
        browser.post(f"{own}stunden/{placement.pk}/", given)
    with BERTA.at_work():
        hours = Hours.objects.get()
        assert (hours.hours, hours.confirmed_at) == (Decimal("2.50"), None)
    page = f"/mein-eintrag/{club.pk}/freiwillige/"
    assert "Tom Vorlage" in theirs.get(page).content.decode()
    theirs.post(f"{page}stimmt/", {"key": str(hours.pk)})
    with BERTA.at_work() as actor:
        hours.refresh_from_db()
        assert hours.confirmed_at is not None
        services.correct_hours(actor=actor, hours=hours, given=volunteers.two_hours(), why="Es waren nur zwei.")
        assert [(one.hours, one.counts) for one in Hours.objects.order_by("written_at")] == [
            (Decimal("2.50"), False),
            (Decimal("2.00"), True),
        ]
    shown = browser.get(own).content.decode()
    assert "berichtigt" in shown
    assert "Es waren nur zwei." in shown


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"hours": "25"}, "Ein Tag hat 24 Stunden"),
        ({"hours": "viel"}, "Schreiben Sie eine Zahl"),
        ({"on": "2031-01-01"}, "Dieser Tag kommt erst noch"),
        ({"on": "2001-01-01"}, "noch nicht verabredet"),
    ],
)
def test_hours_that_cannot_be_get_a_sentence(given: dict[str, str], sentence: str) -> None:
    person = tom()
    club = records.an_organisation(by=BERTA)
    placement = volunteers.placed(person, offers.an_offer(by=BERTA, of=club), by=BERTA)
    with BERTA.at_work() as actor:
        code = services.give_code(actor=actor, volunteer=person)
    whole = {"on": TODAY().isoformat(), "hours": "2", "what": ""} | given
    answer = BERTA.browser().post(f"/mein-engagement/{code}/stunden/{placement.pk}/", whole)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_a_counselling_note_is_read_by_who_wrote_it_and_no_colleague() -> None:
    person = tom()
    with BERTA.at_work() as actor:
        services.add_counsel_note(actor=actor, volunteer=person, text="Hat viel verloren.")
    sheet = f"/schreibtisch/gespraech/{person.pk}/"
    assert "Hat viel verloren." in BERTA.browser().get(sheet).content.decode()
    for colleague in (OLE, IDA):
        assert "Hat viel verloren." not in colleague.browser().get(sheet).content.decode()


def test_a_pause_ends_what_is_open_and_not_now_comes_back_as_a_case_on_that_day() -> None:
    club = records.an_organisation(by=BERTA, mails=["verein@muster.example"])
    person = tom()
    volunteers.proposed(person, offers.an_offer(by=BERTA, of=club), by=BERTA)
    spring = TODAY() + datetime.timedelta(days=120)
    with BERTA.at_work() as actor:
        services.pause(actor=actor, volunteer=person, until=spring, ask_again=True)
        case = Case.objects.exclude(state="closed").get(kind="volunteering.later")
        assert case.due_on == spring
        fresh = selectors.volunteer_for(actor, person.pk)
        with pytest.raises(ValidationError, match="zurzeit nicht gefragt"):
            services.propose(actor=actor, volunteer=fresh, offers=[1])


def test_who_leaves_and_wants_it_is_forgotten_and_still_counts_as_one() -> None:
    person = tom(words="Ich koche gern.")
    with BERTA.at_work() as actor:
        services.add_counsel_note(actor=actor, volunteer=person, text="Vertraulich.")
        services.note_certificate(actor=actor, volunteer=person, seen_on=TODAY(), issued_on=TODAY())
        code = services.give_code(actor=actor, volunteer=person)
    BERTA.browser().post(f"/mein-engagement/{code}/tun/abschied/", {"loeschen": "1"})
    with BERTA.at_work() as actor:
        left = Volunteer.objects.get()
        assert (left.name, left.mail, left.state) == ("", "", Volunteer.State.LEFT)
        assert not Inspection.objects.exists()
        assert not Glimpse.objects.exists()
        assert not Case.objects.exclude(state="closed").exists()
        figures = selectors.figures_of(
            actor, BERTA.office(), since=TODAY() - datetime.timedelta(days=9), until=TODAY(), today=TODAY()
        )
        assert figures.joined == 1
    job = Actor.operator(office_ids=(BERTA.office().pk,))
    with enter(job, action="volunteering.end_erased"):
        services.end_erased(actor=job, office=BERTA.office(), volunteer_ids=[left.pk])
    with BERTA.at_work():
        assert not CounselNote.objects.exists()


def test_the_years_figures_are_a_table_for_the_council() -> None:
    tom()
    table = BERTA.browser().get("/schreibtisch/freiwillige/zahlen.csv")
    assert table["Content-Type"].startswith("text/csv")
    lines = table.content.decode("utf-8-sig").splitlines()
    assert lines[0] == "Jahr;Gruppe;Was;Zahl"
    assert f"{TODAY().year};Menschen;wollten helfen;1" in lines
    assert f"{TODAY().year};Menschen;davon unter 18;" in lines
