"""Issuing and checking cards on one core, beside the package ``cwt`` over the same claims; sizes of code and list."""

import random
import time
from collections.abc import Callable

import cbor2
import cwt
import segno

from benchmarks.measuring import median_of_five, table
from engagiert.engines.cards import base45, checking, keys, lists
from engagiert.engines.cards.lists import StatusList, TrustList
from engagiert.engines.cards.schema import PREFIX, Card

CARDS = 2_000
ISSUED, NOW, ENDS = 1_769_900_000, 1_770_000_100, 1_833_000_000
ISSUER = "05978024"


def main() -> None:
    root, private = keys.new_private_key(), keys.new_private_key()
    root_key = keys.public_key(root, issuer="05", issuer_name="Land (erfunden)", since=1)
    key = keys.public_key(private, issuer=ISSUER, issuer_name="Lünen (erfunden)", since=1)
    signed = lists.signed_trust_list(TrustList(NOW, {key.key_id: key}), root, root_key.key_id)
    trust = lists.read_trust_list(signed, root_key)
    revoked = frozenset(random.Random(7).sample(range(100_000), 1_000))
    status = lists.signed_status_list(StatusList(ISSUER, NOW, 100_000, revoked), private, key.key_id)
    known = {ISSUER: lists.read_status_list(status, trust)}
    good = [index for index in range(100_000) if index not in revoked][:CARDS]
    cards = [Card(ISSUER, f"Halina Beispiel {index}", "card", index, ISSUED, ENDS) for index in good]
    codes = [checking.issue(card, private, key.key_id) for card in cards]

    def checks() -> None:
        for code in codes:
            found = checking.check(code, trust=trust, lists=known, now=NOW)
            assert found.verdict == checking.Verdict.VALID

    theirs = _their_key(private, key)
    header = {1: -7, 4: key.key_id}
    issue_ours = _rate(lambda: [checking.issue(card, private, key.key_id) for card in cards])
    issue_theirs = _rate(
        lambda: [cwt.COSE.new().encode(cbor2.dumps(card.claims()), theirs, header, {}) for card in cards]
    )
    messages = [base45.decode(code.removeprefix(PREFIX)) for code in codes]
    check_ours = _rate(checks)
    check_theirs = _rate(lambda: [cwt.COSE.new().decode(message, theirs) for message in messages])
    table(
        f"{CARDS:,} cards, each a second on one core (processor time, median of five)",
        ("", "issued/s", "of cwt", "checked/s", "of cwt"),
        [
            ("cwt: signature only, no base45, no lists", issue_theirs, "1.00×", check_theirs, "1.00×"),
            (
                "ours, whole",
                issue_ours,
                f"{issue_ours / issue_theirs:.2f}×",
                check_ours,
                f"{check_ours / check_theirs:.2f}×",
            ),
        ],
    )
    picture = segno.make(codes[0], error="m", boost_error=False)
    print(f"\ncode: {len(codes[0])} signs, {len(messages[0])} bytes, QR version {picture.version} at level M")
    print(f"status list of 100,000 cards, 1,000 revoked: {len(status):,} bytes")


def _their_key(private: keys.ec.EllipticCurvePrivateKey, key: keys.PublicKey) -> cwt.COSEKey:
    pem = keys.to_pem(private).decode()
    return cwt.COSEKey.from_pem(pem, kid=key.key_id, alg="ES256", key_ops=["sign", "verify"])


def _rate(work: Callable[[], object]) -> float:
    def each() -> float:
        before = time.process_time()
        work()
        return CARDS / (time.process_time() - before)

    return round(median_of_five(each))


if __name__ == "__main__":
    main()
