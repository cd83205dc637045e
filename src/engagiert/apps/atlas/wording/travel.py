"""Travel times in words and as data: whose they are, what they say, and where they say nothing."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from engagiert.apps.atlas.models import TravelTable
from engagiert.apps.atlas.selectors import Answer, Travelled
from engagiert.apps.atlas.services import TravelReport
from engagiert.kernel.ui.templatetags.ui import german_date, german_number

NO_TIMES = gettext_lazy("Fahrzeiten hat der Betreiber nicht hinterlegt. Entfernungen sind Luftlinie.")


def mode_in_words(mode: str) -> str:
    return str(TravelTable.Mode(mode).label)


def travelled_in_words(one: Travelled) -> str:
    said = _("%(far)s von %(all)s Menschen brauchen %(mode)s länger als %(minutes)s Minuten zur nächsten.") % {
        "far": german_number(one.population_far),
        "all": german_number(one.population),
        "mode": mode_in_words(one.mode),
        "minutes": german_number(one.limit),
    }
    if one.unknown:
        said += " " + _("Für %(people)s Menschen nennt die Tabelle keine Fahrzeit.") % {
            "people": german_number(one.unknown)
        }
    if one.without:
        said += " " + ngettext(
            "Zu %(number)s Ort mit einer Einrichtung nennt sie keinen Weg.",
            "Zu %(number)s Orten mit einer Einrichtung nennt sie keinen Weg.",
            len(one.without),
        ) % {"number": german_number(len(one.without))}
    return said


def whose_times(answer: Answer) -> str:
    """Beside every figure: with whose travel times, or that there are none."""
    one = answer.travelled
    if one is None:
        return str(NO_TIMES)
    return _(
        "Mit Fahrzeiten %(mode)s von %(source)s, Stand %(day)s. Im eigenen Ort gelten 0 Minuten, wo nichts steht."
    ) % {
        "mode": mode_in_words(one.mode),
        "source": one.source,
        "day": german_date(one.as_of),
    }


def travelled_as_data(one: Travelled | None) -> dict[str, Any] | None:
    return (
        None
        if one is None
        else {
            "source": one.source,
            "mode": one.mode,
            "as_of": one.as_of.isoformat(),
            "minutes": one.limit,
            "population": one.population,
            "population_beyond": one.population_far,
            "population_unknown": one.unknown,
            "places_without_way": list(one.without),
        }
    )


_OF_WAYS: Mapping[str, Any] = {
    "way_incomplete": gettext_lazy("Start oder Ziel fehlt. Die Zeile bleibt draußen."),
    "minutes_unreadable": gettext_lazy(
        "Das ist keine Zahl von Minuten zwischen 0 und 1.440. Die Zeile bleibt draußen."
    ),
    "nobody_there": gettext_lazy("Dort wohnt niemand. Die Zeile bleibt draußen."),
    "way_place_unknown": gettext_lazy("Das ist keine Stadt oder Gemeinde im Verzeichnis. Die Zeile bleibt draußen."),
    "way_too_fast": gettext_lazy("Schneller als 250 km/h. Bitte prüfen, ob die Zahlen Minuten sind."),
    "way_twice": gettext_lazy("Dieser Weg steht schon weiter oben, mit anderen Minuten. Die ersten zählen."),
}


def remark_of_way(code: str) -> str:
    return str(_OF_WAYS[code])


def travel_report_in_words(report: TravelReport) -> list[str]:
    first = _("Fahrzeiten %(mode)s, Quelle „%(source)s“, Stand %(day)s:") % {
        "mode": mode_in_words(report.mode),
        "source": report.source,
        "day": german_date(report.as_of),
    }
    said = (
        first
        + " "
        + _("%(ways)s Wege von %(origins)s zu %(targets)s Orten; %(refused)s von %(rows)s Zeilen abgelehnt.")
        % {name: german_number(getattr(report, name)) for name in ("ways", "origins", "targets", "refused", "rows")}
    )
    if report.dry_run:
        done = _("Nur geprüft, nichts geschrieben.")
    else:
        done = _("Die Tabelle ist ersetzt.") if report.changed else _("Nichts war neu.")
    found = [said, done]
    if report.without:
        shown = ", ".join(report.without[:10])
        found.append(
            _("Von %(number)s Orten ist kein Weg genannt: %(names)s%(more)s.")
            % {
                "number": german_number(len(report.without)),
                "names": shown,
                "more": " …" if len(report.without) > 10 else "",
            }
        )
    return found


def travel_report_as_data(report: TravelReport) -> dict[str, Any]:
    plain = ("source", "mode", "rows", "ways", "origins", "targets", "refused", "without", "changed", "dry_run")
    return {
        **{name: getattr(report, name) for name in plain},
        "as_of": report.as_of.isoformat(),
        "remarks": [
            {"line": one.line, "way": one.name, "code": one.code, "value": one.value, "refused": one.refused}
            for one in report.remarks
        ],
    }
