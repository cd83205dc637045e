"""A coordinator gives her town its face, and a new office is set up step by step."""

import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from engagiert.apps.accounts.public import Office
from engagiert.apps.desk.checklist import TOLD
from engagiert.apps.front.statements import MEASURED
from engagiert.apps.places.models import TownText
from engagiert.apps.places.public import town_of
from tests.architecture.sources import PROJECT
from tests.cast import BERTA, IDA, OLE, PAUL
from tests.factories import records
from tests.factories.pictures import FILM, SHIELD

pytestmark = pytest.mark.django_db
SETTINGS = "/schreibtisch/einstellungen/"
SET_UP = "/schreibtisch/einrichten/"
IMPRINT = "## Wer vertritt uns?\n\nDie Bürgermeisterin, <b>Rita Beispiel</b>"
OFFICE = {
    "name": "Rathaus Nieheim",
    "tasks": ["inventory"],
    "phone": "05274 0000-12",
    "mail": "",
    "street": "Markt 1",
    "room": "Zimmer 2",
}


@pytest.fixture
def berta() -> Client:
    return BERTA.browser()


def words(client: Client, path: str) -> str:
    return " ".join(client.get(path).content.decode().split())


def saved(client: Client, part: str, base: str = SETTINGS, **values: Any) -> Any:
    answer = client.post(f"{base}{part}/", values)
    assert answer.status_code == 302, answer.context["form"].errors
    return answer


def errors(client: Client, part: str, **values: Any) -> dict[str, list[str]]:
    answer = client.post(f"{SETTINGS}{part}/", values)
    assert answer.status_code == 422
    return dict(answer.context["form"].errors)


def open_points(client: Client) -> list[str]:
    return [step.slug for step in client.get("/schreibtisch/").context["open_steps"]]


def test_contact_and_hours_stand_on_every_page_at_once(berta: Client) -> None:
    saved(berta, "buero", **OFFICE)
    saved(berta, "zeiten", mo="9–12", tu="9-12", we="9 bis 12 Uhr, 14–16.30", phone_fr="8–10", by_appointment="on")
    text = words(Client(), "/nieheim/")
    for said in ("Rathaus Nieheim", "05274 0000-12", "Zimmer 2", "Mo, Di 9–12 Uhr", "Mi 9–12 und 14–16.30 Uhr"):
        assert said in text
    assert "Am Telefon: Fr 8–10 Uhr" in text
    office = Office.objects.get(pk=BERTA.office().pk)
    assert office.opening_hours == "Mo, Di 9–12 Uhr; Mi 9–12 und 14–16.30 Uhr und nach Vereinbarung"
    assert berta.get(f"{SETTINGS}zeiten/").context["form"].initial["we"] == "9–12, 14–16.30"


def test_closed_days_are_told_before_they_come(berta: Client) -> None:
    day = timezone.localdate() + datetime.timedelta(days=7)
    saved(berta, "zeiten", closed=f"{day.day}.{day.month}.{day.year} Betriebsausflug")
    assert "Betriebsausflug" in words(Client(), "/nieheim/")


def test_a_line_of_hours_that_stood_there_before_need_not_be_typed_again(berta: Client) -> None:
    with BERTA.at_work():
        Office.objects.filter(pk=BERTA.office().pk).update(opening_hours="Mo bis Mi 8–12 Uhr")
    initial = berta.get(f"{SETTINGS}zeiten/").context["form"].initial
    assert (initial["mo"], initial["we"]) == ("8–12", "8–12")
    assert "th" not in initial


def test_a_mistake_is_named_at_its_field_and_nothing_is_lost(berta: Client) -> None:
    found = errors(berta, "zeiten", mo="morgens", closed="bald", we="9–12")
    assert set(found) == {"mo", "closed"}
    assert set(errors(berta, "buero", **OFFICE | {"phone": "", "mail": ""})) == {"phone"}
    assert set(errors(berta, "buero", **OFFICE | {"tasks": []})) == {"tasks"}


