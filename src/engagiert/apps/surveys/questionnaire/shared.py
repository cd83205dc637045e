"""The core questions: the same for all offices, so that the results of many add up.

A change of words or choices that changes what an answer means is a new version; codes are never used again for
something else.
"""

from django.utils.translation import gettext_lazy as _

from engagiert.apps.directory.public import BUDGET_BANDS, FACILITY_TYPES, FIELDS, LANGUAGES, TARGET_GROUPS

from .question import Page, Question

CORE_VERSION = "2026-1"


def _terms(terms: object) -> tuple[tuple[str, object], ...]:
    return tuple((term.code, term.label) for term in terms.values())  # type: ignore[attr-defined]


_QUESTIONS = (
    Question(
        "services",
        "lines",
        _("Was bieten Sie an?"),
        _("Jedes Angebot in eine eigene Zeile, zum Beispiel: Sprachcafé am Dienstag"),
        column="services",
    ),
    Question("fields", "several", _("Zu welchen Themen?"), choices=_terms(FIELDS), column="fields"),
    Question("target_groups", "several", _("Für wen?"), choices=_terms(TARGET_GROUPS), column="target_groups"),
    Question("languages", "several", _("In welchen Sprachen?"), choices=_terms(LANGUAGES), column="languages"),
    Question(
        "rooms",
        "text",
        _("Welche Räume und Dinge haben Sie, die auch andere nutzen könnten?"),
        _("Zum Beispiel: Saal für 40 Personen, Anhänger, Beamer"),
    ),
    Question(
        "staff_fte",
        "number",
        _("Wie viele bezahlte Stellen haben Sie?"),
        _("In Vollzeitstellen. Zwei halbe Stellen sind 1. Keine bezahlte Stelle ist 0."),
        column="staff_fte",
        most=9999,
    ),
    Question(
        "volunteers", "number", _("Wie viele Menschen arbeiten freiwillig mit?"), _("Ungefähr genügt."), most=1_000_000
    ),
    Question(
        "budget_band",
        "one",
        _("Wie viel Geld haben Sie im Jahr?"),
        choices=_terms(BUDGET_BANDS),
        column="budget_band",
    ),
    Question(
        "budget",
        "money",
        _("Wie viel genau, in Euro?"),
        _("Nur, wenn Sie es sagen möchten. Kein Geld ist 0."),
        most=1_000_000_000,
    ),
    Question(
        "funding",
        "funding",
        _("Wer gibt Ihnen das Geld, und bis wann?"),
        _("Ein leeres Ende heißt: auf Dauer. Eigene Einnahmen gehören auch hierher."),
        column="funding",
    ),
    Question(
        "needs", "text", _("Was fehlt in Ihrem Ort?"), _("Wo kommen Menschen zu Ihnen, denen Sie nicht helfen können?")
    ),
    Question(
        "needs_types",
        "several",
        _("Fehlt eine solche Einrichtung?"),
        choices=tuple((term.code, term.label) for term in FACILITY_TYPES.values() if term.in_atlas),
    ),
    Question(
        "can_rest",
        "text",
        _("Was wird nicht mehr gebraucht und kann ruhen?"),
        _("Auch das hilft: Dann ist Zeit für anderes da."),
    ),
    Question(
        "cooperation",
        "text",
        _("Mit wem möchten Sie gern zusammenarbeiten, und woran?"),
    ),
)
CORE = {question.key: question for question in _QUESTIONS}

PAGES = (
    Page("angebot", _("Was Sie anbieten"), ("services", "fields", "target_groups", "languages")),
    Page("mittel", _("Womit Sie arbeiten"), ("rooms", "staff_fte", "volunteers")),
    Page("geld", _("Geld und Förderung"), ("budget_band", "budget", "funding")),
    Page("bedarf", _("Was fehlt, was ruhen kann"), ("needs", "needs_types", "can_rest", "cooperation")),
)

# The round among the staff of an administration: closed questions only.
_STAFF = (
    Question(
        "engaged",
        "one",
        _("Engagieren Sie sich in Ihrer Freizeit?"),
        choices=(
            ("yes", _("Ja")),
            ("would", _("Nein, aber ich hätte Lust")),
            ("no", _("Nein")),
        ),
    ),
    Question("staff_fields", "several", _("Wo engagieren Sie sich?"), choices=_terms(FIELDS)),
    Question(
        "staff_place",
        "one",
        _("In welchem Ort?"),
        choices=(
            ("here", _("hier, wo ich arbeite")),
            ("home", _("dort, wo ich wohne")),
            ("both", _("an beiden Orten")),
            ("elsewhere", _("anderswo")),
        ),
    ),
    Question(
        "staff_wishes",
        "several",
        _("Was würde Ihnen dabei helfen?"),
        choices=(
            ("time", _("freie Stunden für das Engagement")),
            ("thanks", _("dass jemand es weiß und dankt")),
            ("overview", _("wissen, was es gibt")),
            ("together", _("etwas gemeinsam mit Kolleginnen und Kollegen tun")),
            ("training", _("Fortbildung")),
        ),
    ),
)
STAFF = {question.key: question for question in _STAFF}
