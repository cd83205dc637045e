"""What whoever applied hears, their page with the card, a lost phone, going on; scenario “Lost phone, no network”."""

import datetime
import re
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from engagiert.apps.accounts.public import Office, take_on_task
from engagiert.apps.cases.models import Case
from engagiert.apps.cases.public import From
from engagiert.apps.messages.models import Message
from engagiert.apps.recognition import selectors, services
from engagiert.apps.recognition.models import Application, Card
from engagiert.kernel.links.public import LinkGone
from tests.cast import ANYBODY, BERTA, OPERATOR, the_operator_at_work

pytestmark = pytest.mark.django_db
SITE = "https://nieheim.example"
A_DAY = datetime.timedelta(days=1)
TOM, MATHILDE = From(name="Tom Vorlage", mail="tom@vorlage.example"), From(name="Mathilde Erdacht", phone="0000 4711")
LETTER = From(name="Yusuf Misal", postal=("Yusuf Misal", "Musterweg 1", "33039 Nieheim"))


@pytest.fixture(autouse=True)
def office(settings: Any, tmp_path: Any) -> Office:
    settings.ENGAGIERT_CARD_KEYS = tmp_path / "keys"
    with the_operator_at_work():
        return take_on_task(actor=OPERATOR, office=BERTA.office(), task=Office.Task.CARD)


def applied(asker: From, *, confirmed: bool = True, actor: Any = None, **more: Any) -> tuple[Application, str]:
    did = {
        "organisation_name": "Repair-Treff Muster",
        "since": datetime.date(2023, 1, 1),
        "hours_a_week": Decimal("4.5"),
        "hours_a_year": Decimal(234),
    }
    facts = services.Facts(asker.name, datetime.date(1980, 5, 1), timezone.localdate())
    _case, code = services.apply_for_card(
        actor=ANYBODY, office=BERTA.office(), facts=facts, engagements=[did | more], asker=asker
    )
    with BERTA.at_work() as berta:
        made = Application.objects.get(name=asker.name, state="open")
        if confirmed:
            services.note_confirmation(actor=berta, engagement=made.engagements.get(), by="Ole Beispiel", yes=True)
        return made, code


def granted(asker: From) -> tuple[Card, str]:
    """A card, and the code of its owner's page."""
    made, _code = applied(asker)
    with BERTA.at_work() as actor:
        card = services.grant_application(actor=actor, application=made, site=SITE)
        return card, services.give_own_code(actor=actor, card=card)


def letters(purpose: str) -> list[Message]:
    with BERTA.at_work():
        return list(Message.objects.filter(purpose=purpose))


def test_a_yes_reaches_them_once_and_opens_the_card() -> None:
    made, status = applied(TOM)
    with BERTA.at_work() as actor:
        for _twice in range(2):
            services.grant_application(actor=actor, application=made, site=SITE)
    [mail] = letters("recognition.decision")
    assert mail.mail == "tom@vorlage.example"
    [code] = [block for block in mail.blocks if block["kind"] == "code"]
    page = Client().get(code["address"].removeprefix(SITE), follow=True).content.decode()
    assert "Tom Vorlage" in page
    assert "e-qr" in page
    seen = Client().get(f"/stand/{status}/").content.decode()
    assert code["text"] in seen


def test_a_no_says_what_is_missing_by_letter_and_on_the_status_page() -> None:
    made, status = applied(LETTER, hours_a_week=Decimal(1), hours_a_year=Decimal(52))
    with BERTA.at_work() as actor:
        services.decline_application(actor=actor, application=made, reason="Noch zu wenig Stunden.", site=SITE)
    [letter] = letters("recognition.decision")
    assert letter.postal[0] == "Yusuf Misal"
    said = str(letter.blocks)
    assert "Noch zu wenig Stunden." in said
    assert "Es fehlen 3 Stunden in der Woche" in said
    assert "Noch zu wenig Stunden." in Client().get(f"/stand/{status}/").content.decode()


def test_who_has_only_a_telephone_is_told_by_a_person() -> None:
    made, _status = applied(MATHILDE)
    berta = BERTA.browser()
    done = berta.post(f"/schreibtisch/karten/antraege/{made.pk}/tun/bewilligen/", {}, follow=True).content.decode()
    assert "Bitte sagen Sie es selbst" in done
    assert letters("recognition.decision") == []


