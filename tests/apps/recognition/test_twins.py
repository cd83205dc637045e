"""The checker in Python and the one in the browser say the same of every code."""

import json
import random
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import cbor2
import pytest

import engagiert.engines.cards
from engagiert.engines.cards import base45, checking, keys, lists, typed
from engagiert.engines.cards.lists import TrustList
from engagiert.engines.cards.schema import PREFIX, Card
from tests.engines.cards import test_typed as typed_lists
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
from tests.engines.cards.test_codes import ATTACKS, WRONG_CBOR

SCRIPT = Path(engagiert.engines.cards.__file__).parents[2] / "apps/recognition/static/recognition/cards.js"
SCHEMA = Path(engagiert.engines.cards.__file__).with_name("schema.json")
ROUNDS = 1_500

# Reads a job as JSON, answers with one verdict a line.
RUN = """
const fs = require("fs");
require(process.argv[1]);
const { check, statusList, trustList } = globalThis.engagiertCards;
const job = JSON.parse(fs.readFileSync(0, "utf-8"));
const bytes = (hex) => Uint8Array.from(hex.match(/../g) || [], (pair) => parseInt(pair, 16));
(async () => {
  const trust = await trustList(bytes(job.trust), { x: bytes(job.root.x), y: bytes(job.root.y) }, job.schema);
  const status = await statusList(bytes(job.status), trust, job.schema);
  const lists = new Map([[status.issuer, status]]);
  const verdicts = [];
  for (const [code, now] of job.codes) {
    verdicts.push((await check(code, { schema: job.schema, trust, lists, now, listAge: job.listAge })).verdict);
  }
  const refused = [];
  for (const list of job.badLists) {
    try { await statusList(bytes(list), trust, job.schema); refused.push(false); } catch { refused.push(true); }
  }
  console.log(JSON.stringify({ verdicts, refused }));
})();
"""


