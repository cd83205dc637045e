"""Waves at the desk: one page each for how it stands, dates, proposals and partners, in few queries."""

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests.cast import BERTA, IDA, SELMA
from tests.factories import waves

pytestmark = pytest.mark.django_db
# Session, account, roles; the scope and its end.
FRAME = 8


def test_a_wave_is_begun_and_steered_by_its_pages(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    browser, office = SELMA.browser(), SELMA.office()
    form = {
        "title": "Hochwasser", "reason": "Keller stehen voll.", "ends_on": timezone.localdate().isoformat(),
        "answer_days": "7", "cap": "5", "token": "x",
    }  # fmt: skip
    turned_back = browser.post(reverse("desk:waves"), form | {"cap": "0"})
    assert turned_back.status_code == 422
    assert "mindestens eine Person für jede Organisation" in turned_back.content.decode()
    first, second = (browser.post(reverse("desk:waves"), form)["Location"] for _ in range(2))
    assert first == second
    wave_id = first.rstrip("/").rpartition("/")[2]
    taken = {"name": "Hatice Örnek", "reach": "0000 3920011", "channel": "phone", "skills": ["cooking"], "token": "y"}
    assert "Aufgenommen: Hatice Örnek" in browser.post(f"{first}aufnehmen/", taken, follow=True).content.decode()
    for page in ("wave", "wave_people", "wave_dates", "wave_proposals", "wave_partners"):
        with django_assert_max_num_queries(8 + FRAME):
            assert browser.get(reverse(f"desk:{page}", args=[wave_id])).status_code == 200
    assert f"/{office.place.slug}/welle/" in browser.get(first).content.decode()


def test_who_only_reads_sees_how_it_stands_and_presses_nothing() -> None:
    wave = waves.a_wave(by=BERTA)
    page = IDA.browser().get(reverse("desk:wave", args=[wave.pk])).content.decode()
    assert "haben sich gemeldet" in page
    assert "Welle beenden" not in page
    assert IDA.browser().post(reverse("desk:wave_act", args=[wave.pk, "beenden"])).status_code == 403
