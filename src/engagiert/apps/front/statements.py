"""What the accessibility statement says: the last measurement, and what is known to be missing.

The order is the EU's model statement (Implementing Decision 2018/1523). The measurement is the one that
``docs/accessibility.md`` tells in full; a test holds the two together.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from engagiert.apps.places.public import Town, TownText

type Words = str | Promise


@dataclass(frozen=True, slots=True)
class Measurement:
    """``runs``: pages × roles × widths × languages that were looked at; ``violations`` found by the program."""

    on: datetime.date
    version: str
    tool: str
    runs: int
    violations: int
    by_hand: datetime.date


# by hand: docs/en-301-549.md
MEASURED = Measurement(
    datetime.date(2026, 11, 25), "0.1.0", "axe-core 4.14.1, Chromium", 1992, 0, datetime.date(2026, 11, 26)
)


@dataclass(frozen=True, slots=True)
class Gap:
    """What does not work yet, why, and what helps meanwhile."""

    what: Words
    why: Words
    instead: Words


def gaps(town: Town, texts: Mapping[str, TownText]) -> list[Gap]:
    """What is missing on the pages of this town, as far as the program knows; the town's own text adds to it."""
    found = [
        Gap(
            _("Mit einem Vorleseprogramm und in anderen Browsern als Chromium sind die Seiten noch nicht geprüft."),
            _("Geprüft hat bisher nur, wer sie entwickelt. Menschen mit Behinderung waren nicht dabei."),
            _("Melden Sie uns, was nicht geht. Wir helfen auch am Telefon oder im Büro."),
        ),
        Gap(
            _("Texte, die Vereine und Einrichtungen selbst schreiben, sind nicht immer leicht zu verstehen."),
            _("Viele schreiben sie ehrenamtlich."),
            _("Wir erklären Ihnen einen Eintrag gern."),
        ),
        Gap(
            _("Die Karte lässt sich mit einem Vorleseprogramm nur schwer lesen."),
            _("Ein Kartenbild hat keine Reihenfolge."),
            _("Die Liste im Verzeichnis zeigt dieselben Einträge."),
        ),
    ]
    if not (town.signs or town.signs_link):
        found.append(
            Gap(
                _("Ein Video in Deutscher Gebärdensprache fehlt."),
                _("Es ist noch nicht gedreht."),
                _("Sie erreichen uns per E-Mail oder persönlich, auf Wunsch mit Dolmetschung."),
            )
        )
    plain = texts.get(TownText.Kind.PLAIN)
    if plain is None or not plain.checked_by:
        found.append(
            Gap(
                _("Den Text in Leichter Sprache hat noch keine Prüfgruppe gelesen."),
                _("Die Prüfung steht noch aus."),
                _("Rufen Sie uns an. Wir erklären Ihnen die Seite."),
            )
        )
    return found
