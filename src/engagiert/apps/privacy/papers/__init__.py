"""The papers of data protection as blocks: read on a page, printed as PDF, or taken on as text."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from engagiert.apps.privacy.notices import Controller
from engagiert.kernel.documents import Paper
from engagiert.kernel.privacy.declarations import Words

from .assessment import assessment_paper
from .joint import joint_paper
from .processor import processor_paper
from .record import record_paper


@dataclass(frozen=True, slots=True)
class Kind:
    """One paper that an office can have made: its word in the address, its name, what it is for."""

    slug: str
    name: Words
    text: Words
    make: Callable[[Controller], Paper]


PAPERS: Mapping[str, Kind] = {
    kind.slug: kind
    for kind in (
        Kind(
            "verzeichnis",
            _("Verzeichnis von Verarbeitungstätigkeiten"),
            _("Was die Software über Menschen speichert, wofür und wie lange (Artikel 30 DSGVO)."),
            record_paper,
        ),
        Kind(
            "folgenabschaetzung",
            _("Datenschutz-Folgenabschätzung"),
            _("Entwurf mit Beschreibung, Risiken und Maßnahmen (Artikel 35 DSGVO)."),
            assessment_paper,
        ),
        Kind(
            "auftragsverarbeitung",
            _("Vertrag zur Auftragsverarbeitung"),
            _("Entwurf für das Rechenzentrum oder den Betrieb, mit Maßnahmen (Artikel 28 DSGVO)."),
            processor_paper,
        ),
        Kind(
            "gemeinsam",
            _("Vereinbarung gemeinsam Verantwortlicher"),
            _("Entwurf für Büros, die Aufgaben teilen (Artikel 26 DSGVO)."),
            joint_paper,
        ),
    )
}

__all__ = ["PAPERS", "Kind", "assessment_paper", "joint_paper", "processor_paper", "record_paper"]
