"""Our code lists as HSDS taxonomies: each with a version, each code with an identifier that never changes."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from engagiert.apps.directory import vocabulary
from engagiert.apps.directory.vocabulary import Term

from .identifiers import ENGAGIERT, part
from .licences import LICENCES


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """``column`` of the projection that keeps its codes; empty where no record can be found by them."""

    key: str
    name: str | Promise
    description: str | Promise
    version: str
    terms: Mapping[str, Term]
    column: str = ""

    @property
    def identifier(self) -> uuid.UUID:
        return part(ENGAGIERT, "taxonomy", self.key)

    def term_uuid(self, code: str) -> uuid.UUID:
        """Also for a code of an older version, which stands for itself."""
        return part(self.identifier, "term", code)

    def as_hsds(self) -> dict[str, Any]:
        return {
            "id": str(self.identifier),
            "name": str(self.name),
            "description": str(self.description),
            "version": self.version,
        }

    def term(self, code: str, *, detailed: bool = False) -> dict[str, Any]:
        known = self.terms.get(code)
        found = {
            "id": str(self.term_uuid(code)),
            "code": code,
            "name": vocabulary.label(self.terms, code),
            "description": str(known.definition) if known and known.definition else vocabulary.label(self.terms, code),
            "taxonomy": str(self.name),
            "taxonomy_id": str(self.identifier),
            "language": "de",
        }
        return found | {"taxonomy_detail": self.as_hsds()} if detailed else found


_LICENCE_TERMS = {
    licence.code: Term(licence.code, licence.label, definition=licence.uri) for licence in LICENCES.values()
}

TAXONOMIES: Mapping[str, Taxonomy] = {
    one.key: one
    for one in (
        Taxonomy(
            "type",
            _("Arten von Organisationen und Einrichtungen"),
            _("Die ersten acht sind die Arten des Engagement-Atlas."),
            vocabulary.FACILITY_TYPES_VERSION,
            vocabulary.FACILITY_TYPES,
            "type",
        ),
        Taxonomy(
            "field",
            _("Felder des Engagements"),
            _("Die vierzehn Bereiche des Deutschen Freiwilligensurveys, Wortlaut von 2009."),
            vocabulary.FIELDS_VERSION,
            vocabulary.FIELDS,
            "fields",
        ),
        Taxonomy(
            "target_group",
            _("Zielgruppen"),
            _("Für wen ein Angebot da ist."),
            "2026-1",
            vocabulary.TARGET_GROUPS,
            "target_groups",
        ),
        Taxonomy(
            "accessibility",
            _("Zugang"),
            _("Wie man hineinkommt und sich zurechtfindet."),
            "2026-1",
            vocabulary.ACCESSIBILITY,
            "accessibility",
        ),
        Taxonomy("sector", _("Bereiche"), _("Wem eine Organisation gehört."), "2026-1", vocabulary.SECTORS, "sector"),
        Taxonomy("licence", _("Lizenzen"), _("Unter welcher Lizenz ein Eintrag steht."), "2026-1", _LICENCE_TERMS),
    )
}


@cache
def codes_by_term() -> Mapping[uuid.UUID, tuple[Taxonomy, str]]:
    """Every term's identifier → its taxonomy and code."""
    return {one.term_uuid(code): (one, code) for one in TAXONOMIES.values() for code in one.terms}
