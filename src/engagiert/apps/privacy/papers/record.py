"""The record of processing activities (Art. 30 DSGVO)."""

from django.utils.translation import gettext as _

from engagiert.apps.privacy import notices
from engagiert.apps.privacy.notices import Controller
from engagiert.kernel.documents import Paper
from engagiert.kernel.documents.papers import Block, heading, paragraph, points

from .pieces import controller_facts, notice_facts, paper, safeguards


def record_paper(controller: Controller) -> Paper:
    """The record of processing activities (Art. 30 (1))."""
    blocks: list[Block] = [heading(_("Wer verantwortlich ist")), controller_facts(controller)]
    blocks.append(heading(_("Verarbeitungstätigkeiten")))
    for number, notice in enumerate(notices.all_notices(controller), 1):
        blocks += [heading(f"{number}. {notice.purpose.name}", 3), notice_facts(notice)]
    blocks += [
        heading(_("Technische und organisatorische Maßnahmen")),
        points(safeguards()),
        paragraph(_("Dazu kommen die Maßnahmen des Rechenzentrums und des Büros; sie stehen in deren Unterlagen.")),
    ]
    return paper(
        _("Verzeichnis von Verarbeitungstätigkeiten"),
        blocks,
        under=_("Nach Artikel 30 DSGVO, aus der Software erzeugt. Es entspricht dem, was sie wirklich speichert."),
    )
