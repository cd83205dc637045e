"""`engagiert check`: what an operator should know before citizens come."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.core.checks import ERROR, run_checks
from django.db import connection, connections

from engagiert.config import env, installing
from engagiert.config.lookouts import LOOKOUTS
from engagiert.kernel.tenancy import inspection

SPARE_BYTES = 1_000_000_000


@dataclass(frozen=True)
class Finding:
    """One thing looked at: whether it is good, and a German sentence that says so or says what to do."""

    good: bool
    sentence: str


def findings() -> list[Finding]:
    """Everything looked at; needs the database."""
    return [finding for look in LOOKS for finding in look()]


def _walls() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, rolsuper OR rolbypassrls OR EXISTS ("
            "SELECT 1 FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user) "
            "FROM pg_roles WHERE rolname = current_user"
        )
        role, too_strong = cursor.fetchone()
    if too_strong:
        yield Finding(
            False, f"Die Web-Rolle {role} hat zu viele Rechte: Sie darf weder Superuser noch Eigentümer sein."
        )
    else:
        yield Finding(True, f"Die Web-Rolle {role} steht hinter den Mauern zwischen den Städten.")


def _promises() -> Iterator[Finding]:
    """The database held to what models and migrations declare."""
    role = str(connection.settings_dict["USER"])
    with connections["owner"].cursor() as cursor:
        faults = [
            *inspection.broken_walls(cursor),
            *inspection.off_the_record(cursor),
            *inspection.excess_rights(cursor, role),
        ]
    for fault in faults:
        yield Finding(False, f"Die Mauern zwischen den Städten haben eine Lücke: {fault}")
    if not faults:
        yield Finding(True, "Alle Mauern zwischen den Städten stehen, und jede Änderung wird aufgezeichnet.")


def _tables() -> Iterator[Finding]:
    pending = installing.pending_migrations()
    if pending:
        yield Finding(False, f"{len(pending)} Änderungen an Tabellen stehen aus: „engagiert migrate“.")
    else:
        yield Finding(True, "Die Tabellen sind auf dem Stand dieser Version.")


def _files() -> Iterator[Finding]:
    surroundings = env.load()
    collected = (surroundings.build_dir / "collected" / "staticfiles.json").exists()
    yield Finding(
        collected,
        "Stile, Schriften und Symbole liegen bereit." if collected else "Stile fehlen: „engagiert assets“.",
    )
    free = shutil.disk_usage(surroundings.data_dir).free
    enough = free > SPARE_BYTES
    amount = f"{free / 1e9:.1f} GB frei".replace(".", ",")
    advice = "." if enough else ". Bitte Platz schaffen: Ist die Platte voll, lässt sich nichts mehr speichern."
    yield Finding(enough, f"Im Ordner {surroundings.data_dir} sind {amount}{advice}")
    kept = surroundings.data_dir / "secrets.json"
    if kept.exists():
        closed = kept.stat().st_mode & 0o077 == 0
        yield Finding(
            closed,
            f"Nur dieses Konto liest {kept}." if closed else f"Andere Konten lesen {kept}: „chmod 600“.",
        )


def _openness() -> Iterator[Finding]:
    surroundings = env.load()
    if surroundings.debug:
        yield Finding(False, "ENGAGIERT_DEBUG ist gesetzt: Fehlerseiten zeigen Innereien. Bitte herausnehmen.")
    if surroundings.demo:
        yield Finding(True, "Die Demo läuft: Ihre Zugänge kennt jeder. Keine echten Daten eintragen.")
    mail = surroundings.email_url is not None
    yield Finding(True, "Mails gehen an den Mailserver." if mail else "Mails landen in Dateien (EMAIL_URL fehlt).")


def _operation() -> Iterator[Finding]:
    for look in LOOKOUTS:
        yield from (Finding(good, sentence) for good, sentence in look())


def _apps() -> Iterator[Finding]:
    """What each app has to say of itself (its module `checks`)."""
    for _app, checks in installing.rooms("checks"):
        yield from (Finding(good, sentence) for good, sentence in checks.findings())


def _django() -> Iterator[Finding]:
    problems = [problem for problem in run_checks() if problem.level >= ERROR]
    for problem in problems:
        yield Finding(False, f"Django: {problem.msg}")
    if not problems:
        yield Finding(True, "Djangos eigene Prüfung findet keinen Fehler.")


LOOKS: tuple[Callable[[], Iterator[Finding]], ...] = (
    _walls,
    _promises,
    _tables,
    _files,
    _openness,
    _operation,
    _apps,
    _django,
)
