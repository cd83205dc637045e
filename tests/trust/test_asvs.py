"""The table of OWASP ASVS 5.0 (levels 1 and 2) is whole, and what it points to exists."""

import csv
import re
from collections import Counter

from engagiert.config import env
from tests.trust.promises import Kept

TABLE = env.PROJECT_DIR / "docs" / "asvs.csv"
STATES = {"met", "partly", "open", "not applicable"}
PATH = re.compile(r"(?:(?:src|tests|docs|scripts|benchmarks)/[\w./-]+\.\w+|pyproject\.toml|package\.json)")


def test_each_requirement_says_where_it_stands(promise: Kept) -> None:
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = [(number, state, evidence) for number, _level, _topic, state, evidence in list(csv.reader(file))[1:]]
    assert Counter(number for number, *_rest in rows).most_common(1)[0][1] == 1
    # 70 of level 1, 183 of level 2.
    assert len(rows) == 253
    assert {state for _number, state, _evidence in rows} == STATES
    for number, state, evidence in rows:
        paths = PATH.findall(evidence)
        assert evidence, number
        assert paths or state not in ("met", "partly"), f"{number} has no evidence"
        assert [path for path in paths if not (env.PROJECT_DIR / path).exists()] == [], number
    met = sum(state == "met" for _number, state, _evidence in rows)
    missing = sum(state in ("partly", "open") for _number, state, _evidence in rows)
    promise("supply", met, f"requirements of ASVS 5.0 level 2 met, {missing} partly or open, the rest not applicable")
