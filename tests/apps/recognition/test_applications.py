"""Applying for a card: the rule of the day, the organisation's word, the decision; scenario “Sunday or Monday”."""

import datetime
import re
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from engagiert.apps.accounts.public import Office, take_on_task
from engagiert.apps.cases.models import Case
from engagiert.apps.cases.public import From
from engagiert.apps.messages.models import Message
from engagiert.apps.recognition import selectors, services
from engagiert.apps.recognition.models import Application, Card
from tests.cast import ANYBODY, BERTA, JAN, OPERATOR, the_operator_at_work
from tests.factories import records

pytestmark = pytest.mark.django_db
SUNDAY, MONDAY = datetime.date(2026, 1, 25), datetime.date(2026, 1, 26)
DID = {
    "organisation_name": "Repair-Treff Muster",
    "tasks": "Kasse",
    "since": datetime.date(2023, 1, 1),
    "hours_a_week": Decimal("4.5"),
    "hours_a_year": Decimal(234),
}


@pytest.fixture(autouse=True)
def office(settings: Any, tmp_path: Any) -> Office:
    settings.ENGAGIERT_CARD_KEYS = tmp_path / "keys"
    with the_operator_at_work():
        return take_on_task(actor=OPERATOR, office=BERTA.office(), task=Office.Task.CARD)


def applied(name: str, on: datetime.date, *, who: Any = None, **more: Any) -> Application:
    facts = services.Facts(name=name, born_on=datetime.date(1980, 5, 1), applied_on=on)
    with BERTA.at_work() as actor:
        services.apply_for_card(
            actor=who or actor, office=BERTA.office(), facts=facts, engagements=[DID | more], asker=From(name=name)
        )
        return Application.objects.get(name=name, state="open")


def code_of(application: Application) -> str:
    with BERTA.at_work() as actor:
        services.ask_organisations(actor=actor, application=application, origin="https://stadt.example")
        return selectors.code_for_paper(application.engagements.get())


def test_sunday_by_the_old_rule_and_monday_by_the_new(office: Office) -> None:
    halina = applied("Halina Przykładowa", SUNDAY)
    tom = applied("Tom Vorlage", MONDAY, allowance=Decimal(900), allowance_kind="ehrenamt")
    with BERTA.at_work():
        said, granted = selectors.judged(halina), selectors.judged(tom)
    assert not said.met
    assert said.rule == "Regel bis 25. Januar 2026"
    [hours] = [line["text"] for line in said.lines if not line["met"]]
    assert "Es fehlen 16 Stunden im Jahr" in hours
    assert "Es fehlen 0,5 Stunden in der Woche" in hours
    assert granted.met
    assert any("900 Euro" in line["text"] and "960" in line["text"] for line in granted.lines)


def test_nobody_confirms_for_themselves_and_the_code_waits_for_another(office: Office) -> None:
    halina = applied("Halina Przykładowa", MONDAY)
    code = code_of(halina)
    page = Client().post(f"/karte/bestaetigen/{code}/", {"by": "przykladowa, HALINA", "ja": ""})
    assert page.status_code == 422
    assert "niemand selbst bestätigen" in page.content.decode()
    thanks = Client().post(f"/karte/bestaetigen/{code}/", {"by": "Ole Beispiel", "ja": ""})
    assert "Danke für die Bestätigung" in thanks.content.decode()
    assert "Schon beantwortet" in Client().get(f"/karte/bestaetigen/{code}/").content.decode()
    with BERTA.at_work():
        assert halina.engagements.get().confirmed_by == "Ole Beispiel"


def test_an_organisation_of_the_register_gets_one_mail(office: Office) -> None:
    treff = records.an_organisation(by=BERTA, name="Repair-Treff Muster", mails=["treff@muster.example"])
    halina = applied("Halina Przykładowa", MONDAY, organisation_id=treff.pk)
    code_of(halina)
    code_of(halina)
    with BERTA.at_work():
        [mail] = Message.objects.filter(purpose="recognition.confirm")
        assert mail.mail == "treff@muster.example"


def test_asked_twice_one_open_application_remains(office: Office) -> None:
    applied("Halina Przykładowa", MONDAY)
    facts = services.Facts(name="PRZYKŁADOWA Halina", born_on=datetime.date(1980, 5, 1), applied_on=MONDAY)
    case, code = services.apply_for_card(
        actor=ANYBODY, office=BERTA.office(), facts=facts, engagements=[DID], asker=From(name="Halina")
    )
    assert code
    with BERTA.at_work():
        assert Application.objects.filter(state="open").count() == 1
        assert Case.objects.get(pk=case.pk).about == ""


