"""A draft of the contract with whoever runs the installation (Art. 28 DSGVO), with its measures."""

from django.utils.translation import gettext as _

from engagiert.apps.privacy import notices
from engagiert.apps.privacy.notices import Controller
from engagiert.kernel.documents import Paper
from engagiert.kernel.documents.papers import Block, facts, heading, paragraph, points, table

from .pieces import draft, safeguards


def processor_paper(controller: Controller) -> Paper:
    found = notices.all_notices(controller)
    blocks: list[Block] = [
        heading(_("Wer den Vertrag schließt")),
        facts(
            [
                (_("Verantwortlich (Auftraggeber)"), controller.name),
                (_("Auftragsverarbeiter"), controller.processor or _("… bitte eintragen …")),
            ]
        ),
        heading(_("1. Gegenstand und Dauer")),
        paragraph(
            _(
                "Der Auftragsverarbeiter betreibt die Software Engagiert für das Büro: Server, Datenbank, "
                "Sicherung und Pflege. Der Vertrag gilt, so lange der Betrieb dauert."
            )
        ),
        heading(_("2. Art und Zweck, Daten und Betroffene")),
        table(
            [_("Zweck"), _("Betroffene"), _("Daten")],
            [[notice.purpose.name, notice.purpose.subjects, ", ".join(notice.fields)] for notice in found],
        ),
        heading(_("3. Pflichten des Auftragsverarbeiters")),
        points(_duties()),
        heading(_("4. Weitere Auftragsverarbeiter")),
        paragraph(_("Nur mit vorheriger Zustimmung des Büros und mit denselben Pflichten. Zurzeit: …")),
        heading(_("5. Ende")),
        paragraph(
            _(
                "Am Ende erhält das Büro alle Daten in offenen Formaten (Befehl „export-office“). Danach löscht der "
                "Auftragsverarbeiter sie, auch aus den Sicherungen, und bestätigt es."
            )
        ),
        heading(_("Anlage: Technische und organisatorische Maßnahmen")),
        paragraph(_("Was die Software mitbringt:")),
        points(safeguards()),
        paragraph(_("Was der Auftragsverarbeiter ergänzt:")),
        points(
            [
                _("Zutritt zu den Räumen: …"),
                _("Zugang zu den Servern und Protokolle: …"),
                _("Verschlüsselung der Datenträger und Sicherungen: …"),
                _("Sicherung: wie oft, wohin, wie lange; zuletzt zurückgespielt am …"),
                _("Aktualisierungen: in welcher Frist …"),
                _("Erreichbarkeit bei Störungen: …"),
            ]
        ),
        heading(_("Unterschriften")),
        paragraph("\n\n\n"),
    ]
    return draft(_("Vertrag zur Auftragsverarbeitung"), blocks)


def _duties() -> list[str]:
    """Art. 28 (3) a to h, one sentence each."""
    return [
        _("Er verarbeitet Daten nur auf Weisung des Büros, die er aufbewahrt."),
        _("Wer damit arbeitet, ist zur Vertraulichkeit verpflichtet."),
        _("Er hält die Maßnahmen der Anlage ein (Artikel 32)."),
        _("Er beauftragt niemanden weiter, ohne dass das Büro zustimmt."),
        _("Er hilft dem Büro, wenn Menschen Auskunft, Berichtigung oder Löschung verlangen."),
        _("Er meldet dem Büro eine Datenpanne sofort, spätestens nach 24 Stunden, und hilft beim Abschätzen."),
        _("Er löscht am Ende alle Daten oder gibt sie zurück."),
        _("Er weist nach, dass er das einhält, und lässt Prüfungen zu."),
        _("Er sagt sofort, wenn er eine Weisung für rechtswidrig hält."),
    ]
