"""What messages keep about people, and what for."""

from django.utils.translation import gettext_lazy as _

from engagiert.kernel.privacy import Ground, Kept, Purpose

CORRESPONDENCE = Purpose(
    "messages.correspondence",
    _("Mails und Briefe des Büros"),
    _("Wir antworten Ihnen und können später sagen, was wir geschrieben haben."),
    Ground.PUBLIC_TASK,
    _("Menschen, denen das Büro schreibt"),
    recipients=_("Der Mailserver oder die Post, die die Nachricht befördern"),
)
YEAR_AFTER = Kept(_("12 Monate, nachdem die Nachricht erledigt ist"), days=365, after="settled_at")
RECEIVED = Kept(_("12 Monate, nachdem die Mail erledigt ist"), days=365, after="settled_at")
FILES = Kept(_("12 Monate, nachdem die Mail erledigt ist"), days=365, after="inbound__settled_at", row=True)
