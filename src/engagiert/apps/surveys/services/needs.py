"""What is missing and what can rest: reported by residents, by the office, and in answers to surveys."""

import datetime
import uuid
from collections import Counter
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.accounts.public import Office
from engagiert.apps.cases.public import From, open_case
from engagiert.apps.directory.public import FACILITY_TYPES
from engagiert.apps.directory.public import selectors as directory
from engagiert.apps.places.public import Place
from engagiert.apps.surveys import rules
from engagiert.apps.surveys.kinds import NEED
from engagiert.apps.surveys.models import NeedReport, NeedTally, Sheet
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.tenancy import enter

LONGEST = 1000
# Fewer than this are not counted in public.
FEWEST = 3


@dataclass(frozen=True, slots=True)
class Missing:
    """What somebody says: ``says`` that it is ``missing`` or can be ``resting``; ``type`` of facility, or nothing."""

    text: str
    says: str = NeedReport.Says.MISSING
    type: str = ""
    where: str = ""


def report_need(
    *, actor: Actor, office: Office, place: Place, missing: Missing, token: str, asker: From | None = None
) -> None:
    """Anybody may say what is missing. With ``asker`` it is also a case, and they get an answer.

    The same ``token`` twice is one report. Whoever reports can read nothing, not even this.
    """
    report = _report(office, place, missing, NeedReport.By.RESIDENT, token)
    with enter(actor, action="surveys.report_need", intake_office=office.pk):
        NeedReport.objects.bulk_create([report], ignore_conflicts=True)
        if asker is None:
            return
        open_case(
            actor=actor,
            office=office,
            kind=NEED.code,
            asker=asker,
            channel="form",
            subject=_("Etwas fehlt: %(text)s") % {"text": missing.text[:60]},
            text=missing.text,
            about=f"surveys.need:{report.pk}",
            token=token,
            as_stranger=True,
        )


def note_need(*, actor: Actor, office: Office, missing: Missing, token: str) -> NeedReport:
    """Somebody at the office notes what is missing or can rest; the same ``token`` twice is one."""
    require(actor, rules.WRITE, office.pk)
    report = _report(office, office.place, missing, NeedReport.By.OFFICE, token)
    NeedReport.objects.bulk_create([report], ignore_conflicts=True)
    return NeedReport.objects.get(pk=report.pk)


def report_of(sheet: Sheet, says: str, text: str) -> None:
    """What an organisation answered in a survey, as a report; in the open scope of the office."""
    types = [code for code in sheet.answers.get("needs_types") or [] if code in FACILITY_TYPES]
    of_type = types[0] if len(types) == 1 and says == NeedReport.Says.MISSING else ""
    missing = Missing(text, says, of_type)
    row = _report(sheet.survey.office, sheet.place, missing, NeedReport.By.ORGANISATION, f"{sheet.pk}:{says}")
    NeedReport.objects.bulk_create([row], ignore_conflicts=True)


def decide_report(*, actor: Actor, report: NeedReport, state: str, note: str) -> None:
    """The office says: it can lie, it is met, or it is open; a later word replaces an earlier one."""
    require(actor, rules.KEEP, report)
    now = NeedReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    now.state, now.note = NeedReport.State(state), note[:500]
    now.decided_by, now.decided_on = actor.label, timezone.localdate()
    now.save(update_fields=["state", "note", "decided_by", "decided_on"])


def tally_needs(*, actor: Actor, office: Office, today: datetime.date | None = None) -> None:
    """Count what may be said in public: open reports of the last year by town and type, and searches in vain.

    Once a day at most, because the difference between two minutes would be one person's report.
    """
    require(actor, rules.RUN_DAILY, office.pk)
    day = today or timezone.localdate()
    Office.objects.select_for_update(of=("self",)).get(pk=office.pk)
    if NeedTally.objects.filter(office=office, counted_on__gte=day).exists():
        return
    NeedTally.objects.filter(office=office).delete()
    since = day - datetime.timedelta(days=365)
    reports = NeedReport.objects.filter(office=office, week__gte=since).exclude(state=NeedReport.State.DONE)
    counts: Counter[tuple[int, str, str]] = Counter()
    for place_id, of_type, says, state in reports.values_list("place_id", "type", "says", "state"):
        # What the office lets lie is no gap.
        rests = says == NeedReport.Says.RESTING or state == NeedReport.State.RESTING
        counts[place_id, of_type, "resting" if rests else "missing"] += 1
    sought = sum(one.times for one in directory.sought_in_vain(actor, state="open") if one.times >= FEWEST)
    # One row without type says that the town is counted at all.
    keys = {(office.place_id, ""), *((place_id, of_type) for place_id, of_type, _says in counts)}
    NeedTally.objects.bulk_create(
        NeedTally(
            office=office, place_id=place_id, type=of_type, counted_on=day,
            missing=_large(counts[place_id, of_type, "missing"]),
            resting=_large(counts[place_id, of_type, "resting"]),
            sought=_large(sought) if (place_id, of_type) == (office.place_id, "") else None,
        )
        for place_id, of_type in sorted(keys)
    )  # fmt: skip


def _large(number: int) -> int | None:
    """The number, or None where it is too small to say; nothing is said as nothing."""
    return number if number == 0 or number >= FEWEST else None


def _report(office: Office, place: Place, missing: Missing, by: str, token: str) -> NeedReport:
    today = timezone.localdate()
    return NeedReport(
        id=uuid.uuid5(uuid.NAMESPACE_URL, f"surveys.need:{office.pk}:{token}"),
        office=office,
        place=place,
        where=" ".join(missing.where.split())[:120],
        says=NeedReport.Says(missing.says),
        by=by,
        type=missing.type if missing.type in FACILITY_TYPES else "",
        text=missing.text.strip()[:LONGEST],
        week=today - datetime.timedelta(days=today.weekday()),
    )
