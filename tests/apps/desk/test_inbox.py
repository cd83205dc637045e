"""The desk's page for mails that came in: read, fetch files, settle; nothing of them runs."""

from email.message import EmailMessage
from typing import Any

import pytest
from django.utils import timezone

from engagiert.apps.messages.models import Inbound
from engagiert.apps.messages.public import Message, watch_replies_about
from engagiert.apps.messages.watching import NOUNS
from tests.cast import BERTA, IDA, SELMA
from tests.factories.letters import a_letter, a_message
from tests.factories.replies import a_reply, inbound_of, taken_in

pytestmark = pytest.mark.django_db

INBOX = "/schreibtisch/nachrichten/eingang/"


def page(address: str = INBOX) -> str:
    return str(BERTA.browser().get(address).content.decode())


def answered(*, about: str = "", body: bytes | None = None, **more: Any) -> Inbound:
    asked = a_message(by=BERTA, to="klaas@probe.example", about=about)
    raw = body or a_reply(None, recipient="x@y.example", In_Reply_To=asked.message_id, **more)
    raw = raw.replace(b"@frage@", asked.message_id.encode())
    assert taken_in(raw, uid=1, for_=(BERTA,)) == "stored"
    return inbound_of(BERTA)[0]


def with_files() -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["In-Reply-To"] = "klaas@probe.example", "x@y.example", "@frage@"
    mail.set_content("Ja.\n\n> Guten Tag,\n> ist eine Leiter da?")
    mail.add_alternative("<script>alert(1)</script><p>Ja.</p>", subtype="html")
    mail.add_attachment(b"<script>alert(2)</script>", maintype="text", subtype="html", filename="Übersicht.html")
    mail.add_attachment(b"MZ", maintype="application", subtype="octet-stream", filename="bild.exe")
    return mail.as_bytes()


def test_a_mail_without_a_place_is_counted_shown_and_settled_once() -> None:
    inbound = answered(text="Ich möchte helfen.", subject="Frage")
    assert "Nachrichten<small>" in page("/schreibtisch/")
    assert "Eingang</a>" not in page("/schreibtisch/nachrichten/")
    assert "Eingang (1)" in page("/schreibtisch/nachrichten/")
    assert "Klaas Exempel" in page()
    browser = BERTA.browser()
    shown = browser.get(f"{INBOX}{inbound.pk}/").content.decode()
    assert "Ich möchte helfen." in shown
    for _twice in range(2):
        after = browser.post(f"{INBOX}{inbound.pk}/entscheiden/", {"settle": "1"}, follow=True).content.decode()
        assert "Die Mail ist erledigt." in after
    assert "Nichts Neues" in after
    assert "Klaas Exempel" in page(f"{INBOX}?zustand=erledigt")
    assert "Erledigt von Berta Beispiel" in page(f"{INBOX}{inbound.pk}/")


def test_own_words_stand_open_the_rest_is_folded_and_files_are_only_fetched() -> None:
    inbound = answered(body=with_files())
    shown = page(f"{INBOX}{inbound.pk}/")
    assert "<p>Ja.</p>" in shown
    assert "<details" in shown
    assert "ist eine Leiter da?" in shown
    assert "alert(" not in shown
    assert "Ein Programm: nicht aufbewahrt" in shown
    file = BERTA.browser().get(f"{INBOX}{inbound.pk}/anhang/1/")
    assert file.content == b"<script>alert(2)</script>"
    assert file["Content-Type"] == "application/octet-stream"
    assert file["Content-Disposition"].startswith("attachment;")
    assert "%C3%9Cbersicht.html" in file["Content-Disposition"]
    assert file["X-Content-Type-Options"] == "nosniff"
    assert BERTA.browser().get(f"{INBOX}{inbound.pk}/anhang/2/").status_code == 404


def test_what_an_app_watches_is_left_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    inbound = answered(about="tests.case:7")
    assert "Klaas Exempel" in page()
    before = set(NOUNS)
    watch_replies_about("tests.case")
    try:
        assert "Klaas Exempel" not in page()
        assert BERTA.browser().get(f"{INBOX}{inbound.pk}/").status_code == 200
    finally:
        NOUNS.clear()
        NOUNS.update(before)


def test_who_only_reads_settles_nothing_and_another_office_finds_nothing() -> None:
    inbound = answered()
    reader = IDA.browser()
    assert b'name="settle"' not in reader.get(f"{INBOX}{inbound.pk}/").content
    assert reader.post(f"{INBOX}{inbound.pk}/entscheiden/", {"settle": "1"}).status_code == 403
    stranger = SELMA.browser()
    assert stranger.get(f"{INBOX}{inbound.pk}/").status_code == 404
    assert stranger.get(f"{INBOX}{inbound.pk}/anhang/1/").status_code == 404


def test_the_outbox_of_the_demo_shows_mails_and_letters_as_they_look(settings: Any) -> None:
    settings.ENGAGIERT_DEMO = True
    settings.ENGAGIERT_REPLY_ADDRESS = "antwort@nieheim.example"
    message = a_message(by=BERTA)
    a_letter(by=BERTA)
    with BERTA.at_work():
        Message.objects.filter(pk=message.pk).update(state="sent", settled_at=timezone.now())
    shown = page("/schreibtisch/nachrichten/ausgang/")
    assert "Antworten an: " in shown
    assert "antwort+" in shown
    assert "Anneliese Erdacht, Musterweg 12, 33039 Nieheim" in shown
    assert "brief.pdf" in shown
    assert shown.count("<p>Bitte sehen Sie nach, ob noch alles stimmt.</p>") == 3
    assert "In der Demo verlässt nichts das Haus." in shown
