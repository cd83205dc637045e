"""What all papers of data protection have in common."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from engagiert.apps.privacy.notices import Controller, Notice
from engagiert.kernel.documents import Paper
from engagiert.kernel.documents.papers import Block, facts


def paper(title: str, blocks: list[Block], *, under: str = "", mark: str = "") -> Paper:
    return Paper(
        title=title,
        under=under,
        mark=mark,
        blocks=tuple(blocks),
        language=(get_language() or "de")[:2],
        page_word=_("Seite"),
    )


def controller_facts(controller: Controller) -> Block:
    """In German whatever the page's language: names and addresses. What is not entered is left out."""
    block = facts(
        [
            (_("Verantwortlich"), controller.name),
            (_("Datenschutzbeauftragte Stelle"), controller.officer),
            (_("Aufsichtsbehörde"), controller.authority),
            (_("Auftragsverarbeiter"), controller.processor),
        ]
    )
    return block | {"german": True}


def notice_facts(notice: Notice) -> Block:
    kept = "\n".join(f"{what}: {how_long}" for what, how_long in notice.kept)
    return facts(
        [
            (_("Zweck"), notice.purpose.why),
            (_("Rechtsgrundlage"), notice.ground),
            (_("Betroffene"), notice.purpose.subjects),
            (_("Daten"), ", ".join(notice.fields)),
            (_("Woher"), notice.purpose.source or _("von den Betroffenen selbst")),
            (_("Wer sie bekommt"), notice.purpose.recipients),
            (_("Länder außerhalb der EU"), _("keine Übermittlung")),
            (_("Aufbewahrung"), kept),
        ]
    )


def safeguards() -> list[str]:
    """Technical and organisational measures (Art. 32) that the software itself brings; each is tested."""
    return [
        _("Jedes Büro sieht nur seine eigenen Daten; die Datenbank selbst erzwingt das (Zeilenschutz)."),
        _("Jede Änderung wird vermerkt: wer, was, wann. Das Programm kann den Vermerk nicht ändern."),
        _("Anmeldung mit begrenzten Versuchen; gesperrte Zugänge verlieren sofort ihre Sitzung."),
        _("Rollen mit Ende; ohne Rolle ist alles verschlossen."),
        _("Keine Dienste Dritter auf den Seiten, keine Cookies für Menschen, die nur lesen."),
        _("Fristen laufen täglich von selbst ab; ein Nachweis sagt, was geleert wurde."),
        _("Gelöschtes wird nach einer Wiederherstellung noch einmal gelöscht."),
        _("Übertragung nur verschlüsselt (HTTPS), Sicherung und Wiederherstellung nach Anleitung."),
    ]


def draft(title: str, blocks: list[Block]) -> Paper:
    """A paper that a person has to finish and a lawyer should read."""
    return paper(
        title,
        blocks,
        mark=_("Entwurf, bitte prüfen lassen"),
        under=_("Aus der Software erzeugt. Ergänzen Sie, was fehlt, und lassen Sie es prüfen."),
    )
