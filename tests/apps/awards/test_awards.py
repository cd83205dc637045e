"""Awards: proposed by anybody, voted on without who is biased, public only with the person's word."""

import datetime
import uuid
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from engagiert.apps.awards import selectors, services
from engagiert.apps.awards.jobs import follow
from engagiert.apps.awards.models import Award, Ballot, Honour, Juror, Nomination, Nominator
from engagiert.apps.awards.services.jury import Member
from engagiert.apps.cases.models import Case
from engagiert.apps.messages.models import Message
from engagiert.apps.privacy.models import Agreement
from engagiert.kernel.links.public import find_link
from engagiert.kernel.privacy.periods import end_what_is_over
from tests.cast import BERTA, JAN, OLE, anybody_at_work

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
FORM = {
    "name": "Mathilde Erdacht",
    "reason": "Sie liest seit zwanzig Jahren im Heim vor.",
    "by_name": "Nora Nachbar",
    "by_reach": "nora@nachbar.example",
    "token": "eins",
}


@pytest.fixture
def needle() -> Award:
    today = timezone.localdate()
    facts = services.Facts("Ehrennadel", "Für lange Jahre.", today - DAY, today + 30 * DAY, most_a_year=1)
    with BERTA.at_work() as actor:
        return services.set_award(actor=actor, office=BERTA.office(), facts=facts)


def propose(award: Award, **more: Any) -> Client:
    browser = Client()
    response = browser.post(f"/nieheim/ehrungen/{award.pk}/vorschlagen/", FORM | more)
    assert response.status_code == 302, response.content.decode()
    return browser


def a_jury(award: Award, *names: str, organisation: str = "", mail: str = "") -> dict[str, str]:
    """Name → code."""
    with BERTA.at_work() as actor:
        members = {name: Member(name, organisation, mail) for name in names}
        jurors = [services.add_juror(actor=actor, award=award, member=one) for one in members.values()]
        return {one.name: services.give_jury_code(actor=actor, juror=one) for one in jurors}


def before_the_jury(award: Award) -> Nomination:
    with BERTA.at_work() as actor:
        services.put_to_jury(actor=actor, award=award)
        return Nomination.objects.get(award=award)


def decided(nomination: Nomination, *, grant: bool = True) -> Nomination:
    with BERTA.at_work() as actor:
        services.decide_nomination(actor=actor, nomination=nomination, grant=grant, reason="Vier von vier.")
        return Nomination.objects.get(pk=nomination.pk)


def said(nomination: Nomination, honour: str) -> None:
    with BERTA.at_work() as actor:
        services.note_honour(actor=actor, nomination=nomination, honour=honour, way="phone")


def mails() -> list[Message]:
    return list(Message.objects.filter(purpose="awards.answer"))


def test_anybody_proposes_somebody_once_a_form_and_nobody_is_told(needle: Award) -> None:
    for _twice in range(2):
        propose(needle)
    with BERTA.at_work():
        nomination = Nomination.objects.get()
        assert (nomination.name, nomination.nominators.get().name) == ("Mathilde Erdacht", "Nora Nachbar")
        # Who is biased may work at this desk: the case names nobody.
        case = Case.objects.get(kind="awards.nomination")
        assert "Mathilde" not in case.subject
        assert not Message.objects.exists()
    with anybody_at_work():
        assert not Nomination.objects.exists()
    assert JAN.browser().get(f"/schreibtisch/ehrungen/vorschlag/{nomination.pk}/").status_code == 404


def test_outside_of_the_period_nobody_is_proposed(needle: Award) -> None:
    with BERTA.at_work() as actor:
        facts = services.Facts("Ehrennadel", "x", needle.opens_on - 9 * DAY, needle.opens_on)
        services.set_award(actor=actor, office=BERTA.office(), facts=facts, award=needle)
    page = Client().post(f"/nieheim/ehrungen/{needle.pk}/vorschlagen/", FORM)
    assert page.status_code == 422
    assert "zurzeit niemanden vorschlagen" in page.content.decode()


