// Checks cards in the browser, without a network: the twin of engines/cards, to the same verdicts (docs/engines/cards.md).
// All it needs comes in: the schema of what is signed, the trust list, status lists, the time. It asks nobody.

(() => {
  const SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
  const ALGORITHM = 1, KEY_ID = 4, TYPE = 16, ES256 = -7;
  const DEEPEST = 4, LARGEST_REMAINDER = 24, CLOCK_SKEW = 24 * 3600;
  // Control signs, and those that turn the direction of writing: a name must read as it is.
  const UNREADABLE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/;
  const WEB_KEY = { name: "ECDSA", namedCurve: "P-256" };

  class Malformed extends Error {}
  const must = (holds) => {
    if (!holds) throw new Malformed();
  };

  function base45(text) {
    must(text.length % 3 !== 1);
    const bytes = [];
    for (let start = 0; start < text.length; start += 3) {
      const values = [...text.slice(start, start + 3)].map((sign) => SIGNS.indexOf(sign));
      must(values.every((value) => value >= 0));
      const number = values.reduce((sum, value, place) => sum + value * 45 ** place, 0);
      if (values.length === 3) {
        must(number < 65536);
        bytes.push(number >> 8, number & 255);
      } else {
        must(number < 256);
        bytes.push(number);
      }
    }
    return Uint8Array.from(bytes);
  }

  // CBOR of our few kinds, in its one shortest form; a map becomes a Map from numbers.
  function cbor(bytes) {
    let at = 0;
    const take = (count) => {
      must(at + count <= bytes.length);
      return bytes.subarray(at, (at += count));
    };
    const head = () => {
      const first = take(1)[0];
      const short = first & 31;
      if (short < 24) return [first >> 5, short];
      must(short < 28);
      const length = 2 ** (short - 24);
      const value = take(length).reduce((sum, byte) => sum * 256 + byte, 0);
      must(value <= Number.MAX_SAFE_INTEGER && value >= (length === 1 ? 24 : 2 ** (4 * length)));
      return [first >> 5, value];
    };
    const item = (deep) => {
      const [kind, value] = head();
      if (kind === 0) return value;
      if (kind === 1) {
        must(value < Number.MAX_SAFE_INTEGER);
        return -1 - value;
      }
      if (kind === 2) return take(value);
      if (kind === 3) return text(take(value));
      must(deep > 0 && (kind === 4 || kind === 5));
      return kind === 4 ? list(value, deep - 1) : map(value, deep - 1);
    };
    const list = (count, deep) => {
      must(count <= bytes.length);
      return Array.from({ length: count }, () => item(deep));
    };
    const map = (count, deep) => {
      must(count <= bytes.length);
      const found = new Map();
      let before = null;
      for (let entry = 0; entry < count; entry++) {
        const start = at;
        const key = item(0);
        must(typeof key === "number");
        const written = bytes.subarray(start, at);
        must(before === null || comesAfter(written, before));
        before = written;
        found.set(key, item(deep));
      }
      return found;
    };
    const whole = item(DEEPEST);
    must(at === bytes.length);
    return whole;
  }

  function comesAfter(one, other) {
    if (one.length !== other.length) return one.length > other.length;
    const differs = one.findIndex((byte, place) => byte !== other[place]);
    return differs >= 0 && one[differs] > other[differs];
  }

  function text(bytes) {
    try {
      return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      throw new Malformed();
    }
  }

  const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const isBytes = (value) => value instanceof Uint8Array;
  const joined = (...parts) => Uint8Array.from(parts.flatMap((part) => [...part]));

  function lengthOf(kind, count) {
    if (count < 24) return [kind | count];
    if (count < 256) return [kind | 24, count];
    return count < 65536 ? [kind | 25, count >> 8, count & 255] : [kind | 26, count >>> 24, (count >> 16) & 255, (count >> 8) & 255, count & 255];
  }

  function read(bytes) {
    must(bytes[0] === 0xd2);
    const parts = cbor(bytes.subarray(1));
    must(Array.isArray(parts) && parts.length === 4);
    const [headerBytes, open, payload, signature] = parts;
    must(isBytes(headerBytes) && open instanceof Map && open.size === 0 && isBytes(payload));
    must(isBytes(signature) && signature.length === 64);
    const header = cbor(headerBytes), claims = cbor(payload);
    must(header instanceof Map && claims instanceof Map);
    const keyId = header.get(KEY_ID), type = header.has(TYPE) ? header.get(TYPE) : "";
    must(header.get(ALGORITHM) === ES256 && isBytes(keyId) && keyId.length === 8);
    must(typeof type === "string" && !(header.has(TYPE) && type === ""));
    must([...header.keys()].every((key) => [ALGORITHM, KEY_ID, TYPE].includes(key)));
    const label = new TextEncoder().encode("Signature1");
    const signed = joined([0x84, 0x60 | label.length], label, lengthOf(0x40, headerBytes.length), headerBytes, [0x40], lengthOf(0x40, payload.length), payload);
    return { keyId: hex(keyId), type, claims, signed, signature };
  }

  async function holds(message, key) {
    if (!key.imported) {
      key.imported = await crypto.subtle.importKey("raw", joined([4], key.x, key.y), WEB_KEY, false, ["verify"]);
    }
    return crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key.imported, message.signature, message.signed);
  }

  const isNumber = (value) => typeof value === "number";

  function cardOf(claims, schema) {
    const names = schema.card;
    const [issuer, name, issued, kind, index] = ["issuer", "name", "issued", "kind", "index"].map((one) => claims.get(names[one]));
    const ends = claims.has(names.expires);
    const expires = ends ? claims.get(names.expires) : 0;
    must(claims.size === (ends ? 6 : 5));
    must(typeof issuer === "string" && /^[0-9]{1,12}$/.test(issuer));
    must(typeof name === "string" && name !== "" && !name.startsWith(" ") && !name.endsWith(" ") && !UNREADABLE.test(name));
    must(new TextEncoder().encode(name).length <= schema.longest_name);
    must([issued, kind, index, expires].every(isNumber));
    must(kind >= 0 && kind < schema.kinds.length && index >= 0 && index < 2 ** 32);
    must(issued > 0 && (!ends || expires > issued));
    return { issuer, name, kind: schema.kinds[kind], index, issued, expires };
  }

  async function keyOf(row) {
    must(Array.isArray(row) && row.length === 7);
    const [issuer, issuerName, x, y, since, retired, withdrawn] = row;
    must(typeof issuer === "string" && typeof issuerName === "string" && [since, retired, withdrawn].every(isNumber));
    must(isBytes(x) && isBytes(y) && x.length === 32 && y.length === 32);
    const key = { issuer, issuerName, x, y, since, retired, withdrawn };
    // The thumbprint of RFC 9679: the key as canonical COSE_Key.
    const named = joined([0xa4, 1, 2, 0x20, 1, 0x21, 0x58, 32], x, [0x22, 0x58, 32], y);
    key.keyId = hex(new Uint8Array(await crypto.subtle.digest("SHA-256", named)).subarray(0, 8));
    try {
      key.imported = await crypto.subtle.importKey("raw", joined([4], x, y), WEB_KEY, false, ["verify"]);
    } catch {
      throw new Malformed();
    }
    return key;
  }

  async function listMessage(bytes, type, schema) {
    must(bytes.length <= schema.longest_list);
    const message = read(bytes);
    must(message.type === type);
    return message;
  }

  // root: { x, y } as bytes. Throws for anything that the root key did not sign.
  async function trustList(bytes, root, schema) {
    const message = await listMessage(bytes, "trust", schema);
    const issued = message.claims.get(schema.trust.issued), rows = message.claims.get(schema.trust.keys);
    must(message.claims.size === 2 && isNumber(issued) && Array.isArray(rows));
    must(await holds(message, root));
    const keys = new Map();
    for (const row of rows) {
      const key = await keyOf(row);
      keys.set(key.keyId, key);
    }
    return { issued, keys };
  }

  async function statusList(bytes, trust, schema) {
    const message = await listMessage(bytes, "status", schema);
    const names = schema.status;
    const [issuer, issued, size, rice, revoked] = ["issuer", "issued", "size", "rice", "revoked"].map((one) => message.claims.get(names[one]));
    must(message.claims.size === 5 && typeof issuer === "string" && isBytes(revoked) && [issued, size, rice].every(isNumber));
    must(rice >= 0 && rice <= LARGEST_REMAINDER && size >= 0);
    const key = trust.keys.get(message.keyId);
    must(key && !key.withdrawn && key.issuer === issuer && (await holds(message, key)));
    return { issuer, issued, size, revoked: places(revoked, rice, size) };
  }

  function places(coded, rice, size) {
    const found = new Set();
    const count = 8 * coded.length;
    const bit = (place) => (coded[place >> 3] >> (7 - (place & 7))) & 1;
    let at = 0, before = -1;
    for (;;) {
      let end = at;
      while (end < count && bit(end)) end++;
      if (end === count) break;
      must(end + 1 + rice <= count);
      let rest = 0;
      for (let place = end + 1; place <= end + rice; place++) rest = 2 * rest + bit(place);
      before += 1 + (end - at) * 2 ** rice + rest;
      must(before < size);
      found.add(before);
      at = end + 1 + rice;
    }
    must(count - at <= 7);
    return found;
  }

  function judged(card, key, status, now, listAge) {
    if (key.withdrawn) return "withdrawn";
    if (card.issued < key.since || (key.retired && card.issued > key.retired)) return "forged";
    if (status && status.revoked.has(card.index)) return "revoked";
    if (card.issued > now + CLOCK_SKEW) return "not_yet";
    if (card.expires && now >= card.expires) return "expired";
    if (!status || now - status.issued > listAge || card.index >= status.size) return "list_too_old";
    return "valid";
  }

  // lists: a Map from issuer to status list; now and listAge in seconds. Never throws for what stands in the code.
  async function check(code, { schema, trust, lists, now, listAge }) {
    let message, card;
    try {
      // The limit counts signs as Python does, not halves of them.
      must(code.length <= 2 * schema.longest_card && [...code].length <= schema.longest_card && code.startsWith(schema.prefix));
      message = read(base45(code.slice(schema.prefix.length)));
      must(message.type === "");
      card = cardOf(message.claims, schema);
    } catch (wrong) {
      if (wrong instanceof Malformed) return { verdict: "malformed" };
      throw wrong;
    }
    const key = trust.keys.get(message.keyId);
    if (!key) return { verdict: "unknown" };
    if (!(await holds(message, key)) || key.issuer !== card.issuer) return { verdict: "forged" };
    const status = lists.get(card.issuer);
    return { verdict: judged(card, key, status, now, listAge), card, key, listDate: status ? status.issued : 0 };
  }

  // The twin of engines/cards/typed.py: the cards of an issuer that can be typed, 20 bytes each.
  const MARK = 8, HINT = 10, ROW = 20, REVOKED = 0, FOR_LIFE = 0xffff, DAY = 24 * 3600;

  async function typedList(bytes, trust, schema) {
    const names = schema.typed;
    must(bytes.length <= names.longest);
    const message = read(bytes);
    const [issuer, issued, rows] = ["issuer", "issued", "rows"].map((one) => message.claims.get(names[one]));
    must(message.type === "typed" && message.claims.size === 3);
    must(typeof issuer === "string" && isNumber(issued) && isBytes(rows) && rows.length % ROW === 0);
    const key = trust.keys.get(message.keyId);
    must(key && !key.withdrawn && key.issuer === issuer && (await holds(message, key)));
    return { issuer, issued, rows, issuerName: key.issuerName };
  }

  // Twelve signs as somebody typed them, or "" where it cannot be a code.
  function typedCode(text, schema) {
    const code = text.toUpperCase().replace(/[ -]/g, "");
    const { signs, length } = schema.typed;
    return code.length === length && [...code].every((sign) => signs.includes(sign)) ? code : "";
  }

  async function stretched(code, root, schema) {
    const encoder = new TextEncoder();
    const secret = await crypto.subtle.importKey("raw", encoder.encode(code), "PBKDF2", false, ["deriveBits"]);
    const how = { name: "PBKDF2", hash: "SHA-256", salt: joined(encoder.encode("EAK1 typed"), root.x), iterations: schema.typed.rounds };
    const key = new Uint8Array(await crypto.subtle.deriveBits(how, secret, 256));
    const mask = new Uint8Array(await crypto.subtle.digest("SHA-256", key.subarray(MARK)));
    return { mark: key.subarray(0, MARK), mask };
  }

  // lists: those of all issuers. As check, with the hint to the name in place of the card.
  async function checkTyped(text, { schema, root, lists, now, listAge }) {
    const code = typedCode(text, schema);
    if (!code) return { verdict: "malformed" };
    const { mark, mask } = await stretched(code, root, schema);
    for (const list of lists) {
      for (let at = 0; at < list.rows.length; at += ROW) {
        if (mark.every((byte, place) => list.rows[at + place] === byte)) return typedJudged(list, at, mask, now, listAge);
      }
    }
    return { verdict: "unknown" };
  }

  function typedJudged(list, at, mask, now, listAge) {
    const row = list.rows.subarray(at, at + ROW);
    const said = row.subarray(MARK, MARK + HINT).map((byte, place) => byte ^ mask[place]);
    const hint = new TextDecoder().decode(said).replace(/\0+$/, "");
    const day = row[ROW - 2] * 256 + row[ROW - 1];
    const expires = day === REVOKED || day === FOR_LIFE ? 0 : (day + 1) * DAY;
    let verdict = "valid";
    if (day === REVOKED) verdict = "revoked";
    else if (expires && now >= expires) verdict = "expired";
    else if (now - list.issued > listAge) verdict = "list_too_old";
    return { verdict, hint, issuerName: list.issuerName, expires, listDate: list.issued };
  }

  globalThis.engagiertCards = { check, checkTyped, statusList, trustList, typedCode, typedList, Malformed };
})();
