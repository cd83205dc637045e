"""The purposes that belong to the ground of the system and not to one app."""

from django.utils.translation import gettext_lazy as _

from .declarations import Ground, Kept, Purpose

SIGN_IN = Purpose(
    "accounts.sign_in",
    _("Zugänge und Anmeldung"),
    _("Wir prüfen, wer sich anmeldet und was diese Person tun darf."),
    Ground.PUBLIC_TASK,
    _("Menschen mit einem Zugang"),
    source=_("Das Büro, das den Zugang eingerichtet hat, und Sie selbst"),
)
ACCOUNTABILITY = Purpose(
    "kernel.accountability",
    _("Nachweis, wer was getan hat"),
    _("Wir halten fest, wer etwas geändert oder entschieden hat, damit Fehler und Missbrauch auffallen."),
    Ground.LEGAL_DUTY,
    _("Menschen mit einem Zugang"),
    source=_("Die Software vermerkt es beim Arbeiten."),
    names_colleagues=True,
)

# Kept by ``privacy.services.end_sign_ins``: no column says when the last role of an account ended.
WITH_ACCOUNT = Kept(_("so lange der Zugang besteht; ohne Rolle endet er nach 12 Monaten"))
SESSION = Kept(_("bis zum Abmelden, längstens zwei Wochen"))
OF_STAFF = Kept(_("so lange der Zugang besteht; danach steht dort „gelöscht“"))
LOG = Kept(_("so lange das Büro besteht; ohne den Zugang ist die Nummer niemandem mehr zuzuordnen"))
