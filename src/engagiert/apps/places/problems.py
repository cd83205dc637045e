"""What can be wrong with an official file, in words that help: line, column, value and what to do."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

# More lines than this say nothing new; the count of all stands in the message.
SHOWN = 20
LONGEST_VALUE = 60


def _sentences() -> dict[str, str]:
    return {
        "not_found": _("Diese Datei gibt es nicht. Bitte den Pfad prüfen."),
        "empty": _("Die Datei ist leer. Bitte noch einmal herunterladen."),
        "packed": _("Das ist ein Archiv oder eine Excel-Datei. Bitte entpacken und die Textdatei darin wählen."),
        "binary": _("Das ist keine Textdatei."),
        "unreadable": _("Diese Zeile ist beschädigt und nicht lesbar."),
        "unknown_kind": _("Unbekannte Satzart. Erwartet wird 10, 20, 30, 40, 50 oder 60 am Zeilenanfang."),
        "too_short": _("Die Zeile ist zu kurz. Vermutlich ist die Datei abgeschnitten."),
        "no_date": _("Der Gebietsstand ist kein Datum (erwartet: JJJJMMTT)."),
        "no_key": _("Der Regionalschlüssel besteht nicht nur aus Ziffern."),
        "no_name": _("Der Name fehlt."),
        "no_number": _("Hier wird eine Zahl erwartet."),
        "no_postcode": _("Eine Postleitzahl hat fünf Ziffern."),
        "unknown_type": _("Dieses Kennzeichen ist unbekannt."),
        "unknown_marker": _("Hinter der Postleitzahl steht ein unbekanntes Zeichen."),
        "no_parent": _("Die übergeordnete Einheit fehlt in der Datei."),
        "twice": _("Dieser Schlüssel kommt doppelt vor."),
        "official": _(
            "Unter diesem Schlüssel steht ein anderer Ort im amtlichen Verzeichnis. Den ändert nur „engagiert "
            "import-places“. Bitte den Schlüssel prüfen."
        ),
        "no_places": _("In der Datei steht keine einzige Gemeinde. Erwartet wird die GV100AD-Datei von Destatis."),
        "no_header": _(
            "In der ersten Zeile fehlen Spaltennamen. Gebraucht werden Straße, Hausnummer, Ort oder "
            "Gemeindeschlüssel und die Koordinaten."
        ),
        "no_street": _("Die Straße fehlt."),
        "no_house_number": _("Die Hausnummer fehlt."),
        "no_coordinate": _("Hier wird eine Koordinate erwartet."),
        "outside": _("Dieser Punkt liegt nicht in Deutschland."),
        "unknown_town": _("Diesen Ort kennt das Verzeichnis der Orte nicht."),
        "unknown_place": _("Diesen Ort kennt das Verzeichnis der Orte nicht. „engagiert places“ zeigt alle."),
        "bad_key": _("Der Gemeindeschlüssel passt nicht zur Art des Ortes."),
        "bad_kind": _("Diese Art von Ort gibt es nicht."),
        "no_geojson": _("Das ist keine GeoJSON-Datei mit Umrissen. Erwartet wird eine „FeatureCollection“."),
        "no_outlines": _("In der Datei steht kein einziger Umriss."),
        "no_known_place": _(
            "Kein Umriss gehört zu einem bekannten Ort. Gehört die Datei zu einem anderen Land? "
            "Dann zuerst „engagiert import-places“ ausführen."
        ),
        "unknown_crs": _("Dieses Bezugssystem kennen wir nicht. Bitte als WGS 84 oder EPSG:25832 ausgeben."),
        "no_ags": _("Der Gemeindeschlüssel fehlt (AGS, AGS_0 oder ARS)."),
        "no_area": _("Das ist keine Fläche (Polygon oder MultiPolygon)."),
        "bad_area": _("Diese Fläche ist nicht lesbar."),
        "area_outside": _(
            "Diese Fläche liegt nicht in Deutschland. Sind die Koordinaten Grad (Länge, Breite), oder fehlt die "
            "Angabe des Bezugssystems (crs)?"
        ),
        "bad_point": _("Breite und Länge müssen Grad in Deutschland sein."),
    }


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding. ``line`` and ``feature`` count from 1, 0 means the file as a whole; ``column`` is the official
    name."""

    code: str
    line: int = 0
    column: str = ""
    value: str = ""
    feature: int = 0

    def __str__(self) -> str:
        where = []
        if self.feature:
            where.append(_("Umriss %(number)d") % {"number": self.feature})
        if self.line:
            where.append(_("Zeile %(line)d") % {"line": self.line})
        if self.column.startswith("--"):
            where.append(self.column)
        elif self.column:
            where.append(_("Spalte „%(column)s“") % {"column": self.column})
        if self.value:
            where.append(f"„{self.value[:LONGEST_VALUE]}“")
        sentence = _sentences()[self.code]
        return f"{', '.join(where)}: {sentence}" if where else sentence


class BrokenFile(ValueError):  # noqa: N818  reads as the state it names
    """A file that cannot be taken over; nothing of it was written. ``problems`` holds the first findings."""

    def __init__(self, problems: Sequence[Problem], total: int | None = None) -> None:
        self.problems = tuple(problems[:SHOWN])
        self.total = total or len(problems)
        super().__init__(str(self))

    def __str__(self) -> str:
        lines = [str(problem) for problem in self.problems]
        if self.total > len(self.problems):
            lines.append(_("… und %(count)d weitere.") % {"count": self.total - len(self.problems)})
        return "\n".join(lines)


class RefusedPlace(ValueError):  # noqa: N818  reads as the state it names
    """A single place that cannot be added; the message says why."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))
