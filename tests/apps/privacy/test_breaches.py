"""A breach is written down at once, judged later, reported within 72 hours or with a reason why not."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from engagiert.apps.privacy import services
from engagiert.apps.privacy.models import Breach
from engagiert.kernel.authz import NotAllowed
from tests.cast import BERTA, OLE
from tests.factories.data_protection import a_breach

pytestmark = pytest.mark.django_db

BERLIN = ZoneInfo("Europe/Berlin")


def updated(breach: Breach, **values: object) -> Breach:
    with BERTA.at_work() as actor:
        return services.update_breach(actor=actor, breach=breach, **values)  # type: ignore[arg-type]


def test_one_sentence_is_enough_and_the_clock_runs() -> None:
    breach = a_breach(by=BERTA)
    assert breach.must_report
    assert 70.9 < breach.hours_left(timezone.now()) < 71.1


def test_the_clock_counts_hours_and_not_the_clock_on_the_wall() -> None:
    noticed = datetime.datetime(2026, 10, 24, 12, tzinfo=BERLIN)
    breach = Breach(noticed_at=noticed.astimezone(datetime.UTC))
    assert breach.report_until.astimezone(BERLIN) == datetime.datetime(2026, 10, 27, 11, tzinfo=BERLIN)


def test_without_a_risk_it_is_closed_with_a_reason_and_no_report() -> None:
    breach = updated(a_breach(by=BERTA), risk="none", reasons="Nur öffentliche Angaben.", close=True)
    assert not breach.must_report
    with pytest.raises(ValidationError, match="abgeschlossen"):
        updated(breach, people=4)


@pytest.mark.parametrize(
    ("values", "missing"),
    [
        ({}, "risk"),
        ({"risk": "none"}, "reasons"),
        ({"risk": "some", "reasons": "Namen."}, "reported_at"),
        ({"risk": "high", "reasons": "Namen.", "reported_at": timezone.now()}, "told_at"),
    ],
)
def test_it_is_not_closed_before_what_the_law_asks_is_done(values: dict[str, object], missing: str) -> None:
    breach = a_breach(by=BERTA)
    with pytest.raises(ValidationError) as refused:
        updated(breach, close=True, **values)
    assert missing in refused.value.message_dict


def test_nothing_is_noticed_in_the_future() -> None:
    with pytest.raises(ValidationError, match="Zukunft"):
        a_breach(by=BERTA, noticed_at=timezone.now() + datetime.timedelta(hours=2))


def test_only_the_coordination_keeps_the_list() -> None:
    with pytest.raises(NotAllowed):
        a_breach(by=OLE)


BREACHES = "/schreibtisch/datenschutz/pannen/"


def test_the_desk_records_completes_and_closes_a_breach_and_shows_the_clock() -> None:
    browser = BERTA.browser()
    form = {"what": "Eine Mail ging an alle.", "noticed_at": f"{timezone.localtime():%Y-%m-%dT%H:%M}", "risk": "open"}
    where = browser.post(BREACHES, form).headers["Location"]
    assert "noch 71 Stunden" in browser.get(BREACHES).content.decode()
    refused = browser.post(where, form | {"close": ""})
    assert refused.status_code == 422
    assert "Schätzen Sie zuerst ein" in refused.content.decode()
    done = form | {"risk": "none", "reasons": "Nur öffentliche Adressen.", "close": ""}
    assert browser.post(where, done).status_code == 302
    page = browser.get(where).content.decode()
    assert "Nur öffentliche Adressen." in page
    assert "<textarea" not in page
    assert browser.get(where.rstrip("/") + ".pdf")["Content-Type"] == "application/pdf"


def test_when_the_hours_are_over_the_desk_says_what_to_do() -> None:
    a_breach(by=BERTA, noticed_at=timezone.now() - datetime.timedelta(hours=80))
    assert "jetzt melden" in BERTA.browser().get(BREACHES).content.decode()
