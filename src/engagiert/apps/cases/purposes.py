"""What cases keep about people, and what for."""

from django.utils.translation import gettext_lazy as _

from engagiert.kernel.privacy import Ground, Kept, Purpose

ASKING = Purpose(
    "cases.asking",
    _("Anfragen an das Büro"),
    _("Wir beantworten Ihre Anfrage und können Ihnen sagen, wie es damit steht."),
    Ground.PUBLIC_TASK,
    _("Menschen, die etwas fragen, wer für sie spricht, und wer darin genannt ist"),
    recipients=_("Andere Büros nur, wenn der Vorgang mit ihnen geteilt wird, und nie, wie Sie erreichbar sind"),
)
CONFIDENTIAL = Purpose(
    "cases.confidential",
    _("Vertrauliche Notizen zu Anfragen"),
    _("Was nur für einzelne bestimmt ist, lesen im Büro nur die, die dafür genannt sind."),
    Ground.PUBLIC_TASK,
    _("Menschen, die etwas fragen"),
    recipients=_("Nur die in der Notiz genannten Menschen im Büro"),
)

CASE = Kept(_("2 Jahre, nachdem der Vorgang abgeschlossen ist"), days=730, after="closed_at")
OF_CASE = Kept(_("2 Jahre, nachdem der Vorgang abgeschlossen ist"), days=730, after="case__closed_at")
IN_CONFIDENCE = Kept(_("bis jemand, der sie lesen darf, sie entfernt, längstens so lange wie der Vorgang"))
