/* Small comforts. Everything works without this file; no handler stands in the pages. */
"use strict";
(() => {
  const KEYS_OFF = "engagiert-keys-off";

  /* a field has the focus: letters belong to it */
  const typing = (element) => element?.closest?.("input, select, textarea, [contenteditable], dialog") !== null;

  const keysOff = () => {
    try { return localStorage.getItem(KEYS_OFF) === "1"; } catch { return false; }
  };

  /* J and K walk through rows marked data-row; Enter opens the row's first link */
  const walk = (step) => {
    const rows = [...document.querySelectorAll("[data-row]")];
    if (!rows.length) return;
    const at = rows.findIndex((row) => row.classList.contains("is-on"));
    const next = rows[Math.min(rows.length - 1, Math.max(0, at + step))];
    rows.forEach((row) => row.classList.toggle("is-on", row === next));
    next.querySelector("a")?.focus();
    next.scrollIntoView({ block: "nearest" });
  };

  const acts = {
    j: () => walk(1),
    k: () => walk(-1),
    x: () => document.querySelector("[data-row].is-on input[type=checkbox]")?.click(),
    "/": () => document.getElementById("finden")?.focus(),
    "?": () => document.getElementById("tasten")?.showModal(),
  };

  document.addEventListener("keydown", (event) => {
    if (!document.body.classList.contains("e-office") || keysOff()) return;
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || typing(event.target)) return;
    const key = event.key.toLowerCase();
    const button = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
    const act = acts[key] ?? (button && (() => button.click()));
    if (!act) return;
    event.preventDefault();
    act();
  });

  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-dialog]");
    const dialog = opener && document.getElementById(opener.dataset.dialog);
    if (dialog?.showModal) {
      event.preventDefault();
      dialog.showModal();
      return;
    }
    if (event.target.closest("[data-close]")) event.target.closest("dialog")?.close();
    if (event.target.closest("[data-print]")) window.print();
    const copy = event.target.closest("[data-copy]");
    if (copy) {
      navigator.clipboard?.writeText(copy.dataset.copy).then(() => {
        copy.querySelector("[data-copy-word]").textContent = copy.dataset.done;
      });
    }
    const all = event.target.closest("[data-tick-all]");
    if (all) {
      const boxes = all.closest("table").querySelectorAll("tbody input[type=checkbox]");
      boxes.forEach((box) => { box.checked = all.checked; });
    }
  });

  /* file fields take a dropped file */
  const dropFields = (root) => root.querySelectorAll("[data-drop]").forEach((field) => {
    const input = field.querySelector("input[type=file]");
    field.querySelector("[data-drop-word]")?.removeAttribute("hidden");
    field.addEventListener("dragover", (event) => { event.preventDefault(); field.classList.add("is-over"); });
    field.addEventListener("dragleave", () => field.classList.remove("is-over"));
    field.addEventListener("drop", (event) => {
      event.preventDefault();
      field.classList.remove("is-over");
      if (event.dataTransfer.files.length) input.files = event.dataTransfer.files;
    });
  });

  const keySwitch = () => {
    const button = document.querySelector("[data-keys]");
    if (!button) return;
    const show = () => { button.textContent = keysOff() ? button.dataset.on : button.dataset.off; };
    button.hidden = false;
    button.addEventListener("click", () => {
      try { localStorage.setItem(KEYS_OFF, keysOff() ? "0" : "1"); } catch { /* private window: keys stay on */ }
      show();
    });
    show();
  };

  /* suggestions: arrows walk through the links, Escape or leaving closes them */
  document.addEventListener("keydown", (event) => {
    const box = event.target.closest?.(".e-search");
    const list = box?.querySelector(".e-suggest");
    if (!list?.childElementCount) return;
    const field = box.querySelector("[data-suggest]");
    if (event.key === "Escape") { list.replaceChildren(); field.focus(); return; }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const stops = [field, ...list.querySelectorAll("a")];
    stops[(stops.indexOf(document.activeElement) + step + stops.length) % stops.length].focus();
  });
  document.addEventListener("focusout", (event) => {
    const box = event.target.closest?.(".e-search");
    if (box && event.relatedTarget && !box.contains(event.relatedTarget)) {
      box.querySelector(".e-suggest")?.replaceChildren();
    }
  });

  const start = () => {
    document.querySelectorAll("[data-needs-script]").forEach((part) => part.removeAttribute("hidden"));
    document.querySelector(".e-errors")?.focus();
    dropFields(document);
    keySwitch();
  };

  /* new results: say the count, and keep the focus near when its chip is gone */
  document.addEventListener("htmx:afterSettle", (event) => {
    const status = event.target.querySelector?.("[role=status][tabindex]");
    if (!status) return;
    const words = [...status.childNodes];
    status.replaceChildren();
    requestAnimationFrame(() => {
      status.append(...words);
      if (document.activeElement === document.body) status.focus();
    });
  });

  /* filters change the question in the address: the link to the other language asks it too */
  document.addEventListener("htmx:pushedIntoHistory", () => {
    document.querySelectorAll("[data-language]").forEach((link) => { link.search = location.search; });
  });

  document.addEventListener("DOMContentLoaded", start);
  document.addEventListener("htmx:afterSwap", (event) => dropFields(event.target));
})();
