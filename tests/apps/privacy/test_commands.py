"""What an operator does about personal data at the console, and what the check says."""

import datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.utils import timezone

from engagiert.apps.accounts.public import Account
from engagiert.apps.directory.public import Organisation
from engagiert.apps.privacy import checks, commands, ledger
from engagiert.apps.privacy.models import Erasure, Sweep
from engagiert.apps.privacy.services import complete_ledger, erase_person
from tests.cast import BERTA, OLE, OPERATOR
from tests.factories import records
from tests.factories.data_protection import a_breach
from tests.factories.people_in_data import KLARA

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _list_of_its_own(settings: Any, tmp_path: Path) -> None:
    settings.ENGAGIERT_ERASURES = tmp_path / "erasures.jsonl"


def said(command: Any, *words: object, code: int = 0) -> str:
    result = CliRunner().invoke(command, [str(word) for word in words])
    assert result.exit_code == code, result.output
    return result.output


def bad() -> list[str]:
    return [sentence for good, sentence in checks.findings() if not good]


def erased() -> Erasure:
    with BERTA.at_work() as actor:
        return erase_person(actor=actor, office=BERTA.office(), who=KLARA.wanted())


def test_an_office_leaves_and_may_not_arrive_twice(tmp_path: Path) -> None:
    records.an_organisation(by=BERTA)
    file, office = tmp_path / "out.zip", BERTA.office()
    assert f"{office.pk}  {office.name}, Nieheim" in said(commands.offices)
    assert "Datensätze" in said(commands.export_office, "--office", office.pk, file)
    assert "gibt es an diesem Ort schon" in said(commands.import_office, file, code=1)
    assert "gibt es nicht" in said(commands.export_office, "--office", 4711, file, code=1)
    nowhere = tmp_path / "no" / "folder.zip"
    assert "kann nicht geschrieben werden" in said(commands.export_office, "--office", office.pk, nowhere, code=1)


def test_a_sign_in_is_erased_only_after_a_second_word() -> None:
    BERTA.account(), OLE.account()
    said(commands.erase_account, "--mail", OLE.mail, code=1)
    assert Account.objects.filter(email=OLE.mail).exists()
    said(commands.erase_account, "--mail", OLE.mail, "--yes")
    assert not Account.objects.filter(email=OLE.mail).exists()
    assert "gibt es nicht" in said(commands.erase_account, "--mail", OLE.mail, "--yes", code=1)
    assert "weiter" in said(commands.erase_account, "--mail", BERTA.mail, "--yes", code=1)


def test_after_a_restore_the_check_says_what_to_do_and_the_command_does_it() -> None:
    record = records.an_organisation(by=BERTA)
    done = erased()
    assert bad() == []
    # As a backup from before the erasure has it.
    with BERTA.at_work():
        Erasure.objects.all().delete()
        Organisation.objects.filter(pk=record.pk).update(description=f"Fragen Sie {KLARA.name}.")
    assert ["replay-erasures" in sentence for sentence in bad()] == [True]
    assert "1 Löschungen geprüft, 1 Angaben" in said(commands.replay_erasures)
    assert bad() == []
    with BERTA.at_work():
        assert Organisation.objects.get(pk=record.pk).description == "Fragen Sie [gelöscht]."
        assert Erasure.objects.get().pk == done.pk


def test_a_line_that_is_missing_is_named_and_old_ones_are_dropped() -> None:
    done = erased()
    ledger.path().unlink()
    assert ["fehlen in" in sentence for sentence in bad()] == [True]
    complete_ledger(actor=OPERATOR)
    assert bad() == []
    assert ledger.forget(done.at + datetime.timedelta(seconds=1)) == 1
    assert list(ledger.read()) == []


def test_the_check_says_when_the_nightly_run_stays_away() -> None:
    BERTA.office()
    assert bad() == []
    assert "geleert oder gelöscht" in said(commands.keep_periods)
    with BERTA.at_work():
        Sweep.objects.update(at=timezone.now() - datetime.timedelta(hours=40))
    assert ["Läuft ein Arbeiter" in sentence for sentence in bad()] == [True]


def test_the_check_says_when_a_breach_was_not_reported_in_time() -> None:
    a_breach(by=BERTA, noticed_at=timezone.now() - datetime.timedelta(hours=73))
    assert ["72 Stunden" in sentence for sentence in bad()] == [True]
