"""The bytes of a card: by the RFCs' examples, by another hand's library, and against everything that is not ours."""

import base64

import cbor2
import cwt
import numpy
import pytest
import segno
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st

from engagiert.engines.cards import base45, cose, keys
from engagiert.engines.cards.checking import Verdict
from engagiert.engines.cards.schema import CARD as CLAIMS
from engagiert.engines.cards.schema import LONGEST_NAME, PREFIX, Card, card_of, shortened
from tests.engines.cards.issuers import CARD, KEY, PRIVATE, TODAY, checked, code


@pytest.mark.parametrize(
    ("plain", "signs"),
    [(b"AB", "BB8"), (b"Hello!!", "%69 VD92EX0"), (b"base-45", "UJCLQE7W581"), (b"ietf!", "QED8WEX0"), (b"", "")],
)
def test_base45_writes_and_reads_the_examples_of_its_rfc(plain: bytes, signs: str) -> None:
    assert base45.encode(plain) == signs
    assert base45.decode(signs) == plain


@pytest.mark.parametrize("text", ["GGW", "::", "A", "ABCD", "bb8", "Ä12", ":::"])
def test_base45_refuses_what_no_bytes_give(text: str) -> None:
    with pytest.raises(base45.NotBase45Error):
        base45.decode(text)


@given(st.binary(max_size=300))
def test_base45_brings_every_bytes_back(data: bytes) -> None:
    assert base45.decode(base45.encode(data)) == data


def test_the_key_id_is_the_thumbprint_of_rfc_9679() -> None:
    # the key of the RFC's section 6
    x = bytes.fromhex("65eda5a12577c2bae829437fe338701a10aaa375e1bb5b5de108de439c08551d")
    y = bytes.fromhex("1e52ed75701163f7f9e40ddf9f341b3dc9ba860af7e0ca7ca7e9eecd0084d19c")
    key = keys.PublicKey("05", "RFC", x, y, 1)
    assert key.key_id.hex() == "496bd8afadf307e5"


def test_another_library_reads_our_card_and_finds_its_signature_good() -> None:
    message = base45.decode(code().removeprefix(PREFIX))
    theirs = cwt.COSEKey.from_jwk(KEY.jwk() | {"kid": KEY.jwk()["kid"], "key_ops": ["verify"]})
    theirs = cwt.COSEKey.new({**theirs.to_dict(), 2: KEY.key_id})
    payload = cwt.COSE.new().decode(message, theirs)
    assert cbor2.loads(payload) == CARD.claims()


def test_we_read_a_card_that_another_library_signed() -> None:
    number = PRIVATE.private_numbers()
    jwk = KEY.jwk() | {"d": base64.urlsafe_b64encode(number.private_value.to_bytes(32, "big")).rstrip(b"=").decode()}
    signer = cwt.COSEKey.from_jwk({**jwk, "key_ops": ["sign"]})
    payload = cbor2.dumps(CARD.claims(), canonical=True)
    theirs = cwt.COSE.new().encode(payload, signer, protected={1: -7, 4: KEY.key_id}, unprotected={})
    assert checked(PREFIX + base45.encode(theirs)).verdict == Verdict.VALID


