"""Finding duplicate records in one long list: ours beside RapidFuzz within postcodes and beside Splink.

The list is invented and its truth known (``invented_doubles.py``); all three get the same records. Beside it, where
the labelled names of Hamburg lie next to the project, the same three on those.

    python -m benchmarks.bench_duplicates              20,000 and 100,000 records
    python -m benchmarks.bench_duplicates 600000       other sizes
"""

import csv
import multiprocessing
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from importlib.util import find_spec
from itertools import batched, combinations
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from benchmarks.invented_doubles import Entry, register
from benchmarks.measuring import peak_megabytes, table
from engagiert.engines.linkage.corpus import Corpus
from engagiert.engines.linkage.judging import SAME
from engagiert.engines.linkage.linking import NARROW_BLOCK, candidate_pairs, judged
from engagiert.engines.linkage.names import spelling_key
from engagiert.engines.linkage.records import Record
from engagiert.engines.text.folding import fold

SIZES = (20_000, 100_000)
PROCESSES = 2
SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
# What gives the baselines their best F1 on the invented list.
SIMILAR, LIKELY = 96.0, 0.5

type Pairs = set[tuple[int, int]]
type Way = Callable[[Sequence[Record]], Pairs]

_shared: tuple[Sequence[Record], Corpus] | None = None


def ours(records: Sequence[Record]) -> Pairs:
    """The engine; the verdicts are spread over two processes, in the order of the places so that caches help."""
    global _shared  # noqa: PLW0603 - handed to the forked processes without copying
    corpus = Corpus(records)
    pairs = candidate_pairs(records, corpus, block=NARROW_BLOCK)
    pairs.sort(key=lambda pair: (records[pair[0]].place, pair))
    _shared = (records, corpus)
    with ProcessPoolExecutor(PROCESSES, multiprocessing.get_context("fork")) as pool:
        return {pair for found in pool.map(_judge, batched(pairs, 20_000, strict=False)) for pair in found}


def _judge(pairs: tuple[tuple[int, int], ...]) -> list[tuple[int, int]]:
    assert _shared is not None
    records, corpus = _shared
    return [(link.first, link.second) for link in judged(records, pairs, corpus, keep=frozenset({SAME}))]


def rapidfuzz_within_postcodes(records: Sequence[Record]) -> Pairs:
    """What one writes in an afternoon: all pairs of a postcode, similar enough after folding."""
    blocks: defaultdict[str, list[int]] = defaultdict(list)
    folded = [fold(record.name) for record in records]
    for index, record in enumerate(records):
        blocks[record.postcode].append(index)
    blocks.pop("", None)
    return {
        (one, two)
        for block in blocks.values()
        for one, two in combinations(block, 2)
        if fuzz.token_sort_ratio(folded[one], folded[two], score_cutoff=SIMILAR)
    }


def exact(records: Sequence[Record]) -> Pairs:
    """Equal after folding, in one municipality."""
    same: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for index, record in enumerate(records):
        same[record.place, spelling_key(record.name)].append(index)
    return {pair for block in same.values() for pair in combinations(block, 2)}


def splink(records: Sequence[Record]) -> Pairs:
    """Splink on DuckDB as its tutorial has it: Jaro-Winkler on the name, exact on the rest, trained on the list."""
    import pyarrow  # noqa: PLC0415 - installed for this one only
    import splink.comparison_library as compare  # noqa: PLC0415
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on  # noqa: PLC0415

    rows = pyarrow.table(
        {
            "unique_id": list(range(len(records))),
            "name": [fold(record.name) for record in records],
            "first": [fold(record.name)[:6] for record in records],
            "last": [fold(record.name)[-6:] for record in records],
            "street": [fold(record.street) or None for record in records],
            "postcode": [record.postcode or None for record in records],
            "place": [record.place for record in records],
            "phone": [record.phones[0] if record.phones else None for record in records],
            "mail": [record.mails[0] if record.mails else None for record in records],
        }
    )
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            compare.JaroWinklerAtThresholds("name", [0.97, 0.92, 0.85]),
            compare.ExactMatch("street"),
            compare.ExactMatch("postcode"),
            compare.ExactMatch("phone"),
            compare.ExactMatch("mail"),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("place", "first"),
            block_on("place", "last"),
            block_on("place", "street"),
            block_on("phone"),
            block_on("mail"),
        ],
    )
    linker = Linker(DuckDBAPI().register(rows), settings, log_level="ERROR")
    linker.training.estimate_probability_two_random_records_match([block_on("phone", "place")], recall=0.3)
    linker.training.estimate_u_using_random_sampling(max_pairs=1_000_000)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("place", "first"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("phone"))
    found = linker.inference.predict(threshold_match_probability=LIKELY).as_pyarrow_table()
    pairs = zip(found["unique_id_l"].to_pylist(), found["unique_id_r"].to_pylist(), strict=True)
    return {(min(pair), max(pair)) for pair in pairs}