def test_taken_back_by_code_it_is_nobodys_any_more() -> None:
    made, status = applied(TOM)
    for _twice in range(2):
        Client().post(f"/stand/{status}/", {"zurueck": "1"})
    assert "zurückgezogen" in Client().get(f"/stand/{status}/").content.decode()
    with BERTA.at_work():
        assert Application.objects.get(pk=made.pk).state == "withdrawn"
        assert Case.objects.get(about=f"recognition.application:{made.pk}").outcome == "withdrawn"


def test_many_are_decided_at_once_and_what_is_unclear_stays() -> None:
    clear, _one = applied(TOM)
    unclear, _two = applied(LETTER, confirmed=False)
    form = {"ids": [str(clear.pk), str(unclear.pk), "x"], "act": "grant", "reason": ""}
    said = BERTA.browser().post("/schreibtisch/karten/antraege/entscheiden/", form, follow=True).content.decode()
    assert "1 Antrag ist entschieden" in said
    assert "Yusuf Misal" in said
    with BERTA.at_work():
        assert [Application.objects.get(pk=one.pk).state for one in (clear, unclear)] == ["granted", "open"]


def test_a_lost_phone_is_told_on_the_page_and_the_page_goes_with_it() -> None:
    old, code = granted(LETTER)
    done = Client().post(f"/meine-karte/{code}/tun/verloren/", follow=True)
    new_code = done.redirect_chain[-1][0].split("/")[-2]
    assert new_code != code
    assert "neue Karte" in done.content.decode()
    assert Client().get(f"/meine-karte/{code}/").status_code == 404
    with BERTA.at_work():
        [living] = Card.objects.filter(state="living")
        assert (living.replaces_id, Card.objects.get(pk=old.pk).state) == (old.pk, "replaced")
    [letter] = letters("recognition.replaced")
    assert letter.postal[0] == "Yusuf Misal"
    assert Client().get(f"/meine-karte/{new_code}/karte.pdf")["Content-Type"] == "application/pdf"


def test_a_card_ends_with_two_reminders_however_often_it_runs() -> None:
    card, _code = granted(TOM)
    assert card.expires_on is not None
    for before in (91, 90, 90, 60, 30, 29, 1, -1):
        with BERTA.at_work() as actor:
            services.remind_owners(
                actor=actor, office=BERTA.office(), today=card.expires_on - datetime.timedelta(days=before)
            )
    assert sorted(one.key.rpartition(":")[2] for one in letters("recognition.reminder")) == ["30", "90"]


def test_one_click_renews_with_all_that_is_known_and_the_page_stays() -> None:
    card, code = granted(TOM)
    assert card.expires_on is not None
    assert "Sind Sie noch dabei" not in Client().get(f"/meine-karte/{code}/").content.decode()
    with BERTA.at_work():
        Card.objects.filter(pk=card.pk).update(expires_on=timezone.localdate() + 20 * A_DAY)
    for _twice in range(2):
        said = Client().post(f"/meine-karte/{code}/tun/verlaengern/", follow=True).content.decode()
        assert "Wir prüfen gerade" in said
    with BERTA.at_work() as actor:
        renewal = Application.objects.get(renews=card)
        assert renewal.engagements.get().confirmed_by == "Ole Beispiel"
        new = services.grant_application(actor=actor, application=renewal, site=SITE)
        assert new.replaces_id == card.pk
        # No day of the old card is lost.
        assert new.expires_on == (timezone.localdate() + 20 * A_DAY).replace(year=timezone.localdate().year + 2)
        assert services.remind_owners(actor=actor, office=BERTA.office()) == 0
        _link, shown = selectors.owned_card(code)
        assert shown.pk == new.pk


def test_the_desk_writes_down_where_they_live_and_makes_the_file_for_plastic() -> None:
    card, _code = granted(MATHILDE)
    berta = BERTA.browser()
    form = {"reach": "Musterweg 1, 33039 Nieheim", "medium": "plastic"}
    berta.post(f"/schreibtisch/karten/{card.pk}/tun/erreichen/", form)
    file = berta.get("/schreibtisch/karten/plastik.csv").content.decode()
    assert "Musterweg 1" in file
    assert "EAK1:" in file
    assert re.search(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}", file)
    for _twice in range(2):
        berta.post("/schreibtisch/karten/plastik/gedruckt/")
    assert "Mathilde" not in berta.get("/schreibtisch/karten/plastik.csv").content.decode()


def test_a_code_that_never_was_opens_nothing() -> None:
    with pytest.raises(LinkGone):
        selectors.owned_card("K7QM-2XWD-94TR")
    assert Client().get("/meine-karte/K7QM-2XWD-94TR/").status_code == 404
