"""A draft of the data protection impact assessment (Art. 35 DSGVO): a person judges, the software describes."""

from django.utils.translation import gettext as _

from engagiert.apps.privacy import notices
from engagiert.apps.privacy.notices import Controller
from engagiert.kernel.documents import Paper
from engagiert.kernel.documents.papers import Block, heading, paragraph, points, table

from .pieces import controller_facts, draft, safeguards


def assessment_paper(controller: Controller) -> Paper:
    found = notices.all_notices(controller)
    activities = [
        [notice.purpose.name, notice.purpose.subjects, ", ".join(notice.fields), notice.ground] for notice in found
    ]
    blocks: list[Block] = [
        heading(_("Wer verantwortlich ist")),
        controller_facts(controller),
        heading(_("1. Was geschieht")),
        paragraph(
            _(
                "Das Büro führt ein Verzeichnis von Organisationen, beantwortet Anfragen und hält Kontakte. "
                "Das Verzeichnis ist öffentlich; alles andere sieht nur das Büro."
            )
        ),
        table([_("Tätigkeit"), _("Betroffene"), _("Daten"), _("Rechtsgrundlage")], activities),
        heading(_("2. Ist eine Abschätzung nötig?")),
        points(_questions(any(notice.special for notice in found))),
        heading(_("3. Notwendig und angemessen")),
        points(
            [
                _("Gespeichert wird nur, was für den genannten Zweck nötig ist; freie Angaben bleiben freiwillig."),
                _("Namen stehen öffentlich nur mit Einwilligung."),
                _("Für jede Angabe ist eine Frist festgelegt; ein täglicher Lauf beendet sie."),
                _("Auskunft, Berichtigung und Löschung gehen vom Schreibtisch aus, ohne Fachleute."),
            ]
        ),
        heading(_("4. Risiken")),
        table(
            [_("Was geschehen kann"), _("Was die Software dagegen tut"), _("Wie wahrscheinlich"), _("Wie schwer")],
            [[risk, measure, "", ""] for risk, measure in _risks()],
        ),
        heading(_("5. Maßnahmen")),
        points(safeguards()),
        heading(_("6. Ergebnis")),
        paragraph(_("Rat der datenschutzbeauftragten Stelle, Entscheidung, Datum und Unterschrift:")),
        paragraph("\n\n\n"),
    ]
    return draft(_("Datenschutz-Folgenabschätzung"), blocks)


def _questions(special: bool) -> list[str]:
    about_special = (
        _("Besondere Angaben (Artikel 9): ja, in den oben genannten Tätigkeiten.")
        if special
        else _("Besondere Angaben (Artikel 9): Die Software hat dafür kein Feld. Freier Text kann sie enthalten.")
    )
    return [
        about_special,
        _("Umfang: Wie viele Menschen betrifft es hier ungefähr? …"),
        _("Beobachtung oder Bewertung von Menschen: nein, auch nicht von denen, die hier arbeiten."),
        _("Entscheidungen durch ein Programm: nein. Ein Mensch entscheidet immer."),
        _("Liste der Aufsichtsbehörde (Muss-Liste): geprüft am … mit dem Ergebnis …"),
    ]


def _risks() -> list[tuple[str, str]]:
    return [
        (_("Eine fremde Stelle liest Daten des Büros."), _("Zeilenschutz in der Datenbank, Rollen mit Ende, Tests")),
        (_("Ein Name steht ohne Einwilligung öffentlich."), _("Die Datenbank nimmt ihn ohne Datum nicht an.")),
        (_("Daten bleiben länger als nötig."), _("Tägliche Fristen mit Nachweis")),
        (_("Nach einer Wiederherstellung ist Gelöschtes wieder da."), _("Liste der Löschungen, erneut angewandt")),
        (_("Jemand gibt sich als eine andere Person aus."), _("Auskunft und Löschung erst nach Prüfung der Person")),
        (_("Ein Zugang wird gestohlen."), _("Begrenzte Versuche, Sperre mit sofortiger Wirkung")),
        (_("Eine Mail geht an die falsche Person."), _("Vorschau vor dem Senden; Datenpanne mit Frist eintragen")),
    ]
