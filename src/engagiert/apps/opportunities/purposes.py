"""What offers keep about people, and what for."""

from django.utils.translation import gettext_lazy as _

from engagiert.kernel.privacy import Ground, Kept, Purpose

OFFERS = Purpose(
    "opportunities.offers",
    _("Angebote: Engagement gesucht"),
    _("Wir zeigen, wo Hilfe gesucht wird, und wer dort ansprechbar ist."),
    Ground.PUBLIC_TASK,
    _("Menschen, die für ein Angebot ansprechbar sind"),
    recipients=_("Alle, wenn das Angebot veröffentlicht ist"),
    source=_("Die Organisation oder eine Liste, die dem Büro übergeben wurde"),
    of_organisations=True,
)
CONTACT = Purpose(
    "opportunities.contact",
    _("Ansprechperson eines Angebots"),
    _("Wir zeigen Namen und Erreichbarkeit, wenn die Person eingewilligt hat; sonst nutzt sie nur das Büro."),
    Ground.CONSENT,
    _("Ansprechpersonen von Angeboten"),
    recipients=_("Alle, wenn die Person eingewilligt hat"),
    of_organisations=True,
)
IMPORTS = Purpose(
    "opportunities.imports",
    _("Listen von Angeboten einlesen"),
    _("Wir übernehmen übergebene Listen, erklären, was aus jeder Zeile wurde, und können es zurücknehmen."),
    Ground.PUBLIC_TASK,
    _("Menschen, die in einer übergebenen Liste stehen"),
    source=_("Die Stelle, die die Liste übergeben hat"),
)

WITH_OFFER = Kept(_("so lange das Büro das Angebot führt"))
CONTACT_AFTER_END = Kept(
    _("12 Monate, nachdem das Angebot beendet ist"), days=365, after="closed_on", where={"state": "closed"}
)
HISTORY = Kept(_("3 Jahre, damit Änderungen zurückgenommen werden können"), days=1095, after="at")
WITH_RUN = Kept(_("so lange das Büro die eingelesenen Listen aufführt"))
YEAR_AFTER_UPLOAD = Kept(_("12 Monate nach dem Einlesen"), days=365, after="created_at")
YEAR_AFTER_READING = Kept(_("12 Monate nach dem Einlesen"), days=365, after="run__created_at")
