"""What words mean: the vocabulary of engagement, read from ``vocabulary/*.toml``.

A concept has words of several languages, more general concepts and related ones. The files are data: whoever adds
words adds no code. Sources and the rules for editors stand in ``docs/engines/text.md``.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

LANGUAGES = ("de", "en", "tr", "uk", "ru", "ar", "fa", "pl", "fr", "es", "it", "nl", "ro", "bg", "sq", "ku")
# How people ask for it in German; read like "de", never shown as its name.
PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Concept:
    """``terms``: language → words and short phrases; ``plain``: how people ask for it, in German."""

    id: str
    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    plain: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    related: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The first German word: what people read."""
        return self.terms["de"][0]


class FaultyVocabularyError(ValueError):
    """A vocabulary file contradicts itself or another; the message names file and concept."""


def parse(texts: Mapping[str, str]) -> tuple[Concept, ...]:
    """Concepts of TOML texts by file name. Raises FaultyVocabularyError on an id given twice, an unknown key, a
    reference to nothing, a concept without German words or a word of nothing but spaces."""
    found: dict[str, Concept] = {}
    for name, text in sorted(texts.items()):
        for entry in tomllib.loads(text).get("concept", []):
            concept = _concept(name, entry)
            if concept.id in found:
                raise FaultyVocabularyError(f"{name}: {concept.id} is given twice")
            found[concept.id] = concept
    for concept in found.values():
        for other in (*concept.broader, *concept.related):
            if other not in found:
                raise FaultyVocabularyError(f"{concept.id} refers to {other}, which is nowhere")
    return tuple(found.values())


def _concept(name: str, entry: Mapping[str, object]) -> Concept:
    lists = {key: _texts(name, key, value) for key, value in entry.items() if key != "id"}
    unknown = lists.keys() - {*LANGUAGES, PLAIN, "broader", "related"}
    where = f"{name}: {entry.get('id', '?')}"
    if unknown or not isinstance(entry.get("id"), str):
        raise FaultyVocabularyError(f"{where} has no id or unknown keys {sorted(unknown)}")
    if not lists.get("de"):
        raise FaultyVocabularyError(f"{where} has no German word")
    return Concept(
        id=str(entry["id"]),
        terms={language: lists[language] for language in LANGUAGES if language in lists},
        plain=lists.get(PLAIN, ()),
        broader=lists.get("broader", ()),
        related=lists.get("related", ()),
    )


def _texts(name: str, key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(each, str) and each.strip() for each in value):
        raise FaultyVocabularyError(f"{name}: {key} is no list of words")
    return tuple(value)


def closure(concepts: Iterable[Concept]) -> dict[str, dict[str, int]]:
    """For each concept the more general ones with their distance in steps, itself excepted; rings do no harm."""
    broader = {concept.id: concept.broader for concept in concepts}
    found: dict[str, dict[str, int]] = {}
    for start, nearest in broader.items():
        steps: dict[str, int] = {}
        front, distance = list(nearest), 1
        while front:
            reached = [each for each in front if each not in steps and each != start]
            steps |= dict.fromkeys(reached, distance)
            front = [upper for each in reached for upper in broader[each]]
            distance += 1
        found[start] = steps
    return found


@cache
def texts() -> Mapping[str, str]:
    """The files of the vocabulary that comes with the package, by name."""
    folder = resources.files("engagiert.engines.text") / "vocabulary"
    if not folder.is_dir():
        return {}
    return {file.name: file.read_text("utf-8") for file in folder.iterdir() if file.name.endswith(".toml")}


@cache
def load() -> tuple[Concept, ...]:
    """The vocabulary that comes with the package."""
    return parse(texts())
