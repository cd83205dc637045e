"""Reasons for and against: each says in log-odds how much it speaks for one organisation (Fellegi and Sunter 1969).

The sum of all reasons is the score; its logistic value the probability that both are one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from engagiert.engines.linkage.alignment import EQUAL, INITIALS, TYPO, Alignment, align
from engagiert.engines.linkage.corpus import Corpus, town_words
from engagiert.engines.linkage.parsing import Name, Word
from engagiert.engines.linkage.records import Record
from engagiert.engines.linkage.weights import WEIGHTS
from engagiert.engines.linkage.words import (
    CARRIER,
    CARRIER_FORMS,
    CONTENT,
    GENERIC,
    HOME,
    LEVEL,
    NUMBER,
    OFFICE,
    PLACE,
    SPORT,
    UNIT,
    YEAR,
)

_TELLING = frozenset({CONTENT, PLACE, SPORT, NUMBER})
_UNLIKE = {
    NUMBER: "other_number",
    LEVEL: "other_level",
    SPORT: "other_sport",
    PLACE: "other_direction",
    UNIT: "other_unit",
}
_QUALITY = {EQUAL: 1.0, INITIALS: 0.9, TYPO: 0.6}


@dataclass(frozen=True, slots=True)
class Reason:
    """``weight`` in log-odds, positive for one organisation; ``words`` are the stems or values it rests on."""

    code: str
    weight: float
    words: tuple[str, ...] = ()


@dataclass(slots=True)
class NameEvidence:
    """What two names say: reasons, and what the verdict needs to know beside the score.

    ``shared``: information of what both say, in nats; ``alike``: nothing is left over that could tell them apart;
    ``head``: one name, or both, begin with the shared words and go on.
    """

    reasons: list[Reason]
    shared: float
    alike: bool
    head: bool
    level_differs: bool
    bold: bool


def weighed(code: str, amount: float = 1.0, words: Iterable[str] = ()) -> Reason:
    return Reason(code, round(WEIGHTS[code] * amount, 4), tuple(sorted(words)))


def name_evidence(one: Name, two: Name, first: Record, second: Record, corpus: Corpus) -> NameEvidence:
    """Compare two parsed names of ``first`` and ``second``. Symmetric."""
    home = _home(first, second)
    ones, twos = _at_home(one.words, home), _at_home(two.words, home)
    found = align(ones, twos)
    left, right = [ones[i] for i in found.left], [twos[j] for j in found.right]
    reasons, telling, shared = _agreement(ones, found, twos, corpus)
    left, right = _clashes(left, right, reasons)
    rest = [word for word in (*left, *right) if word.kind not in (HOME, YEAR)]
    alike = not rest and not [r for r in reasons if r.weight < 0 and r.code not in ("only_general", "typing_error")]
    names_more = [[word for word in side if word.kind not in (LEVEL, OFFICE)] for side in (left, right)]
    if all(names_more):
        amount = min(_weight_of(names_more[0], corpus), _weight_of(names_more[1], corpus))
        reasons.append(weighed("other_words", min(amount, 9.0), {w.stem for side in names_more for w in side}))
    else:
        for side, words, short in ((left, (ones, 0), twos), (right, (twos, 1), ones)):
            longer, is_second = words
            used = sorted(i for m in found.matches for i in (m.second if is_second else m.first))
            used = [i for i in used if longer[i].kind != HOME] or used
            reasons += _leftover(_unnamed(side, reasons), longer, used, short, corpus, _shared_place(first, second))
    carrier = any(ones[i].kind == CARRIER for match in found.matches for i in match.first)
    if alike and shared:
        reasons.append(weighed("whole_name"))
        _many_doors(first, second, one, reasons, corpus)
    if one.support != two.support:
        reasons.append(weighed("supporters"))
    return NameEvidence(
        reasons=reasons,
        shared=shared,
        alike=alike and one.support == two.support,
        head=_share_head(ones, twos, found) and (telling > 0 or carrier),
        level_differs=_other_body(ones, twos, found, reasons),
        bold=any(match.how != EQUAL for match in found.matches),
    )


def _other_body(ones: Sequence[Word], twos: Sequence[Word], found: Alignment, reasons: Sequence[Reason]) -> bool:
    """Two units of a federation are bodies of their own: "Kreisverband Altmark" and "Kreisverband Börde"."""
    codes = {reason.code for reason in reasons}
    if codes & {"other_level", "supporters"}:
        return True
    both_levels = any(ones[i].kind == LEVEL for match in found.matches for i in match.first)
    return both_levels and "other_words" in codes


def _shared_place(first: Record, second: Record) -> str:
    return first.place if first.place == second.place else ""


def _home(first: Record, second: Record) -> frozenset[str]:
    """Words of the town in which both are: to name it or not makes no difference."""
    here, there = town_words(first), town_words(second)
    if here and there:
        return here & there
    return here | there if first.place == second.place else frozenset()


def _at_home(words: Sequence[Word], home: frozenset[str]) -> list[Word]:
    return [
        Word(word.stem, HOME, word.segment, word.after_form) if word.stem in home and word.kind != YEAR else word
        for word in words
    ]


def _agreement(
    ones: Sequence[Word], found: Alignment, twos: Sequence[Word], corpus: Corpus
) -> tuple[list[Reason], float, float]:
    """Reasons for what both names say; how much of it tells organisations apart, and how much in all."""
    telling, general, told, said = 0.0, 0.0, set(), set()
    reasons = []
    for match in found.matches:
        words = _lesser([ones[i] for i in match.first], [twos[j] for j in match.second], corpus)
        quality = _QUALITY.get(match.how, 0.95)
        for word in words:
            amount = quality * corpus.information(word.stem, word.kind)
            if word.kind in _TELLING:
                telling += amount
                told.add(word.stem)
            elif word.kind not in (HOME, YEAR):
                general += amount
                said.add(word.stem)
        if match.how == TYPO:
            reasons.append(weighed("typing_error", 1, [ones[match.first[0]].stem, twos[match.second[0]].stem]))
    if telling:
        reasons.append(weighed("same_words", min(telling, 14.0), told))
    if general:
        reasons.append(weighed("same_general_words", min(general, 12.0), said))
    if not telling:
        reasons.append(weighed("only_general"))
    return reasons, telling, telling + general


def _lesser(ours: list[Word], theirs: list[Word], corpus: Corpus) -> list[Word]:
    """Of two ways to say the same the one that tells less: a careful measure, whichever name comes first."""
    return min(ours, theirs, key=lambda words: (_weight_of(words, corpus), [(w.stem, w.kind) for w in words]))


def _clashes(left: list[Word], right: list[Word], reasons: list[Reason]) -> tuple[list[Word], list[Word]]:
    """Numbers, rungs, branches of sport, directions, saints and years that both name, and not the same ones."""
    for kind, code in _UNLIKE.items():
        ours = [word.stem for word in left if word.kind == kind]
        theirs = [word.stem for word in right if word.kind == kind]
        if ours and theirs:
            reasons.append(weighed(code, 1, ours + theirs))
    ours, theirs = _of_saints(left), _of_saints(right)
    if ours and theirs:
        reasons.append(weighed("other_saint", 1, ours + theirs))
    ours = [word.stem for word in left if word.kind == YEAR]
    theirs = [word.stem for word in right if word.kind == YEAR]
    if ours and theirs:
        reasons.append(weighed("other_year", 1, ours + theirs))
    return ([w for w in left if w.kind not in (HOME, YEAR)], [w for w in right if w.kind not in (HOME, YEAR)])


def _of_saints(words: Sequence[Word]) -> list[str]:
    return [word.stem for word in words if word.stem.startswith("sankt") and len(word.stem) > len("sankt")]


def _weight_of(words: Sequence[Word], corpus: Corpus) -> float:
    return sum(corpus.information(word.stem, word.kind) * (0.5 if word.kind == GENERIC else 1.0) for word in words)


_EXTRA = {
    UNIT: "extra_unit",
    SPORT: "extra_sport",
    LEVEL: "extra_level",
    NUMBER: "extra_number",
    PLACE: "extra_direction",
    OFFICE: "extra_office",
    GENERIC: "extra_general",
    CARRIER: "extra_general",
    CONTENT: "extra_words",
}


def _unnamed(extra: Sequence[Word], reasons: Sequence[Reason]) -> list[Word]:
    """Without the rungs where both names have one: that has been weighed."""
    clash = any(reason.code == "other_level" for reason in reasons)
    return [word for word in extra if not (clash and word.kind == LEVEL)]


def _leftover(
    extra: Sequence[Word],
    longer: Sequence[Word],
    used: Sequence[int],
    shorter: Sequence[Word],
    corpus: Corpus,
    place: str,
) -> list[Reason]:
    """What one name says more than the other: what is it, and where does it stand?"""
    if not extra or not used:
        return []
    positions = [i for i, word in enumerate(longer) if any(word is e for e in extra)]
    if positions[-1] < used[0]:
        return _in_front(extra, longer, used, corpus, corpus.fan(place, tuple(word.stem for word in shorter)))
    reasons = []
    for kind, code in _EXTRA.items():
        words = [word for word in extra if word.kind == kind]
        if words:
            by_information = kind in (CONTENT, GENERIC, CARRIER)
            told = sum(corpus.information(word.stem, word.kind) for word in words)
            reasons.append(weighed(code, min(told, 20.0) if by_information else 1.0, {word.stem for word in words}))
    behind = [longer[i] for i in positions if i > used[-1] and longer[i].kind != OFFICE]
    if any(word.after_form for word in behind):
        reasons.append(weighed("behind_legal_form", 1, {word.stem for word in behind}))
    if behind and positions[0] > used[-1]:
        head = tuple(word.stem for word in shorter)
        fan = corpus.fan(place, head) - 1
        if fan > 0:
            reasons.append(weighed("head_of_many", min(fan, 4), head))
        elif not any(word.kind in (UNIT, SPORT, NUMBER, PLACE) or word.after_form for word in behind):
            reasons.append(weighed("name_inside", 1, head))
    return reasons


def _in_front(
    extra: Sequence[Word], longer: Sequence[Word], used: Sequence[int], corpus: Corpus, fan: int
) -> list[Reason]:
    """A carrier named before its house ("Blindenstiftung – Haus Muster") leaves the house what it is."""
    said = {word.stem for word in extra}
    shared = {longer[i].stem for i in used}
    names_carrier = bool(shared & CARRIER_FORMS) and not said & CARRIER_FORMS
    if (names_carrier or fan) and any(word.kind != GENERIC for word in extra):
        return [weighed("programme_in_front", 1, said)]
    amount = min(sum(corpus.information(word.stem, word.kind) for word in extra if word.kind != GENERIC), 16.0)
    own_part = longer[used[0]].segment > extra[-1].segment
    return [weighed("carrier_in_front" if own_part else "words_in_front", 1.0 + amount, said)]


def _many_doors(first: Record, second: Record, name: Name, reasons: list[Reason], corpus: Corpus) -> None:
    doors = corpus.doors(first.place, name) if first.place == second.place else 0
    if doors > 3:
        reasons.append(weighed("name_of_many", min(doors - 3, 6)))


def _share_head(ones: Sequence[Word], twos: Sequence[Word], found: Alignment) -> bool:
    """Both begin with the same telling words."""
    return any(
        0 in match.first and 0 in match.second and ones[0].kind in (CONTENT, GENERIC, UNIT, CARRIER)
        for match in found.matches
    )
