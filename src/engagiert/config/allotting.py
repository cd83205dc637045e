"""What `engagiert allocate` does: two tables in, a plan and a report out.

Both files are written beside their place and renamed when they are whole: what is broken off leaves nothing half.
"""

from __future__ import annotations

import csv
import io
import json
import os
import resource
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click
import numpy as np

from engagiert.engines.matching import allocation, files, weights, wording
from engagiert.engines.matching.allocation import Plan
from engagiert.engines.matching.files import Finding, Table, UnreadableTableError
from engagiert.engines.matching.market import Offers
from engagiert.engines.matching.matches import PARTS, Match
from engagiert.engines.matching.outcomes import as_data, outcomes
from engagiert.engines.matching.ranking import explained
from engagiert.engines.matching.records import Opportunity, Volunteer
from engagiert.engines.matching.warming import warm

_SHOWN = 20
HEADER = ("volunteer", "opportunity", "score", "distance_km", *PARTS, "reasons")


def run(
    volunteers: Path, opportunities: Path, out: Path, report: Path, *, strict: bool, alone: bool, fair: bool
) -> None:
    """Read both tables, allocate, write plan and report, and say what came of it. Raises click.ClickException with a
    German sentence where a table is unreadable."""
    people = _read(volunteers, files.volunteers)
    offers = _read(opportunities, files.opportunities)
    findings = (*people.findings, *offers.findings)
    refused = [finding for finding in findings if finding.refused]
    _say(findings)
    if strict and refused:
        raise click.ClickException(f"{_rows(refused)} nicht zu lesen; mit --strict wird dann nichts verteilt.")
    matched = Matched(people, offers)
    plan, seconds = matched.timed(allocation.allocate, fair=fair)
    scored = matched.explained(plan)
    result = {
        **_figures(plan, matched, scored, fair=fair),
        "seconds": round(seconds, 3),
        "compared": {} if alone else matched.compared(fair=fair),
        "outcomes": as_data(
            outcomes(people.records, people.places, [match.score if match else None for match in scored])
        ),
        "refused": [_as_data(finding) for finding in refused],
        "notes": [_as_data(finding) for finding in findings if not finding.refused],
        # Kilobytes on Linux.
        "memory": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
    }
    _write_both({out: _plan_text(people, scored), report: json.dumps(result, ensure_ascii=False, indent=1) + "\n"})
    gap = f"{100 * plan.gap:.3f}".replace(".", ",")
    click.echo(
        f"{result['placed']} von {result['people']} Menschen haben ein Angebot. "
        f"Der Plan ist höchstens {gap} % vom besten entfernt. {out}, {report}"
    )
    if refused:
        click.echo(f"{_rows(refused)} nicht zu lesen und nicht im Plan; siehe Bericht.")


def _read[Record](path: Path, reader: Callable[[str, str], Table[Record]]) -> Table[Record]:
    try:
        return reader(path.read_bytes().decode("utf-8-sig"), path.name)
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise click.ClickException(
            f"„{path.name}“, Zeile {line}: Die Datei ist nicht in UTF-8. Bitte als „CSV UTF-8“ speichern."
        ) from error
    except UnreadableTableError as error:
        raise click.ClickException(str(error)) from error


