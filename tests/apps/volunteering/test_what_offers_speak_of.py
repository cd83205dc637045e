"""Lists tell little about their offers; their texts tell more."""

import datetime

import pytest
from django.utils import timezone

from engagiert.apps.volunteering import selectors
from tests.cast import BERTA, SELMA
from tests.factories import offers, records, volunteers

pytestmark = pytest.mark.django_db


def first_for(**wish: object) -> str:
    person = volunteers.a_volunteer(by=BERTA, place="Nieheim", **wish)
    today: datetime.date = timezone.localdate()
    with BERTA.at_work() as actor:
        fresh = selectors.volunteer_for(actor, person.pk)
        return selectors.ranked_at_desk(actor, fresh, today).matches[0][1].title


def test_what_a_text_speaks_of_comes_before_what_says_nothing_and_is_nearer() -> None:
    here = records.an_organisation(by=BERTA, name="Aktion Muster", lat=51.8, lon=9.1)
    away = records.an_organisation(by=BERTA, name="Hof Muster", lat=51.82, lon=9.1)
    offers.an_offer(by=BERTA, of=here, title="Aktion in der Stadt", tasks="Sie machen mit.")
    offers.an_offer(by=BERTA, of=away, title="Hilfe im Tierheim", tasks="Sie versorgen Tiere.", fields=["environment"])
    offers.an_offer(by=BERTA, of=away, title="Buchhaltung im Laden", tasks="Sie führen Kasse und Bücher.")
    assert first_for(likes=("animals",)) == "Hilfe im Tierheim"
    assert first_for(skills=("bookkeeping",)) == "Buchhaltung im Laden"


def test_who_ticks_nothing_is_read_and_what_they_do_not_want_or_only_are_is_no_wish() -> None:
    here = records.an_organisation(by=BERTA, name="Aktion Muster", lat=51.8, lon=9.1)
    offers.an_offer(by=BERTA, of=here, title="Besuche bei Älteren", tasks="Sie besuchen Rentner und Senioren.")
    offers.an_offer(by=BERTA, of=here, title="Hunde ausführen", tasks="Sie gehen mit Hunden aus dem Tierheim.")
    offers.an_offer(by=BERTA, of=here, title="Aktion in der Stadt", tasks="Sie machen mit.")
    assert first_for(words="Ich bin Rentner und mag Hunde. Nicht mit Senioren, lieber Tiere.") == "Hunde ausführen"
    assert first_for(words="Ich besuche gern Senioren, aber nichts mit Hunden.") == "Besuche bei Älteren"


def test_a_point_that_is_only_the_middle_of_the_town_is_no_short_way_and_no_time_is_not_any_time() -> None:
    vague = records.an_organisation(by=BERTA, name="Aktion Muster")
    near = records.an_organisation(by=BERTA, name="Hof Muster", lat=51.815, lon=9.11, point_quality="exact")
    offers.an_offer(by=BERTA, of=vague, title="Irgendwo", tasks="Sie machen mit.", week_parts=1 << 6)
    offers.an_offer(by=BERTA, of=near, title="Um die Ecke", tasks="Sie machen mit.", week_parts=1 << 6)
    offers.an_offer(by=BERTA, of=near, title="Irgendwann", tasks="Sie machen mit.")
    person = volunteers.a_volunteer(by=BERTA, place="Nieheim")
    with BERTA.at_work() as actor:
        fresh = selectors.volunteer_for(actor, person.pk)
        found = selectors.ranked_at_desk(actor, fresh, timezone.localdate()).matches
    assert [listing.title for _match, listing in found] == ["Um die Ecke", "Irgendwann", "Irgendwo"]
    said = {listing.title: [reason.code for reason in match.reasons] for match, listing in found}
    assert said["Irgendwann"] == ["distance", "time_open"]
    assert said["Irgendwo"] == ["time"]


def test_an_offer_of_the_next_town_is_proposed_only_where_it_is_shown_here_too() -> None:
    away = records.an_organisation(by=SELMA, name="Hof Muster", lat=51.8, lon=9.1)
    offers.an_offer(by=SELMA, of=away, title="Nur dort")
    offers.an_offer(by=SELMA, of=away, title="Auch hier", also_in=[BERTA.office().place.ags])
    person = volunteers.a_volunteer(by=BERTA, place="Nieheim", radius_km=50)
    with BERTA.at_work() as actor:
        fresh = selectors.volunteer_for(actor, person.pk)
        found = selectors.ranked_at_desk(actor, fresh, timezone.localdate())
    assert [listing.title for _match, listing in found.matches] == ["Auch hier"]
