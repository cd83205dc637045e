"""What the person at the till reads, in every situation that can be."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engagiert.engines.cards import checking, cose, keys, lists
from engagiert.engines.cards.checking import Verdict
from engagiert.engines.cards.lists import StatusList, TrustList
from tests.engines.cards.issuers import (
    CARD,
    DAY,
    KEY,
    LISTS,
    PRIVATE,
    ROOT,
    ROOT_KEY,
    TODAY,
    TRUST,
    checked,
    code,
    status_list,
)


def test_a_good_card_is_valid_and_says_whose_it_is() -> None:
    check = checked(code())
    assert check == checking.Check(Verdict.VALID, CARD, KEY, TODAY - DAY)


def test_a_card_is_good_to_the_last_second_and_no_longer() -> None:
    fresh = {KEY.issuer: replace(LISTS[KEY.issuer], issued=CARD.expires)}
    assert checked(code(), now=CARD.expires - 1, lists_=fresh).verdict == Verdict.VALID
    assert checked(code(), now=CARD.expires, lists_=fresh).verdict == Verdict.EXPIRED


def test_a_card_for_life_never_ends() -> None:
    life = replace(CARD, kind="jubilee", expires=0)
    later = TODAY + 20_000 * DAY
    assert (
        checked(code(life), now=later, lists_={KEY.issuer: replace(LISTS[KEY.issuer], issued=later)}).verdict
        == Verdict.VALID
    )


def test_a_revoked_card_is_revoked_even_by_an_old_list() -> None:
    lost = code(replace(CARD, index=99))
    assert checked(lost).verdict == Verdict.REVOKED
    assert checked(lost, now=TODAY + 300 * DAY).verdict == Verdict.REVOKED


def test_without_a_fresh_list_a_genuine_card_is_never_plainly_valid() -> None:
    assert checked(code(), now=TODAY + 6 * DAY).verdict == Verdict.VALID
    week_later = checked(code(), now=TODAY + 6 * DAY + 1)
    assert (week_later.verdict, week_later.list_date) == (Verdict.LIST_TOO_OLD, TODAY - DAY)
    assert checked(code(), lists_={}).verdict == Verdict.LIST_TOO_OLD
    assert checked(code(replace(CARD, index=100))).verdict == Verdict.LIST_TOO_OLD


def test_a_card_from_the_future_is_told_from_one_of_this_morning() -> None:
    assert checked(code(replace(CARD, issued=TODAY + DAY))).verdict == Verdict.VALID
    assert checked(code(replace(CARD, issued=TODAY + DAY + 1))).verdict == Verdict.NOT_YET


def test_a_stranger_key_a_foreign_town_and_a_time_outside_the_keys_life_do_not_pass() -> None:
    stranger = keys.new_private_key()
    theirs = keys.public_key(stranger, issuer="05978024", issuer_name="", since=1)
    assert checked(checking.issue(CARD, stranger, theirs.key_id)).verdict == Verdict.UNKNOWN
    assert checked(checking.issue(CARD, stranger, KEY.key_id)).verdict == Verdict.FORGED
    assert checked(code(replace(CARD, issuer="05978036"))).verdict == Verdict.FORGED
    assert checked(code(replace(CARD, issued=KEY.since - 1))).verdict == Verdict.FORGED


def test_a_retired_key_keeps_its_cards_and_a_withdrawn_one_loses_them() -> None:
    retired = replace(KEY, retired=CARD.issued)
    assert checked(code(), trust=TrustList(TODAY, {KEY.key_id: retired})).verdict == Verdict.VALID
    later = code(replace(CARD, issued=CARD.issued + 1))
    assert checked(later, trust=TrustList(TODAY, {KEY.key_id: retired})).verdict == Verdict.FORGED
    withdrawn = replace(KEY, withdrawn=TODAY)
    assert checked(code(), trust=TrustList(TODAY, {KEY.key_id: withdrawn})).verdict == Verdict.WITHDRAWN


@given(
    st.integers(0, 5_000).flatmap(
        lambda size: st.tuples(st.just(size), st.sets(st.integers(0, max(size - 1, 0)), max_size=size))
    )
)
def test_a_status_list_comes_back_as_it_was(drawn: tuple[int, set[int]]) -> None:
    size, revoked = drawn
    status = StatusList(KEY.issuer, TODAY, size, frozenset(revoked if size else ()))
    assert lists.read_status_list(status_list(status), TRUST) == status


def test_a_list_of_a_hundred_thousand_cards_is_smaller_than_two_kilobytes() -> None:
    revoked = frozenset(random.Random(7).sample(range(100_000), 1_000))
    assert len(status_list(StatusList(KEY.issuer, TODAY, 100_000, revoked))) < 2_000


def test_lists_with_a_flipped_bit_are_refused() -> None:
    status = status_list(StatusList(KEY.issuer, TODAY, 100, frozenset({5, 50})))
    trust = lists.signed_trust_list(TRUST, ROOT, ROOT_KEY.key_id)
    for bit in range(8 * len(status)):
        with pytest.raises(cose.MalformedError):
            lists.read_status_list(_flipped(status, bit), TRUST)
    for bit in range(8 * len(trust)):
        with pytest.raises(cose.MalformedError):
            lists.read_trust_list(_flipped(trust, bit), ROOT_KEY)


def _flipped(data: bytes, bit: int) -> bytes:
    changed = bytearray(data)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def test_the_trust_list_is_taken_from_its_root_only() -> None:
    data = lists.signed_trust_list(TRUST, ROOT, ROOT_KEY.key_id)
    assert lists.read_trust_list(data, ROOT_KEY) == TRUST
    with pytest.raises(cose.MalformedError):
        lists.read_trust_list(data, KEY)
    with pytest.raises(cose.MalformedError):
        lists.read_trust_list(lists.signed_trust_list(TRUST, PRIVATE, ROOT_KEY.key_id), ROOT_KEY)


def test_no_town_revokes_for_another_and_no_withdrawn_key_revokes_at_all() -> None:
    foreign = status_list(StatusList("05978036", TODAY, 10, frozenset()))
    with pytest.raises(cose.MalformedError):
        lists.read_status_list(foreign, TRUST)
    own = status_list(StatusList(KEY.issuer, TODAY, 10, frozenset()))
    with pytest.raises(cose.MalformedError):
        lists.read_status_list(own, TrustList(TODAY, {KEY.key_id: replace(KEY, withdrawn=TODAY)}))


def test_one_kind_of_message_never_passes_for_another() -> None:
    with pytest.raises(cose.MalformedError):
        lists.read_status_list(cose.sign(PRIVATE, KEY.key_id, CARD.claims()), TRUST)
    with pytest.raises(cose.MalformedError):
        lists.read_trust_list(status_list(LISTS[KEY.issuer]), KEY)


@pytest.mark.parametrize("name", ["", "  ", "Zwei\nZeilen", "x" * 61])
def test_a_name_that_does_not_fit_is_refused_when_the_card_is_made(name: str) -> None:
    with pytest.raises(ValueError, match="name"):
        code(replace(CARD, name=name))


def test_private_keys_are_kept_under_a_password() -> None:
    kept = keys.to_pem(PRIVATE, b"lang und geheim")
    assert b"ENCRYPTED" in kept
    assert keys.from_pem(kept, b"lang und geheim").private_numbers() == PRIVATE.private_numbers()
    for wrong in (b"", b"falsch"):
        with pytest.raises(keys.BadKeyError):
            keys.from_pem(kept, wrong)