def test_a_relative_reads_and_votes_on_nothing_and_the_rest_goes_on(needle: Award) -> None:
    propose(needle)
    codes = a_jury(needle, "Karl Erdacht", "Ada Beispiel", "Ben Probe", "Cem Misal", "Dora Muster")
    nomination = before_the_jury(needle)
    karl = Client().get(f"/jury/{codes['Karl Erdacht']}/").content.decode()
    assert "Mathilde" not in karl
    assert "1 Vorschlag ist für Sie gesperrt" in karl
    Client().post(f"/jury/{codes['Karl Erdacht']}/{nomination.pk}/ja/")
    for name in ("Ada Beispiel", "Ben Probe", "Cem Misal", "Dora Muster"):
        assert "vorliest" not in Client().get(f"/jury/{codes[name]}/").content.decode()
        Client().post(f"/jury/{codes[name]}/{nomination.pk}/ja/")
    with BERTA.at_work():
        [row] = selectors.nominations_of(needle, needle.year)
        assert (row.yes, row.no, row.locked) == (4, 0, 1)
    # Not the code alone: the wall hides it in his scope, and no vote stands beside a bias.
    with selectors.at_the_jury(find_link(codes["Karl Erdacht"]), action="tests.look"):
        assert not Nomination.objects.exists()
        assert not Nominator.objects.exists()
        assert not Ballot.objects.exists()
    with BERTA.at_work(), pytest.raises(IntegrityError, match="who_is_biased_has_no_vote"), transaction.atomic():
        Ballot.objects.exclude(conflict="").update(vote="yes")


def test_who_says_so_is_locked_and_the_vote_is_gone(needle: Award) -> None:
    propose(needle)
    codes = a_jury(needle, "Ada Beispiel", "Ben Probe")
    nomination = before_the_jury(needle)
    ada = f"/jury/{codes['Ada Beispiel']}/"
    Client().post(f"{ada}{nomination.pk}/ja/")
    page = Client().get(ada).content.decode()
    assert "Bisher: 1 Ja" in page
    assert "Bisher" not in Client().get(f"/jury/{codes['Ben Probe']}/").content.decode()
    for _twice in range(2):
        Client().post(f"{ada}{nomination.pk}/befangen/", {"warum": "Meine Nachbarin"})
    Client().post(f"{ada}{nomination.pk}/ja/")
    assert "Mathilde" not in Client().get(ada).content.decode()
    with BERTA.at_work() as actor:
        ballot = Ballot.objects.get(conflict="declared")
        assert (ballot.vote, ballot.why) == ("", "Meine Nachbarin")
        with pytest.raises(ValidationError, match="selbst gesagt"):
            services.clear_bias(actor=actor, ballot=ballot, why="Doch")


@pytest.mark.parametrize(
    ("member", "more"),
    [
        (Member("Nora Nachbar"), {}),
        (Member("Ada Beispiel", mail="nora@nachbar.example"), {}),
        (Member("Erdacht Mathilde"), {}),
        (Member("Ada Beispiel", "Chor am See e. V."), {"organisation": "chor am see e. V."}),
    ],
    ids=["who proposed", "the address of who proposed", "the proposed", "the same organisation"],
)
def test_a_bias_is_found_by_comparing(needle: Award, member: Member, more: dict[str, str]) -> None:
    propose(needle, **more)
    with BERTA.at_work() as actor:
        services.add_juror(actor=actor, award=needle, member=member)
        services.put_to_jury(actor=actor, award=needle)
        assert Ballot.objects.get().conflict == "found"


def test_the_same_family_name_by_chance_is_cleared_with_a_reason(needle: Award) -> None:
    propose(needle)
    codes = a_jury(needle, "Karl Erdacht")
    nomination = before_the_jury(needle)
    with BERTA.at_work():
        ballot = Ballot.objects.get()
    address = f"/schreibtisch/ehrungen/vorschlag/{nomination.pk}/stimme/{ballot.pk}/"
    BERTA.browser().post(address, {"warum": ""})
    assert "Mathilde" not in Client().get(f"/jury/{codes['Karl Erdacht']}/").content.decode()
    BERTA.browser().post(address, {"warum": "Nicht verwandt"})
    assert "Mathilde" in Client().get(f"/jury/{codes['Karl Erdacht']}/").content.decode()


