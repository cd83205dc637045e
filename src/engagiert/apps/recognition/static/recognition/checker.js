// The page that checks cards: camera or typed code, lists from the browser's store, a verdict in words, sign and sound.
// Nothing of a card leaves this page: the only requests are for the page, its files and the lists of all cards.

(() => {
  const setup = JSON.parse(document.querySelector("[data-setup]").dataset.setup);
  const part = (name) => document.querySelector(`[data-checker="${name}"]`);
  const cards = globalThis.engagiertCards;
  const KEPT = "karten-pruefer";
  const bytes = (hex) => Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));
  const day = (seconds) => (seconds ? new Date(seconds * 1000).toLocaleDateString(document.documentElement.lang) : setup.words.unknown_day);
  const root = { x: bytes(setup.root.x), y: bytes(setup.root.y) };
  let known = { trust: { keys: new Map() }, lists: new Map(), typed: [] };

  async function fetched(address) {
    const kept = await caches.open(KEPT);
    try {
      const answer = await fetch(address, { cache: "no-cache" });
      if (answer.ok) {
        await kept.put(address, answer.clone());
        return new Uint8Array(await answer.arrayBuffer());
      }
    } catch {
      // No network: what is kept is good enough, its age is told.
    }
    const had = await kept.match(address);
    return had ? new Uint8Array(await had.arrayBuffer()) : null;
  }

  async function learn() {
    const signed = await fetched(setup.trust);
    if (!signed) return;
    const trust = await cards.trustList(signed, root, setup.schema);
    const lists = new Map();
    for (const [issuer, address] of Object.entries(setup.lists)) {
      const list = await fetched(address);
      if (!list) continue;
      try {
        lists.set(issuer, await cards.statusList(list, trust, setup.schema));
      } catch {
        // A list that its issuer did not sign is as good as none.
      }
    }
    const typed = [];
    for (const address of Object.values(setup.typed)) {
      const list = await fetched(address);
      if (!list) continue;
      try {
        typed.push(await cards.typedList(list, trust, setup.schema));
      } catch {
        // As above.
      }
    }
    known = { trust, lists, typed };
    const oldest = Math.min(...[...lists.values()].map((list) => list.issued));
    part("age").textContent = Number.isFinite(oldest) ? day(oldest) : setup.words.unknown_day;
  }

  async function keepPage() {
    if (!("serviceWorker" in navigator)) return;
    const scope = new URL(setup.page, location.href).pathname;
    await navigator.serviceWorker.register(setup.worker, { scope });
    const kept = await caches.open(KEPT);
    const used = performance.getEntriesByType("resource").map((entry) => entry.name);
    const own = used.filter((address) => address.startsWith(location.origin) && address.includes("/static/"));
    await Promise.allSettled([setup.page, ...new Set(own)].map((address) => kept.add(address)));
    document.documentElement.dataset.offline = "bereit";
  }

  function beep(good) {
    try {
      const sound = new AudioContext();
      const tones = good ? [880] : [220, 180];
      tones.forEach((tone, place) => {
        const source = sound.createOscillator();
        source.frequency.value = tone;
        source.connect(sound.destination);
        source.start(sound.currentTime + place * 0.25);
        source.stop(sound.currentTime + place * 0.25 + 0.18);
      });
    } catch {
      // Some devices give no sound before the first touch.
    }
  }

  // A QR code as scanned or pasted, or the twelve signs beside it. Both come to one shape.
  async function checked(code) {
    const now = Math.floor(Date.now() / 1000), listAge = setup.listDays * 24 * 3600;
    if (cards.typedCode(code, setup.schema)) {
      const found = await cards.checkTyped(code, { schema: setup.schema, root, lists: known.typed, now, listAge });
      const facts = { name: setup.words.hint.replace("{hint}", found.hint), issuer: found.issuerName, expires: found.expires };
      const verdict = found.verdict === "unknown" ? "typed_unknown" : found.verdict;
      return { verdict, facts: found.issuerName && found.verdict !== "revoked" ? facts : null, listDate: found.listDate };
    }
    const found = await cards.check(code, { schema: setup.schema, ...known, now, listAge });
    const told = ["valid", "list_too_old", "expired", "revoked", "not_yet", "withdrawn"].includes(found.verdict);
    const facts = told ? { name: found.card.name, issuer: found.key.issuerName, expires: found.card.expires } : null;
    return { verdict: found.verdict, facts, listDate: found.listDate };
  }

  async function say(code) {
    const found = await checked(code.trim());
    const words = setup.verdicts[found.verdict];
    part("answer").dataset.looks = words.looks;
    part("word").textContent = words.word;
    part("then").textContent = words.then.replace("{day}", day(found.listDate));
    part("facts").hidden = !found.facts;
    if (found.facts) {
      part("name").textContent = found.facts.name;
      part("issuer").textContent = found.facts.issuer;
      part("until").textContent = found.facts.expires ? day(found.facts.expires - 1) : "∞";
    }
    part("answer").hidden = false;
    part("answer").focus();
    beep(words.looks === "good");
  }

  part("form").addEventListener("submit", (event) => {
    event.preventDefault();
    say(part("code").value);
  });

  const video = part("video");
  let stream = null;

  async function reader() {
    if ("BarcodeDetector" in window && (await BarcodeDetector.getSupportedFormats()).includes("qr_code")) {
      const detector = new BarcodeDetector({ formats: ["qr_code"] });
      return async () => (await detector.detect(video)).map((one) => one.rawValue)[0];
    }
    const canvas = document.createElement("canvas");
    return async () => {
      canvas.width = video.videoWidth;
      canvas.height = video.videoHeight;
      const picture = canvas.getContext("2d", { willReadFrequently: true });
      picture.drawImage(video, 0, 0);
      const seen = picture.getImageData(0, 0, canvas.width, canvas.height);
      const found = globalThis.jsQR(seen.data, seen.width, seen.height);
      return found ? found.data : undefined;
    };
  }

  function stop() {
    if (stream) stream.getTracks().forEach((track) => track.stop());
    stream = null;
    part("camera").hidden = true;
  }

  async function look() {
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    } catch {
      part("no-camera").hidden = false;
      part("code").focus();
      return;
    }
    part("camera").hidden = false;
    video.srcObject = stream;
    await video.play();
    const read = await reader();
    while (stream) {
      const code = video.videoWidth ? await read() : undefined;
      if (code) {
        stop();
        await say(code);
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, 120));
    }
  }

  part("start").addEventListener("click", look);
  part("stop").addEventListener("click", stop);
  part("page").hidden = false;
  learn().finally(() => {
    document.documentElement.dataset.lists = "geladen";
    keepPage();
  });
  // A till leaves the page open for days. The clock asks for new lists, never a check: that would tell when one was.
  setInterval(learn, 3600 * 1000);
  addEventListener("online", learn);
})();