def test_granted_is_one_card_and_the_case_is_answered(office: Office) -> None:
    tom = applied("Tom Vorlage", MONDAY)
    with BERTA.at_work() as actor:
        services.note_confirmation(actor=actor, engagement=tom.engagements.get(), by="Ole Beispiel", yes=True)
        one = services.grant_application(actor=actor, application=tom)
        two = services.grant_application(actor=actor, application=tom)
        assert one.pk == two.pk
        assert one.expires_on == datetime.date(2028, 1, 26)
        kept = Application.objects.get(pk=tom.pk)
        assert (kept.state, kept.decision["version"]) == ("granted", "nrw-2026")
        assert Case.objects.get(about=f"recognition.application:{tom.pk}").outcome == "helped"


def test_what_is_not_met_takes_a_reason_and_a_no_takes_one_too(office: Office) -> None:
    halina = applied("Halina Przykładowa", SUNDAY)
    with BERTA.at_work() as actor:
        with pytest.raises(ValidationError, match="warum die Karte trotzdem"):
            services.grant_application(actor=actor, application=halina)
        with pytest.raises(ValidationError, match="Grund"):
            services.decline_application(actor=actor, application=halina, reason=" ")
        services.decline_application(actor=actor, application=halina, reason="Eine halbe Stunde fehlt.")
        with pytest.raises(ValidationError, match="schon entschieden"):
            services.grant_application(actor=actor, application=halina, reason="doch")
        assert not Card.objects.exists()


def test_the_towns_conditions_are_judged_at_once(office: Office) -> None:
    tom = applied("Tom Vorlage", MONDAY, since=datetime.date(2024, 6, 1))
    with BERTA.at_work() as actor:
        assert not selectors.judged(tom).met
        services.set_programme(actor=actor, office=office, prior_years=Decimal(1))
        assert selectors.judged(Application.objects.get(pk=tom.pk)).met


FORM = {
    "name": "Yusuf Misal",
    "born_on": "1970-02-03",
    "reach": "02301 4711",
    "kind": "card",
    "belongs": "on",
    "e1-organisation_name": "Chor Klangfeld",
    "e1-since": "2020-01-01",
    "e1-hours_a_week": "4,5",
}


def test_online_without_account_and_then_on_the_desk(office: Office) -> None:
    page = Client().post("/nieheim/ehrenamtskarte/", FORM | {"token": "abc"}, follow=True)
    assert page.redirect_chain[-1][0].endswith("?neu=1")
    berta = BERTA.browser()
    listed = berta.get("/schreibtisch/karten/antraege/").content.decode()
    [key] = re.findall(r"/schreibtisch/karten/antraege/([0-9a-f-]{36})/", listed)
    shown = berta.get(f"/schreibtisch/karten/antraege/{key}/").content.decode()
    assert "Chor Klangfeld" in shown
    assert "4,5 Stunden in der Woche" in shown
    assert "Code für einen Brief" not in shown
    berta.post(f"/schreibtisch/karten/antraege/{key}/tun/fragen/")
    assert "Code für einen Brief" in berta.get(f"/schreibtisch/karten/antraege/{key}/").content.decode()
    assert JAN.browser().get(f"/schreibtisch/karten/antraege/{key}/").status_code == 404
    done = berta.post(
        f"/schreibtisch/karten/antraege/{key}/tun/bewilligen/", {"reason": "Anruf beim Chor"}, follow=True
    )
    assert "Die Karte ist ausgestellt" in done.content.decode()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "Namen"),
        ({"born_on": "2090-01-01"}, "Geburtstag kann nicht stimmen"),
        ({"e1-since": "2090-01-01"}, "liegt in der Zukunft"),
        ({"e1-since": ""}, "seit wann"),
        ({"e1-hours_a_week": "200"}, "168"),
        ({"e1-hours_a_week": "viel"}, "Zahl"),
        ({"e1-organisation_name": "", "e1-since": "", "e1-hours_a_week": ""}, "mindestens eine Organisation"),
        ({"e1-allowance": "900"}, "was für ein Geld"),
        ({"e1-until": "2019-01-01"}, "vor dem Anfang"),
    ],
)
def test_what_cannot_be_is_told_in_words_and_nothing_is_kept(office: Office, wrong: dict[str, str], said: str) -> None:
    page = Client().post("/nieheim/ehrenamtskarte/", FORM | wrong)
    assert page.status_code == 422
    assert said in page.content.decode()
    with BERTA.at_work():
        assert not Application.objects.exists()