class Matched:
    """Both tables, made ready."""

    def __init__(self, people: Table[Volunteer], offers: Table[Opportunity]) -> None:
        warm()
        self.keys = [person.key for person in people.records]
        # By key, so that the order of the rows changes nothing; who comes first is served in the order of the file.
        self.order = sorted(range(len(self.keys)), key=self.keys.__getitem__)
        self.began = time.perf_counter()
        self.offers = Offers.of(offers.records)
        self.crowd = self.offers.people(people.records)
        self.sorted = self.crowd._replace(people=self.crowd.people[self.order])
        self.ready = time.perf_counter() - self.began

    def timed(self, way: Callable[..., Plan], **options: Any) -> tuple[Plan, float]:
        """A plan in the order of the file, and the seconds from records to plan."""
        began = time.perf_counter()
        if way is allocation.first_come:
            return way(self.offers, self.crowd, **options), self.ready + time.perf_counter() - began
        plan = way(self.offers, self.sorted, **options)
        seconds = self.ready + time.perf_counter() - began
        chosen = np.full(len(self.order), -1)
        chosen[self.order] = plan.chosen
        return Plan(chosen, plan.total, plan.bound, plan.prices, plan.rounds), seconds

    def explained(self, plan: Plan) -> list[Match | None]:
        at = self.offers.at
        return [
            explained(self.offers, self.crowd, who, int(at[number])) if number >= 0 else None
            for who, number in enumerate(plan.chosen.tolist())
        ]

    def compared(self, *, fair: bool) -> dict[str, dict[str, Any]]:
        """The plain ways on the same tables and by the same sum, and the same allocation with fairness turned."""
        found = {}
        for name, way, option in (
            ("first_come_first_served", allocation.first_come, fair),
            ("greedy", allocation.greedy, fair),
            ("without_fairness" if fair else "with_fairness", allocation.allocate, not fair),
        ):
            other, seconds = self.timed(way, fair=option)
            found[name] = {"seconds": round(seconds, 3), **self.reach(other)}
            # Another sum cannot be compared.
            if option == fair:
                found[name]["total"] = round(other.total, 6)
        return found

    def reach(self, plan: Plan) -> dict[str, Any]:
        chosen = plan.chosen[plan.chosen >= 0]
        open_offers = int((self.offers.columns.capacity > 0).sum())
        reached = len(np.unique(chosen))
        share = round(reached / open_offers, 4) if open_offers else None
        return {"placed": len(chosen), "offers_reached": reached, "share_of_offers_reached": share}


def _figures(plan: Plan, matched: Matched, scored: Sequence[Match | None], *, fair: bool) -> dict[str, Any]:
    columns = matched.offers.columns
    return {
        "total": round(plan.total, 6),
        "bound": round(plan.bound, 6),
        "gap": round(plan.gap, 8),
        "sum_of_scores": round(sum(match.score for match in scored if match), 6),
        "people": len(scored),
        "offers": len(matched.offers),
        "places": int(columns.capacity.sum()),
        **matched.reach(plan),
        "rounds": plan.rounds,
        "fairness": {"per_connection": weights.FAIRNESS if fair else 0.0, "most_connections": weights.MOST_CONNECTIONS},
        "scarce": [
            {"opportunity": str(columns.keys[number]), "price": round(float(plan.prices[number]), 3)}
            for number in np.argsort(-plan.prices, kind="stable")[:_SHOWN]
            if plan.prices[number] > 0
        ],
    }


def _plan_text(people: Table[Volunteer], scored: Sequence[Match | None]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    for person, match in zip(people.records, scored, strict=True):
        if match is None:
            writer.writerow((person.key, *[""] * (len(HEADER) - 1)))
            continue
        away = next((f"{reason.number:.2f}" for reason in match.reasons if reason.code == "distance"), "")
        parts = [f"{match.parts[part] + 0.0:.6f}" for part in PARTS]
        writer.writerow((person.key, match.opportunity, f"{match.score:.6f}", away, *parts, wording.sentence(match)))
    return text.getvalue()


def _write_both(texts: dict[Path, str]) -> None:
    beside = {path: path.with_name(f".{path.name}.{os.getpid()}.part") for path in texts}
    try:
        for path, text in texts.items():
            beside[path].write_text(text, encoding="utf-8")
        for path, part in beside.items():
            part.replace(path)
    finally:
        for part in beside.values():
            part.unlink(missing_ok=True)


def _as_data(finding: Finding) -> dict[str, Any]:
    return {"file": finding.table, "line": finding.line, "column": finding.column, "message": finding.message}


def _say(findings: Sequence[Finding]) -> None:
    for finding in findings[:_SHOWN]:
        place = f"Zeile {finding.line}" + (f", Spalte {finding.column}" if finding.column else "")
        kind = "abgelehnt" if finding.refused else "Hinweis"
        click.echo(f"{finding.table}, {place}: {finding.message} ({kind})", err=True)
    if len(findings) > _SHOWN:
        click.echo(f"… und {len(findings) - _SHOWN} weitere; alle stehen im Bericht.", err=True)


def _rows(refused: Sequence[Finding]) -> str:
    count = len({(finding.table, finding.line) for finding in refused})
    return "1 Zeile war" if count == 1 else f"{count} Zeilen waren"
