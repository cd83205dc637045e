"""What awards and letters of thanks keep about people, and what for."""

from django.utils.translation import gettext_lazy as _

from engagiert.kernel.privacy import Ground, Kept, Purpose

HONOURING = Purpose(
    "awards.honouring",
    _("Auszeichnungen für Engagement"),
    _("Wir prüfen Vorschläge, eine Jury berät, und wir antworten allen, die jemanden vorgeschlagen haben."),
    Ground.PUBLIC_TASK,
    _("Menschen, die vorgeschlagen sind, die sie vorschlagen, und die Jury"),
    recipients=_("Die Mitglieder der Jury, außer wer befangen ist"),
    source=_("Wer jemanden vorschlägt, nennt Namen und Gründe"),
)
# ``ends_on`` is set with the decision; before it, from the end of the period in which people are proposed.
NOMINATION_KEPT = Kept(
    _("6 Monate nach der Entscheidung, wenn es keine Auszeichnung gibt; sonst 10 Jahre"),
    days=1,
    after="ends_on",
    row=True,
)
OF_NOMINATION = Kept(
    _("6 Monate nach der Entscheidung, wenn es keine Auszeichnung gibt; sonst 10 Jahre"),
    days=1,
    after="nomination__ends_on",
    row=True,
)
ON_THE_JURY = Kept(_("1 Jahr, nachdem das Mitglied die Jury verlassen hat"), days=365, after="ended_on", row=True)
PUBLIC_HONOUR = Purpose(
    "awards.public_honour",
    _("Öffentliche Ehrung"),
    _("Wir nennen Ihren Namen auf der Seite der Ehrungen und gegenüber der Presse."),
    Ground.CONSENT,
    _("Menschen, die ausgezeichnet wurden und zugestimmt haben"),
    recipients=_("Alle, die die Seite der Ehrungen lesen"),
)
WHILE_AGREED = Kept(_("bis Sie Ihre Zustimmung zurücknehmen"))
THANKING = Purpose(
    "awards.thanking",
    _("Dankesbriefe"),
    _("Wir danken Ihnen für Ihr Engagement, zu jedem Anlass nur einmal, und nicht, wenn Sie das nicht möchten."),
    Ground.PUBLIC_TASK,
    _("Menschen, die sich engagieren"),
)
THANKED = Kept(_("3 Jahre, damit niemand denselben Dank zweimal bekommt"), days=1095, after="written_at", row=True)
NOT_WANTED = Kept(_("so lange Sie keine Dankesbriefe möchten"))
