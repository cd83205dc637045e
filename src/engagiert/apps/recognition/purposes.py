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