def _in_javascript(
    codes: list[tuple[str, int]], bad_lists: list[bytes], trust: TrustList = TRUST, status: bytes = b""
) -> tuple[list[str], list[bool]]:
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node is not installed")
    job = {
        "schema": json.loads(SCHEMA.read_text()),
        "trust": lists.signed_trust_list(trust, ROOT, ROOT_KEY.key_id).hex(),
        "root": {"x": ROOT_KEY.x.hex(), "y": ROOT_KEY.y.hex()},
        "status": (status or status_list(LISTS[KEY.issuer])).hex(),
        "codes": codes,
        "badLists": [one.hex() for one in bad_lists],
        "listAge": 7 * DAY,
    }
    ran = subprocess.run(
        [node, "-e", RUN, str(SCRIPT)], input=json.dumps(job), capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    answer = json.loads(ran.stdout)
    return answer["verdicts"], answer["refused"]


def _every_kind() -> list[tuple[str, int]]:
    """Codes for each verdict: good ones, the attacks of the other tests, and whatever CBOR refuses."""
    life = Card(KEY.issuer, "Ümit 🎈 Beispiel", "jubilee", 0, TODAY - DAY)
    good = [code(), code(life), code(Card(KEY.issuer, "x" * 60, "youth", 2**32 - 1, TODAY, TODAY + 1))]
    times = [CARD.issued, TODAY, TODAY + 30 * DAY, CARD.expires - 1, CARD.expires]
    revoked = code(Card(KEY.issuer, "Weg", "card", 99, TODAY - DAY, TODAY + DAY))
    early = code(Card(KEY.issuer, "Bald", "card", 4, TODAY + 2 * DAY, TODAY + 9 * DAY))
    foreign = checking.issue(Card("05978036", "Fremd", "card", 4, TODAY, TODAY + DAY), PRIVATE, KEY.key_id)
    old = checking.issue(Card(KEY.issuer, "Alt", "card", 4, KEY.since - 1, TODAY + DAY), PRIVATE, KEY.key_id)
    unknown = checking.issue(CARD, PRIVATE, b"\0" * 8)
    codes = [(one, now) for one in good for now in times]
    codes += [(one, TODAY) for one in (revoked, early, foreign, old, unknown, *ATTACKS.values())]
    for data in WRONG_CBOR.values():
        wrong = [cbor2.dumps({1: -7, 4: KEY.key_id}, canonical=True), {}, data, b"\0" * 64]
        codes.append((PREFIX + base45.encode(b"\xd2" + cbor2.dumps(wrong)), TODAY))
        codes.append((PREFIX + base45.encode(b"\xd2" + data), TODAY))
    return codes


def _changed(chance: random.Random) -> str:
    """A good message with bytes changed, left out, doubled or put in."""
    data = bytearray(base45.decode(code().removeprefix(PREFIX)))
    for _ in range(chance.choice((1, 1, 1, 2, 5))):
        place = chance.randrange(len(data))
        match chance.randrange(4):
            case 0:
                data[place] ^= 1 << chance.randrange(8)
            case 1:
                data[place] = chance.choice(
                    (0, 1, 0x18, 0x1B, 0x40, 0x5F, 0x7F, 0x9F, 0xA0, 0xBF, 0xC2, 0xF5, 0xF6, 0xF9, 0xFB, 0xFF)
                )
            case 2:
                del data[place]
            case _:
                data.insert(place, chance.randrange(256))
        if not data:
            break
    text = PREFIX + base45.encode(bytes(data))
    if chance.random() < 0.1:
        place = chance.randrange(len(text))
        text = text[:place] + chance.choice("aÄ 0:Z🎈\n") + text[place + 1 :]
    return text


def test_python_and_javascript_give_the_same_verdict_for_everything() -> None:
    chance = random.Random(26)
    codes = _every_kind() + [(_changed(chance), TODAY) for _ in range(ROUNDS)]
    theirs, _refused = _in_javascript(codes, [])
    ours = [checked(text, now=now).verdict.value for text, now in codes]
    differing = [(text, now, one, two) for (text, now), one, two in zip(codes, ours, theirs, strict=True) if one != two]
    assert differing == []
    assert set(ours) >= {verdict.value for verdict in checking.Verdict} - {"withdrawn"}


def test_both_say_that_a_key_was_withdrawn_or_signed_outside_its_time() -> None:
    private = keys.new_private_key()
    now_signing = keys.public_key(private, issuer=KEY.issuer, issuer_name=KEY.issuer_name, since=TODAY)
    status = lists.signed_status_list(LISTS[KEY.issuer], private, now_signing.key_id)
    for of_before in (replace(KEY, withdrawn=TODAY - 1), replace(KEY, retired=CARD.issued - 1)):
        trust = TrustList(TODAY, {of_before.key_id: of_before, now_signing.key_id: now_signing})
        [theirs], _refused = _in_javascript([(code(), TODAY)], [], trust, status)
        assert (
            theirs == checked(code(), trust=trust).verdict.value == ("withdrawn" if of_before.withdrawn else "forged")
        )


def test_javascript_refuses_every_status_list_with_a_changed_byte() -> None:
    good = status_list(LISTS[KEY.issuer])
    bad = [good[:place] + bytes((good[place] ^ 0x10,)) + good[place + 1 :] for place in range(len(good))]
    _verdicts, refused = _in_javascript(
        [], [*bad, b"", good + b"\0", status_list(lists.StatusList("05978036", TODAY, 9, frozenset()))]
    )
    assert all(refused)


TYPED = """
const fs = require("fs");
require(process.argv[1]);
const { checkTyped, trustList, typedList } = globalThis.engagiertCards;
const job = JSON.parse(fs.readFileSync(0, "utf-8"));
const bytes = (hex) => Uint8Array.from(hex.match(/../g) || [], (pair) => parseInt(pair, 16));
(async () => {
  const root = { x: bytes(job.root.x), y: bytes(job.root.y) };
  const trust = await trustList(bytes(job.trust), root, job.schema);
  const lists = [await typedList(bytes(job.list), trust, job.schema)];
  const said = [];
  for (const [code, now] of job.codes) {
    const found = await checkTyped(code, { schema: job.schema, root, lists, now, listAge: job.listAge });
    said.push([found.verdict, found.hint || "", found.expires || 0]);
  }
  let refused = 0;
  for (const list of job.badLists) {
    try { await typedList(bytes(list), trust, job.schema); } catch { refused++; }
  }
  console.log(JSON.stringify({ said, refused }));
})();
"""


def test_typed_codes_are_told_alike_by_both() -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node is not installed")
    times = (TODAY, TODAY + 8 * DAY, TODAY + 31 * DAY)
    codes = [(one, now) for one in (*typed_lists.CODES, "2222-2222-2222", "o0", "") for now in times]
    step = len(typed_lists.LIST) // 40
    bad = [
        bytes([*typed_lists.LIST[:at], typed_lists.LIST[at] ^ 1, *typed_lists.LIST[at + 1 :]])
        for at in range(0, len(typed_lists.LIST), step)
    ]
    job = {
        "schema": json.loads(SCHEMA.read_text()),
        "trust": lists.signed_trust_list(TRUST, ROOT, ROOT_KEY.key_id).hex(),
        "root": {"x": ROOT_KEY.x.hex(), "y": ROOT_KEY.y.hex()},
        "list": typed_lists.LIST.hex(),
        "codes": codes,
        "badLists": [one.hex() for one in bad],
        "listAge": 7 * DAY,
    }
    ran = subprocess.run(
        [node, "-e", TYPED, str(SCRIPT)], input=json.dumps(job), capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    answer = json.loads(ran.stdout)
    here = [typed.check(code, lists=[typed_lists.READ], salt=typed_lists.SALT, now=now) for code, now in codes]
    assert answer["said"] == [[one.verdict.value, one.hint, one.expires] for one in here]
    assert answer["refused"] == len(bad)
