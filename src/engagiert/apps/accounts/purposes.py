"""What invitations keep about people, and what for."""

from django.utils.translation import gettext_lazy as _

from engagiert.kernel.privacy import Ground, Kept, Purpose

INVITING = Purpose(
    "accounts.inviting",
    _("Einladungen in ein Büro"),
    _("Wir laden Menschen ein, im Büro mitzuarbeiten oder für ihre Organisation zu sprechen."),
    Ground.PUBLIC_TASK,
    _("Menschen, die eingeladen sind"),
    source=_("Das Büro, das einlädt"),
    names_colleagues=True,
)
AFTER_INVITATION = Kept(_("12 Monate, nachdem die Einladung abgelaufen ist"), days=365, after="expires_at", row=True)
