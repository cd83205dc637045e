"""What the search page says: suggestions as links, and what was understood."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from engagiert.apps.directory.search import Suggestion
from engagiert.apps.places.public import Town
from engagiert.engines.text.folding import fold
from engagiert.kernel.ui.addresses import address

_HEADINGS = {
    "theme": gettext_lazy("Themen"),
    "type": gettext_lazy("Arten"),
    "part": gettext_lazy("Orte"),
    "name": gettext_lazy("Einträge"),
}
_PARAMETERS = {"theme": "q", "type": "art", "part": "ort"}


@dataclass(frozen=True, slots=True)
class SuggestionLink:
    """``is_german``: a word of the German vocabulary, a place or a name, in whatever language the page is."""

    label: str
    url: str
    is_german: bool


def suggestion_groups(found: Iterable[Suggestion], town: Town) -> list[tuple[str, list[SuggestionLink]]]:
    """Headings with links, in the order of the headings; groups without a link are left out."""
    groups: dict[str, list[SuggestionLink]] = {kind: [] for kind in _HEADINGS}
    for suggestion in found:
        link = SuggestionLink(suggestion.label, _target(suggestion, town), is_german=suggestion.kind != "type")
        groups[suggestion.kind].append(link)
    return [(str(_HEADINGS[kind]), links) for kind, links in groups.items() if links]


def _target(suggestion: Suggestion, town: Town) -> str:
    if suggestion.kind == "name":
        return address("directory:organisation", town.place.slug, suggestion.key)
    query = urlencode({_PARAMETERS[suggestion.kind]: suggestion.key})
    return f"{address('directory:list', town.place.slug)}?{query}"


def understood(read_as: Mapping[str, str]) -> str:
    """“Wir haben nach „Schach“ gesucht.”, where a word was read as another; else nothing."""
    if not read_as:
        return ""
    return _("Wir haben auch nach %(words)s gesucht.") % {"words": quoted(read_as.values())}


def as_typed(words: Iterable[str], text: str) -> str:
    """Folded words in quotes, each as it was typed."""
    folded = set(words)
    return quoted(each for each in text.split() if fold(each) in folded)


def quoted(words: Iterable[str]) -> str:
    return ", ".join(_("„%(text)s“") % {"text": word} for word in dict.fromkeys(words))
