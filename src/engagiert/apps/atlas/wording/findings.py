"""Findings as sentences, made by rules from their numbers; no word judges anybody, and none calls a house closed."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from engagiert.apps.atlas.selectors import (
    BAND_KM,
    Behind,
    Concentration,
    Falling,
    Findings,
    GoalSeen,
    Money,
    Needs,
    Plan,
    Talk,
    Tiles,
)
from engagiert.kernel.ui.templatetags.ui import german_date, german_number

# What each number is; stands beside it on pages and papers.
DEFINITIONS: Mapping[str, Any] = {
    "cliff": gettext_lazy(
        "Eine Einrichtung zählt an einem Tag, wenn mindestens die Hälfte ihres Geldes zugesagt ist oder ihre Förderung "
        "unbekannt ist. Sie fällt, wenn sie heute zählt und am Stichtag nicht mehr, falls nichts verlängert "
        "wird. Ob ein "
        "Haus schließt, weiß damit niemand."
    ),
    "losing": gettext_lazy(
        "Menschen in Orten, deren amtlicher Ortspunkt heute eine Einrichtung dieser Art im Umkreis hat und am Stichtag "
        "keine mehr. Luftlinie, auch über Grenzen."
    ),
    "renewals": gettext_lazy(
        "Kosten im Jahr: Budget mal Anteil, der endet. Gewählt wird Schritt für Schritt, was je Euro die "
        "meisten Menschen "
        "schützt, und mit der besten einzelnen Einrichtung verglichen. Das erreicht immer mindestens 31 Prozent des "
        "Besten; die genannte Grenze gilt für genau diesen Fall."
    ),
    "overlap": gettext_lazy(
        "Zwei Einrichtungen derselben Art, die mindestens die Hälfte ihrer Menschen gemeinsam haben: Menschen "
        "mit beiden "
        "im Umkreis, geteilt durch Menschen mit mindestens einer davon."
    ),
    "concentrations": gettext_lazy(
        "Einrichtungen je 10.000 Menschen, ein Ort mit seiner Nachbarschaft gegen das Land (Getis-Ord Gi*, höchstens "
        "5 Prozent falsche Funde). Zwei Nachbarschaften: alle Orte bis %(km)s km, und die acht nächsten. Was nur in "
        "einer auffällt, ist unsicher. Orte, von denen wir nichts wissen, zählen nicht mit."
    ),
    "money": gettext_lazy(
        "Ein Geldgeber: einer zahlt alles, was am Stichtag läuft. Konzentration: Summe der quadrierten Anteile "
        "(Herfindahl-Hirschman), 1 heißt einer zahlt alles; genannt ist der mittlere Wert. Befristet: Anteil "
        "des laufenden "
        "Geldes mit einem Ende. Unter zwei Stellen: weniger als zwei Vollzeitstellen. Wenig Geld: unter 50.000 "
        "Euro im Jahr."
    ),
    "likes": gettext_lazy(
        "Die acht Städte und Gemeinden des Landes, deren Zahl der Menschen am nächsten liegt, nach dem "
        "Alphabet. Das ist "
        "kein Vergleich von gut und schlecht."
    ),
    "tiles": gettext_lazy(
        "Alle acht Arten des Atlas zusammen, ohne Umkreis und Stichtag. Überwiegend Landesmittel: Mehr als die "
        "Hälfte des "
        "Budgets kommt heute vom Land. Jede Zahl nennt, von wie vielen Einrichtungen das bekannt ist."
    ),
}


def definition(code: str) -> str:
    return (
        str(DEFINITIONS[code]) % {"km": german_number(round(BAND_KM))}
        if code == "concentrations"
        else str(DEFINITIONS[code])
    )


def cliff_in_words(found: Findings, day: datetime.date, today: datetime.date) -> str:
    """What is no longer paid for on the day, and who then has none in reach."""
    if day <= today:
        return _(
            "Wählen Sie einen Tag, der noch kommt: Dann steht hier, was bis dahin endet, wenn nichts verlängert wird."
        )
    said = ngettext(
        "Am %(day)s zählt hier %(standing)s Einrichtung, wenn nichts verlängert wird; heute sind es %(now)s.",
        "Am %(day)s zählen hier %(standing)s Einrichtungen, wenn nichts verlängert wird; heute sind es %(now)s.",
        found.standing,
    ) % {
        "day": german_date(day),
        "standing": german_number(found.standing),
        "now": german_number(found.steps[0].standing),
    }
    return f"{said} {_losing(found)}"


def _losing(found: Findings) -> str:
    if not found.people_losing:
        return _("Wer heute eine im Umkreis hat, behielte eine.")
    return _("%(people)s Menschen hätten dann keine mehr im Umkreis.") % {"people": german_number(found.people_losing)}


def group_in_words(code: str) -> str:
    return str(GROUPS[code])


def grants_in_words(one: Behind) -> list[str]:
    """Each grant with share and end, the one that ends first before the others."""
    rows = sorted(one.grants, key=lambda grant: (grant[3] or datetime.date.max, grant[0]))
    found = []
    for funder, share, _first, last in rows:
        part = _("%(percent)s %%") % {"percent": share} if share is not None else _("Anteil unbekannt")
        until = _("bis %(day)s") % {"day": german_date(last, "short")} if last else _("ohne Ende")
        found.append(f"{funder or _('Förderung')}: {part}, {until}")
    return found


def falling_in_words(one: Falling) -> str:
    """“verliert 80 % (Land bis 31.12.2026)”, with the name of each grant that ends."""
    ended = ", ".join(
        _("%(funder)s bis %(day)s") % {"funder": funder or _("Förderung"), "day": german_date(last, "short")}
        for funder, last in one.ended
    )
    return _("verliert %(percent)s %% (%(ended)s)") % {"percent": one.lost, "ended": ended or _("Förderung")}


def plan_in_words(found: Findings) -> list[str]:
    """What renewals for the money protect, and how sure that is; one sentence where there is nothing to choose."""
    plan = found.plan
    if not found.falling:
        return [_("Bis zu diesem Tag läuft hier keine Förderung aus, an der mehr als die Hälfte des Geldes hängt.")]
    if not plan.chosen:
        none = _(
            "Für %(money)s Euro im Jahr ist keine Verlängerung dabei, ohne die jemand keine mehr im Umkreis hätte."
        )
        return [none % {"money": german_number(plan.money)}, *_unpriced(plan)]
    said = ngettext(
        "Für höchstens %(money)s Euro im Jahr: %(number)s Verlängerung, zusammen %(spent)s Euro. "
        "%(people)s Menschen hier und ringsum behielten damit eine im Umkreis.",
        "Für höchstens %(money)s Euro im Jahr: %(number)s Verlängerungen, zusammen %(spent)s Euro. "
        "%(people)s Menschen hier und ringsum behielten damit eine im Umkreis.",
        len(plan.chosen),
    ) % {
        "money": german_number(plan.money),
        "number": german_number(len(plan.chosen)),
        "spent": german_number(plan.spent),
        "people": german_number(plan.people),
    }
    return [said, _bound(plan), *_unpriced(plan)]


def _bound(plan: Plan) -> str:
    if plan.people >= plan.bound:
        return _("Keine andere Auswahl für dieses Geld schützt mehr Menschen.")
    return _(
        "Keine andere Auswahl für dieses Geld schützt mehr als %(bound)s Menschen; diese hier erreicht davon "
        "mindestens "
        "%(percent)s %%."
    ) % {"bound": german_number(plan.bound), "percent": int(100 * plan.people / plan.bound)}


def _unpriced(plan: Plan) -> list[str]:
    if not plan.unpriced:
        return []
    return [
        _("Was eine Verlängerung kostet, ist hier unbekannt, sie fehlen in der Auswahl: %(names)s.")
        % {"names": ", ".join(plan.unpriced)}
    ]


_REASONS: Mapping[str, Any] = {
    "free_seats": gettext_lazy("beide suchen noch Menschen für ihre Plätze (%(free)s)"),
    "times": gettext_lazy("gleiche Zeiten: %(times)s"),
    "services": gettext_lazy("gleiche Angebote: %(services)s"),
    "words": gettext_lazy("ähnliche Texte"),
    "people": gettext_lazy(
        "%(percent)s %% gemeinsame Menschen: %(shared)s haben beide im Umkreis, %(km)s km voneinander"
    ),
}


def reasons_in_words(one: Talk) -> list[str]:
    """Why the two could talk, the strongest reason first."""
    values = {
        "free": german_number(one.free),
        "times": ", ".join(one.times),
        "services": ", ".join(one.services),
        "percent": one.percent,
        "shared": german_number(one.shared),
        "km": german_number(one.km, 1),
    }
    return [str(_REASONS[code]) % values for code in one.reasons]


def talks_in_words(found: Findings) -> str:
    number = len(found.talks)
    if not number:
        return _("Keine zwei Einrichtungen dieser Art teilen hier die Hälfte ihrer Menschen.")
    return ngettext(
        "%(number)s Paar hat mindestens die Hälfte seiner Menschen gemeinsam. Ein Anlass, miteinander zu reden.",
        "%(number)s Paare haben mindestens die Hälfte ihrer Menschen gemeinsam. Ein Anlass, miteinander zu reden.",
        number,
    ) % {"number": german_number(number)}


def concentration_in_words(one: Concentration) -> str:
    return _("mehr als ringsum zu erwarten") if one.high else _("weniger als ringsum zu erwarten")


def sureness_in_words(one: Concentration) -> str:
    return _("in beiden Nachbarschaften") if one.stable else _("unsicher: nur in einer der beiden Nachbarschaften")


def concentrations_in_words(found: Findings) -> str:
    """How many towns stand out; says so where too little is known to say anything."""
    if not found.enough:
        return _("Von zu wenigen Orten wissen wir etwas. Über Häufungen lässt sich nichts sagen.")
    sure = sum(one.stable for one in found.concentrations)
    unsure = len(found.concentrations) - sure
    if not found.concentrations:
        return _("Von %(known)s Orten ist etwas bekannt. Keiner fällt mit seiner Nachbarschaft auf.") % {
            "known": german_number(found.known)
        }
    return _(
        "Von %(known)s Orten ist etwas bekannt. Mit ihrer Nachbarschaft fallen %(sure)s sicher auf, %(unsure)s "
        "unsicher."
    ) % {"known": german_number(found.known), "sure": german_number(sure), "unsure": german_number(unsure)}


def need_rows(needs: Needs) -> list[tuple[str, ...]]:
    """(town, of what, missing, can lie, looked for in vain, counted on); what is under three is said so."""
    return [
        (
            one.town,
            _("ohne Art") if one.of_any_type else _("diese Art"),
            *(
                _("unter 3") if number is None else german_number(number)
                for number in (one.missing, one.resting, one.sought)
            ),
            german_date(one.counted_on, "short"),
        )
        for one in needs.rows
    ]


def goal_in_words(one: GoalSeen) -> str:
    return _("%(title)s (%(town)s, bis %(day)s, %(state)s)") % {
        "title": one.title,
        "town": one.town,
        "day": german_date(one.due_on, "short"),
        "state": one.state,
    }


def money_rows(money: Money) -> list[tuple[str, str, str, str]]:
    """(label, figure, of how many that is known, group of facilities behind it)."""
    whole = _("von %(known)s mit bekannter Förderung") % {"known": german_number(money.funding_known)}
    staff = _("von %(known)s mit bekannten Stellen") % {"known": german_number(money.staff_known)}
    budget = _("von %(known)s mit bekanntem Budget") % {"known": german_number(money.budget_known)}
    limited = _("%(percent)s %%") % {"percent": money.limited} if money.limited is not None else "–"
    return [
        (_("hängen an einem einzigen Geldgeber"), german_number(money.one_payer), whole, "ein-geldgeber"),
        (_("Konzentration der Geldgeber, mittlerer Wert"), german_number(money.concentration, 2), whole, "alle"),
        (_("des laufenden Geldes ist befristet"), limited, whole, "befristet"),
        (_("haben ein Ende in den nächsten zwölf Monaten"), german_number(money.ending), whole, "befristet"),
        (_("haben weniger als zwei Vollzeitstellen"), german_number(money.few_staff), staff, "wenig-stellen"),
        (_("haben unter 50.000 Euro im Jahr"), german_number(money.small), budget, "wenig-geld"),
    ]


# Which facilities stand behind a number: the code of the address → what it says.
GROUPS: Mapping[str, Any] = {
    "alle": gettext_lazy("alle Einrichtungen"),
    "faellt": gettext_lazy("verlieren bis zum Stichtag mehr als die Hälfte"),
    "befristet": gettext_lazy("haben am Stichtag Geld mit einem Ende"),
    "ein-geldgeber": gettext_lazy("hängen am Stichtag an einem Geldgeber"),
    "wenig-stellen": gettext_lazy("unter zwei Vollzeitstellen"),
    "wenig-geld": gettext_lazy("unter 50.000 Euro im Jahr"),
    "nach-2000": gettext_lazy("nach dem Jahr 2000 gegründet"),
    "landesmittel": gettext_lazy("überwiegend aus Landesmitteln"),
}

# The study's own words: the congress's documentation of 2015 quotes it.
STUDY = gettext_lazy(
    "ISAB-Institut 2015, Sonderauswertung des Generali Engagementatlas 2015 für das Land Nordrhein-Westfalen"
)


def tile_rows(found: Tiles) -> list[tuple[str, str, str, str, str]]:
    """(label, the study's figure for the Land, ours, of how many ours is known, group of facilities behind it)."""
    return [
        (_("Einrichtungen, die Engagement fördern"), _("etwa 590"), german_number(found.facilities), "", "alle"),
        (
            _("Städte und Gemeinden mit mindestens einer"),
            "215",
            german_number(found.towns_with),
            _("von %(known)s Orten") % {"known": german_number(found.towns)},
            "alle",
        ),
        (
            _("nach dem Jahr 2000 gegründet"),
            _("über die Hälfte"),
            _part(found.young, found.founded_known),
            _("von %(known)s mit bekanntem Gründungsjahr") % {"known": german_number(found.founded_known)},
            "nach-2000",
        ),
        (
            _("unter 50.000 Euro im Jahr"),
            "44 %",
            _part(found.small, found.budget_known),
            _("von %(known)s mit bekanntem Budget") % {"known": german_number(found.budget_known)},
            "wenig-geld",
        ),
        (
            _("überwiegend aus Landesmitteln"),
            "66 %",
            _part(found.by_the_land, found.funding_known),
            _("von %(known)s mit bekannter Förderung") % {"known": german_number(found.funding_known)},
            "landesmittel",
        ),
    ]


def _part(number: int, known: int) -> str:
    """Percent of those of whom it is known; a dash where it is known of none."""
    return _("%(percent)s %%") % {"percent": round(100 * number / known)} if known else "–"
