// Keeps the page with the card in the phone, so that it opens without a network; see offline.js.

(async () => {
  const part = document.querySelector("[data-own-card]");
  if (!("serviceWorker" in navigator) || !document.querySelector(".own-card")) return;
  await navigator.serviceWorker.register(part.dataset.ownCard, { scope: location.pathname });
  const kept = await caches.open("karten-pruefer");
  const used = performance.getEntriesByType("resource").map((entry) => entry.name);
  const own = used.filter((address) => address.startsWith(location.origin) && address.includes("/static/"));
  await Promise.allSettled([location.pathname, ...new Set(own)].map((address) => kept.add(address)));
  document.documentElement.dataset.offline = "bereit";
})();
