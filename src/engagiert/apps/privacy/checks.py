"""What `engagiert check` says about data protection: numbers of all offices together, no name."""

import datetime
from collections.abc import Iterator

from django.db import connection
from django.db.models import Max
from django.utils import timezone

from engagiert.apps.accounts.public import Office
from engagiert.kernel.audit.models import AuditEntry
from engagiert.kernel.authz import Actor
from engagiert.kernel.privacy import inspection
from engagiert.kernel.tenancy import enter

from . import ledger
from .models import Breach, Erasure, Profile, Sweep

# The job runs at night; a day and a bit may pass between two runs.
_LATE = datetime.timedelta(hours=30)


def findings() -> Iterator[tuple[bool, str]]:
    """Each thing looked at: whether it is good, and a sentence that says so or says what to do."""
    offices = tuple(Office.objects.values_list("pk", flat=True))
    with connection.cursor() as cursor:
        faults = inspection.faults(cursor)
    yield (
        not faults,
        (
            "Datenschutz: Jede Spalte sagt, ob sie von Menschen handelt."
            if not faults
            else f"Datenschutz: {len(faults)} Spalten sagen nicht, ob sie von Menschen handeln. Die erste: {faults[0]}"
        ),
    )
    with enter(Actor.operator(office_ids=offices), action="privacy.check"):
        yield from _periods(offices)
        yield from _ledger(offices)
        yield from _profiles(offices)
        yield from _breaches()


def _periods(offices: tuple[int, ...]) -> Iterator[tuple[bool, str]]:
    newest = dict(Sweep.objects.filter(office__in=offices).values_list("office_id").annotate(last=Max("at")))
    before = timezone.now() - _LATE
    # An office of today waits for its first night; one that has worked longer should have had one.
    without = set(offices) - newest.keys()
    never = AuditEntry.objects.filter(office_id__in=without, at__lt=before).values("office_id").distinct().count()
    late = never + sum(last < before for last in newest.values())
    yield (
        late == 0,
        f"Aufbewahrung: Bei {len(newest)} von {len(offices)} Büros liegt ein Nachweis vor, bei keinem ist er veraltet."
        if late == 0
        else f"Aufbewahrung: Bei {late} von {len(offices)} Büros lief die tägliche Prüfung nicht. Läuft ein Arbeiter? "
        "Sofort geht es mit „engagiert keep-periods“.",
    )


def _ledger(offices: tuple[int, ...]) -> Iterator[tuple[bool, str]]:
    known = {line.id for line in ledger.read() if line.office in offices}
    rows = set(map(str, Erasure.objects.values_list("pk", flat=True)))
    if rows - known:
        yield (
            False,
            f"Löschungen: {len(rows - known)} fehlen in {ledger.path()}. Ist der Ordner beschreibbar? Der nächste "
            "tägliche Lauf trägt sie nach.",
        )
    if known - rows:
        yield (
            False,
            f"Löschungen: {len(known - rows)} stehen in der Liste, aber nicht in der Datenbank. Nach einer "
            "Wiederherstellung löscht „engagiert replay-erasures“ sie noch einmal.",
        )
    if rows == known:
        yield True, "Löschungen: Die Liste ist vollständig. Sichern Sie sie getrennt von der Datenbank."


def _profiles(offices: tuple[int, ...]) -> Iterator[tuple[bool, str]]:
    complete = Profile.objects.exclude(officer="").filter(office__in=offices).count()
    missing = len(offices) - complete
    if missing:
        yield (
            True,
            (
                f"Hinweise zum Datenschutz: {missing} von {len(offices)} Büros haben noch nicht eingetragen, wer "
                "verantwortlich ist (Schreibtisch, Datenschutz)."
            ),
        )


def _breaches() -> Iterator[tuple[bool, str]]:
    now = timezone.now()
    late = [
        breach
        for breach in Breach.objects.filter(closed_at__isnull=True, reported_at__isnull=True)
        if breach.must_report and breach.hours_left(now) < 0
    ]
    if late:
        yield False, f"Datenpannen: Bei {len(late)} sind die 72 Stunden vorbei, ohne Meldung und ohne Entscheidung."
