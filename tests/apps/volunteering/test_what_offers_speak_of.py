"""Lists tell little about their offers; their texts tell more."""

import datetime

import pytest
from django.utils import timezone

from engagiert.apps.volunteering import selectors
from tests.cast import BERTA
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
