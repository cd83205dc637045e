"""Codes that people read, type and tell on the telephone."""

import uuid
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engagiert.kernel.links.codes import SIGNS, code_of, marks_of, new_mark


@dataclass
class Known:
    id: uuid.UUID
    mark: str


def known(key: uuid.UUID) -> Known:
    return Known(key, new_mark(key))


@given(st.uuids())
def test_a_code_is_twelve_signs_in_three_groups_that_nobody_confuses(key: uuid.UUID) -> None:
    groups = code_of(known(key)).split("-")
    assert [len(group) for group in groups] == [4, 4, 4]
    assert set("".join(groups)) <= set(SIGNS)
    assert not set("01ILOU") & set(SIGNS)


@given(st.uuids(), st.sampled_from([str.lower, str.upper, str.strip]), st.sampled_from(["", " ", "-", " – ", "."]))
def test_however_it_is_written_it_is_the_same_code(key: uuid.UUID, case: Any, stroke: str) -> None:
    link = known(key)
    assert marks_of(case(code_of(link).replace("-", stroke))) == [link.mark]


@pytest.mark.parametrize(
    "written", ["", "ABCD", "0000-1111-LLLL", "ABCD-EFGH-JKMN-P", "' or 1=1 --", "Ä" * 12, "\0" * 12]
)
def test_what_cannot_be_a_code_has_no_mark(written: str) -> None:
    assert marks_of(written) == []


def test_after_the_secret_changed_a_letter_can_still_be_printed_and_answered(settings: Any) -> None:
    link = known(uuid.uuid4())
    code = code_of(link)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = (
        "another secret, just as long as it must be",
        [settings.SECRET_KEY],
    )
    assert code_of(link) == code
    assert link.mark in marks_of(code)
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(ValueError, match="no longer among"):
        code_of(link)
