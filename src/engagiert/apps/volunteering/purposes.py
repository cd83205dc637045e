"""What is kept of people who want to help, and what for."""

from django.utils.translation import gettext_lazy as _

from engagiert.kernel.privacy import Ground, Kept, Purpose

HELPING = Purpose(
    "volunteering.helping",
    _("Menschen, die helfen möchten"),
    _("Wir finden mit Ihnen etwas, das zu Ihnen passt, und bringen Sie mit einer Organisation zusammen."),
    Ground.PUBLIC_TASK,
    _("Menschen, die helfen möchten, und wer sich mit ihnen meldet"),
    recipients=_(
        "Die Organisation, für die Sie sich entschieden haben: Name und wie man Sie erreicht, und erst, wenn beide Ja "
        "gesagt haben"
    ),
)
COUNSELLING = Purpose(
    "volunteering.counselling",
    _("Vertrauliche Notizen aus der Beratung"),
    _("Was nur für einzelne bestimmt ist, lesen im Büro nur die, die dafür genannt sind."),
    Ground.CONSENT,
    _("Menschen, die helfen möchten"),
    recipients=_("Nur die in der Notiz genannten Menschen im Büro"),
)
CERTIFICATE = Purpose(
    "volunteering.certificate",
    _("Einsicht in das Führungszeugnis"),
    _("Wer mit Kindern und Jugendlichen arbeitet, zeigt das Zeugnis vor. Wir halten nur fest, dass und wann."),
    Ground.LEGAL_DUTY,
    _("Menschen, die mit Kindern und Jugendlichen arbeiten"),
)
LISTS = Purpose(
    "volunteering.lists",
    _("Listen von Freiwilligen einlesen"),
    _("Wechselt eine Freiwilligenagentur das Programm, übernehmen wir ihre Liste und sagen allen Bescheid."),
    Ground.PUBLIC_TASK,
    _("Menschen, die in einer übergebenen Liste stehen"),
    source=_("Die Stelle, die die Liste übergeben hat"),
)

_WHILE_HELPING = _("so lange Sie dabei sind oder etwas suchen, und 2 Jahre nach dem letzten Kontakt")
VOLUNTEER = Kept(_WHILE_HELPING, days=730, after="last_contact_at")
OF_VOLUNTEER = Kept(_WHILE_HELPING, days=730, after="volunteer__last_contact_at", row=True)
WITH_ROW = Kept(_("so lange wie der Eintrag, in dem es steht"))
IN_CONFIDENCE = Kept(_("bis jemand, der sie lesen darf, sie entfernt, längstens so lange wie Ihr Wunsch"))
# § 72a (5) SGB VIII: at the latest six months after the last activity; at once where none came of it (the service).
OF_CERTIFICATE = Kept(
    _("6 Monate nach der letzten Tätigkeit; sofort, wenn nichts daraus wird"),
    days=183,
    after="last_active_on",
    row=True,
)
# Words about a proposal, a placement, hours: gone with the person's name, while the row stays as a count.
ANSWERS = Kept(_WHILE_HELPING, days=730, after="volunteer__last_contact_at")
TOLD = Kept(_("so lange wie Ihr Wunsch"))
# The file is needed until somebody has decided about it; what was not decided in a month is not wanted.
MONTH_AFTER_READING = Kept(
    _("bis die Liste übernommen ist, längstens 1 Monat"), days=31, after="run__created_at", row=True
)
YEAR_AFTER_READING = Kept(_("12 Monate nach dem Einlesen"), days=365, after="created_at")
YEAR_AFTER_LIST = Kept(_("12 Monate nach dem Einlesen"), days=365, after="run__created_at")
WITH_LIST = Kept(_("so lange das Büro die eingelesenen Listen aufführt"))
