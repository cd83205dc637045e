"""``engagiert check`` says in words what is wrong with backups, queue, disk and certificate, and names nobody."""

import datetime
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.db import connection
from django.utils import timezone

from engagiert.config import backups, env, lookouts

pytestmark = pytest.mark.django_db


@pytest.fixture
def surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Callable[..., None]]:
    """Variables of the environment, as an operator sets them; the data folder is an empty one."""

    def are(**variables: str) -> None:
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        env.load.cache_clear()

    are(ENGAGIERT_DATA=str(tmp_path), ENGAGIERT_DEMO="")
    yield are
    monkeypatch.undo()
    env.load.cache_clear()


def saved(tmp_path: Path, ago: datetime.timedelta) -> None:
    made_at = timezone.now() - ago
    (tmp_path / backups.MANIFEST).touch()
    (tmp_path / "last-backup.json").write_text(json.dumps({"made_at": made_at.isoformat(), "folder": str(tmp_path)}))


def test_an_old_backup_and_none_at_all_are_said(surroundings: Callable[..., None], tmp_path: Path) -> None:
    good, sentence = next(lookouts.backup())
    assert (good, "noch keine Sicherung" in sentence) == (False, True)
    surroundings(ENGAGIERT_DEMO="1")
    assert next(lookouts.backup())[0]
    surroundings(ENGAGIERT_DEMO="")
    saved(tmp_path, datetime.timedelta(hours=30))
    assert next(lookouts.backup())[0]
    saved(tmp_path, datetime.timedelta(days=3))
    good, sentence = next(lookouts.backup())
    assert (good, "warum seither keine gelang" in sentence) == (False, True)


def queue_job(status: str, *, minutes: int, worker: int | None = None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into procrastinate_jobs (queue_name, task_name, args, status, scheduled_at, worker_id) "
            "values ('default', 'messages.sweep', '{}', %s, now() - make_interval(mins => %s), %s)",
            [status, minutes, worker],
        )


def test_work_that_waits_fails_or_lies_with_the_dead_is_told_apart() -> None:
    assert [good for good, _sentence in lookouts.queue()] == [True]
    queue_job("todo", minutes=20)
    queue_job("failed", minutes=20)
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into procrastinate_workers (last_heartbeat) values (now() - interval '5 minutes') returning id"
        )
        [dead] = cursor.fetchone()
    queue_job("doing", minutes=20, worker=dead)
    sentences = [sentence for good, sentence in lookouts.queue() if not good]
    assert "die älteste seit 20 Minuten. Es läuft kein Arbeiter" in sentences[0]
    assert "1 Arbeiten liegen bei Arbeitern, die nicht mehr antworten" in sentences[1]
    assert "1 Arbeiten sind endgültig gescheitert" in sentences[2]


def test_a_disk_that_fills_up_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    assert all(good for good, _sentence in lookouts.disks())
    monkeypatch.setattr(lookouts, "SPARE_SHARE", 1.0)
    assert all("Bitte Platz schaffen" in sentence for good, sentence in lookouts.disks() if not good)
    assert not any(good for good, _sentence in lookouts.disks())


@pytest.mark.parametrize(("days", "good"), [(60, True), (5, False), (-2, False)])
def test_a_certificate_that_ends_soon_is_said(
    surroundings: Callable[..., None], tmp_path: Path, days: int, good: bool
) -> None:
    surroundings(ENGAGIERT_CERTIFICATE=str(a_certificate(tmp_path / "town.pem", days)))
    [(found, sentence)] = lookouts.certificate()
    assert found == good
    assert ("abgelaufen" in sentence) == (days < 0)
    assert ("Bitte erneuern" in sentence) == (not good)


def test_a_certificate_that_cannot_be_read_is_said(surroundings: Callable[..., None], tmp_path: Path) -> None:
    surroundings(ENGAGIERT_CERTIFICATE=str(tmp_path / "missing.pem"))
    [(good, sentence)] = lookouts.certificate()
    assert (good, "ENGAGIERT_CERTIFICATE" in sentence) == (False, True)


def a_certificate(file: Path, days: int) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "engagiert.example")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=30))
        .not_valid_after(now + datetime.timedelta(days=days, hours=1))
        .sign(key, hashes.SHA256())
    )
    file.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    return file
