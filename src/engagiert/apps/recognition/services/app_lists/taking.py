"""Try a file of the state's app, or take it over: all of it or nothing, and the same file again changes nothing."""

import uuid
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.cases.public import Asked, From, open_cases
from engagiert.apps.privacy.public import Agreement
from engagiert.apps.recognition import rules, selectors
from engagiert.apps.recognition.eligibility import versions
from engagiert.apps.recognition.kinds import APPLICATION
from engagiert.apps.recognition.models import Application, AppList, AppListRow, Card, Engagement
from engagiert.apps.recognition.services.applying import person_key
from engagiert.apps.recognition.wording.app_words import finding_in_words
from engagiert.engines.intake.applicants import ApplicantRow, read_applicant
from engagiert.engines.intake.reader import Finding
from engagiert.kernel.authz import Actor, require

from .receiving import still_open, table_of

Outcome, State = AppListRow.Outcome, Application.State


class _OnlyTriedError(Exception):
    pass


def try_app_list(*, actor: Actor, run: AppList) -> None:
    """What taking it over would do, row by row: done, noted, and taken back before anybody can see it."""
    require(actor, rules.ISSUE, run.office)
    still_open(run)
    run.items.all().delete()
    items: list[AppListRow] = []
    try:
        with transaction.atomic():
            items = _taken(actor, run)
            raise _OnlyTriedError
    except _OnlyTriedError:
        for item in items:
            item.application_id = None if item.made else item.application_id
        AppListRow.objects.bulk_create(items, batch_size=1000)
    run.state, run.counts = AppList.State.TRIED, _counted(items)
    run.save(update_fields=["state", "counts"])


def take_over_app_list(*, actor: Actor, run: AppList) -> None:
    """All rows in one transaction; then the file itself is deleted. Raises ``ValidationError`` where that is done."""
    require(actor, rules.ISSUE, run.office)
    with transaction.atomic():
        still_open(run)
        run.items.all().delete()
        items = _taken(actor, run)
        AppListRow.objects.bulk_create(items, batch_size=1000)
        run.counts, run.state, run.finished_at = _counted(items), AppList.State.DONE, timezone.now()
        run.save(update_fields=["counts", "state", "finished_at"])
        run.file.delete()


def _counted(items: Iterable[AppListRow]) -> dict[str, int]:
    return dict(Counter(str(item.outcome) for item in items))


@dataclass(slots=True)
class _Here:
    """What the office knows before the file: by number of the app, who waits here, and who has a card of ours."""

    numbered: dict[str, Application]
    waiting: set[tuple[str, str]]
    with_card: set[str]
    seen: set[str] = field(default_factory=set)


def _taken(actor: Actor, run: AppList) -> list[AppListRow]:
    table, today = table_of(run), timezone.localdate()
    columns = {column["field"]: index for index, column in enumerate(run.columns) if column["field"]}
    rows = [(row.line, read_applicant(row.cells, table.headers, columns, today)) for row in table.rows]
    here = _known(run, [row for _line, row in rows])
    made: list[Application] = []
    items = [_item(run, line, row, here, made) for line, row in rows]
    Application.objects.bulk_create(made)
    told = {item.application_id: row for item, (_line, row) in zip(items, rows, strict=True) if item.made}
    _open(actor, run, [(one, told[one.pk]) for one in made if one.is_open])
    for item in items:
        item.problems = [_kept(finding, table.headers) for finding in item.problems]
    return items


def _known(run: AppList, rows: list[ApplicantRow]) -> _Here:
    of_office = Application.objects.filter(office=run.office_id)
    numbered = of_office.select_for_update(of=("self",)).filter(app_number__in={row.number for row in rows} - {""})
    people = {person_key(row.name, row.values["born_on"]) for row in rows if "born_on" in row.values}
    waiting = of_office.filter(person__in=people, state=State.OPEN).values_list("kind", "person")
    cards = of_office.filter(person__in=people, card__state=Card.State.LIVING)
    good = cards.exclude(card__expires_on__lt=timezone.localdate()).values_list("person", flat=True)
    return _Here(
        {one.app_number: one for one in numbered},
        {(kind, person) for kind, person in waiting if person},
        {person for person in good if person},
    )


