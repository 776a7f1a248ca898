// Keeps a page up to date: an element with data-live="invoice:ID" (or "invoice" for any invoice)
// gets the event "changed" when such a record changed, and htmx then fetches its fragment again.
(() => {
  "use strict";
  const watched = () => document.querySelectorAll("[data-live]");
  const concerned = (element, kind, id) =>
    element.dataset.live
      .split(" ")
      .some((it) => it === kind || it === `${kind}:${id}` || (id === "*" && it.startsWith(`${kind}:`)));
  const tell = (kind, id) =>
    watched().forEach((it) => concerned(it, kind, id) && it.dispatchEvent(new CustomEvent("changed")));
  const refreshAll = () => watched().forEach((it) => it.dispatchEvent(new CustomEvent("changed")));

  let source;
  let broken = false;
  const listen = () => {
    if (source || watched().length === 0) return;
    source = new EventSource("/changes");
    source.addEventListener("changed", (event) => tell(...event.data.split(" ")));
    source.addEventListener("error", () => (broken = true));
    // What happened while the stream was down is unknown, so everything watched is fetched once.
    source.addEventListener("open", () => {
      if (broken) refreshAll();
      broken = false;
    });
  };
  document.addEventListener("DOMContentLoaded", listen);
  document.addEventListener("htmx:load", listen);
  window.addEventListener("pagehide", () => source && source.close());
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) {
      source = undefined;
      listen();
      refreshAll();
    }
  });
})();
