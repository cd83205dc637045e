"""What rounds keep about people, and what for."""

from django.utils.translation import gettext_lazy as _

from engagiert.kernel.privacy import Ground, Kept, Purpose

MINUTES = Purpose(
    "rounds.minutes",
    _("Gemeinsame Runden"),
    _("Die Ämter arbeiten zusammen: Tagesordnung, wer dabei war, was beschlossen ist und wer es macht."),
    Ground.PUBLIC_TASK,
    _("Menschen, die an einer Runde teilnehmen oder darin genannt sind"),
    recipients=_("Die Mitglieder der Runde"),
    names_colleagues=True,
)
TEN_YEARS = Kept(_("10 Jahre, wie andere Niederschriften der Verwaltung"), days=3653, after="meeting__on")
OF_MEETING = Kept(_("10 Jahre, wie andere Niederschriften der Verwaltung"), days=3653, after="on")
WITH_ROUND = Kept(_("so lange es die Runde gibt"))
