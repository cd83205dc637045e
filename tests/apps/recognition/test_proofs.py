"""Certificates of engagement: only what was confirmed, on paper and behind its code the same."""

import datetime
import io
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from engagiert.apps.recognition import selectors, services
from engagiert.apps.recognition.models import Proof
from engagiert.apps.volunteering import services as helping
from engagiert.apps.volunteering.models import Placement
from tests.cast import BERTA, IDA, JAN
from tests.factories import offers, records, volunteers

pytestmark = pytest.mark.django_db
YEAR = datetime.timedelta(days=300)


@pytest.fixture
def placement() -> Placement:
    """Heinrich is with the choir; four hours are confirmed, two are not."""
    choir = records.an_organisation(by=BERTA, name="Chor Klangfeld")
    offer = offers.an_offer(by=BERTA, of=choir, title="Noten ordnen")
    there = volunteers.placed(volunteers.a_volunteer(by=BERTA, skills=["music"]), offer, by=BERTA)
    with BERTA.at_work() as actor:
        for token in ("eins", "zwei", "drei"):
            given = helping.log_hours(actor=actor, placement=there, given=volunteers.two_hours(token))
            if token != "drei":
                helping.confirm_hours(actor=actor, hours=given)
    return there


def a_proof(placement: Placement, **more: Any) -> Proof:
    today = timezone.localdate()
    certified = services.Certified(
        **({"kind": "engagement", "since": today - YEAR, "until": today, "skills": ["Ordnung halten"]} | more)
    )
    with BERTA.at_work() as actor:
        return services.issue_proof(actor=actor, volunteer=placement.volunteer, certified=certified, token="eins")


def test_paper_and_code_say_the_same_and_count_only_what_was_confirmed(placement: Placement) -> None:
    proof = a_proof(placement, signed_by="Berta Beispiel, Büro für Engagement", bilingual=True)
    assert a_proof(placement).pk == proof.pk
    with BERTA.at_work():
        code = selectors.code_of_proof(proof)
        pages = PdfReader(io.BytesIO(selectors.proof_pdf(proof, "https://nieheim.example"))).pages
    paper, english = (page.extract_text() for page in pages)
    assert "We thank" in english
    assert "Wir danken" not in english
    behind = Client().get(f"/nachweis/{code}/").content.decode()
    for words in (
        "Heinrich Erdacht",
        "Chor Klangfeld",
        "Noten ordnen",
        "4 Stunden",
        "Ordnung halten",
        "Berta Beispiel",
    ):
        assert words in paper
        assert words in behind
    assert code in paper
    assert f"https://nieheim.example/code/{code}/" in paper.replace("\n", "")
    assert "Chor Klangfeld" in english
    assert Client().get(f"/code/{code}/", follow=True).status_code == 200


def test_what_nobody_confirmed_no_office_certifies(placement: Placement) -> None:
    long_ago = timezone.localdate() - 3 * YEAR
    with pytest.raises(ValidationError, match="keine Stunde bestätigt"):
        a_proof(placement, since=long_ago - YEAR, until=long_ago)


def test_withdrawn_it_is_told_and_its_words_are_not(placement: Placement) -> None:
    proof = a_proof(placement)
    berta = BERTA.browser()
    assert berta.post(f"/schreibtisch/nachweise/{proof.pk}/", {"reason": ""}).status_code == 422
    berta.post(f"/schreibtisch/nachweise/{proof.pk}/", {"reason": "Es waren andere Tage"})
    with BERTA.at_work():
        code = selectors.code_of_proof(proof)
    behind = Client().get(f"/nachweis/{code}/").content.decode()
    assert "gilt nicht mehr" in behind
    assert "andere Tage" not in behind
    assert "Chor Klangfeld" not in behind


def test_the_desk_issues_with_the_words_of_the_office(placement: Placement) -> None:
    berta = BERTA.browser()
    berta.post("/schreibtisch/nachweise/texte/youth/", {"opening": "hat Schwung gebracht.", "thanks": "Bleib dabei!"})
    form_page = berta.get(f"/schreibtisch/gespraech/{placement.volunteer_id}/nachweis/").content.decode()
    assert "Noten ordnen, Chor Klangfeld: 4 Stunden" in form_page
    today = timezone.localdate()
    form = {"kind": "youth", "since": str(today - YEAR), "until": str(today), "token": "t", "skills": "Zuhören\nPlanen"}
    done = berta.post(f"/schreibtisch/gespraech/{placement.volunteer_id}/nachweis/", form, follow=True)
    assert "ausgestellt" in done.content.decode()
    with BERTA.at_work():
        made = Proof.objects.get()
    assert made.content["opening"] == "hat Schwung gebracht."
    assert made.content["skills"] == ["Zuhören", "Planen"]
    assert berta.get(f"/schreibtisch/nachweise/{made.pk}/nachweis.pdf")["Content-Type"] == "application/pdf"
    assert "Heinrich" in IDA.browser().get("/schreibtisch/nachweise/").content.decode()
    assert JAN.browser().get(f"/schreibtisch/nachweise/{made.pk}/").status_code == 404
