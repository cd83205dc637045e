"""What must hold for any two records, however odd."""

import math
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engagiert.engines.linkage.corpus import Corpus
from engagiert.engines.linkage.judging import judge
from engagiert.engines.linkage.linking import WIDE_BLOCK, candidate_pairs, keys_of, link
from engagiert.engines.linkage.records import Record
from tests.engines.linkage.invented_pairs import APART, OTHER_SITES, SAME_BODY

KNOWN = [name for pairs in (SAME_BODY, OTHER_SITES, APART) for pair in pairs for name in pair]
PARTS = [
    "Förderverein",
    "Chor",
    "TuS",
    "St. Marien",
    "Haus A",
    "Löschzug 2",
    "AWO",
    "–",
    "/",
    "(Handball)",
    "1921",
    "e.V.",
]
names = st.one_of(
    st.sampled_from(KNOWN),
    st.lists(st.sampled_from([*PARTS, *KNOWN]), min_size=1, max_size=3).map(" ".join),
    st.text(max_size=40),
)
records = st.builds(
    Record,
    name=names,
    other_names=st.lists(names, max_size=2).map(tuple),
    street=st.sampled_from(["", "Weg 1", "Lange Str. 3", "Lange Straße 3", "Markt"]),
    postcode=st.sampled_from(["", "44444", "44445"]),
    town=st.sampled_from(["", "Musterstadt", "Ahse"]),
    place=st.sampled_from(["", "05999999", "05999998"]),
    point=st.sampled_from([None, (51.5, 7.5), (51.5001, 7.5), (53.0, 9.0)]),
    phones=st.sampled_from([(), ("+492301",), ("+492302",)]),
    mails=st.sampled_from([(), ("info@chor.example",)]),
    website=st.sampled_from(["", "https://chor.example", "http://www.chor.example/"]),
)
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})
few = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@few
@given(records, records)
def test_the_order_of_the_two_changes_nothing(one: Record, two: Record) -> None:
    assert judge(one, two) == judge(two, one)


@few
@given(records, records)
def test_the_reasons_add_up_to_the_score_and_the_score_gives_the_probability(one: Record, two: Record) -> None:
    found = judge(one, two)
    assert math.isclose(sum(reason.weight for reason in found.reasons), found.score, abs_tol=1e-9)
    assert math.isclose(found.probability, 1 / (1 + math.exp(-found.score)), abs_tol=1e-9)


@few
@given(st.sampled_from(KNOWN), st.sampled_from(KNOWN), st.data())
def test_case_umlauts_and_harmless_affixes_change_no_verdict(one: str, two: str, data: st.DataObject) -> None:
    changes = [
        str.upper,
        str.lower,
        lambda name: name.translate(UMLAUTS),
        lambda name: f"{name} e.V.",
        lambda name: f"{name} e. V.",
        lambda name: f"„{name}“",
        lambda name: f'"{name}"',
        lambda name: name.replace(" ", "  "),
        lambda name: f"  {name}\t",
    ]
    change = data.draw(st.sampled_from(changes))
    here = Record(one, town="Musterstadt", place="05999999", postcode="44444")
    there = replace(here, name=two)
    before, after = judge(here, there), judge(replace(here, name=change(one)), there)
    assert (after.verdict, after.score) == (before.verdict, before.score), change(one)


@few
@given(st.lists(records, max_size=12), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_no_verdict(rows: list[Record], chance: object) -> None:
    shuffled = list(rows)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]

    def verdicts(listed: list[Record]) -> list[tuple[object, ...]]:
        return sorted(
            (
                *sorted((repr(listed[each.first]), repr(listed[each.second]))),
                each.judgement.verdict,
                each.judgement.score,
            )
            for each in link(listed)
        )

    assert verdicts(rows) == verdicts(shuffled)


@few
@given(records, records)
def test_whoever_is_the_same_meets_in_some_block(one: Record, two: Record) -> None:
    corpus = Corpus([one, two])
    met = (0, 1) in candidate_pairs([one, two], corpus)
    assert met == bool(keys_of(one, corpus, WIDE_BLOCK) & keys_of(two, corpus, WIDE_BLOCK))


@few
@given(st.text(max_size=300))
def test_any_text_gets_an_answer_and_is_the_same_as_itself_or_says_nothing(text: str) -> None:
    record = Record(text, street="Weg 1", postcode="44444")
    found = judge(record, record)
    assert found.verdict in {"same", "co_located", "different", "same_carrier_other_site"}
    assert 0.0 <= found.probability <= 1.0
