"""A flood, and everybody wants to help: nobody is lost, doubled, left without answer or asked beyond measure."""

import datetime
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.utils import timezone

from engagiert.apps.cases.models import Case
from engagiert.apps.messages.models import Message
from engagiert.apps.opportunities.models import Opportunity
from engagiert.apps.volunteering import services as helping
from engagiert.apps.volunteering.models import Proposal, Seat, Volunteer
from engagiert.apps.waves import selectors, services
from engagiert.apps.waves.models import Allotment, Pick, ShownWave, Signup, Wave
from engagiert.kernel import bus
from tests.cast import BERTA, JAN, OLE, SELMA
from tests.factories import offers, records, volunteers, waves
from tests.factories.calendar import work_off

pytestmark = pytest.mark.django_db(transaction=True)
CODE = re.compile(r"(?:[2-9A-Z]{4}-){2}[2-9A-Z]{4}")


def offers_of(name: str, *titles: str, capacity: int = 4) -> list[Opportunity]:
    club = records.an_organisation(by=SELMA, name=name, mails=["verein@post.example"])
    return [offers.an_offer(by=SELMA, of=club, title=one, capacity=capacity) for one in titles]


def numbers(wave: Wave) -> selectors.Numbers:
    with SELMA.at_work():
        return selectors.numbers_of(wave, timezone.localdate())


def test_two_who_press_start_in_the_same_second_begin_one_wave() -> None:
    office, aim = SELMA.office(), waves.an_aim()

    def press(token: str) -> str:
        try:
            with SELMA.at_work() as actor:
                return str(services.start_wave(actor=actor, office=office, aim=aim, token=token).pk)
        finally:
            connection.close()

    SELMA.account()
    with ThreadPoolExecutor(2) as pool:
        assert len(set(pool.map(press, ("a", "b")))) == 1


def test_everybody_is_answered_at_once_in_writing_and_only_a_question_is_a_case() -> None:
    wave = waves.a_wave(by=SELMA)
    waves.signed_up(wave)
    waves.signed_up(wave, "Ole Probe", "ole@post.example", question="Darf ich meinen Hund mitbringen?")
    with SELMA.at_work():
        mails = Message.objects.filter(purpose="waves.message").order_by("created_at")
        assert [mail.mail for mail in mails] == ["anna@post.example", "ole@post.example"]
        assert CODE.search(str(mails[0].blocks))
        asked = Case.objects.get()
        assert (asked.kind, asked.subject) == ("waves.question", "Ole Probe fragt: Hochwasser: Wer packt mit an?")


def test_a_wave_that_takes_people_stands_where_people_come_by_and_a_full_one_does_not(client: Client) -> None:
    wave = waves.a_wave(by=SELMA)
    pages = [f"/{wave.office.place.slug}/{page}" for page in ("", "tuer/helfen/", "mithelfen/")]

    def called(reason: str) -> list[bool]:
        return [reason in client.get(page).text for page in pages]

    assert called(wave.reason) == [True] * 3
    with SELMA.at_work() as actor:
        aim = waves.an_aim(reason="Jetzt die Turnhalle.")
        services.change_wave(actor=actor, wave=wave, aim=aim)
    assert called("Jetzt die Turnhalle.") == [True] * 3
    for is_open in (False, True):
        with SELMA.at_work() as actor:
            services.set_intake(actor=actor, wave=wave, is_open=is_open)
        assert called("Jetzt die Turnhalle.") == [is_open] * 3
    with SELMA.at_work() as actor:
        services.end_wave(actor=actor, wave=wave)
    assert called("Jetzt die Turnhalle.") == [False] * 3


def test_who_moves_to_another_installation_calls_out_there(client: Client) -> None:
    wave = waves.a_wave(by=SELMA)
    with SELMA.at_work():
        ShownWave.objects.all().delete()
    assert wave.reason not in client.get(f"/{wave.office.place.slug}/").text
    bus.publish("OfficeImported", office_id=wave.office_id)
    work_off()
    assert wave.reason in client.get(f"/{wave.office.place.slug}/").text


@pytest.mark.parametrize(
    ("name", "mail"), [("Anna Beispiel", "anna@post.example"), ("ANNA  BEISPIEL", "Anna@post.example")]
)
def test_the_same_person_twice_is_one_and_a_couple_with_one_address_is_two(name: str, mail: str) -> None:
    wave = waves.a_wave(by=SELMA)
    assert waves.signed_up(wave).is_new
    assert not waves.signed_up(wave, name, mail).is_new
    assert waves.signed_up(wave, "Bernd Beispiel", mail).is_new
    assert numbers(wave).people == 2