def test_every_flipped_bit_is_refused() -> None:
    good = base45.decode(code().removeprefix(PREFIX))
    for bit in range(8 * len(good)):
        bad = bytearray(good)
        bad[bit // 8] ^= 1 << bit % 8
        verdict = checked(PREFIX + base45.encode(bytes(bad))).verdict
        assert verdict in {Verdict.MALFORMED, Verdict.UNKNOWN, Verdict.FORGED}, f"bit {bit}: {verdict}"


@given(st.text(max_size=500) | st.text(alphabet=base45.SIGNS, max_size=420).map(PREFIX.__add__))
def test_no_text_breaks_the_checker_or_passes(text: str) -> None:
    assert checked(text).verdict in {Verdict.MALFORMED, Verdict.UNKNOWN, Verdict.FORGED}


cbor = st.recursive(
    st.integers() | st.binary(max_size=20) | st.text(max_size=20) | st.booleans() | st.none() | st.floats(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.integers() | st.text(max_size=3), inner, max_size=4),
    max_leaves=12,
)


@given(cbor, cbor, cbor)
def test_well_written_cbor_that_is_no_card_is_refused_in_words(header: object, claims: object, rest: object) -> None:
    parts = [cbor2.dumps(header), rest, cbor2.dumps(claims), b"\0" * 64]
    text = PREFIX + base45.encode(b"\xd2" + cbor2.dumps(parts))
    assert checked(text).verdict == Verdict.MALFORMED


WRONG_CBOR = {
    "an integer longer than needed": bytes.fromhex("1805"),
    "a map that says its end later": bytes.fromhex("bf0102ff"),
    "text in pieces": bytes.fromhex("7f6161ff"),
    "one key twice": bytes.fromhex("a201010102"),
    "keys out of order": bytes.fromhex("a204010101"),
    "something behind": bytes.fromhex("0101"),
    "a small number as bignum": bytes.fromhex("c24101"),
    "a number no browser holds": bytes.fromhex("1b0020000000000000"),
    "a date": bytes.fromhex("c11a514b67b0"),
    "true": bytes.fromhex("f5"),
    "a float": bytes.fromhex("f93c00"),
    "deep lists": bytes.fromhex("81" * 200 + "01"),
    "an endless promise": bytes.fromhex("9b7fffffffffffffff"),
    "broken UTF-8": bytes.fromhex("61ff"),
    "nothing": b"",
}


@pytest.mark.parametrize("data", WRONG_CBOR.values(), ids=WRONG_CBOR)
def test_cbor_that_we_would_not_write_is_refused(data: bytes) -> None:
    with pytest.raises(cose.MalformedError):
        cose.strict(data)


def _message(header: dict[int, object], claims: dict[int, object], unprotected: object = None) -> str:
    """A message signed rightly over a header that we would not write."""
    protected, payload = (cbor2.dumps(part, canonical=True) for part in (header, claims))
    good = cose.read(cose.sign(PRIVATE, KEY.key_id, {}))
    parts = [protected, {} if unprotected is None else unprotected, payload, good.signature]
    return PREFIX + base45.encode(b"\xd2" + cbor2.dumps(parts, canonical=True))


ATTACKS = {
    "no algorithm": _message({4: KEY.key_id}, CARD.claims()),
    "another algorithm": _message({1: -8, 4: KEY.key_id}, CARD.claims()),
    "a checksum for a signature": _message({1: 5, 4: KEY.key_id}, CARD.claims()),
    "the key id where nobody signed it": _message({1: -7}, CARD.claims(), {4: KEY.key_id}),
    "a header for later": _message({1: -7, 4: KEY.key_id, 2: [99], 99: 1}, CARD.claims()),
    "a claim more": _message({1: -7, 4: KEY.key_id}, {**CARD.claims(), 99: 1}),
    "a claim less": _message({1: -7, 4: KEY.key_id}, {1: "05978024"}),
    "an unknown kind": _message({1: -7, 4: KEY.key_id}, {**CARD.claims(), CLAIMS["kind"]: 9}),
    "a life that ends before it begins": _message({1: -7, 4: KEY.key_id}, {**CARD.claims(), CLAIMS["expires"]: 5}),
    "a list for a card": _message({1: -7, 4: KEY.key_id, 16: "status"}, CARD.claims()),
    "small letters": code().lower(),
    "no prefix": code().removeprefix(PREFIX),
    "far too long": PREFIX + "A" * 10_000,
}


@pytest.mark.parametrize("text", ATTACKS.values(), ids=ATTACKS)
def test_a_message_in_another_shape_is_refused_before_its_signature_is_asked(text: str) -> None:
    assert checked(text).verdict == Verdict.MALFORMED


@given(
    st.builds(
        Card,
        st.sampled_from(["05978024", "05"]),
        st.text(min_size=1).map(shortened).filter(bool),
        st.sampled_from(["card", "jubilee", "youth"]),
        st.integers(0, 2**32 - 1),
        st.just(TODAY),
        st.sampled_from([0, TODAY + 1, 2**33]),
    )
)
def test_a_card_comes_back_as_it_was_and_fits_a_small_picture(card: Card) -> None:
    assert card_of(card.claims()) == card
    assert segno.make(code(card), error="m", boost_error=False, micro=False).version <= 10


def test_a_long_name_is_shortened_at_a_letter() -> None:
    name = shortened("Ökumenische\nNachbarschaftshilfe Übermittlungsstelle Großräschen-Süd")
    assert name.endswith("…")
    assert "\n" not in name
    assert len(name.encode()) <= LONGEST_NAME


def _picture(text: str, scale: int) -> numpy.ndarray:
    rows = [
        [0 if dark else 255 for dark in row]
        for row in segno.make(text, error="m", boost_error=False).matrix_iter(border=4)
    ]
    return numpy.kron(numpy.array(rows, dtype=numpy.uint8), numpy.ones((scale, scale), dtype=numpy.uint8))


def test_a_code_is_read_back_from_a_clean_and_from_a_bad_picture() -> None:
    text = code()
    clean = _picture(text, 4)
    assert [found.text for found in zxingcpp.read_barcodes(clean)] == [text]
    chance = numpy.random.default_rng(1)
    noisy = numpy.clip(clean * 0.5 + 60 + chance.normal(0, 25, clean.shape), 0, 255).astype(numpy.uint8)
    noisy[100:130, 110:118] = 90  # a scratch
    assert [found.text for found in zxingcpp.read_barcodes(noisy)] == [text]
    turned = numpy.ascontiguousarray(numpy.rot90(noisy))
    assert [found.text for found in zxingcpp.read_barcodes(turned)] == [text]
