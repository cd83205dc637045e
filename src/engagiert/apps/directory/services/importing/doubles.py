"""Which rows of a list, and which records of the directory, could be one: the linkage engine over both at once."""

import datetime
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from engagiert.apps.directory.models import ImportRun
from engagiert.apps.directory.services.comparing import record_of_values, register_of
from engagiert.apps.places.public import PlaceFinder
from engagiert.engines.intake.records import CleanRow
from engagiert.engines.linkage.corpus import Corpus
from engagiert.engines.linkage.judging import SAME, Judgement
from engagiert.engines.linkage.linking import Link, candidate_pairs, judged
from engagiert.engines.linkage.records import Record

from .candidates import Candidate, candidate_of, groups_of, without_running_numbers


def candidates_of(run: ImportRun, rows: Sequence[CleanRow], today: datetime.date) -> list[Candidate]:
    """The organisations of a file, in the order of their first row; refused rows take no part.

    Rows that are surely one organisation become one candidate. What could be one points at the earlier candidate
    (``twin``) or at records of the directory (``doubts``); what surely is a record says so (``surely``).
    """
    finder = PlaceFinder()
    groups = groups_of(without_running_numbers(run, rows))
    found = [candidate_of(run, group, finder, today) for group in groups]
    doubles = _Doubles(run, found)
    belongs = doubles.families()
    members: defaultdict[int, list[int]] = defaultdict(list)
    for index in range(len(found)):
        members[belongs[index]].append(index)
    result: dict[int, Candidate] = {}
    for first, indices in members.items():
        if len(indices) > 1:
            together = sorted((row for index in indices for row in groups[index]), key=lambda row: row.line)
            result[first] = candidate_of(run, together, finder, today)
        else:
            result[first] = found[first]
    doubles.mark(result, belongs)
    return [result[first] for first in sorted(result)]


@lru_cache(maxsize=1)
def _links(records: tuple[Record, ...], start: int) -> tuple[Link, ...]:
    """What could be the same among ``records``, where one of the two stands from ``start`` on.

    Kept for one list: a dry run and the run after it compare the same, if nothing was changed in between.
    """
    corpus = Corpus(records)
    pairs = [(one, two) for one, two in candidate_pairs(records, corpus) if two >= start]
    return tuple(judged(records, pairs, corpus, keep=frozenset({SAME})))


def forget_links() -> None:
    """Let the last list go: it can be tens of thousands of records."""
    _links.cache_clear()


class _Doubles:
    """The engine's verdicts: between candidates, and between candidates and the office's register."""

    def __init__(self, run: ImportRun, candidates: Sequence[Candidate]) -> None:
        self._candidates = candidates
        register = register_of(run.office_id, {candidate.place_id for candidate in candidates})
        self._ids = list(register)
        records: list[Record] = [*register.values(), *(_record(candidate) for candidate in candidates)]
        start = len(register)
        self._among: list[tuple[int, int, Judgement]] = []
        self._beside: list[tuple[int, int, Judgement]] = []
        for link in _links(tuple(records), start):
            if link.first >= start:
                self._among.append((link.first - start, link.second - start, link.judgement))
            else:
                self._beside.append((link.second - start, self._ids[link.first], link.judgement))

    def families(self) -> list[int]:
        """For each candidate the first one that is surely the same organisation."""
        belongs = list(range(len(self._candidates)))
        for one, two, judgement in self._among:
            if judgement.sure and not self._numbered_apart(one, two):
                low, high = sorted((_root(belongs, one), _root(belongs, two)))
                belongs[high] = low
        return [_root(belongs, index) for index in range(len(belongs))]

    def _numbered_apart(self, one: int, two: int) -> bool:
        """The list itself counts them as two."""
        return all(self._candidates[index].source_key.startswith("id|") for index in (one, two))

    def mark(self, result: dict[int, Candidate], belongs: Sequence[int]) -> None:
        for one, two, judgement in sorted(self._among, key=lambda found: -found[2].score):
            first, second = sorted((belongs[one], belongs[two]))
            if first != second and result[second].twin is None:
                result[second].twin, result[second].twin_judgement = result[first], judgement
        for index, organisation_id, judgement in sorted(self._beside, key=lambda found: -found[2].score):
            candidate = result[belongs[index]]
            candidate.doubts.append((organisation_id, judgement))
        for candidate in result.values():
            sure = {organisation_id for organisation_id, judgement in candidate.doubts if judgement.sure}
            candidate.surely = sure.pop() if len(sure) == 1 else None


def _record(candidate: Candidate) -> Record:
    return record_of_values(candidate.values, candidate.place_id, candidate.spellings[1:])


def _root(belongs: list[int], index: int) -> int:
    while belongs[index] != index:
        index = belongs[index]
    return index