def test_twenty_of_the_same_at_once_are_one() -> None:
    wave = waves.a_wave(by=SELMA)

    def press(number: int) -> bool:
        try:
            return waves.signed_up(wave, token=f"form-{number % 3}").is_new
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(press, range(20))) == 1
    with SELMA.at_work():
        assert Volunteer.objects.count() == Signup.objects.count() == Message.objects.count() == 1


def test_a_stranger_with_my_address_learns_nothing_and_changes_nothing() -> None:
    wave = waves.a_wave(by=SELMA)
    address = f"/{wave.office.place.slug}/welle/"
    form = {"name": "Anna Beispiel", "reach": "anna@post.example", "token": "eins"}
    first = Client().post(address, form | {"skills": ["cooking"]})
    second = Client().post(address, form | {"token": "zwei", "skills": ["driving"]})
    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"] == f"{address}danke/"
    with SELMA.at_work():
        assert Volunteer.objects.get().wish.skills == ["cooking"]


def test_who_has_no_mail_reads_their_code_at_once_and_what_happens_next() -> None:
    wave = waves.a_wave(by=SELMA)
    form = {"name": "Hatice Örnek", "reach": "0000 3920011", "token": "x"}
    page = Client().post(f"/{wave.office.place.slug}/welle/", form, follow=True).content.decode()
    assert CODE.search(page)
    assert "Ihre Meldung ist da. Bis" in page


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"born_on": f"{timezone.localdate().year - 5}-01-01"}, "Allein helfen geht bei uns ab 13"),
        ({"born_on": f"{timezone.localdate().year - 150}-01-01"}, "mehr als 110 Jahre zurück"),
        ({"born_on": f"{timezone.localdate().year - 15}-01-01"}, "Unter 16 brauchen wir die Zustimmung der Eltern"),
        ({"question": "x" * 10_000}, "Das sind 10000 Zeichen, es passen 1000"),
        ({"name": ""}, "Schreiben Sie Ihren Namen"),
    ],
)
def test_what_cannot_be_is_said_in_words_and_nobody_is_written_down(wrong: dict[str, str], sentence: str) -> None:
    wave = waves.a_wave(by=SELMA)
    form = {"name": "Anna Beispiel", "reach": "anna@post.example", "token": "x"} | wrong
    answer = Client().post(f"/{wave.office.place.slug}/welle/", form)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    with SELMA.at_work():
        assert not Volunteer.objects.exists()


def test_a_cap_of_none_and_a_date_without_seats_get_a_sentence() -> None:
    with pytest.raises(ValidationError, match="mindestens eine Person"):
        waves.a_wave(by=SELMA, cap=0)
    wave = waves.a_wave(by=SELMA)
    with pytest.raises(ValidationError, match="mindestens einen Platz"):
        waves.a_gathering(wave, by=SELMA, seats=0)


def test_pools_count_who_can_what_and_invitations_go_out_in_waves_and_never_twice() -> None:
    wave = waves.a_wave(by=SELMA)
    waves.a_crowd(wave, 5, skills=("cooking",), languages=("de", "ar"))
    waves.signed_up(wave, "Tom Ejemplo", "tom@post.example", skills=("driving",))
    date = waves.a_gathering(wave, by=SELMA, seats=2)
    pool = selectors.Pool(skill="cooking", language="ar")
    with SELMA.at_work() as actor:
        pools = selectors.pools_of(wave)
        assert [(one.code, one.number) for one in pools.skills] == [("cooking", 5), ("driving", 1)]
        assert [(one.code, one.number) for one in pools.languages] == [("ar", 5)]
        assert [services.invite(actor=actor, gathering=date, pool=pool, number=3) for _ in range(3)] == [3, 2, 0]
        mails = Message.objects.filter(subject__startswith="Einladung").order_by("created_at", "mail")
        assert [mail.mail for mail in mails] == [f"person{number}@post.example" for number in range(5)]
        code = CODE.search(str(mails[0].blocks))
    assert code
    for mail in mails[1:3]:
        taken = CODE.search(str(mail.blocks))
        assert taken
        Client().post(f"/meine-welle/{taken.group()}/tun/platz/", {"gathering": str(date.pk)})
    page = Client().post(
        f"/meine-welle/{code.group()}/tun/platz/", {"gathering": str(date.pk)}, follow=True
    ).content.decode()  # fmt: skip
    assert "Warteliste" in page
    with SELMA.at_work():
        assert sorted(Seat.objects.values_list("state", flat=True)) == ["taken", "taken", "waiting"]


