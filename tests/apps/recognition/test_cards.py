"""Cards of an office: issued, printed, replaced, revoked, and what a checker then says."""

import datetime
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pypdf import PdfReader

from engagiert.apps.accounts.public import Office, take_on_task
from engagiert.apps.recognition import commands, keyring, selectors, services
from engagiert.apps.recognition.models import Card, Revocation, Signer
from engagiert.engines.cards import checking, lists, typed
from engagiert.engines.cards.checking import Verdict
from engagiert.kernel.authz import NotAllowed
from tests.cast import BERTA, JAN, OPERATOR, the_operator_at_work

pytestmark = pytest.mark.django_db
LATER = datetime.date(2030, 12, 31)


@pytest.fixture(autouse=True)
def own_keys(settings: object, tmp_path: Path) -> Iterator[None]:
    settings.ENGAGIERT_CARD_KEYS = tmp_path / "keys"  # type: ignore[attr-defined]
    keyring._read.cache_clear()
    yield
    keyring._read.cache_clear()


@pytest.fixture
def office() -> Office:
    with the_operator_at_work():
        return take_on_task(actor=OPERATOR, office=BERTA.office(), task=Office.Task.CARD)


def a_card(name: str = "Halina Przykładowa", **more: object) -> Card:
    with BERTA.at_work() as actor:
        return services.issue_card(actor=actor, office=BERTA.office(), name=name, expires_on=LATER, **more)  # type: ignore[arg-type]


def verdict_of(code: str) -> Verdict:
    """What a checker says that has just fetched its lists."""
    client = Client()
    trust = lists.read_trust_list(client.get("/karte/schluessel.cose").content, selectors.root_public_key())
    status = lists.read_status_list(client.get("/karte/sperrliste/05762028.cose").content, trust)
    now = int(timezone.now().timestamp())
    return checking.check(code, trust=trust, lists={status.issuer: status}, now=now).verdict


def test_a_card_is_valid_until_it_is_revoked(office: Office) -> None:
    card = a_card()
    code = selectors.code_of(card)
    assert office.place.ags == "05762028"
    assert verdict_of(code) == Verdict.VALID
    with BERTA.at_work() as actor:
        services.revoke_card(actor=actor, card=card, reason="Gestohlen")
        services.revoke_card(actor=actor, card=card, reason="Gestohlen")
    assert verdict_of(code) == Verdict.REVOKED
    with BERTA.at_work():
        assert Card.objects.get(pk=card.pk).reason == "Gestohlen"


def test_of_a_lost_phone_one_new_card_remains(office: Office) -> None:
    old = a_card()
    with BERTA.at_work() as actor:
        new = services.replace_card(actor=actor, card=old, reason="Handy verloren")
        again = services.replace_card(actor=actor, card=old, reason="Handy verloren")
    assert new.pk == again.pk
    assert (verdict_of(selectors.code_of(old)), verdict_of(selectors.code_of(new))) == (Verdict.REVOKED, Verdict.VALID)
    assert new.expires_on == old.expires_on


def test_where_no_camera_works_twelve_signs_tell_the_lost_card_from_the_new(office: Office) -> None:
    old = a_card("Yusuf Misal")
    lost = selectors.typed_code_of(old)
    with BERTA.at_work() as actor:
        new = selectors.typed_code_of(services.replace_card(actor=actor, card=old, reason="Handy verloren"))
    client = Client()
    trust = lists.read_trust_list(client.get("/karte/schluessel.cose").content, selectors.root_public_key())
    known = lists.read_typed_list(client.get("/karte/codes/05762028.cose").content, trust)
    salt, now = typed.salt_of(selectors.root_public_key()), int(timezone.now().timestamp())
    said = [typed.check(code, lists=[known], salt=salt, now=now) for code in (lost, new)]
    assert [(one.verdict, one.hint) for one in said] == [(Verdict.REVOKED, "Y Mis"), (Verdict.VALID, "Y Mis")]
    before = Signer.objects.get()
    with BERTA.at_work() as actor:
        services.withdraw_key(actor=actor, office=office, key_id=before.key_id)
    trust = lists.read_trust_list(client.get("/karte/schluessel.cose").content, selectors.root_public_key())
    known = lists.read_typed_list(client.get("/karte/codes/05762028.cose").content, trust)
    assert typed.check(new, lists=[known], salt=salt, now=now).verdict == Verdict.REVOKED


def test_the_same_form_twice_is_one_card(office: Office) -> None:
    assert a_card(token="eins").pk == a_card(token="eins").pk
    assert a_card(token="zwei").index == 1


def test_a_new_key_keeps_cards_and_a_withdrawn_one_ends_them(office: Office) -> None:
    card = a_card()
    code = selectors.code_of(card)
    with BERTA.at_work() as actor:
        services.retire_key(actor=actor, office=office)
    assert verdict_of(code) == Verdict.VALID
    young = a_card("Nach dem Wechsel")
    assert verdict_of(selectors.code_of(young)) == Verdict.VALID
    before = Signer.objects.order_by("since").first()
    assert before is not None
    with BERTA.at_work() as actor:
        services.withdraw_key(actor=actor, office=office, key_id=before.key_id)
    assert verdict_of(code) == Verdict.WITHDRAWN
    assert verdict_of(selectors.code_of(young)) == Verdict.VALID


