"""A name is not all there is of a person: letters to and from them, an honour proposed, mails in a folder."""

from pathlib import Path
from typing import Any

import pytest

from engagiert.apps.accounts.public import Office, take_on_task
from engagiert.apps.awards.models import Nomination
from engagiert.apps.cases.jobs import forget_also_notes
from engagiert.apps.cases.models import Case, Entry
from engagiert.apps.cases.public import From
from engagiert.apps.messages.jobs import cancel_erased
from engagiert.apps.messages.models import Inbound
from engagiert.apps.messages.public import Message, Text, paragraph, remove_mails
from engagiert.apps.privacy.services import erase_person
from tests.cast import BERTA, OLE, OPERATOR, the_operator_at_work
from tests.factories import askings, awards, letters, replies
from tests.factories.people_in_data import KLARA, dumped, found_in_database, queued

pytestmark = pytest.mark.django_db(transaction=True)
POLITE = "Danke für Ihre Frage zu den Kursen im Haus am Markt und Ihre Geduld, Frau Wunderlich."
NAMES = {"name of a juror": "Jule Jury", "name of a nominee": KLARA.name, "reason of a nomination": f"{KLARA.name}!"}


@pytest.fixture(autouse=True)
def _files_of_its_own(settings: Any, tmp_path: Path) -> None:
    settings.ENGAGIERT_ERASURES = tmp_path / "erasures.jsonl"


def erased() -> None:
    """With what the worker does of it."""
    with BERTA.at_work() as actor:
        erase_person(actor=actor, office=BERTA.office(), who=KLARA.wanted())
    for job, task in ((cancel_erased, "messages.cancel_for_erased"), (forget_also_notes, "cases.forget_notes")):
        for arguments in queued(task):
            job(**arguments)


def test_letters_to_and_from_them_go_whole_and_count_on() -> None:
    case = askings.a_case(by=BERTA, asker=From(name=KLARA.name, mail=KLARA.mail), subject="Anruf Frau Wunderlich")
    askings.answered(case, by=BERTA, text=POLITE)
    about_her = askings.a_case(
        by=BERTA, asker=From(name="Erna Musterfrau", phone="0000 99"), text=f"Ist {KLARA.name} da?"
    )
    sent = letters.a_message(by=BERTA, to=KLARA.mail, text=Text("Danke", (paragraph(POLITE),)), key="tests:polite")
    replies.a_reply_with_a_file(
        sent, of=BERTA, sender=KLARA.mail, text="Bis bald, K. W.", file=("brief.pdf", b"%PDF-1")
    )
    with BERTA.at_work():
        before = [model.objects.count() for model in (Case, Entry, Message, Inbound)]
    erased()
    assert found_in_database(KLARA.words) == []
    dump = dumped()
    assert [word for word in (*KLARA.words, "bis bald", "%pdf-1", "255044462d31") if word in dump] == []
    with BERTA.at_work():
        assert [model.objects.count() for model in (Case, Entry, Message, Inbound)] == before
        # Another's question that names her is another's still, and open.
        other = Case.objects.get(pk=about_her.pk)
        assert (other.state == Case.State.CLOSED, other.subject) == (False, about_her.subject)
        assert "Ist [gelöscht] da?" in set(other.entries.values_list("text", flat=True))


def test_who_was_proposed_for_an_honour_goes_with_what_was_said_of_them() -> None:
    with the_operator_at_work():
        take_on_task(actor=OPERATOR, office=BERTA.office(), task=Office.Task.CARD)
    made = awards.an_award(BERTA, NAMES)
    with OLE.at_work():
        # Whoever is biased neither reads nor writes the proposal, and erases all the same.
        Nomination.objects.filter(pk=made["nomination"].pk).update(barred=[f"account:{BERTA.account().pk}"])
    erased()
    assert found_in_database(("wunderlich",)) == []


def test_a_folder_of_mails_forgets_them_and_keeps_the_others(settings: Any, tmp_path: Path) -> None:
    mine, other = tmp_path / "outbox" / "1.log", tmp_path / "outbox" / "2.log"
    mine.parent.mkdir()
    head = b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n"
    mine.write_bytes(head + b"To: a@probe.example\n\nGuten Tag Klara Wunderlich=2DProbe\n" + b"-" * 79 + b"\n")
    other.write_bytes(head + b"To: b@probe.example\n\nGuten Tag\n" + b"-" * 79 + b"\n")
    options = {"file_path": str(mine.parent)}
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.filebased.EmailBackend", "OPTIONS": options}}
    assert remove_mails(KLARA.wanted()) == 1
    assert [file.name for file in mine.parent.iterdir()] == ["2.log"]
