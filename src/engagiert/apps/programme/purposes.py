"""What outings keep about people, and what for."""

from django.utils.translation import gettext_lazy as _

from engagiert.kernel.privacy import Ground, Kept, Purpose

OUTINGS = Purpose(
    "programme.outings",
    _("Ausflüge für Menschen mit der Ehrenamtskarte"),
    _("Wir halten Ihren Platz frei, sagen Ihnen, wenn sich etwas ändert, und erinnern Sie einmal."),
    Ground.PUBLIC_TASK,
    _("Menschen, die sich zu einem Ausflug anmelden"),
    recipients=_("Wer den Ausflug begleitet, hat eine Liste mit Namen und Telefon"),
)
AFTER_OUTING = Kept(_("30 Tage nach dem Ausflug"), days=30, after="outing__begins_at", row=True)
