// Keeps a page up to date: an element with data-live="invoice:ID" (or "invoice" for any invoice)
// gets the event "changed" when such a record changed, and htmx then fetches its fragment again.
(() => {
  "use strict";
  const watched = () => [...document.querySelectorAll("[data-live]")];
  const concerned = (element, kind, id) =>
    element.dataset.live
      .split(" ")
      .some((it) => it === kind || it === `${kind}:${id}` || (id === "*" && it.startsWith(`${kind}:`)));
  const refresh = (element) => element.dispatchEvent(new CustomEvent("changed"));
  const tell = (kind, id) => watched().filter((it) => concerned(it, kind, id)).forEach(refresh);
  // Whoever is typing in it, or has its dialog open, keeps it until the next change.
  const atWork = (element) => element.contains(document.activeElement) || element.querySelector("dialog[open]");

  let source;
  let state = "opening";
  let wrote = false;
  const opened = () => {
    // What happened before the stream was open, or while it was down, is unknown: what is watched
    // is fetched once. On a page just drawn that is only what stands for one record.
    if (state === "broken" || wrote) watched().forEach(refresh);
    else if (state === "opening") watched().filter((it) => it.dataset.live.includes(":") && !atWork(it)).forEach(refresh);
    state = "open";
    wrote = false;
  };
  const listen = () => {
    if (source || watched().length === 0) return;
    source = new EventSource("/changes");
    source.addEventListener("changed", (event) => tell(...event.data.split(" ")));
    source.addEventListener("error", () => (state = "broken"));
    source.addEventListener("open", opened);
  };
  document.addEventListener("DOMContentLoaded", listen);
  document.addEventListener("htmx:load", listen);
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful && event.detail.requestConfig.verb !== "get" && state !== "open") wrote = true;
  });
  window.addEventListener("pagehide", () => source && source.close());
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) {
      source = undefined;
      state = "broken";
      listen();
    }
  });
})();
