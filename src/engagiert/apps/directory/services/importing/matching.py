"""Which record of the directory is meant? Sure answers by themselves, doubtful ones to a person."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from engagiert.apps.directory import documents
from engagiert.apps.directory.models import Alias, ImportRun, Listing, Organisation, Pair, SourceKey
from engagiert.engines.linkage.judging import Judgement
from engagiert.engines.linkage.names import address_key, spelling_key

from .candidates import Candidate

# Lists grow by what a file adds; single values are replaced, if nobody said otherwise by hand.
_GROWING = frozenset({"fields", "services", "target_groups", "languages", "accessibility", "phones", "mails"})
_BY_HAND = frozenset({"hand", "suggestion"})


@dataclass(slots=True)
class Decision:
    """What to do with a candidate. ``changes`` are new document values, ``conflicts`` values for a person to weigh."""

    outcome: str
    organisation: Organisation | None = None
    listing: Listing | None = None
    changes: dict[str, Any] = field(default_factory=dict)
    conflicts: dict[str, Any] = field(default_factory=dict)
    reasons: list[str] = field(default_factory=list)
    # The number in the list belongs to another record; this one must not take it over.
    number_is_anothers: bool = False
    # What stood in the record when this was decided: the report is written after the record has changed.
    before: dict[str, Any] = field(default_factory=dict)
    judgement: Judgement | None = None


class Register:
    """The records that the candidates of one batch could mean: a handful of queries for the whole batch."""

    def __init__(self, run: ImportRun, candidates: Sequence[Candidate], *, lock: bool = False) -> None:
        """``lock``: nobody changes these records until the transaction ends, so a decision stays true."""
        spellings = {c.spelling_key for c in candidates} | {spelling_key(s) for c in candidates for s in c.spellings}
        names = {c.name_key for c in candidates}
        by_key = SourceKey.objects.filter(
            office=run.office, place=run.place, source=run.source, key__in=[c.source_key for c in candidates]
        )
        self._by_source = {row.key: row.organisation_id for row in by_key}
        known = Q(spelling_key__in=spellings) | Q(name_key__in=names)
        aliases = list(Alias.objects.filter(known, office=run.office))
        meant = [pk for c in candidates for pk, _judgement in c.doubts]
        own = Organisation.objects.filter(
            known | Q(pk__in=[a.organisation_id for a in aliases]) | Q(pk__in=[*self._by_source.values(), *meant]),
            office=run.office,
        ).order_by("pk")
        merged = Pair.objects.filter(office=run.office, state=Pair.State.JOINED, second__isnull=False)
        own = own.exclude(pk__in=merged.values("second"))
        if lock:
            own = own.select_for_update(of=("self",))
        self._own = {organisation.pk: organisation for organisation in own}
        self._spelled: dict[str, set[int]] = defaultdict(set)
        self._named: dict[str, set[int]] = defaultdict(set)
        keys = [(o.pk, o.spelling_key, o.name_key) for o in own]
        keys += [(alias.organisation_id, alias.spelling_key, alias.name_key) for alias in aliases]
        for pk, spelling, name in keys:
            self._spelled[spelling].add(pk)
            self._named[name].add(pk)
        pairs = Pair.objects.filter(
            office=run.office, import_run__source=run.source, key__in=[c.source_key for c in candidates]
        ).select_related("organisation")
        self._asked = {pair.key: pair for pair in pairs if pair.state == Pair.State.OPEN}
        self._settled = {pair.key for pair in pairs if pair.listing_id and pair.state == Pair.State.JOINED}
        self._joined = _joined_by_hand(run.office_id, aliases)
        self._foreign: dict[str, list[Listing]] = defaultdict(list)
        for listing in Listing.objects.filter(keys__overlap=list(spellings | names)).exclude(office=run.office):
            for key in listing.keys:
                self._foreign[key].append(listing)

    def decide(self, candidate: Candidate) -> Decision:
        """``created``, ``changed``, ``unchanged``, ``merged`` or ``review``; nothing is written here."""
        known = self._own.get(self._by_source.get(candidate.source_key, 0))
        if known is not None and not self._namesake(candidate, known):
            # The name says more than the number, which may have gone to another club since.
            named = self._same_spelling(candidate) or self._own.get(candidate.surely or 0)
            if named is None:
                return Decision("review", known, reasons=["same_number"])
            decision = self._compare(candidate, named)
            decision.number_is_anothers = True
            return decision
        if known is None:
            waiting = self._waiting(candidate)
            if waiting is not None:
                return waiting
            known = self._answered(candidate) or self._same_spelling(candidate) or self._own.get(candidate.surely or 0)
        if known is not None:
            return self._compare(candidate, known)
        doubtful = self._like_its_twin(candidate) or self._doubtful(candidate)
        return doubtful if doubtful is not None else Decision("created")

    def _namesake(self, candidate: Candidate, known: Organisation) -> bool:
        """A number alone is no proof: two lists may count their clubs from one, each its own."""
        if not candidate.source_key.startswith("id|"):
            return True
        return known.pk in self._spelled[candidate.spelling_key] | self._named[candidate.name_key]

    def _waiting(self, candidate: Candidate) -> Decision | None:
        """A question that is open, or was answered for another office's record; or an earlier row much like it."""
        asked = self._asked.get(candidate.source_key)
        if asked is not None:
            listing = Listing.objects.filter(pk=asked.listing_id or 0).first()
            return Decision("review", asked.organisation, listing, reasons=list(asked.reasons))
        if candidate.source_key in self._settled:
            return Decision("unchanged")
        spelt_alike = candidate.twin is not None and candidate.twin.spelling_key == candidate.spelling_key
        return self._like_its_twin(candidate) if spelt_alike else None

    def _like_its_twin(self, candidate: Candidate) -> Decision | None:
        twin = candidate.twin
        if twin is None:
            return None
        name = "same_name" if twin.name_key == candidate.name_key else "similar_name"
        return Decision("review", reasons=[name, _twin_reason(candidate, twin)], judgement=candidate.twin_judgement)

    def _answered(self, candidate: Candidate) -> Organisation | None:
        """The record with which a person has joined this very name at this very door, whatever list it came from."""
        return self._own.get(self._joined.get((candidate.spelling_key, candidate.address_key), 0))

    def _same_spelling(self, candidate: Candidate) -> Organisation | None:
        """The one record of the place that is spelt alike, unless both name different doors."""
        found = [
            organisation
            for organisation in self._records(self._spelled[candidate.spelling_key])
            if organisation.place_id == candidate.place_id and not _other_door(candidate, organisation)
        ]
        same_door = [o for o in found if o.address_key and o.address_key == candidate.address_key]
        chosen = same_door or found
        return chosen[0] if len(chosen) == 1 else None

    def _records(self, ids: Iterable[int]) -> list[Organisation]:
        return [self._own[pk] for pk in sorted(ids) if pk in self._own]

    def _doubtful(self, candidate: Candidate) -> Decision | None:
        ids = self._spelled[candidate.spelling_key] | self._named[candidate.name_key]
        for organisation in self._records(ids):
            spelt_alike = organisation.spelling_key == candidate.spelling_key
            if organisation.place_id != candidate.place_id:
                continue
            if not spelt_alike and _other_door(candidate, organisation):
                continue
            reasons = ["same_spelling" if spelt_alike else "same_name", _address_reason(candidate, organisation)]
            return Decision("review", organisation, reasons=reasons)
        for pk, judgement in candidate.doubts:
            meant = self._own.get(pk)
            if meant is not None:
                reasons = ["similar_name", _address_reason(candidate, meant)]
                return Decision("review", meant, reasons=reasons, judgement=judgement)
        for key in (candidate.spelling_key, candidate.name_key):
            for listing in self._foreign.get(key, []):
                if listing.place_id == candidate.place_id:
                    return Decision("review", listing=listing, reasons=["same_name", "other_office"])
        return None

    def _compare(self, candidate: Candidate, organisation: Organisation) -> Decision:
        decision = Decision("unchanged", organisation)
        for key, value in candidate.values.items():
            # When others confirmed it says nothing of a record that is known here.
            if key in ("name", "lat", "lon", "confirmed_on"):
                continue
            self._compare_field(decision, candidate, organisation, key, value)
        moved = {"street", "postcode", "town"} & decision.changes.keys()
        if moved and candidate.place_id != organisation.place_id:
            decision.changes["place_id"] = candidate.place_id
        self._compare_point(decision, candidate, organisation)
        decision.before = documents.read(organisation, [*decision.changes, *decision.conflicts])
        if decision.changes:
            decision.outcome = "changed"
        elif decision.conflicts:
            decision.outcome = "review"
            decision.reasons = ["by_hand"]
        return decision

    def _compare_field(
        self, decision: Decision, candidate: Candidate, organisation: Organisation, key: str, value: Any
    ) -> None:
        current = documents.encode(getattr(organisation, key))
        if current == value or value in ("", None, []):
            return
        protected = _vouched_for(organisation, key)
        if key in _GROWING:
            added = [entry for entry in value if entry not in current]
            if added and not (current and key in candidate.guessed):
                target = decision.conflicts if protected and current else decision.changes
                target[key] = [*current, *added]
        elif current in ("", None):
            decision.changes[key] = value
        elif key in candidate.guessed:
            return
        elif protected:
            decision.conflicts[key] = value
        else:
            decision.changes[key] = value

    def _compare_point(self, decision: Decision, candidate: Candidate, organisation: Organisation) -> None:
        """A point in the file replaces one that is only the town's, or one that came from a file too."""
        point = candidate.values.get("lat"), candidate.values.get("lon")
        if point[0] is None or point == (organisation.lat, organisation.lon):
            return
        street = candidate.values.get("street", "")
        if {"street", "postcode"} & decision.conflicts.keys() or (
            _vouched_for(organisation, "street") and organisation.street != street
        ):
            return
        exact = organisation.point_quality == Organisation.PointQuality.EXACT
        if exact and organisation.sources.get("lat", {}).get("kind") != "import":
            return
        decision.changes |= {"lat": point[0], "lon": point[1], "point_quality": "exact"}