def test_a_colleague_who_is_biased_sees_nothing_at_the_desk_either(needle: Award) -> None:
    OLE.account()
    propose(needle, organisation="Chor")
    a_jury(needle, OLE.name, organisation="Chor", mail=OLE.mail)
    nomination = before_the_jury(needle)
    ole = OLE.browser()
    assert ole.get(f"/schreibtisch/ehrungen/vorschlag/{nomination.pk}/").status_code == 404
    assert "Mathilde" not in ole.get(f"/schreibtisch/ehrungen/{needle.pk}/").content.decode()
    assert "Mathilde" in BERTA.browser().get(f"/schreibtisch/ehrungen/{needle.pk}/").content.decode()


def test_nobody_puts_before_the_jury_what_they_are_biased_about(needle: Award) -> None:
    propose(needle, organisation="Chor")
    a_jury(needle, BERTA.name, organisation="Chor", mail=BERTA.mail)
    with BERTA.at_work() as actor, pytest.raises(ValidationError, match="jemand anderes"):
        services.put_to_jury(actor=actor, award=needle)


def test_the_quiet_needle_stands_on_the_inner_list_and_nowhere_else(needle: Award) -> None:
    propose(needle)
    a_jury(needle, "Ada Beispiel")
    nomination = decided(before_the_jury(needle))
    with BERTA.at_work():
        assert mails() == []
    said(nomination, "quiet")
    with BERTA.at_work():
        [inner] = selectors.ceremony_of(needle, needle.year)
        assert inner.honour == "quiet"
        assert selectors.ceremony_of(needle, needle.year, for_press=True) == []
        assert not Honour.objects.exists()
        [answer] = mails()
        text = str(answer.blocks)
        assert "bekommt die Auszeichnung" in text
        assert "nicht öffentlich" in text
        assert "Vier von vier" not in text
    assert "Mathilde" not in Client().get("/nieheim/ehrungen/").content.decode()


def test_secret_means_that_not_even_who_proposed_hears_it(needle: Award) -> None:
    propose(needle)
    a_jury(needle, "Ada Beispiel")
    said(decided(before_the_jury(needle)), "secret")
    with BERTA.at_work():
        [answer] = mails()
        assert "bekommt" not in str(answer.blocks)


def test_with_a_yes_by_link_the_name_is_public_until_it_is_taken_back(needle: Award) -> None:
    propose(needle, nominee_reach="mathilde@erdacht.example")
    a_jury(needle, "Ada Beispiel")
    nomination = decided(before_the_jury(needle))
    with BERTA.at_work() as actor:
        for _twice in range(2):
            services.tell_nominee(actor=actor, nomination=nomination, origin="https://stadt.example")
        assert Message.objects.filter(mail="mathilde@erdacht.example").count() == 2
        [question] = Message.objects.filter(purpose="privacy.consent")
        code = next(block["text"] for block in question.blocks if block["kind"] == "code")
        agreement = Agreement.objects.get()
    assert "Mathilde" not in Client().get("/nieheim/ehrungen/").content.decode()
    Client().post(f"/einwilligung/{code}/", {"antwort": "ja"})
    about = {"office_id": BERTA.office().pk, "about": f"awards.nomination:{nomination.pk}", "purpose": "x"}
    for _twice in range(2):
        follow(**about | {"purpose": "awards.public_honour"})
    with BERTA.at_work():
        agreement.refresh_from_db()
        assert agreement.stands
    assert "Mathilde Erdacht" in Client().get("/nieheim/ehrungen/").content.decode()
    said(nomination, "quiet")
    assert "Mathilde" not in Client().get("/nieheim/ehrungen/").content.decode()
    with BERTA.at_work():
        agreement.refresh_from_db()
        assert agreement.withdrawn_at is not None
        assert len(mails()) == 1


def test_an_award_is_given_as_often_as_the_office_said(needle: Award) -> None:
    for number in range(2):
        propose(needle, name=f"Mensch Nummer{number}", token=str(number))
    a_jury(needle, "Ada Beispiel")
    with BERTA.at_work() as actor:
        services.put_to_jury(actor=actor, award=needle)
        first, second = Nomination.objects.all()
        for _twice in range(2):
            services.decide_nomination(actor=actor, nomination=first, grant=True, reason="Ja.")
        with pytest.raises(ValidationError, match="höchstens 1-mal"):
            services.decide_nomination(actor=actor, nomination=second, grant=True, reason="Auch.")