def test_an_allotment_keeps_the_cap_and_its_certificate_and_nothing_goes_out_before_somebody_says_so() -> None:
    offers_of("Tafelhaus Muster", "Kisten tragen", "Suppe kochen")
    offers_of("Repair-Treff Muster", "Pumpen reparieren")
    wave = waves.a_wave(by=SELMA, cap=3)
    waves.a_crowd(wave, 8)
    plan = waves.planned(wave, by=SELMA)
    assert (plan.state, plan.people, plan.placed, plan.organisations) == ("planned", 8, 6, 2)
    assert 0 < plan.total <= plan.bound
    assert plan.gap < 0.01
    with SELMA.at_work() as actor:
        assert services.ask_allotment(actor=actor, wave=wave).pk == plan.pk
        rows = selectors.picks_by_organisation(plan)
        assert [(row["organisation_name"], row["number"]) for row in rows] == [
            ("Repair-Treff Muster", 3), ("Tafelhaus Muster", 3),
        ]  # fmt: skip
        assert not Proposal.objects.exists()


def test_killed_half_way_it_goes_on_where_it_stopped_and_nobody_is_written_to_twice() -> None:
    offers_of("Tafelhaus Muster", "Kisten tragen", capacity=9)
    wave = waves.a_wave(by=SELMA, cap=9)
    crowd = waves.a_crowd(wave, 6)
    plan = waves.planned(wave, by=SELMA)
    waves.released(plan, by=SELMA)
    waves.released(plan, by=SELMA)
    assert services.send_in_steps(actor=SELMA.actor(), allotment_id=plan.pk, most=2) == 2
    with SELMA.at_work() as actor:
        assert Proposal.objects.count() == Message.objects.filter(purpose="volunteering.proposal").count() == 2
        late = Pick.objects.filter(state="planned").select_related("signup__volunteer").first()
        assert late is not None
        helping.pause(actor=actor, volunteer=late.signup.volunteer, until=None)
    assert services.send_in_steps(actor=SELMA.actor(), allotment_id=plan.pk) == 4
    assert services.send_in_steps(actor=SELMA.actor(), allotment_id=plan.pk) == 0
    with SELMA.at_work():
        assert Allotment.objects.get().state == "sent"
        assert sorted(Pick.objects.values_list("state", flat=True)) == ["passed", *["sent"] * 5]
        assert Message.objects.filter(purpose="volunteering.proposal").count() == 5
        assert not Case.objects.filter(kind="volunteering.answer").exists()
        assert Signup.objects.filter(heard_at__isnull=False).count() == 5
    assert len(crowd) == 6


def test_thank_you_not_now_is_answered_by_a_click_and_delete_means_delete() -> None:
    wave = waves.a_wave(by=SELMA)
    keeps, goes = waves.signed_up(wave), waves.signed_up(wave, "Tom Ejemplo", "tom@post.example")
    with SELMA.at_work() as actor:
        services.ask_to_keep(actor=actor, wave=wave)
    assert services.ask_in_steps(actor=SELMA.actor(), wave_id=wave.pk) == 2
    assert services.ask_in_steps(actor=SELMA.actor(), wave_id=wave.pk) == 0
    Client().post(f"/meine-welle/{keeps.code}/tun/behalten/")
    page = Client().post(f"/meine-welle/{goes.code}/tun/loeschen/").content.decode()
    assert "Ihre Angaben sind gelöscht" in page
    with SELMA.at_work():
        rows = Signup.objects.order_by("joined_at").values_list("keep", "mark", "volunteer__name")
        assert [(keep, bool(mark), name) for keep, mark, name in rows] == [
            ("keep", True, "Anna Beispiel"), ("delete", False, ""),
        ]  # fmt: skip