def _joined_by_hand(office_id: int, aliases: Sequence[Alias]) -> dict[tuple[str, str], int]:
    """What people have answered about rows whose names these are: (spelling, address) to record."""
    pairs = Pair.objects.filter(
        office=office_id,
        state=Pair.State.JOINED,
        organisation__in={alias.organisation_id for alias in aliases},
    )
    answered = {}
    for values, organisation_id in pairs.values_list("candidate__values", "organisation_id"):
        address = address_key(values.get("street", ""), "", values.get("postcode", ""))[:320]
        answered[spelling_key(values["name"])[:320], address] = organisation_id
    return answered


def _twin_reason(candidate: Candidate, twin: Candidate) -> str:
    if not candidate.address_key or not twin.address_key:
        return "address_unknown"
    return "same_address" if candidate.address_key == twin.address_key else "other_address"


def _vouched_for(organisation: Organisation, key: str) -> bool:
    """A person typed this value in, or confirmed the record while it said so."""
    source = organisation.sources.get(key, {})
    if source.get("kind") in _BY_HAND:
        return True
    confirmed = organisation.confirmed_on
    return confirmed is not None and source.get("on", "") <= confirmed.isoformat()


def _other_door(candidate: Candidate, organisation: Organisation) -> bool:
    """Both name a street, and not the same one."""
    here, there = candidate.address_key, organisation.address_key
    return bool(here and there and here != there)


def _address_reason(candidate: Candidate, organisation: Organisation) -> str:
    if not candidate.address_key or not organisation.address_key:
        return "address_unknown"
    return "same_address" if candidate.address_key == organisation.address_key else "other_address"
