"""What `engagiert check` says of everyday operation: backups, disks, queue, standby server, certificate."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from engagiert.config import backups, env, state

LONGEST_WITHOUT_BACKUP = datetime.timedelta(hours=36)
LONGEST_WAIT_SECONDS = 15 * 60
LONGEST_BEHIND_BYTES = 64_000_000
SPARE_SHARE = 0.05
CERTIFICATE_DAYS = 14

type Said = tuple[bool, str]


def backup() -> Iterator[Said]:
    last = backups.last()
    if last is None:
        # A demo holds nothing that could be lost.
        yield env.load().demo, "Es gibt noch keine Sicherung: „engagiert backup ORDNER“, am besten jede Nacht."
    else:
        made_at, folder = last
        age = timezone.now() - made_at
        when = f"{timezone.localtime(made_at):%d.%m.%Y, %H:%M} Uhr"
        if age > LONGEST_WITHOUT_BACKUP:
            yield (
                False,
                f"Die letzte Sicherung ist vom {when}. Bitte nachsehen, warum seither keine gelang "
                "(journalctl -u engagiert-backup), und „engagiert backup ORDNER“ ausführen.",
            )
        elif not (Path(folder) / backups.MANIFEST).exists():
            yield True, f"Die letzte Sicherung ist vom {when}; in {folder} liegt sie nicht mehr."
        else:
            yield True, f"Die letzte Sicherung ist vom {when} und liegt in {folder}."
    ledger = Path(settings.ENGAGIERT_ERASURES)
    if ledger.parent.is_dir() and ledger.parent.stat().st_dev == env.load().data_dir.stat().st_dev:
        yield (
            True,
            f"Die Liste der Löschungen {ledger} liegt auf derselben Platte wie die übrigen Daten. Fällt die Platte "
            "aus, fehlt sie: Mit ENGAGIERT_ERASURES liegt sie auf einer anderen.",
        )


def disks() -> Iterator[Said]:
    for folder, share in state.disks().items():
        free = f"{share * 100:.0f} Prozent frei"
        if share > SPARE_SHARE:
            yield True, f"Auf der Platte von {folder} sind {free}."
        else:
            yield (
                False,
                f"Auf der Platte von {folder} sind nur {free}. Bitte Platz schaffen: Ist sie voll, lässt sich nichts "
                "mehr speichern.",
            )


def queue() -> Iterator[Said]:
    found = state.queue()
    if found.oldest_seconds > LONGEST_WAIT_SECONDS:
        waits = f"{found.waiting} Arbeiten warten, die älteste seit {found.oldest_seconds / 60:.0f} Minuten."
        if found.workers:
            yield False, f"{waits} {found.workers} Arbeiter laufen: Sie kommen nicht nach, oder einer hängt."
        else:
            yield False, f"{waits} Es läuft kein Arbeiter: „engagiert serve“ oder „engagiert worker“ starten."
    elif found.workers:
        yield True, f"{found.waiting} Arbeiten warten, {found.workers} Arbeiter laufen."
    else:
        yield (
            True,
            f"{found.waiting} Arbeiten warten, und kein Arbeiter läuft. So lange geht keine Mail hinaus: „engagiert "
            "serve“ oder „engagiert worker“ startet einen.",
        )
    if found.abandoned:
        yield (
            False,
            f"{found.abandoned} Arbeiten liegen bei Arbeitern, die nicht mehr antworten. Der nächste Arbeiter nimmt "
            "sie nach 15 Sekunden auf.",
        )
    if found.failed:
        yield (
            False,
            f"{found.failed} Arbeiten sind endgültig gescheitert. Warum, steht im Protokoll des Arbeiters unter ihrem "
            "Namen (engagiert django shell: procrastinate_jobs, status failed).",
        )


def replica() -> Iterator[Said]:
    found = state.replica()
    if found is None:
        return
    if not found.answers:
        yield (
            False,
            "Der Lese-Server (DATABASE_REPLICA_URL) antwortet nicht. Bitte dort nachsehen, ob PostgreSQL läuft und das "
            "Netz steht. Bis dahin kommen alle Seiten vom Haupt-Server; niemand merkt etwas.",
        )
    else:
        behind = f"{found.behind_bytes / 1e6:.1f} MB"
        good = found.behind_bytes < LONGEST_BEHIND_BYTES
        what = "." if good else ": Er kommt nicht nach. Bitte dort Platte, Netz und Protokoll von PostgreSQL ansehen."
        yield good, f"Der Lese-Server ist {behind} hinter dem Haupt-Server{what}"


def certificate() -> Iterator[Said]:
    try:
        ends = state.certificate_ends()
    except (OSError, ValueError):
        yield (
            False,
            f"Das Zertifikat {env.load().certificate} lässt sich nicht lesen. Nennt ENGAGIERT_CERTIFICATE die richtige "
            "Datei, und darf dieses Konto sie lesen?",
        )
        return
    if ends is not None:
        days = (ends - timezone.now()).days
        day = f"{timezone.localtime(ends):%d.%m.%Y}"
        if days < 0:
            yield False, f"Das Zertifikat ist am {day} abgelaufen. Bitte erneuern und den Proxy neu laden."
        elif days < CERTIFICATE_DAYS:
            yield False, f"Das Zertifikat gilt nur noch {days} Tage, bis {day}. Bitte erneuern und den Proxy neu laden."
        else:
            yield True, f"Das Zertifikat gilt bis {day}, noch {days} Tage."


LOOKOUTS = (backup, disks, queue, replica, certificate)
