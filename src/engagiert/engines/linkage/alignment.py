"""Which words of two names belong together: equal, written apart, shortened to initials, or mistyped."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA

from engagiert.engines.linkage.parsing import Word
from engagiert.engines.linkage.words import CARRIER, CONTENT, GENERIC, UNIT

EQUAL, COMPOUND, INITIALS, TYPO = "equal", "compound", "initials", "typo"
_LETTERS_FOR_A_TYPO = 5
_LETTERS_FOR_TWO_TYPOS = 9
_LONGEST_RUN = 4
_SHORTEST_INITIALS = 3


@dataclass(slots=True)
class Match:
    """Positions in the first and in the second name that say the same, and how we know."""

    first: tuple[int, ...]
    second: tuple[int, ...]
    how: str


@dataclass(slots=True)
class Alignment:
    matches: list[Match] = field(default_factory=list)
    left: list[int] = field(default_factory=list)
    right: list[int] = field(default_factory=list)


def align(one: Sequence[Word], two: Sequence[Word]) -> Alignment:
    """Every word is used once; sure ways come before bold ones. Symmetric up to the order of the matches."""
    result = _equal_words(one, two)
    if result.left and result.right:
        _runs(one, two, result)
    if result.left and result.right:
        _typos(one, two, result)
    return result


def _equal_words(one: Sequence[Word], two: Sequence[Word]) -> Alignment:
    places: dict[str, list[int]] = defaultdict(list)
    for index, word in enumerate(two):
        places[word.stem].append(index)
    result = Alignment()
    for index, word in enumerate(one):
        waiting = places.get(word.stem)
        if waiting:
            result.matches.append(Match((index,), (waiting.pop(0),), EQUAL))
        else:
            result.left.append(index)
    # a word that one name repeats and the other says once differs in nothing
    said_one, said_two = {word.stem for word in one}, {word.stem for word in two}
    result.left = [index for index in result.left if one[index].stem not in said_two]
    result.right = sorted(index for rest in places.values() for index in rest if two[index].stem not in said_one)
    return result


def _runs(one: Sequence[Word], two: Sequence[Word], result: Alignment) -> None:
    """A word of one name that stands for a run of words of the other."""
    for index in list(result.left):
        run = _run_for(one[index], two, result.right)
        if run:
            result.matches.append(Match((index,), run[0], run[1]))
            result.left.remove(index)
            result.right = [other for other in result.right if other not in run[0]]
    for index in list(result.right):
        run = _run_for(two[index], one, result.left)
        if run:
            result.matches.append(Match(run[0], (index,), run[1]))
            result.right.remove(index)
            result.left = [other for other in result.left if other not in run[0]]


def _run_for(word: Word, others: Sequence[Word], free: Sequence[int]) -> tuple[tuple[int, ...], str] | None:
    text = word.stem
    if not free or (len(free) == 1 and others[free[0]].stem != text):
        return None
    for start in range(len(free)):
        # A compound, its initials and the run of words they stand for begin with the same letter.
        if others[free[start]].stem[0] != text[0]:
            continue
        run = [free[start]]
        joined, initials = others[free[start]].stem, others[free[start]].stem[0]
        for following in free[start + 1 : start + 6]:
            if following != run[-1] + 1:
                break
            run.append(following)
            joined += others[following].stem
            initials += others[following].stem[0]
            if len(run) <= _LONGEST_RUN and _same_but_seams(joined, text):
                return tuple(run), COMPOUND
            if initials == text and _may_stand_for(len(text), [others[i] for i in run]):
                return tuple(run), INITIALS
            if len(run) <= _LONGEST_RUN and _mistyped(joined, text):
                return tuple(run), TYPO
        if others[run[0]].stem == text:
            return (run[0],), EQUAL
    return None


def _may_stand_for(letters: int, run: Sequence[Word]) -> bool:
    """Two letters are initials of common words only ("TV", "KG"); three and more of any."""
    return letters >= _SHORTEST_INITIALS or all(word.kind in (GENERIC, UNIT) for word in run)


def _mistyped(joined: str, text: str) -> bool:
    if abs(len(joined) - len(text)) > 2 or len(text) < _LETTERS_FOR_TWO_TYPOS:
        return False
    return OSA.distance(joined, text, score_cutoff=2) <= 2


def _same_but_seams(joined: str, text: str) -> bool:
    """Equal but for the letters that German puts between the parts of a compound ("Kranken-haus", "Jugendwerks")."""
    if joined == text:
        return True
    if joined[0] != text[0] or abs(len(joined) - len(text)) > 3 or len(text) < 7:
        return False
    shorter, longer = sorted((joined, text), key=len)
    at = 0
    for letter in longer:
        if at < len(shorter) and shorter[at] == letter:
            at += 1
        elif letter not in "nserin":
            return False
    return at == len(shorter)


def _typos(one: Sequence[Word], two: Sequence[Word], result: Alignment) -> None:
    near = sorted(
        (distance, min(one[i].stem, two[j].stem), max(one[i].stem, two[j].stem), i, j)
        for i in result.left
        for j in result.right
        if (distance := _typing_errors(one[i], two[j]))
    )
    for _distance, _low, _high, i, j in near:
        if i in result.left and j in result.right:
            result.matches.append(Match((i,), (j,), TYPO))
            result.left.remove(i)
            result.right.remove(j)


def _typing_errors(one: Word, two: Word) -> int:
    """How many letters differ if that can be a slip, else 0. Numbers and directions do not slip."""
    if one.stem[0] != two.stem[0] and one.stem[-1] != two.stem[-1]:
        return 0
    shortest = min(len(one.stem), len(two.stem))
    if shortest < _LETTERS_FOR_A_TYPO or {one.kind, two.kind} - {CONTENT, GENERIC, UNIT, CARRIER}:
        return 0
    saints = one.stem.startswith("sankt"), two.stem.startswith("sankt")
    if any(c.isdigit() for c in one.stem + two.stem) or saints[0] != saints[1]:
        return 0
    allowed = 2 if shortest >= _LETTERS_FOR_TWO_TYPOS and not saints[0] else 1
    distance: int = OSA.distance(one.stem, two.stem, score_cutoff=allowed)
    if distance <= allowed:
        return distance
    return 3 if not saints[0] and _part_left_out(one.stem, two.stem) else 0


def may_be_mistyped(one: str, two: str) -> bool:
    """Could these be one word with slips, whatever their kinds?"""
    return OSA.distance(one, two, score_cutoff=2) <= 2 or _part_left_out(one, two)


def _part_left_out(one: str, two: str) -> bool:
    """ "Lesehelfer" and "Leselernhelfer": one is the other without a part in its middle."""
    shorter, longer = sorted((one, two), key=len)
    if len(shorter) < _LETTERS_FOR_TWO_TYPOS - 1 or not 2 <= len(longer) - len(shorter) <= 5:
        return False
    ahead = next((i for i, pair in enumerate(zip(shorter, longer, strict=False)) if pair[0] != pair[1]), len(shorter))
    behind = len(shorter) - ahead
    return ahead >= 4 and behind >= 4 and longer.endswith(shorter[ahead:])
