"""The command `engagiert allocate`. Needs no database."""

from __future__ import annotations

from pathlib import Path

import click

from engagiert.config import env
from engagiert.config.cli_words import GermanCommand


@click.command("allocate", cls=GermanCommand)
@click.option("--volunteers", required=True, type=click.Path(path_type=Path), help="Tabelle der Menschen (CSV).")
@click.option("--opportunities", required=True, type=click.Path(path_type=Path), help="Tabelle der Angebote (CSV).")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Hierhin kommt der Plan (CSV).")
@click.option("--report", required=True, type=click.Path(path_type=Path), help="Hierhin kommt der Bericht (JSON).")
@click.option("--strict", is_flag=True, help="Bei der ersten abgelehnten Zeile nichts verteilen.")
@click.option("--no-fairness", "unfair", is_flag=True, help="Ohne Abzug für Angebote, die schon jemanden haben.")
@click.option("--no-comparison", "alone", is_flag=True, help="Ohne Vergleich mit einfachen Verfahren.")
def allocate(
    volunteers: Path, opportunities: Path, out: Path, report: Path, strict: bool, unfair: bool, alone: bool
) -> None:
    """Menschen und Angebote bestmöglich zusammenbringen, mit Beweis.

    Der Plan nennt für jede Person höchstens ein Angebot, mit Gründen. Der Bericht sagt, wie gut der Plan ist, wie gut
    er höchstens sein könnte, und welche Zeilen nicht zu lesen waren. Nichts wird verschickt; ein Mensch entscheidet.
    Die Spalten stehen in docs/engines/matching.md.

    \b
    Beispiel:
      engagiert allocate --volunteers leute.csv --opportunities angebote.csv --out plan.csv --report bericht.json
    """
    env.keep_compiled()
    # Here, because it loads the compiled engine: half a second that no other command needs to wait.
    from engagiert.config import allotting  # noqa: PLC0415

    allotting.run(volunteers, opportunities, out, report, strict=strict, alone=alone, fair=not unfair)