def test_after_the_wave_everybody_is_told_and_only_who_said_so_or_is_there_stays() -> None:
    old = volunteers.a_volunteer(by=SELMA, name="Heinrich Erdacht", phone="", mail="heinrich@post.example")
    [post] = offers_of("Tafelhaus Muster", "Kisten tragen")
    wave = waves.a_wave(by=SELMA)
    silent, keeps = waves.signed_up(wave), waves.signed_up(wave, "Tom Ejemplo", "tom@post.example")
    there = waves.signed_up(wave, "Ayşe Örnek", "ayse@post.example")
    known = waves.signed_up(wave, "Heinrich Erdacht", "heinrich@post.example")
    assert known.signup.volunteer_id == old.pk
    with SELMA.at_work() as actor:
        services.note_keep(actor=actor, signup=keeps.signup, keep=True)
    volunteers.placed(there.signup.volunteer, post, by=SELMA)
    with SELMA.at_work() as actor:
        services.end_wave(actor=actor, wave=wave)
        services.end_wave(actor=actor, wave=wave)
    assert services.tell_end_in_steps(actor=SELMA.actor(), wave_id=wave.pk) == 4
    services.tell_end_in_steps(actor=SELMA.actor(), wave_id=wave.pk)
    day = timezone.localdate() + datetime.timedelta(days=30)
    for later, forgotten in ((0, 0), (1, 1), (1, 0)):
        with SELMA.at_work() as actor:
            office = SELMA.office()
        assert services.forget_in_steps(
            actor=SELMA.actor(), office=office, today=day + datetime.timedelta(days=later)
        ) == forgotten  # fmt: skip
    with SELMA.at_work():
        assert Message.objects.filter(subject__contains="zu Ende").count() == 4
        names = set(Volunteer.objects.values_list("name", flat=True))
        assert names == {"", "Tom Ejemplo", "Ayşe Örnek", "Heinrich Erdacht"}
        assert Volunteer.objects.get(name="").pk == silent.signup.volunteer_id


def test_a_promise_that_comes_due_is_one_case_for_all_who_wait() -> None:
    wave = waves.a_wave(by=SELMA, answer_days=2)
    waves.a_crowd(wave, 3)
    day = timezone.localdate() + datetime.timedelta(days=2)
    for _again in range(2):
        with SELMA.at_work() as actor:
            services.run_daily(actor=actor, office=SELMA.office(), today=day)
    with SELMA.at_work():
        assert "3 Menschen warten" in Case.objects.get(kind="waves.promise").subject


def test_a_neighbours_offers_are_open_when_both_agree_and_not_before() -> None:
    wave = waves.a_wave(by=SELMA)
    club = records.an_organisation(by=BERTA, name="Heimatbund Muster")
    offers.an_offer(by=BERTA, of=club, title="Sandsäcke füllen", where="from_home")
    neighbour = BERTA.office()

    def titles() -> list[str]:
        with SELMA.at_work():
            return [one.title for one in selectors.open_listings(wave)]

    with SELMA.at_work() as actor:
        opening = services.ask_neighbour(actor=actor, wave=wave, neighbour=neighbour)
        assert services.ask_neighbour(actor=actor, wave=wave, neighbour=neighbour).pk == opening.pk
    assert titles() == []
    with BERTA.at_work() as actor:
        assert Case.objects.get(kind="waves.opening").subject.startswith(SELMA.office().name)
        assert not Wave.objects.exists()
        services.answer_neighbour(actor=actor, opening=selectors.opening_for(actor, opening.pk), yes=True)
        assert not Case.objects.filter(kind="waves.opening").exclude(state="closed").exists()
    assert titles() == ["Sandsäcke füllen"]
    with SELMA.at_work() as actor:
        services.end_opening(actor=actor, opening=opening)
    assert titles() == []


def test_a_group_that_organises_itself_gets_a_record_and_a_contact_once() -> None:
    wave = waves.a_wave(by=SELMA)
    group = services.Gathered("Schaufeln gegen Schlamm", "Räumt Keller.", "Eva Beispiel", "0000 4711", people=40)
    with SELMA.at_work() as actor:
        made = {services.note_group(actor=actor, wave=wave, group=group, token="x").organisation_id for _ in range(2)}
    assert len(made) == 1


def test_only_a_coordinator_of_the_office_steers() -> None:
    wave = waves.a_wave(by=BERTA)
    for person in (OLE, JAN):
        with person.at_work() as actor, pytest.raises(Exception, match="waves"):
            services.end_wave(actor=actor, wave=wave)
