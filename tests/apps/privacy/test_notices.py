"""What people read about their data, and what the office prints, come from the declarations."""

import io
import re
from pathlib import Path

import pytest
from django.test import Client
from pypdf import PdfReader

from engagiert.apps.privacy import services
from engagiert.apps.privacy.notices import all_notices, by_slug
from engagiert.apps.privacy.papers import PAPERS
from engagiert.apps.privacy.selectors import controller
from engagiert.kernel.authz import NotAllowed
from engagiert.kernel.privacy.inspection import personal_columns, purposes
from tests.architecture.sources import PACKAGE
from tests.cast import BERTA, IDA, OLE

pytestmark = pytest.mark.django_db


def test_every_purpose_has_an_address_of_its_own() -> None:
    assert len(by_slug()) == len(purposes())
    assert "hinweise-und-vorschlaege" in by_slug()


def test_the_notice_says_what_for_on_which_ground_and_how_long() -> None:
    BERTA.office()
    page = Client().get("/nieheim/datenschutz/hinweise/hinweise-und-vorschlaege/").content.decode()
    for words in ("fragen nach, wenn etwas unklar ist", "Buchstabe e DSGVO", "12 Monate nach der Entscheidung"):
        assert words in page
    assert "Landesbeauftragte für Datenschutz" in page


def test_what_the_office_says_of_itself_stands_in_every_notice() -> None:
    browser = BERTA.browser()
    form = {"controller": "Stadt Probe\nMarkt 1", "officer": "Datenschutz, Markt 1", "public_body": ""}
    assert browser.post("/schreibtisch/datenschutz/verantwortlich/", form).status_code == 302
    assert browser.post("/schreibtisch/datenschutz/verantwortlich/", form).status_code == 302
    page = Client().get("/nieheim/datenschutz/hinweise/hinweise-und-vorschlaege/").content.decode()
    assert "Stadt Probe<br>Markt 1" in page
    # An association has no public task: it needs another ground.
    assert "Buchstabe f DSGVO" in page


def test_only_the_coordination_says_who_answers() -> None:
    with OLE.at_work() as actor, pytest.raises(NotAllowed):
        services.describe_controller(actor=actor, office=OLE.office(), controller="Ich")
    assert OLE.browser().get("/schreibtisch/datenschutz/verantwortlich/").status_code == 403


def test_a_purpose_nobody_has_is_not_found() -> None:
    BERTA.office()
    assert Client().get("/nieheim/datenschutz/hinweise/sternzeichen/").status_code == 404


def test_every_public_form_says_what_its_data_are_for() -> None:
    silent = [
        path.name
        for path in (PACKAGE / "apps").rglob("*.html")
        if asks_the_public(path) and "{% privacy_notice " not in path.read_text(encoding="utf-8")
    ]
    assert silent == []


def asks_the_public(path: Path) -> bool:
    text = path.read_text(encoding="utf-8")
    # Sign-in asks people who have an account already; their notice stands where they get it. The round among staff
    # keeps counts and nothing about anybody: tests/apps/surveys.
    told_elsewhere = "/account/" in str(path) or path.name == "staff_form.html"
    return not told_elsewhere and '"ui/site.html"' in text and bool(re.search(r'method="post"', text, re.I))


def test_the_record_of_processing_names_every_purpose_and_every_personal_column() -> None:
    page = IDA.browser().get("/schreibtisch/datenschutz/papiere/verzeichnis/").content.decode()
    with IDA.at_work():
        found = all_notices(controller(IDA.office()))
    for notice in found:
        assert str(notice.purpose.name) in page
    assert {str(column.label) for column in personal_columns()} <= {
        field for notice in found for field in notice.fields
    }


@pytest.mark.parametrize("slug", PAPERS)
def test_every_paper_is_an_accessible_pdf_and_a_text_to_go_on_with(slug: str) -> None:
    browser = IDA.browser()
    answer = browser.get(f"/schreibtisch/datenschutz/papiere/{slug}.pdf")
    assert answer["Content-Type"] == "application/pdf"
    reader = PdfReader(io.BytesIO(answer.content))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "de"
    assert b"pdfuaid" in answer.content or "/StructTreeRoot" in root
    words = "".join(page.extract_text() for page in reader.pages)
    text = browser.get(f"/schreibtisch/datenschutz/papiere/{slug}.md").content.decode()
    assert text.startswith(f"# {PAPERS[slug].name}")
    if slug != "verzeichnis":
        assert "Entwurf, bitte prüfen lassen" in words
        assert "Entwurf, bitte prüfen lassen" in text


def test_a_paper_that_does_not_exist_is_not_found() -> None:
    assert IDA.browser().get("/schreibtisch/datenschutz/papiere/testament/").status_code == 404