def test_private_keys_lie_in_a_closed_folder_and_nowhere_in_the_database(office: Office, settings: object) -> None:
    card = a_card()
    key = selectors.signer_of(card)
    assert key is not None
    folder: Path = settings.ENGAGIERT_CARD_KEYS  # type: ignore[attr-defined]
    assert folder.stat().st_mode & 0o077 == 0
    assert all(file.stat().st_mode & 0o077 == 0 for file in folder.iterdir())
    (folder / f"{key.key_id}.pem").unlink()
    keyring._read.cache_clear()
    with pytest.raises(keyring.KeyMissing, match="fehlt"):
        selectors.code_of(card)
    assert "Ohne den Schlüssel" in BERTA.browser().get(f"/schreibtisch/karten/{card.pk}/").content.decode()


def test_an_office_without_the_task_issues_nothing() -> None:
    with BERTA.at_work() as actor, pytest.raises(NotAllowed):
        services.issue_card(actor=actor, office=BERTA.office(), name="Nein", expires_on=LATER)
    assert "stellt keine Ehrenamtskarten aus" in BERTA.browser().get("/schreibtisch/karten/").content.decode()


def test_another_office_finds_no_card(office: Office) -> None:
    card = a_card()
    assert JAN.browser().get(f"/schreibtisch/karten/{card.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("name", "kind", "expires_on", "said"),
    [
        (" ", "card", LATER, "Namen"),
        ("A", "card", None, "bis wann"),
        ("A", "card", datetime.date(2020, 1, 1), "Vergangenheit"),
        ("A", "gold", LATER, "gibt es nicht"),
    ],
)
def test_what_cannot_be_a_card_is_refused_in_words(
    office: Office, name: str, kind: str, expires_on: datetime.date | None, said: str
) -> None:
    with BERTA.at_work() as actor, pytest.raises(ValidationError, match=said):
        services.issue_card(actor=actor, office=office, name=name, kind=kind, expires_on=expires_on)


def test_the_desk_issues_prints_and_replaces(office: Office) -> None:
    berta = BERTA.browser()
    form = {"name": "Yusuf Misal", "kind": "card", "expires_on": "2030-12-31", "token": "abc"}
    made = berta.post("/schreibtisch/karten/neu/", form, follow=True)
    assert "Die Karte ist ausgestellt" in made.content.decode()
    address = made.redirect_chain[-1][0]
    paper = berta.get(f"{address}karte.pdf")
    text = PdfReader(io.BytesIO(paper.content)).pages[0].extract_text()
    assert "Yusuf Misal" in text
    assert "31.12.2030" in text
    assert "Warum" in berta.post(f"{address}tun/ersetzen/", {"reason": ""}).content.decode()
    after = berta.post(f"{address}tun/ersetzen/", {"reason": "Handy verloren"}, follow=True)
    assert "Die alte ist gesperrt" in after.content.decode()
    listed = berta.get("/schreibtisch/karten/?q=misal&zustand=gueltig").content.decode()
    assert listed.count("Yusuf Misal") == 1


def test_an_erased_person_has_no_living_card(office: Office) -> None:
    card = a_card()
    with BERTA.at_work() as actor:
        assert services.revoke_erased(actor=actor, office=office, keys=[str(card.pk)]) == 1
    assert Revocation.objects.filter(index=card.index).exists()


def test_the_commands_issue_a_card_and_tell_the_keys(office: Office, tmp_path: Path) -> None:
    out = tmp_path / "qr.txt"
    options = ["--name", "Anna Muster", "--ags", "05762028", "--valid-until", "2030-12-31", "--out", str(out)]
    ran = CliRunner().invoke(commands.card_issue, options)
    assert ran.exit_code == 0, ran.output
    keys = json.loads(CliRunner().invoke(commands.card_keys, ["--json"]).output)["keys"]
    assert verdict_of(out.read_text().strip()) == Verdict.VALID
    assert keys[0]["issuer"] == "05762028"
    assert {"kty", "crv", "kid", "x", "y"} <= keys[0].keys()


def test_a_town_that_never_issued_has_no_list(office: Office) -> None:
    assert Client().get("/karte/sperrliste/05762028.cose").status_code == 404
    assert Client().get("/karte/sperrliste/nirgends.cose").status_code == 404
    assert "noch keiner Stadt" in Client().get("/karte/pruefen/").content.decode()


def test_the_list_of_typed_codes_reads_no_card_again_until_one_is_made_or_ends(office: Office) -> None:
    def fetched() -> tuple[int, bool]:
        """How many rows the list has, and whether cards were read for it."""
        with CaptureQueriesContext(connection) as asked:
            content = Client().get("/karte/codes/05762028.cose").content
        trust = lists.read_trust_list(selectors.trust_list(), selectors.root_public_key())
        rows = lists.read_typed_list(content, trust).rows
        return len(rows) // lists.TYPED_ROW, any('FROM "recognition_card"' in one["sql"] for one in asked)

    first = a_card()
    assert fetched() == (1, True)
    assert fetched() == (1, False)
    a_card("Yusuf Misal")
    assert fetched() == (2, True)
    with BERTA.at_work() as actor:
        services.revoke_card(actor=actor, card=first, reason="Weggezogen")
    assert fetched() == (2, True)
    assert fetched() == (2, False)
    with BERTA.at_work() as actor:
        services.retire_key(actor=actor, office=office)
    assert fetched() == (2, True)