def measured(way: Way, records: Sequence[Record]) -> tuple[float, float, Pairs] | None:
    """Seconds, peak memory in MB of all its processes, pairs; in a process of its own. None if it broke."""
    inbox: multiprocessing.SimpleQueue[Any] = multiprocessing.SimpleQueue()
    child = multiprocessing.get_context("fork").Process(target=_measure, args=(inbox, way, records))
    child.start()
    answer = inbox.get()
    child.join()
    return answer


def _measure(inbox: Any, way: Way, records: Sequence[Record]) -> None:
    started = time.perf_counter()
    try:
        pairs = way(records)
    except Exception as error:  # a baseline that cannot run here is said, not fatal
        print(f"  {way.__name__}: {type(error).__name__}: {error}", file=sys.stderr)
        inbox.put(None)
        return
    seconds = time.perf_counter() - started
    # The largest child counts for each of them, with the pages it shares with us: rather too much than too little.
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    inbox.put((seconds, peak_megabytes() + PROCESSES * children, pairs))


def truth(entries: Sequence[Entry]) -> Pairs:
    same: defaultdict[int, list[int]] = defaultdict(list)
    for index, entry in enumerate(entries):
        same[entry.entity].append(index)
    return {pair for block in same.values() for pair in combinations(block, 2)}


def ways() -> Iterator[tuple[str, Way]]:
    yield "exact after folding", exact
    yield "RapidFuzz in postcodes", rapidfuzz_within_postcodes
    if find_spec("splink"):
        yield "Splink", splink
    else:
        print("Splink is not installed: `uv sync --group bench` brings it.")
    yield "ours, two processes", ours


def compared(title: str, records: Sequence[Record], true: Pairs, ignored: Pairs) -> None:
    rows: list[list[object]] = []
    answers = {name: measured(way, records) for name, way in ways()}
    own = answers["ours, two processes"]
    for name, answer in answers.items():
        if answer is None or own is None:
            continue
        seconds, memory, pairs = answer
        found = pairs - ignored
        hits = len(found & true)
        score = 2 * hits / max(1, len(found) + len(true))
        right, met = hits / max(1, len(found)), hits / max(1, len(true))
        rows.append([name, seconds, f"{seconds / own[0]:.2f}×", memory, right, met, score])
    table(title, ("", "seconds", "of ours", "peak MB", "precision", "recall", "F1"), rows)


def hamburg() -> tuple[list[Record], Pairs, Pairs] | None:
    """The labelled names: records, pairs that are the same, pairs nobody is sure of."""
    if not (SHARED / "duplicates").exists():
        return None
    facts: dict[str, Record] = {}
    with (SHARED / "hamburg_offers.csv").open(encoding="utf-8-sig", newline="") as source:
        for row in csv.DictReader(source, delimiter=";"):
            name = row["einrichtungsname"].strip()
            facts.setdefault(name, Record(name, postcode=row["plz"], town="Hamburg", place="02000000"))
    at = {name: index for index, name in enumerate(facts)}
    relations: defaultdict[str, Pairs] = defaultdict(set)
    with (SHARED / "duplicates" / "gold_pairs.csv").open(encoding="utf-8-sig", newline="") as source:
        for row in csv.DictReader(source):
            one, two = sorted((at[row["name_1"].strip()], at[row["name_2"].strip()]))
            relations[row["relation"]].add((one, two))
    return list(facts.values()), relations["same"], relations["unsure"]


def main() -> None:
    for size in [int(word) for word in sys.argv[1:]] or SIZES:
        entries = register(size)
        compared(f"{size:,} invented records", [entry.record for entry in entries], truth(entries), set())
    real = hamburg()
    if real is not None:
        records, same, unsure = real
        compared(f"{len(records):,} names of Hamburg, labelled by hand", records, same, unsure)


if __name__ == "__main__":
    main()