def test_a_colour_too_light_is_refused_with_a_darker_one_of_the_same_hue(berta: Client) -> None:
    answer = berta.post(f"{SETTINGS}gesicht/", {"accent": "#e06030", "preview": "1"})
    assert answer.status_code == 422
    darker = answer.context["instead"]
    saved(berta, "gesicht", accent=darker, greeting="Nieheim hilft", title="Ehrenamt Nieheim", introduction="")
    assert darker in Client().get("/nieheim/farben.css").content.decode()
    assert "Ehrenamt Nieheim" in words(Client(), "/nieheim/")
    assert set(errors(berta, "gesicht", accent="rot")) == {"accent"}


def test_a_preview_saves_nothing(berta: Client) -> None:
    answer = berta.post(f"{SETTINGS}gesicht/", {"accent": "#123456", "preview": "1"})
    assert answer.context["shades"].accent == "#123456"
    assert answer.context["ratio"] > 7
    shown = berta.post(f"{SETTINGS}impressum/", {"text": IMPRINT, "preview": "1"}).content.decode()
    assert "<h2>Wer vertritt uns?</h2>" in shown
    town = town_of(BERTA.office().place)
    assert town is not None
    assert town.accent != "#123456"
    assert not TownText.objects.exists()


def upload(content: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_a_coat_of_arms_is_drawn_anew_and_described(berta: Client) -> None:
    assert set(errors(berta, "wappen", content=upload(SHIELD, "w.svg"), alt="")) == {"alt"}
    assert set(errors(berta, "wappen", content=upload(b"Unfug", "w.svg"), alt="Rot")) == {"content"}
    saved(berta, "wappen", content=upload(SHIELD, "w.svg"), alt="Ein rotes Schild")
    answer = Client().get("/nieheim/wappen.png")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert answer.content.startswith(b"\x89PNG")
    assert 'alt="Ein rotes Schild"' in words(Client(), "/nieheim/")
    saved(berta, "wappen", alt="Ein Schild, ganz rot")
    assert 'alt="Ein Schild, ganz rot"' in words(Client(), "/nieheim/")
    assert berta.post(f"{SETTINGS}wappen/entfernen/").status_code == 302
    assert berta.post(f"{SETTINGS}wappen/entfernen/").status_code == 302
    assert Client().get("/nieheim/wappen.png").status_code == 404


def test_a_text_begins_as_a_draft_whose_gaps_must_be_filled(berta: Client) -> None:
    draft = berta.get(f"{SETTINGS}impressum/").context["form"].initial["text"]
    assert "Nieheim ist eine Körperschaft" in draft
    [told] = errors(berta, "impressum", text=draft)["text"]
    assert "Amt und Name; Name der verantwortlichen Person; Umsatzsteuer" in told
    saved(berta, "impressum", text=IMPRINT)
    page = Client().get("/nieheim/seite/impressum/").content.decode()
    assert "<h2>Wer vertritt uns?</h2>" in page
    assert "&lt;b&gt;Rita Beispiel&lt;/b&gt;" in page
    assert "Fassung 1 vom" in page


def test_each_version_of_a_text_is_kept_and_a_double_click_makes_one(berta: Client) -> None:
    for text in (IMPRINT, IMPRINT, IMPRINT + " und Team"):
        saved(berta, "impressum", text=text)
    kept = list(TownText.objects.order_by("version").values_list("version", "text"))
    assert kept == [(1, IMPRINT), (2, IMPRINT + " und Team")]


def test_a_video_in_sign_language_is_played_from_our_own_server_in_pieces(berta: Client) -> None:
    saved(berta, "gebaerdensprache", content=upload(FILM, "dgs.mp4"), text="Willkommen.", signs_link="")
    assert "<video" in words(Client(), "/nieheim/seite/gebaerdensprache/")
    assert "Ein Video in Deutscher Gebärdensprache fehlt." not in words(Client(), "/nieheim/seite/barrierefreiheit/")
    address, whole = "/nieheim/gebaerdensprache-video/", FILM
    answer = Client().get(address)
    assert (answer["Content-Type"], b"".join(answer.streaming_content)) == ("video/mp4", whole)  # type: ignore[attr-defined]
    for asked, first, last in (
        ("bytes=0-", 0, len(whole) - 1),
        ("bytes=5-9", 5, 9),
        ("bytes=-4", len(whole) - 4, len(whole) - 1),
    ):
        piece = Client().get(address, headers={"range": asked})
        assert (piece.status_code, piece.content) == (206, whole[first : last + 1])
        assert piece["Content-Range"] == f"bytes {first}-{last}/{len(whole)}"
    assert Client().get(address, headers={"range": f"bytes={len(whole)}-"}).status_code == 416
    assert Client().get(address, headers={"range": "bytes=a-b"}).status_code == 200
    assert set(errors(berta, "gebaerdensprache", content=upload(SHIELD, "dgs.mp4"))) == {"content"}


def test_a_licence_is_chosen_where_the_rest_is(berta: Client) -> None:
    assert set(errors(berta, "offene-daten", licence="cc-by")) == {"attribution"}
    saved(berta, "offene-daten", licence="cc-by", attribution="Stadt Nieheim")
    assert "Stadt Nieheim" in words(Client(), "/nieheim/offene-daten/")


def test_the_checklist_shrinks_until_nothing_is_missing(berta: Client) -> None:
    assert open_points(berta)[:2] == ["buero", "zeiten"]
    for part, values in (
        ("buero", OFFICE),
        ("zeiten", {"mo": "9–12"}),
        ("gesicht", {"accent": "#0b5a64", "greeting": "Nieheim kennt sich"}),
        ("wappen", {"content": upload(SHIELD, "w.svg"), "alt": "Rot"}),
        ("impressum", {"text": IMPRINT}),
        ("datenschutz", {"text": "Wir speichern wenig."}),
        ("barrierefreiheit", {"text": ""}),
        ("offene-daten", {"licence": "dl-zero"}),
    ):
        assert part in open_points(berta)
        saved(berta, part, base=SET_UP, **values)
        assert part not in open_points(berta)
    assert open_points(berta) == ["zusagen", "team", "liste"]
    assert berta.post(f"{SET_UP}zusagen/")["Location"] == f"{SET_UP}gesicht/"
    assert open_points(berta) == ["team", "liste"]
    records.an_organisation(by=BERTA)
    OLE.account()
    assert open_points(berta) == ["team"]


def test_each_point_of_the_checklist_leads_exactly_there(berta: Client) -> None:
    for step in berta.get("/schreibtisch/").context["open_steps"]:
        answer = berta.get(step.url)
        assert answer.status_code == 200
        if step.slug not in TOLD:
            assert answer.context["section"].slug == step.slug


def test_a_statement_that_nobody_looked_at_for_a_year_is_missing_again(berta: Client) -> None:
    saved(berta, "barrierefreiheit", text="Der Aufzug fehlt.")
    assert "barrierefreiheit" not in open_points(berta)
    with BERTA.at_work():
        TownText.objects.update(on=timezone.localdate() - datetime.timedelta(days=366))
    assert "barrierefreiheit" in open_points(berta)
    saved(berta, "barrierefreiheit", text="Der Aufzug fehlt.")
    assert "barrierefreiheit" not in open_points(berta)
    assert "Der Aufzug fehlt." in words(Client(), "/nieheim/seite/barrierefreiheit/")


def test_set_up_goes_from_step_to_step_and_can_be_left(berta: Client) -> None:
    at, visited = f"{SET_UP}ort/", []
    while at.startswith(SET_UP) and at != SET_UP:
        answer = berta.get(at)
        visited.append(at.removeprefix(SET_UP).strip("/"))
        at = answer.context["following"]
    assert visited[:3] == ["ort", "buero", "zeiten"]
    assert visited[-1] == "team"
    assert at == "/schreibtisch/import/"
    assert saved(berta, "buero", base=SET_UP, **OFFICE)["Location"] == f"{SET_UP}zeiten/"
    assert berta.get(SET_UP).context["following"].slug == "zeiten"


def test_a_group_is_ticked_once_all_of_it_is_there_and_not_because_one_has_passed_it(berta: Client) -> None:
    assert berta.get(f"{SET_UP}team/").context["unfinished"] == {1, 3, 4}
    assert "is-done" not in words(berta, f"{SET_UP}gesicht/")
    saved(berta, "buero", base=SET_UP, **OFFICE)
    saved(berta, "zeiten", base=SET_UP, mo="9–12")
    berta.post(f"{SET_UP}zusagen/")
    assert words(berta, f"{SET_UP}gesicht/").count("is-done") == 1


def test_who_does_not_lead_the_office_reads_and_changes_nothing() -> None:
    for person in (OLE, IDA):
        client = person.browser()
        assert client.get(SETTINGS).status_code == 200
        assert "open_steps" not in client.get("/schreibtisch/").context
        for path in (f"{SETTINGS}buero/", f"{SETTINGS}impressum/", SET_UP, f"{SET_UP}buero/"):
            assert client.get(path).status_code == 403
            assert client.post(path, OFFICE).status_code in (403, 405)


def test_an_agency_keeps_its_own_contact_and_not_the_towns_face() -> None:
    BERTA.office()
    paul = PAUL.browser()
    saved(paul, "buero", name=PAUL.agency, tasks=["exchange"], phone="05274 0000-77")
    saved(paul, "zeiten", mo="10–12")
    for part in ("gesicht", "wappen", "impressum", "offene-daten", "domain"):
        assert paul.get(f"{SETTINGS}{part}/").status_code == 404
        assert paul.post(f"{SETTINGS}{part}/", {"text": "Anders", "accent": "#000000"}).status_code == 404
    assert paul.post(f"{SETTINGS}wappen/entfernen/").status_code == 404
    assert [part.slug for part, _step in paul.get(SETTINGS).context["parts"]] == ["buero", "zeiten"]
    assert {step.slug for step in paul.get("/schreibtisch/").context["open_steps"]} <= {"zusagen", "team", "liste"}


def test_the_measurement_on_the_statement_is_the_one_that_the_documentation_tells() -> None:
    told = (PROJECT / "docs" / "accessibility.md").read_text(encoding="utf-8")
    day = f"{MEASURED.on.day} {MEASURED.on:%B} {MEASURED.on.year}"
    assert f"**{day}" in told
    assert f"{MEASURED.runs} runs, **{MEASURED.violations} violations" in " ".join(told.split())


def test_a_barrier_is_reported_from_any_page_and_reaches_the_office_of_the_town(berta: Client) -> None:
    visitor = Client(headers={"referer": "http://testserver/nieheim/verzeichnis/"})
    assert visitor.get("/nieheim/seite/barriere-melden/").context["form"]["page"].value() == "/nieheim/verzeichnis/"
    assert visitor.post("/barriere-melden/", {"town": "", "text": "Zu klein"}).status_code == 200
    answer = visitor.post("/barriere-melden/", {"town": "nieheim", "text": "Der Knopf ist zu klein", "page": "/"})
    assert answer["Location"].startswith("/stand/")
    assert "Danke" in words(visitor, answer["Location"])
    assert "Der Knopf ist zu klein" in words(berta, "/schreibtisch/")


def test_pages_of_no_town_link_to_the_report_as_well() -> None:
    for path in ("/anmelden/", "/gibt/es/nicht/"):
        assert 'href="/barriere-melden/"' in words(Client(), path), path
