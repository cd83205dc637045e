"""Words of a text and their stems: the ground that index and query share.

Stems are Snowball's (M. F. Porter, https://snowballstem.org); its German one takes "ae" for "ä" and drops the
umlaut at the end, so that "Bücher", "Buecher" and "Buch" meet.
"""

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import Stemmer

from .folding import fold

# Words longer than this are no words; a text of one such run must not fill the index.
LONGEST_WORD = 60
_RUN = re.compile(r"[^\W_]+(?:[-‐‑'’][^\W_]+)*")
_HYPHENS = re.compile(r"[-‐‑]")
# "Pat*innen", "Schüler:innen", "Mitarbeiter/in"
_GENDER = re.compile(r"(?<=\w)[*:_/·](?=(?:innen|in|r|n)\b)")
_NOT_FEMININE = frozenset({"gewinnen", "beginnen", "besinnen", "spinnen", "drinnen", "binnen", "rinnen", "erinnen"})

# Articles, pronouns, prepositions, conjunctions, auxiliaries: they carry no wish.
_STOP_WORDS = """
    a ab aber alle allem allen aller alles als also am an and andere anderem anderen anderer anderes any are as at
    auch auf aus be bei beim bereits bin bis bist bitte bzw can da dabei dadurch dafuer damit dann daran darauf
    daraus darin das dass davon dazu dein deine dem den denen denn der deren des deshalb dessen die dies diese
    diesem diesen dieser dieses dir doch dort du durch e eben ein eine einem einen einer eines er es etc etwa etwas
    euch euer eure ev for from fuer g gar gegen geht gern gerne ggf ggmbh gibt gmbh habe haben hat hatte have her
    hier hin i ich ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres im immer in ins is ist it ja je jede jedem jeden
    jeder jedes jedoch jetzt kann kannst koennen koennte koennten lassen like ll machen mal man mehr mein meine
    meinem meinen meiner meines mich mir mit moechte moechten moegen muessen muss my nach neben nicht noch nun nur
    ob oder of ohne on or our sehr sein seine seinem seinen seiner seines seit selbst sich sie sind so sogar soll
    sollen sollte some sowie that the their them there they this to u ueber um und uns unser unsere unserem unseren
    unserer unseres unter usw v viel viele vielen vom von vor waere waeren wann want warum was we weil weiter welche
    welchem welchen welcher welches wenn wer werden who wie wieder will wir wird with wo wollen worden would wuerde
    wuerden wurde wurden you your z zb zu zum zur zwischen
"""
# Words that nearly every offer and wish could carry; they help to rank, they do not decide what is found.
_LIGHT_WORDS = """
    aktion aktiv angebot arbeit arbeiten aufgabe bereich biete buerger ehrenamt ehrenamtlich ehrenamtliche
    einbringen einsatz einsetzen engagement engagieren freiwillig freiwillige freiwilliger freizeit gelernt gelernte
    gelernter gemeinsam gesucht gruppe gut gute haende helfen helfer help hilfe hilfsbereit initiative interesse
    jemand job klein lernen leute mensch menschen mitarbeit mitarbeiten mitarbeiter mithelfen mithilfe mitmachen
    nett neu organisation person personen projekt sache sinnvoll stadt suche suchen taetig taetigkeit team treffen
    tun unterstuetzen unterstuetzung verein vereine volunteer volunteering wohnen work zeit zusammen
"""
STOP = frozenset(_STOP_WORDS.split())
# What a text writes small is another word than what it writes large: "der Verein sucht" is about no "Sucht". Who asks
# writes everything small.
_SMALL = {"sucht": "suchen"}


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text. ``stop``: carries no meaning alone; ``joined``: the parts of "Senioren-Heim" as one."""

    text: str
    stem: str
    stop: bool = False
    joined: bool = False


class _Stemmers:
    """PyStemmer keeps state while it works, so threads take turns; what was asked is kept."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._made: dict[str, Stemmer.Stemmer] = {}

    def stem(self, word: str, language: str) -> str:
        with self._lock:
            if language not in self._made:
                self._made[language] = Stemmer.Stemmer(language, 0)
            return str(self._made[language].stemWord(word))


_stemmers = _Stemmers()


@lru_cache(maxsize=100_000)
def stem(word: str, language: str = "german") -> str:
    """The stem of one folded word. Feminine forms lose their ending: "Seniorinnen" is found by "Senioren"."""
    word = word[:LONGEST_WORD]
    found = _stemmers.stem(word, language)
    if language == "german":
        if word.endswith("innen") and len(word) > 7 and word not in _NOT_FEMININE:
            return _stemmers.stem(word[:-5], language)
        if found.endswith("in") and len(found) >= 7 and found[-3] in "rstglndp":
            return _stemmers.stem(found[:-2], language)
    return found


LIGHT = frozenset(stem(word) for word in _LIGHT_WORDS.split())


def words(text: str, *, written: bool = False) -> Iterator[Word]:
    """The words of a text in their order; of a hyphenated one its parts and then all of it joined. ``written``: as a
    text is, not as a question is typed: then small letters say something."""
    for run in _RUN.findall(_GENDER.sub("", text)):
        if written and run in _SMALL:
            yield word(_SMALL[run])
            continue
        parts = [part for piece in _HYPHENS.split(run) for part in fold(piece).split()]
        for part in parts:
            yield word(part)
        if len(parts) > 1 and len("".join(parts)) <= LONGEST_WORD:
            joined = "".join(parts)
            yield Word(joined, stem(joined), joined=True)


@lru_cache(maxsize=100_000)
def word(folded: str) -> Word:
    """A word of letters in the folded form of ``folding.fold``."""
    cut = folded[:LONGEST_WORD]
    return Word(cut, stem(cut), stop=cut in STOP or (len(cut) == 1 and cut.isascii()))
