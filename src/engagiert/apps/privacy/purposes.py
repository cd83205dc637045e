"""What the data protection itself keeps about people, and what for."""

from django.utils.translation import gettext_lazy as _

from engagiert.kernel.privacy import Ground, Kept, Purpose

CONSENTS = Purpose(
    "privacy.consents",
    _("Einwilligungen"),
    _("Wir können zeigen, wer wozu eingewilligt hat und seit wann die Einwilligung nicht mehr gilt."),
    Ground.LEGAL_DUTY,
    _("Menschen, die einwilligen, und ihre Sorgeberechtigten"),
)
REQUESTS = Purpose(
    "privacy.erasures",
    _("Auskunft und Löschung"),
    _("Wir können zeigen, dass wir gelöscht haben, und löschen nach einer Wiederherstellung noch einmal."),
    Ground.LEGAL_DUTY,
    _("Menschen, deren Daten gelöscht wurden"),
)
BREACHES = Purpose(
    "privacy.breaches",
    _("Datenpannen"),
    _("Wir schreiben auf, was geschehen ist, wen es betrifft und was wir getan haben."),
    Ground.LEGAL_DUTY,
    _("Menschen, die von einer Datenpanne betroffen sind"),
    recipients=_("Die Aufsichtsbehörde, wenn die Panne gemeldet werden muss"),
)

AFTER_WITHDRAWAL = Kept(
    _("3 Jahre, nachdem sie zurückgenommen wurde oder endete"), days=1095, after="ended_at", row=True
)
WITH_CONSENT = Kept(_("so lange wie die Einwilligung, zu der es gehört"))
PROOF = Kept(_("3 Jahre als Nachweis; es sind Prüfsummen, keine Namen"), days=1095, after="at", row=True)
AFTER_BREACH = Kept(_("5 Jahre, nachdem sie abgeschlossen ist"), days=1826, after="closed_at", row=True)
