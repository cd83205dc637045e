from pathlib import Path

from engagiert.engines.intake.problems import PROBLEM_CODES, UNREADABLE_CODES

PAGE = Path(__file__).resolve().parents[3] / "docs" / "engines" / "intake.md"


def test_every_code_stands_in_the_page_about_the_intake() -> None:
    text = PAGE.read_text(encoding="utf-8")
    missing = [code for code in (*PROBLEM_CODES, *UNREADABLE_CODES) if f"| `{code}` |" not in text]
    assert missing == []
