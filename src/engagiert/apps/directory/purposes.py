"""What the directory keeps about people, and what for."""

from django.utils.translation import gettext_lazy as _

from engagiert.kernel.privacy import Ground, Kept, Purpose

DIRECTORY = Purpose(
    "directory.register",
    _("Verzeichnis der Vereine und Einrichtungen"),
    _("Wir zeigen, wo man sich engagieren kann und wer dort ansprechbar ist."),
    Ground.PUBLIC_TASK,
    _("Menschen, die für eine Organisation ansprechbar sind"),
    recipients=_("Alle, denn das Verzeichnis ist öffentlich"),
    source=_("Die Organisation, öffentliche Seiten oder eine Liste, die dem Büro übergeben wurde"),
    of_organisations=True,
)
NAMES = Purpose(
    "directory.names",
    _("Namen im Verzeichnis"),
    _("Wir zeigen den Namen einer Ansprechperson, wenn sie eingewilligt hat."),
    Ground.CONSENT,
    _("Ansprechpersonen, die in die Veröffentlichung eingewilligt haben"),
    recipients=_("Alle, denn das Verzeichnis ist öffentlich"),
    of_organisations=True,
)
CONTACTS = Purpose(
    "directory.contacts",
    _("Kontakte und Notizen des Büros"),
    _("Das Büro merkt sich, wen es bei einer Organisation kennt und was besprochen wurde."),
    Ground.PUBLIC_TASK,
    _("Menschen, mit denen das Büro bei Organisationen spricht"),
    source=_("Gespräche mit Ihnen oder der Organisation, übergebene Listen"),
)
SUGGESTIONS = Purpose(
    "directory.suggestions",
    _("Hinweise und Vorschläge"),
    _("Wir prüfen Ihren Hinweis, fragen nach, wenn etwas unklar ist, und antworten Ihnen."),
    Ground.PUBLIC_TASK,
    _("Menschen, die uns einen Hinweis geben, und wer darin genannt ist"),
)
STATEMENTS = Purpose(
    "directory.statements",
    _("Stellungnahmen von Organisationen"),
    _("Wir zeigen neben dem Eintrag, was die Organisation selbst dazu sagt."),
    Ground.PUBLIC_TASK,
    _("Menschen, die für eine Organisation sprechen, und wer in ihren Worten genannt ist"),
    recipients=_("Die Öffentlichkeit, wenn die Stellungnahme veröffentlicht ist"),
)
IMPORTS = Purpose(
    "directory.imports",
    _("Listen einlesen"),
    _("Wir übernehmen übergebene Listen, erklären, was aus jeder Zeile wurde, und können es zurücknehmen."),
    Ground.PUBLIC_TASK,
    _("Menschen, die in einer übergebenen Liste stehen"),
    source=_("Die Stelle, die die Liste übergeben hat"),
)

WITH_RECORD = Kept(_("so lange die Organisation im Verzeichnis geführt wird"))
CONSENTED = Kept(_("bis die Einwilligung zurückgenommen wird, längstens so lange der Eintrag besteht"))
# A public record is deleted from the archive by the office; what is private to the office ends by itself.
AFTER_ARCHIVE = Kept(
    _("2 Jahre, nachdem die Organisation archiviert wurde"),
    days=730,
    after="organisation__updated_at",
    where={"organisation__state": "archived"},
    row=True,
)
AFTER_DECISION = Kept(_("12 Monate nach der Entscheidung"), days=365, after="decided_at")
AFTER_STATEMENT = Kept(
    _("so lange sie öffentlich ist; 12 Monate, nachdem sie abgelehnt oder zurückgenommen wurde"),
    days=365,
    after="over_at",
    row=True,
)
HISTORY = Kept(_("3 Jahre, damit Änderungen zurückgenommen werden können"), days=1095, after="at")
YEAR_AFTER_LIST = Kept(_("12 Monate nach dem Einlesen"), days=365, after="run__created_at")
YEAR_AFTER_READING = Kept(_("12 Monate nach dem Einlesen"), days=365, after="created_at")
WITH_RUN = Kept(_("so lange das Büro die eingelesenen Listen aufführt"))
WITH_OFFICE = Kept(_("bis das Büro die Notiz ändert oder leert"))
FILE = Kept(_("12 Monate nach dem Einlesen"), days=365, after="run__created_at", row=True)

# Why no person can be told from what was looked for in vain.
NO_NAMES = _("Suchworte, vorher geprüft: Namen, Nummern und Adressen werden nicht aufbewahrt")
