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
STATE_APP = Purpose(
    "recognition.state_app",
    _("Landes-App für die Ehrenamtskarte"),
    _("Wir geben Ihre Karte an die App des Landes weiter, damit Sie sie auch dort zeigen können."),
    Ground.CONSENT,
    _("Menschen mit einer Ehrenamtskarte, die das möchten"),
    recipients=_(
        "Wer die App des Landes betreibt: Name, Geburtstag, E-Mail, Nummer, Art und Gültigkeit der Karte, und davon "
        "nur, was die App braucht"
    ),
)
APP_LISTS = Purpose(
    "recognition.app_lists",
    _("Anträge aus der Landes-App"),
    _("Wir lesen ein, was Sie in der App des Landes beantragt haben, und prüfen es wie jeden anderen Antrag."),
    Ground.PUBLIC_TASK,
    _("Menschen, die in der App des Landes eine Karte beantragt haben"),
    source=_("Die App des Landes"),
)
YEAR_AFTER_HAND_OVER = Kept(_("1 Jahr nach der Übergabe"), days=365, after="hand_over__made_at", row=True)
WITH_APP_LIST = Kept(_("so lange wie der Eintrag, in dem es steht"))
MONTH_AFTER_READING = Kept(
    _("bis die Datei übernommen ist, längstens 1 Monat"), days=31, after="run__created_at", row=True
)
YEAR_AFTER_READING = Kept(_("1 Jahr nach dem Einlesen"), days=365, after="created_at")
YEAR_AFTER_LIST = Kept(_("1 Jahr nach dem Einlesen"), days=365, after="run__created_at")
