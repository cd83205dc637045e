"""What personal data of a wave are for, and for how long."""

from django.utils.translation import gettext_lazy as _

from engagiert.kernel.privacy import Ground, Kept, Purpose

WAVE = Purpose(
    "waves.helping",
    _("Menschen, die in einer Welle helfen möchten"),
    _("Viele wollen auf einmal helfen. Wir sagen allen, wie es weitergeht, und bringen die Richtigen zusammen."),
    Ground.PUBLIC_TASK,
    _("Menschen, die sich in einer Welle melden"),
    recipients=_(
        "Die Organisation, für die Sie sich entschieden haben: Name und wie man Sie erreicht, und erst, wenn beide Ja "
        "gesagt haben"
    ),
)
SIGNED = Kept(_("bis 30 Tage nach dem Ende der Welle; länger nur, wenn Sie Ja gesagt haben oder dabei sind"))
CHOSEN = Kept(_("bis der Vorschlag gesendet oder verworfen ist, längstens so lange wie Ihre Meldung"))
