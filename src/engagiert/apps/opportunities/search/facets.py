"""The filters of the list of offers, in the order of the page."""

from django.utils.translation import gettext_lazy as _

from engagiert.apps.directory.public import ACCESSIBILITY, FIELDS, LANGUAGES, TARGET_GROUPS
from engagiert.apps.directory.public import facets as shared

from . import codes

_HEADINGS = {
    "fields": shared.Heading("thema", _("Thema"), FIELDS),
    "kind": shared.Heading("form", _("Wie lange"), codes.KINDS),
    "when": shared.Heading("wann", _("Wann"), codes.TIMES),
    "where": shared.Heading("wo", _("Wo"), codes.WHERES),
    "target_groups": shared.Heading("fuer", _("Für wen"), TARGET_GROUPS),
    "languages": shared.Heading("sprache", _("Sprache"), LANGUAGES),
    "suits": shared.Heading("gruppe", _("Gemeinsam mit"), codes.GROUPS),
    "age": shared.Heading("alter", _("Möglich"), codes.AGES),
    "conditions": shared.Heading("bedingung", _("Voraussetzungen"), codes.CONDITIONS),
    "accessibility": shared.Heading("zugang", _("Zugang"), ACCESSIBILITY),
}
VOCABULARIES = {facet: heading.words for facet, heading in _HEADINGS.items()}
FACETS = shared.Facets(_HEADINGS)
