"""The talk sheet is what a coordinator opens all day: it asks the database little, however much has happened."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from engagiert.apps.volunteering import services
from engagiert.apps.volunteering.models import Refusal, Volunteer
from tests.cast import BERTA
from tests.factories import offers, records, volunteers

pytestmark = pytest.mark.django_db
# Session, account, roles, two scopes with their beginning and end; the office and the counts beside the navigation.
FRAME = 11 + 2
# Each kind of thing once: person, seen today, refusals, placements, proposals, hours, seats, notes, steps, colleagues,
# whether the offers are still those kept, how often each was proposed, those shown.
MOST_QUERIES = 13


def with_so_many(times: int) -> Volunteer:
    club = records.an_organisation(by=BERTA, mails=["verein@muster.example"])
    person = volunteers.a_volunteer(by=BERTA, name="Tom Vorlage", hours_per_week=39)
    for number in range(times):
        offer, other = (offers.an_offer(by=BERTA, of=club, title=f"{word} {number}") for word in ("Hilfe", "Fahrt"))
        placement = volunteers.placed(person, offer, by=BERTA)
        volunteers.proposed(person, other, by=BERTA)
        shift = volunteers.a_shift(by=BERTA, title=f"Stand {number}", hours_ahead=48 + 4 * number)
        volunteers.seated(person, shift, by=BERTA)
        with BERTA.at_work("tests.more") as actor:
            services.log_hours(actor=actor, placement=placement, given=volunteers.two_hours(f"h{number}"))
            services.add_counsel_note(actor=actor, volunteer=person, text=f"Notiz {number}", token=f"n{number}")
            Refusal.objects.create(
                office=person.office, volunteer=person, scope="offer", key=f"{10**9 + number}", about="Früher",
                channel="phone", said_on=timezone.localdate(),
            )  # fmt: skip
    offers.an_offer(by=BERTA, of=club, title="Noch frei")
    return person


@pytest.mark.parametrize("times", [1, 4])
def test_the_sheet_asks_for_each_kind_of_thing_once(times: int) -> None:
    browser, person = BERTA.browser(), with_so_many(times)
    sheet = f"/schreibtisch/gespraech/{person.pk}/"
    browser.get(sheet)
    with CaptureQueriesContext(connection) as asked:
        page = browser.get(sheet).content.decode()
    for shown in (f"Hilfe {times - 1}", f"Notiz {times - 1}", "Noch frei"):
        assert shown in page
    said = [statement["sql"][:150] for statement in asked]
    assert len(said) <= MOST_QUERIES + FRAME, "\n".join(said)
