"""What cards keep about people, and what for."""

from django.utils.translation import gettext_lazy as _

from engagiert.kernel.privacy import Ground, Kept, Purpose

CARDS = Purpose(
    "recognition.cards",
    _("Ehrenamtskarten"),
    _("Wir stellen Ihre Ehrenamtskarte aus, ersetzen sie, wenn sie verloren geht, und verlängern sie."),
    Ground.PUBLIC_TASK,
    _("Menschen, die eine Ehrenamtskarte haben"),
    recipients=_("Wer Ihre Karte prüft, liest darauf Ihren Namen. Das Büro erfährt nicht, wo sie geprüft wird"),
)
WHILE_VALID = Kept(_("2 Jahre, nachdem die Karte endet"), days=730, after="ended_on")
APPLYING = Purpose(
    "recognition.applying",
    _("Anträge auf eine Ehrenamtskarte"),
    _("Wir prüfen, ob Sie die Karte bekommen, und fragen dafür die Organisationen, bei denen Sie sich engagieren."),
    Ground.PUBLIC_TASK,
    _("Menschen, die eine Ehrenamtskarte beantragen, und wer ihr Engagement bestätigt"),
    recipients=_("Die Organisationen, die Sie nennen, erfahren Ihren Namen, Ihre Aufgabe und Ihre Stunden dort"),
)
AFTER_DECISION = Kept(_("2 Jahre nach der Entscheidung"), days=730, after="decided_at")
OF_APPLICATION = Kept(_("2 Jahre nach der Entscheidung"), days=730, after="application__decided_at")
PROVING = Purpose(
    "recognition.proving",
    _("Nachweise über Engagement"),
    _("Wir bescheinigen Ihnen, was Sie getan haben, und bestätigen das, wenn jemand den Code auf dem Papier eingibt."),
    Ground.PUBLIC_TASK,
    _("Menschen, die einen Nachweis bekommen haben"),
    recipients=_("Wem Sie das Papier geben: Mit dem Code darauf liest er dasselbe noch einmal"),
)
# As long as a paper is shown when somebody looks for work.
PROOF_KEPT = Kept(_("10 Jahre nach dem Tag des Nachweises"), days=3653, after="issued_at", row=True)
PARTNERS = Purpose(
    "recognition.partners",
    _("Partner der Ehrenamtskarte"),
    _("Wir fragen nach, wenn etwas an Ihrem Angebot für Menschen mit der Karte unklar ist."),
    Ground.PUBLIC_TASK,
    _("Menschen bei Geschäften und Einrichtungen, die Vergünstigungen geben"),
)
WITH_PARTNER = Kept(_("so lange Sie Partner sind"))
PARTNER_KEPT = Kept(_("1 Jahr, nachdem Sie geschrieben haben"), days=365, after="offered_at", row=True)
