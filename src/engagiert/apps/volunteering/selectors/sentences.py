"""Reasons and obstacles of the engine as sentences that people read."""

from collections.abc import Callable

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from engagiert.apps.directory.public import LANGUAGES, labels
from engagiert.apps.volunteering import week
from engagiert.engines.matching.matches import Change, Match, NearMiss, Reason

from .terms import words_of

_FITS_VERY_WELL, _FITS_WELL = 3.2, 1.8


def reasons_of(match: Match) -> list[str]:
    """Why an offer fits: “2,1 km · Dienstag abends passt · spricht Arabisch, gesucht”."""
    return [sentence for sentence in map(_reason, match.reasons) if sentence]


def how_well(match: Match) -> tuple[int, str]:
    """Bars of five, and the word for them; never a number of points."""
    if match.score >= _FITS_VERY_WELL:
        return 5, _("Passt sehr gut")
    return (4, _("Passt gut")) if match.score >= _FITS_WELL else (3, _("Könnte passen"))


def obstacle_of(miss: NearMiss) -> str:
    """What keeps a good offer out, kindly: “ab 16”."""
    said = _OBSTACLES.get(miss.obstacle.code)
    return said(miss.obstacle) if said else _("Es fehlt ein Nachweis.")


_OBSTACLES: dict[str, Callable[[Reason], str]] = {
    "too_young": lambda one: _("Ab %(age)s Jahren. Bis dahin freuen sich andere auf Sie.") % {"age": int(one.limit)},
    "too_far": lambda one: (
        _("%(km)s km; Sie sagten bis %(limit)s km.")
        % {"km": number_format(one.number, 1), "limit": number_format(one.limit, 0)}
    ),
    "no_common_time": lambda one: _("%(when)s; da haben Sie keine Zeit angegeben.") % {"when": week.words(one.week)},
    "hours": lambda one: (
        _("%(hours)s Stunden in der Woche; Sie möchten höchstens %(limit)s.")
        % {"hours": number_format(one.number, 1), "limit": number_format(one.limit, 1)}
    ),
    "language_required": lambda one: _("Gesucht: %(words)s") % {"words": _languages(one.codes)},
    "full": lambda _one: _("Zurzeit sind genug Menschen da."),
}


def change_of(change: Change) -> str:
    """What would bring more: “Bis 10 km kämen 3 Angebote dazu.”"""
    count = len(change.gained)
    match change.code:
        case "radius":
            return _("Bis %(km)s km: %(count)s mehr.") % {"km": number_format(change.number, 0), "count": count}
        case "time":
            return _("Auch %(when)s: %(count)s mehr.") % {"when": week.words(change.week), "count": count}
    return _("Mit „%(term)s“: %(count)s mehr.") % {"term": ", ".join(words_of([change.term])), "count": count}


def _reason(reason: Reason) -> str:
    said = _REASONS.get(reason.code)
    return said(reason) if said else ""


def _named(reason: Reason) -> dict[str, str]:
    return {"words": ", ".join(words_of(list(reason.codes)))}


_REASONS: dict[str, Callable[[Reason], str]] = {
    "distance": lambda one: _("%(km)s km") % {"km": number_format(one.number, 1)},
    "from_home": lambda _one: _("von zu Hause möglich"),
    "time": lambda one: _("%(when)s passt") % {"when": week.words(one.week)},
    "any_time": lambda _one: _("Zeit nach Absprache"),
    "language": lambda one: _("Sprache gesucht: %(words)s") % {"words": _languages(one.codes)},
    "interest": lambda one: _("Sie mögen: %(words)s") % _named(one),
    "near_interest": lambda one: _("Verwandt mit dem, was Sie mögen: %(words)s") % _named(one),
    "skill": lambda one: _("Sie können: %(words)s") % _named(one),
    "near_skill": lambda one: _("Ähnlich dem, was Sie können: %(words)s") % _named(one),
    "words": lambda one: _("Sie schreiben beide: %(words)s") % {"words": ", ".join(one.codes)},
    "urgent": lambda _one: _("wird dringend gesucht"),
}


def _languages(codes: tuple[str, ...]) -> str:
    return ", ".join(map(str, labels(LANGUAGES, list(codes))))