def test_two_who_propose_the_same_person_are_both_answered_and_the_rest_is_deleted_in_time(needle: Award) -> None:
    propose(needle)
    propose(needle, by_name="Olga Ersonnen", by_reach="0000 4711", token="zwei", name="M. Erdacht")
    with BERTA.at_work() as actor:
        first, second = Nomination.objects.all()
        services.join_nominations(actor=actor, nomination=second, into=first)
        assert Nominator.objects.filter(nomination=first).count() == 2
    nomination = decided(first, grant=False)
    with BERTA.at_work():
        [mail] = mails()
        assert "Die Wahl fiel diesmal auf andere." in str(mail.blocks)
        assert Case.objects.get(kind="awards.call").subject.startswith("Olga Ersonnen anrufen")
        # What the status page of who proposed says: answered, and not how.
        assert set(Case.objects.filter(kind="awards.nomination").values_list("outcome", flat=True)) == {"answered"}
        assert nomination.ends_on < timezone.localdate() + 190 * DAY
        end_what_is_over(office_id=BERTA.office().pk, now=timezone.now() + 100 * DAY)
        assert Nomination.objects.exists()
        end_what_is_over(office_id=BERTA.office().pk, now=timezone.now() + 190 * DAY)
        assert not Nomination.objects.exists()
        assert not Nominator.objects.exists()


def test_a_slip_in_one_address_stops_no_decision_and_a_person_looks_for_another_way(needle: Award) -> None:
    propose(needle, by_reach="nora@nachbar.e")
    a_jury(needle, "Ada Beispiel")
    assert decided(before_the_jury(needle), grant=False).told_at is not None
    with BERTA.at_work():
        assert mails() == []
        assert Case.objects.get(kind="awards.call").subject.startswith("Nora Nachbar")


def test_who_left_the_jury_opens_nothing_any_more(needle: Award) -> None:
    codes = a_jury(needle, "Ada Beispiel")
    assert Client().get(f"/jury/{codes['Ada Beispiel']}/").status_code == 200
    with BERTA.at_work() as actor:
        services.remove_juror(actor=actor, juror=Juror.objects.get())
    assert Client().get(f"/jury/{codes['Ada Beispiel']}/").status_code == 404


def test_the_desk_from_the_first_award_to_the_list_of_the_ceremony() -> None:
    berta, today = BERTA.browser(), timezone.localdate()
    form = {"name": "Ehrentaler", "criteria": "Für alle.", "most_a_year": "3", "token": "t"}
    form |= {"opens_on": str(today), "closes_on": str(today + DAY), "ceremony_on": str(today + 9 * DAY)}
    for _twice in range(2):
        assert berta.post("/schreibtisch/ehrungen/neu/", form).status_code == 302
    award = Award.objects.get()
    here = f"/schreibtisch/ehrungen/{award.pk}/"
    for _twice in range(2):
        berta.post(here, {"name": "Ada Beispiel", "organisation": "", "reach": "ada@jury.example"})
    berta.post(f"{here}vorschlag/", FORM | {"channel": "phone", "on": ""})
    berta.post(f"{here}tun/jury/")
    with BERTA.at_work():
        nomination = Nomination.objects.get()
        assert Message.objects.filter(purpose="awards.jury").count() == Juror.objects.count() == 1
    page = f"/schreibtisch/ehrungen/vorschlag/{nomination.pk}/"
    berta.post(f"{page}tun/auszeichnen/", {"reason": "Alle dafür."})
    berta.post(f"{page}tun/antwort/", {"honour": "public", "way": "phone"})
    berta.post(page, {"reach": "0000 12", "tribute": "Liest vor.", "hands_over": "Bürgermeister", "seats": "2"})
    assert "Alle dafür." in berta.get(page).content.decode()
    for query in ("", "?presse=1"):
        assert berta.get(f"{here}feier.pdf{query}").content.startswith(b"%PDF")
    assert OLE.browser().post(f"{page}tun/ablehnen/", {"reason": "x"}).status_code == 403
    assert berta.get(f"/schreibtisch/ehrungen/vorschlag/{uuid.uuid4()}/").status_code == 404
