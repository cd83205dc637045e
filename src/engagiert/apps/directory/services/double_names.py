"""Every two names of a place that could mean one organisation, spelt as they stood in the lists that were read."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from django.db.models import Q

from engagiert.apps.directory.models import Alias, ImportItem, ImportRun, Organisation, Pair
from engagiert.apps.places.public import Place
from engagiert.engines.linkage.corpus import Corpus
from engagiert.engines.linkage.judging import DIFFERENT, SAME, Judgement, judge
from engagiert.engines.linkage.linking import candidate_pairs
from engagiert.engines.linkage.names import spelling_key
from engagiert.engines.linkage.records import Record

from .comparing import record_of, record_of_values
from .importing.intake import table_of

# One place is small enough to compare every site of a carrier with every other.
_BLOCK = 150
# Of one organisation with more spellings than these not every pair is listed.
_MOST_SPELLINGS = 60


@dataclass(frozen=True, slots=True)
class DoubleName:
    """Two spellings and what is known of them. ``decided``: ``joined`` or ``separate`` where a person has answered."""

    names: tuple[str, str]
    judgement: Judgement
    verdict: str
    merged: bool
    decided: str = ""


@dataclass(frozen=True, slots=True)
class _Entry:
    """One spelling of one organisation; ``who`` names the organisation, or the question that still waits."""

    name: str
    who: str
    record: Record


def double_names(*, office_id: int, place: Place) -> list[DoubleName]:
    """All pairs of spellings that are or could be one, share a carrier or a door, sorted by name.

    Spellings that were joined come with ``merged`` true. Pairs that the engine holds for different are left out,
    unless a person said so about a question of ours. Reads only, and behind the wall: nothing without the office's
    scope.
    """
    entries = _Spellings(office_id, place).entries()
    records = [entry.record for entry in entries]
    corpus = Corpus(records)
    decided = _decided(office_id)
    found: dict[tuple[str, str], DoubleName] = {}
    for one, two in sorted({*candidate_pairs(records, corpus, block=_BLOCK), *_within(entries)}):
        double = _double(entries[one], entries[two], corpus, decided)
        if double is not None:
            known = found.get(double.names)
            if known is None or (double.merged, double.judgement.score) > (known.merged, known.judgement.score):
                found[double.names] = double
    return [found[names] for names in sorted(found)]


def _double(one: _Entry, two: _Entry, corpus: Corpus, decided: dict[frozenset[str], str]) -> DoubleName | None:
    if one.name == two.name:
        return None
    judgement = judge(one.record, two.record, corpus)
    first, second = sorted((one.name, two.name))
    merged = one.who == two.who
    answer = decided.get(frozenset((one.who, two.who)), "")
    if merged:
        verdict, answer = SAME, "" if judgement.verdict == SAME else "joined"
    elif answer:
        verdict = DIFFERENT if judgement.verdict == SAME else judgement.verdict
    else:
        verdict = judgement.verdict
    if verdict == DIFFERENT and not answer:
        return None
    return DoubleName((first, second), judgement, verdict, merged, answer)


def _within(entries: Sequence[_Entry]) -> Iterator[tuple[int, int]]:
    """All pairs of spellings of one organisation, however little they resemble each other."""
    members: defaultdict[str, list[int]] = defaultdict(list)
    for index, entry in enumerate(entries):
        members[entry.who].append(index)
    for indices in members.values():
        yield from combinations(indices[:_MOST_SPELLINGS], 2)


def _decided(office_id: int) -> dict[frozenset[str], str]:
    pairs = Pair.objects.filter(office=office_id, state=Pair.State.SEPARATE, second__isnull=False)
    return {
        frozenset((f"record {one}", f"record {two}")): "separate"
        for one, two in pairs.values_list("organisation_id", "second_id")
        if one is not None
    }


class _Spellings:
    """Whose name is each spelling of the place's lists and records?"""

    def __init__(self, office_id: int, place: Place) -> None:
        self._runs = list(
            ImportRun.objects.filter(office=office_id, place=place, state=ImportRun.State.DONE)
            .select_related("file")
            .order_by("pk")
        )
        # Records that a list of this place has brought may lie in the next town.
        brought = ImportItem.objects.filter(run__in=self._runs, organisation_id__isnull=False)
        self._records = {
            organisation.pk: organisation
            for organisation in Organisation.objects.filter(
                Q(place=place) | Q(pk__in=brought.values("organisation_id")), office=office_id
            )
        }
        pairs = Pair.objects.filter(office=office_id).order_by("pk")
        self._pairs = {(pair.import_run_id, pair.line): pair for pair in pairs if pair.import_run_id}
        self._waiting = {_key(pair.candidate["values"]["name"]): pair for pair in pairs}
        self._into = {
            pair.second_id: pair.organisation_id
            for pair in pairs
            if pair.state == Pair.State.JOINED and pair.second_id and pair.organisation_id
        }
        self._aliases: defaultdict[int, list[str]] = defaultdict(list)
        rows = Alias.objects.filter(organisation__in=self._records).order_by("pk")
        for organisation_id, name in rows.values_list("organisation_id", "name"):
            self._aliases[organisation_id].append(name)
        self._named = {_key(name): pk for pk in self._records for name in self._aliases[pk]}
        self._named |= {_key(organisation.name): pk for pk, organisation in self._records.items()}

    def entries(self) -> list[_Entry]:
        found: dict[tuple[str, str], _Entry] = {}
        for run in self._runs:
            for name, item in _spelled_in(run):
                entry = self._entry(name, item)
                if entry is not None:
                    found.setdefault((entry.name, entry.who), entry)
        said = {(" ".join(name.split()), who) for name, who in found}
        for pk, organisation in self._records.items():
            who = self._who(pk)
            for name in (organisation.name, *self._aliases[pk]):
                if (name, who) not in said:
                    found.setdefault((name, who), _Entry(name, who, _as(name, record_of(organisation))))
        return sorted(found.values(), key=lambda entry: (entry.name, entry.who))

    def _entry(self, name: str, item: ImportItem) -> _Entry | None:
        pk = item.organisation_id
        if item.outcome == ImportItem.Outcome.REVIEW or pk is None:
            # The record of such a row is the one beside it. A later run of the list takes the question over.
            pair = self._pairs.get((item.run_id, item.line)) or self._waiting.get(_key(item.name))
            answered = self._answer(pair) if pair else None
            pk = answered or self._named.get(_key(name)) or (None if pair else pk)
            if pk is None and pair is not None:
                record = record_of_values(pair.candidate["values"], pair.candidate["place_id"])
                return _Entry(name, f"question {pair.pk}", _as(name, record))
        organisation = self._records.get(pk or 0)
        return _Entry(name, self._who(organisation.pk), _as(name, record_of(organisation))) if organisation else None

    def _answer(self, pair: Pair) -> int | None:
        if pair.state == Pair.State.JOINED:
            return pair.organisation_id
        return pair.second_id if pair.state == Pair.State.SEPARATE else None

    def _who(self, pk: int) -> str:
        while pk in self._into:
            pk = self._into[pk]
        return f"record {pk}"


def _key(name: str) -> str:
    return spelling_key(name) or name


def _as(name: str, record: Record) -> Record:
    return Record(
        name=name,
        street=record.street,
        postcode=record.postcode,
        town=record.town,
        place=record.place,
        point=record.point,
        phones=record.phones,
        mails=record.mails,
        website=record.website,
    )


def _spelled_in(run: ImportRun) -> Iterator[tuple[str, ImportItem]]:
    """The name cell of each row as it stood in the file, beside what became of the row; each spelling once an item."""
    column = next((i for i, column in enumerate(run.columns) if column["field"] == "name"), None)
    if column is None:
        return
    items = {item.line: item for item in run.items.exclude(outcome=ImportItem.Outcome.REFUSED)}
    for row in table_of(run).rows:
        item = items.get(row.line)
        name = row.cells[column].strip()
        if item is not None and name:
            # further rows of an organisation share what became of its first one
            yield name, items.get(item.belongs_to_line or item.line, item)