def _item(run: AppList, line: int, row: ApplicantRow, here: _Here, made: list[Application]) -> AppListRow:
    """The row's outcome; what is new is added to ``made``."""
    item = AppListRow(
        office_id=run.office_id, run=run, line=line, number=row.number, name=row.name[:200], problems=row.findings
    )
    if not row.refused and (reason := _reason_against(row, here)):
        item.problems.append(Finding(reason, "", _value(reason, row)))
        row.refused = True
    here.seen.add(row.number)
    if row.refused:
        item.outcome = Outcome.REFUSED
        return item
    there = here.numbered.get(row.number)
    if there is not None:
        _again(item, row, there)
        return item
    application = _application(run, row)
    if application.is_open and application.person is not None:
        here.waiting.add((application.kind, application.person))
        if application.person in here.with_card:
            item.problems.append(Finding("has_card", "", ""))
    made.append(application)
    item.application_id, item.made = application.pk, True
    item.outcome = Outcome.CREATED if application.is_open else Outcome.NOTED
    return item


def _reason_against(row: ApplicantRow, here: _Here) -> str:
    if row.number in here.seen:
        return "double"
    if row.state != "applied" or row.number in here.numbered:
        return ""
    if row.values["applied_on"] < versions()[0].begins:
        return "bad_day"
    person = person_key(row.name, row.values["born_on"])
    return "open_here" if (row.values["kind"], person) in here.waiting else ""


def _value(reason: str, row: ApplicantRow) -> str:
    if reason == "double":
        return row.number
    return f"{row.values['applied_on']:%d.%m.%Y}" if reason == "bad_day" else ""


def _again(item: AppListRow, row: ApplicantRow, there: Application) -> None:
    """A number we know: what was decided here stays, and an open application is nobody's to change but the desk's."""
    item.outcome, item.application_id = Outcome.UNCHANGED, there.pk
    if there.state == State.ELSEWHERE:
        until = row.values.get("valid_until")
        if row.state == "issued" and until is not None and until != there.app_until:
            item.problems.append(Finding("new_end", "", f"{until:%d.%m.%Y}"))
            item.outcome, item.until_before, there.app_until = Outcome.NOTED, there.app_until, until
            there.decided_at = timezone.now()
            there.save(update_fields=["app_until", "decided_at"])
    elif there.is_open and row.state == "issued":
        item.problems.append(Finding("issued_meanwhile", "", ""))
    elif not there.is_open:
        item.problems.append(Finding("decided", "", ""))


def _application(run: AppList, row: ApplicantRow) -> Application:
    values = row.values
    born = values.get("born_on")
    application = Application(
        id=uuid.uuid4(), office_id=run.office_id, kind=values["kind"], name=row.name[:120], born_on=born,
        person=person_key(row.name, born) if born else None, juleica_until=values.get("juleica_until"),
        applied_on=values.get("applied_on") or values.get("issued_on") or timezone.localdate(),
        app_number=row.number, app_way=Agreement.Way.ONLINE if values.get("agreed") else "",
    )  # fmt: skip
    if row.state == "issued":
        application.state, application.decided_at = State.ELSEWHERE, timezone.now()
        application.app_until = values.get("valid_until")
    return application


def _open(actor: Actor, run: AppList, made: list[tuple[Application, ApplicantRow]]) -> None:
    """What they do, and a case on the desk for each."""
    place = run.office.place
    told = [(one, row.values["engagement"]) for one, row in made if "engagement" in row.values]
    named = {did["organisation_name"] for _one, did in told}
    owners = {name: selectors.organisation_named(place, name) for name in named}
    Engagement.objects.bulk_create(
        Engagement(
            office=run.office,
            application=one,
            organisation_id=owners[did["organisation_name"]],
            **did | {name: Decimal(str(did[name])) for name in ("hours_a_week", "hours_a_year")},
        )
        for one, did in told
    )
    open_cases(actor=actor, office=run.office, asked=[_case(one, row.values) for one, row in made])


def _case(application: Application, values: dict[str, Any]) -> Asked:
    return Asked(
        kind=APPLICATION.code,
        asker=From(
            name=application.name,
            mail=values.get("mail", ""),
            phone=values.get("phone", ""),
            postal=tuple(values.get("postal", ())),
        ),
        channel="form",
        subject=_("Ehrenamtskarte für %(name)s") % {"name": application.name},
        text=_("Aus der Landes-App, dort Nummer %(number)s") % {"number": application.app_number},
        about=f"recognition.application:{application.pk}",
    )


def _kept(finding: Finding, headers: Collection[str]) -> dict[str, str]:
    """As the page shows it; a field that has no column in the file is not named."""
    return {
        "code": finding.code,
        "column": finding.column if finding.column in headers else "",
        "value": finding.value,
        "message": finding_in_words(finding.code),
    }
