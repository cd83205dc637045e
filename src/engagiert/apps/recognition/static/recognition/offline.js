// Keeps the page that checks cards in the browser. What is kept is put there by checker.js, and for the card on
// the phone by own-card.js; here it is only handed out: from the network while there is one, else as it was.

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const request = event.request;
  if (request.method !== "GET" || new URL(request.url).origin !== self.location.origin) return;
  event.respondWith(answered(request));
});

async function answered(request) {
  const kept = await caches.open("karten-pruefer");
  const had = await kept.match(request, { ignoreVary: true, ignoreSearch: request.mode === "navigate" });
  // A file's name says what is in it: it never changes.
  if (had && new URL(request.url).pathname.includes("/static/")) return had;
  try {
    const fresh = await fetch(request);
    if (fresh.ok && had) await kept.put(request, fresh.clone());
    // A card that was replaced leaves the phone as soon as it hears of it.
    if (fresh.status === 404 && had) await kept.delete(request, { ignoreVary: true });
    return fresh;
  } catch (wrong) {
    if (had) return had;
    throw wrong;
  }
}
