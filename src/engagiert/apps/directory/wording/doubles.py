"""What the engine says of two records, in sentences."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from engagiert.apps.directory.models import Pair
from engagiert.engines.text.folding import fold

_VERDICTS = {
    "same": gettext_lazy("dasselbe"),
    "same_carrier_other_site": gettext_lazy("gleicher Träger, anderer Ort oder andere Abteilung"),
    "co_located": gettext_lazy("gleiche Anschrift, zwei verschiedene"),
    "different": gettext_lazy("zwei verschiedene"),
}

# Codes of reasons; %(words)s are the words of the names on which a reason rests.
_FOR_AND_AGAINST = {
    "same_words": gettext_lazy("Beide Namen enthalten: %(words)s"),
    "same_general_words": gettext_lazy("Beide enthalten auch: %(words)s"),
    "only_general": gettext_lazy("Kein gemeinsames Wort ist selten"),
    "whole_name": gettext_lazy("Der ganze Name stimmt überein"),
    "name_inside": gettext_lazy("Der kürzere Name steckt ganz im längeren"),
    "typing_error": gettext_lazy("Fast gleich geschrieben: %(words)s"),
    "other_words": gettext_lazy("Jeder Name hat eigene Wörter: %(words)s"),
    "other_number": gettext_lazy("Verschiedene Nummern: %(words)s"),
    "other_level": gettext_lazy("Verschiedene Ebenen des Verbands: %(words)s"),
    "other_sport": gettext_lazy("Verschiedene Sportarten: %(words)s"),
    "other_direction": gettext_lazy("Verschiedene Ortsteile: %(words)s"),
    "other_saint": gettext_lazy("Verschiedene Heilige im Namen: %(words)s"),
    "other_year": gettext_lazy("Verschiedene Gründungsjahre: %(words)s"),
    "other_unit": gettext_lazy("Verschiedene Einrichtungen: %(words)s"),
    "extra_unit": gettext_lazy("Nur ein Name nennt eine Einrichtung: %(words)s"),
    "extra_sport": gettext_lazy("Nur ein Name nennt eine Sparte: %(words)s"),
    "extra_level": gettext_lazy("Nur ein Name nennt die Ebene des Verbands: %(words)s"),
    "extra_number": gettext_lazy("Nur ein Name hat eine Nummer: %(words)s"),
    "extra_direction": gettext_lazy("Nur ein Name nennt einen Ortsteil: %(words)s"),
    "extra_office": gettext_lazy("Nur ein Name nennt die Geschäftsstelle: %(words)s"),
    "extra_general": gettext_lazy("Nur in einem Namen: %(words)s"),
    "extra_words": gettext_lazy("Nur in einem Namen: %(words)s"),
    "behind_legal_form": gettext_lazy("Hinter der Rechtsform steht ein Zusatz: %(words)s"),
    "head_of_many": gettext_lazy("Mehrere Einrichtungen beginnen mit: %(words)s"),
    "carrier_in_front": gettext_lazy("Ein Name nennt den Träger davor: %(words)s"),
    "words_in_front": gettext_lazy("Nur in einem Namen, am Anfang: %(words)s"),
    "programme_in_front": gettext_lazy("Ein Name nennt ein Projekt oder eine Einrichtung davor: %(words)s"),
    "name_of_many": gettext_lazy("Viele Einträge des Ortes heißen so"),
    "supporters": gettext_lazy("Nur eine Seite ist ein Förderverein oder Freundeskreis"),
    "same_door": gettext_lazy("Gleiche Anschrift"),
    "other_door": gettext_lazy("Andere Anschrift"),
    "same_postcode": gettext_lazy("Gleiche Postleitzahl"),
    "other_postcode": gettext_lazy("Andere Postleitzahl"),
    "near": gettext_lazy("Die Orte liegen dicht beieinander"),
    "far": gettext_lazy("Die Orte liegen weit auseinander"),
    "other_place": gettext_lazy("Andere Stadt oder Gemeinde"),
    "same_phone": gettext_lazy("Gleiche Telefonnummer"),
    "same_mail": gettext_lazy("Gleiche E-Mail-Adresse"),
    "same_website": gettext_lazy("Gleiche Internetseite"),
    "shared_with_carrier": gettext_lazy("Anschrift und Telefon können die des Trägers sein"),
}
# Why the question was asked at all.
_REASONS = {
    "same_spelling": gettext_lazy("Gleiche Schreibweise des Namens"),
    "same_name": gettext_lazy("Fast gleicher Name, zum Beispiel nur ohne „e. V.“"),
    "similar_name": gettext_lazy("Ähnlicher Name"),
    "same_address": gettext_lazy("gleiche Anschrift"),
    "other_address": gettext_lazy("andere Anschrift"),
    "address_unknown": gettext_lazy("die Anschrift fehlt auf einer Seite"),
    "same_number": gettext_lazy("gleiche Nummer in der Liste, aber ein anderer Name"),
    "other_office": gettext_lazy("für den Eintrag ist ein anderes Büro zuständig"),
}
_WITHOUT_WORDS = frozenset({"start"})
_STEPS = (
    (0.97, gettext_lazy("sehr wahrscheinlich dasselbe")),
    (0.85, gettext_lazy("wahrscheinlich dasselbe")),
    (0.60, gettext_lazy("eher dasselbe")),
    (0.40, gettext_lazy("unklar")),
    (0.15, gettext_lazy("eher zwei verschiedene")),
    (0.03, gettext_lazy("wahrscheinlich zwei verschiedene")),
)
# What weighs less than this changes nobody's mind.
_WORTH_SAYING = 0.3


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """One reason: a sentence, and whether it speaks for one organisation."""

    text: str
    speaks_for: bool


def verdict_in_words(verdict: str) -> str:
    return str(_VERDICTS[verdict])


def likelihood_in_words(probability: float) -> str:
    """“sehr wahrscheinlich dasselbe” rather than 98 %."""
    return str(next((words for least, words in _STEPS if probability >= least), _("zwei verschiedene")))


def reason_lines(judgement: Mapping[str, Any], names: Sequence[str]) -> list[ReasonLine]:
    """The reasons of a judgement as JSON keeps it, weightiest first, in the words of the ``names``."""
    return [
        ReasonLine(_sentence(code, words, names), weight > 0)
        for code, weight, words in judgement.get("reasons", [])
        if code not in _WITHOUT_WORDS and abs(weight) >= _WORTH_SAYING
    ]


@dataclass(frozen=True, slots=True)
class PairQuestion:
    """What the desk says about a pair before anybody has looked."""

    likelihood: str
    why: str
    speaks_for: list[str]
    speaks_against: list[str]

    @classmethod
    def of(cls, pair: Pair, name: str) -> Self:
        """``name``: the record's, beside the one of the row or of the second record."""
        lines = reason_lines(pair.judgement, (name, pair.candidate["values"]["name"]))
        likely = likelihood_in_words(pair.judgement["probability"]) if pair.judgement else ""
        words = [str(_REASONS.get(code, code)) for code in pair.reasons]
        return cls(
            likelihood=likely[:1].upper() + likely[1:],
            why=", ".join(words) + "." if words else "",
            speaks_for=[line.text for line in lines if line.speaks_for],
            speaks_against=[line.text for line in lines if not line.speaks_for],
        )


def pair_reasons(pair: Pair) -> str:
    """“Gleicher Name …, gleiche Anschrift.” Of two records, which no list brought together, how likely they are one."""
    words = [str(_REASONS.get(code, code)) for code in pair.reasons]
    if not words and pair.judgement:
        likely = likelihood_in_words(pair.judgement["probability"])
        words = [likely[:1].upper() + likely[1:]]
    return ", ".join(words) + "." if words else ""


def _sentence(code: str, words: Iterable[str], names: Sequence[str]) -> str:
    text = str(_FOR_AND_AGAINST.get(code, code))
    return text % {"words": ", ".join(dict.fromkeys(_as_written(word, names) for word in words))}


def _as_written(stem: str, names: Sequence[str]) -> str:
    """The word of a name that has this stem; the stem itself where an abbreviation was written out."""
    plain = stem.removeprefix("sankt") or stem
    for name in names:
        for word in re.findall(r"[^\W_]+", name[:300]):
            folded = fold(word)
            if folded.startswith(plain) or (len(plain) > 3 and plain in folded):
                return str(word)
    return stem.capitalize()
