"""What surveys, needs and goals keep about people, and what for."""

from django.utils.translation import gettext_lazy as _

from engagiert.kernel.privacy import Ground, Kept, Purpose

SURVEY = Purpose(
    "surveys.answers",
    _("Umfragen bei Vereinen und Einrichtungen"),
    _("Wir fragen, was es gibt, was fehlt und wovon es bezahlt wird. So sieht die Stadt, wo sie gebraucht wird."),
    Ground.PUBLIC_TASK,
    _("Menschen, die für eine Organisation antworten oder in einer Antwort genannt sind"),
    source=_("Die Organisation selbst; vorausgefüllt ist, was im Verzeichnis steht"),
    of_organisations=True,
)
NEED = Purpose(
    "surveys.need",
    _("Was fehlt, was ruhen kann"),
    _("Wir sammeln, was in der Stadt fehlt und was nicht mehr gebraucht wird, und reden darüber."),
    Ground.PUBLIC_TASK,
    _("Menschen, die uns etwas melden, und wer darin genannt ist"),
)
GOALS = Purpose(
    "surveys.goals",
    _("Ziele des Büros"),
    _("Wir halten fest, wer sich bis wann um etwas kümmert, und erinnern daran."),
    Ground.PUBLIC_TASK,
    _("Menschen, die ein Ziel übernommen haben"),
    names_colleagues=True,
)
SIX_YEARS = Kept(
    _("6 Jahre nach dem Ende der Umfrage, damit sich zwei weitere Runden vergleichen lassen"),
    days=2192,
    after="survey__closes_on",
)
THREE_YEARS = Kept(_("3 Jahre nach der Meldung"), days=1096, after="week")
AFTER_GOAL = Kept(_("3 Jahre, nachdem das Ziel erreicht oder aufgegeben ist"), days=1096, after="closed_on")
