"""The judged questions beside the project: a floor under what was reached, with room for other machines' rounding."""

from pathlib import Path

from benchmarks import judged as quality

from tests.engines.real_files import real_file


def test_judged_questions_find_what_they_mean_and_never_nothing() -> None:
    found = quality.offers(real_file("hamburg_offers.csv"))
    questions = quality.table_of(real_file("search/queries_dev.tsv"))
    judged = quality.judgements(real_file("search/qrels_dev.tsv"))
    ours, bm25 = quality.Ours(found), quality.Bm25(found)
    ranked = {row[0]: ours.rank(row[1]) for row in questions}
    assert all(ranked.values())
    gained = sum(quality.ndcg(ranked[row[0]], judged[row[0]]) for row in questions) / len(questions)
    plain = sum(quality.ndcg(bm25.rank(row[1]), judged[row[0]]) for row in questions) / len(questions)
    recalled = sum(quality.recall(ranked[row[0]], judged[row[0]]) for row in questions) / len(questions)
    assert gained > 0.8
    assert recalled > 0.8
    assert gained > plain + 0.2


def test_questions_of_our_own_find_what_they_mean() -> None:
    ours = quality.Ours(quality.offers(real_file("hamburg_offers.csv")))
    own = Path(quality.__file__).parent / "questions"
    judged = quality.judgements(own / "offers_judged.tsv")
    questions = quality.table_of(own / "offers.tsv")
    gained = [quality.ndcg(ours.rank(row[1]), judged[row[0]]) for row in questions]
    assert len(gained) == 30
    assert sum(gained) / len(gained) > 0.76
