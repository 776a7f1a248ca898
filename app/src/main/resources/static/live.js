// Keeps a page up to date: an element with data-live="invoice:ID" (or "invoice" for any invoice)
// gets the event "changed" when such a record changed, and htmx then fetches its fragment again.
(() => {
  "use strict";
  const watched = () => [...document.querySelectorAll("[data-live]")];
  const concerned = (element, kind, id) =>
    element.dataset.live
      .split(" ")
      .some((it) => it === kind || it === `${kind}:${id}` || (id === "*" && it.startsWith(`${kind}:`)));
  // A reading under way may have begun before the change: another one follows it.
  const behind = new Set();
  const name = (element) => element.id || `${element.dataset.live} ${element.getAttribute("hx-get")}`;
  const names = (elements) => new Set(elements.map(name));
  // What somebody has typed or ticked is not wiped away: its element is fetched again once they leave its form.
  const kept = new Set();
  // What is ticked stays ticked wherever they are: several are chosen one after the other.
  const ticked = (element) =>
    [...element.querySelectorAll("[type=checkbox]")].some((it) => it.checked !== it.defaultChecked);
  const typing = (element) => {
    if (ticked(element)) return true;
    const form = element.contains(document.activeElement) && document.activeElement.closest("form");
    return form && [...form.querySelectorAll("input, textarea")].some((it) => it.value !== it.defaultValue);
  };
  // In a storm of changes an element is fetched at once, then once in a while, and once after the last.
  const PAUSE = 1000;
  const fetched = new Map();
  const later = new Map();
  const refreshLater = (key, wait) => {
    if (later.has(key)) return;
    const again = () => {
      later.delete(key);
      refresh(key);
    };
    later.set(key, window.setTimeout(again, wait));
  };
  const ask = (element, key) => {
    if (typing(element)) kept.add(key);
    else if (element.classList.contains("htmx-request")) behind.add(key);
    else element.dispatchEvent(new CustomEvent("changed"));
  };
  const refresh = (key) => {
    const those = watched().filter((it) => name(it) === key);
    if (those.length === 0) return;
    const pause = Number(those[0].dataset.livePause ?? PAUSE);
    const wait = (fetched.get(key) ?? -Infinity) + pause - performance.now();
    if (wait > 0) return refreshLater(key, wait);
    fetched.set(key, performance.now());
    those.forEach((it) => ask(it, key));
  };
  const catchUp = () =>
    watched()
      .filter((it) => behind.has(name(it)) && !it.classList.contains("htmx-request"))
      .forEach((it) => behind.delete(name(it)) && refresh(name(it)));
  const comeBack = () =>
    watched()
      .filter((it) => kept.has(name(it)) && !typing(it))
      .forEach((it) => kept.delete(name(it)) && refresh(name(it)));
  // What is said of many concerns every page of the practice: they do not all ask in the same moment.
  const SPREAD = 1500;
  const soon = (elements) => names(elements).forEach((it) => refreshLater(it, Math.random() * SPREAD));
  const tell = (kind, id) => {
    const those = watched().filter((it) => concerned(it, kind, id));
    if (id === "*") soon(those);
    else names(those).forEach(refresh);
  };
  // Whoever is typing in it, or has its dialog open, keeps it until the next change.
  const atWork = (element) => element.contains(document.activeElement) || element.querySelector("dialog[open]");

  // Fetched because the stream opened, not because something of it changed.
  const first = new Set();

  let source;
  let state = "opening";
  let wrote = false;
  const opened = () => {
    // What happened before the stream was open, or while it was down, is unknown: what is watched
    // is fetched once. On a page just drawn that is only what stands for one record.
    if (wrote || state === "rested") names(watched()).forEach(refresh);
    else if (state === "broken") soon(watched());
    else if (state === "opening") {
      const those = names(watched().filter((it) => it.dataset.live.includes(":") && !atWork(it)));
      those.forEach((it) => first.add(it) && refresh(it));
    }
    state = "open";
    wrote = false;
  };
  const listen = () => {
    if (source || document.hidden || watched().length === 0) return;
    source = new EventSource("/changes");
    source.addEventListener("changed", (event) => tell(...event.data.split(" ")));
    source.addEventListener("missed", () => soon(watched()));
    source.addEventListener("error", () => (state = "broken"));
    source.addEventListener("open", opened);
  };
  const rest = () => {
    if (!source) return;
    source.close();
    source = undefined;
    state = "rested";
  };
  document.addEventListener("DOMContentLoaded", listen);
  document.addEventListener("htmx:load", listen);
  document.addEventListener("focusout", () => kept.size && window.setTimeout(comeBack, 20));
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { elt, triggeringEvent } = event.detail.requestConfig;
    if (triggeringEvent?.type !== "changed" || !elt.dataset.live) return;
    // They opened its dialog while it was under way.
    if (first.delete(name(elt)) && atWork(elt)) event.detail.shouldSwap = false;
    if (!typing(elt)) return;
    // They began to type while it was under way.
    event.detail.shouldSwap = false;
    kept.add(name(elt));
  });
  document.addEventListener("htmx:afterSettle", () => behind.size && window.setTimeout(catchUp, 20));
  document.addEventListener("htmx:afterRequest", (event) => {
    if (behind.size) window.setTimeout(catchUp, 200);
    if (event.detail.successful && event.detail.requestConfig.verb !== "get" && state !== "open") wrote = true;
  });
  // A browser opens few connections to one address: pages that nobody looks at leave them to others.
  document.addEventListener("visibilitychange", () => (document.hidden ? rest() : listen()));
  window.addEventListener("pagehide", rest);
  window.addEventListener("pageshow", (event) => event.persisted && listen());
})();
