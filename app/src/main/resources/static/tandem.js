// The frame's behaviour. Other scripts may use window.tandem: headers(), say(text), refuse(text).
(() => {
  "use strict";
  const practice = document.querySelector('meta[name="tandem-practice"]')?.content;
  const cookie = (name) =>
    document.cookie
      .split("; ")
      .find((it) => it.startsWith(`${name}=`))
      ?.slice(name.length + 1);

  // What every writing request carries: proof that it came from our page, and the practice it was drawn for.
  const headers = () => {
    const all = { "X-XSRF-TOKEN": decodeURIComponent(cookie("XSRF-TOKEN") ?? "") };
    if (practice) all["X-Tandem-Practice"] = practice;
    return all;
  };
  document.addEventListener("htmx:configRequest", (event) => Object.assign(event.detail.headers, headers()));

  const toast = (text, kind) => {
    const place = document.getElementById("t-toasts");
    if (!place || !text) return;
    const one = document.createElement("p");
    one.className = `t-toast t-toast-${kind}`;
    one.textContent = text;
    place.append(one);
    window.setTimeout(() => one.remove(), kind === "bad" ? 10000 : 5000);
  };
  const say = (text) => toast(text, "good");
  const refuse = (text) => toast(text, "bad");
  window.tandem = { headers, say, refuse };

  // The server says words through HX-Trigger: {"said": "…"} or {"refused": "…"}.
  const words = (event) => (typeof event.detail === "string" ? event.detail : event.detail?.value);
  document.addEventListener("said", (event) => say(words(event)));
  document.addEventListener("refused", (event) => refuse(words(event)));
  document.addEventListener("htmx:responseError", (event) => {
    const { xhr, elt } = event.detail;
    if (elt.closest("[data-optional]")) elt.remove();
    else if (!xhr.getResponseHeader("HX-Trigger") && xhr.status !== 401)
      refuse("That did not work. Reload the page and try again.");
  });
  document.addEventListener("htmx:sendError", (event) => {
    if (!event.detail.elt.closest("[data-optional]")) refuse("Tandem cannot be reached. Check the connection and try again.");
  });

  // Menus: one open at a time, closed by Escape or a click elsewhere.
  const menus = () => document.querySelectorAll("details.t-menu[open]");
  document.addEventListener("click", (event) => {
    menus().forEach((it) => it.contains(event.target) || it.removeAttribute("open"));
    const results = document.getElementById("search-results");
    if (results && !event.target.closest(".t-search")) results.replaceChildren();
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-theme-toggle]")) {
      const root = document.documentElement;
      const next = root.getAttribute("data-bs-theme") === "dark" ? "light" : "dark";
      root.setAttribute("data-bs-theme", next);
      try {
        localStorage.setItem("theme", next);
      } catch {
        // A browser that keeps nothing follows the system's theme on the next page.
      }
    }
    if (event.target.closest("[data-shortcuts]")) document.getElementById("t-shortcuts")?.showModal();
    const copy = event.target.closest("[data-copy]");
    if (copy) navigator.clipboard.writeText(copy.dataset.copy).then(() => say("Copied"));
    const print = event.target.closest("[data-print]");
    if (print) window.print();
  });

  // <form data-confirm="What will happen?"> asks first.
  document.addEventListener("submit", (event) => {
    const question = event.submitter?.dataset.confirm ?? event.target.dataset.confirm;
    if (question && !window.confirm(question)) event.preventDefault();
  });

  // <label hidden><input data-choose-all="record">: all boxes of that name in its table at once.
  const boxes = (it) => [...it.closest("table").querySelectorAll(`tbody input[name="${it.dataset.chooseAll}"]`)];
  const chosen = (root) =>
    root.querySelectorAll?.("[data-choose-all]").forEach((it) => {
      const all = boxes(it);
      it.closest("label").hidden = all.length < 2;
      it.checked = all.length > 0 && all.every((box) => box.checked);
      it.indeterminate = !it.checked && all.some((box) => box.checked);
    });
  document.addEventListener("change", (event) => {
    const all = event.target.closest("[data-choose-all]");
    if (all) boxes(all).forEach((it) => (it.checked = all.checked));
    else if (event.target.closest("tbody")) chosen(event.target.closest("table"));
  });
  document.addEventListener("DOMContentLoaded", () => chosen(document));
  document.addEventListener("htmx:load", (event) => chosen(event.detail.elt.parentElement ?? event.detail.elt));

  // Colours of rows, events and people come as data, since inline styles are forbidden.
  const colour = (root) => {
    const all = [...root.querySelectorAll("[data-colour]")];
    if (root.matches?.("[data-colour]")) all.push(root);
    all.forEach((it) => it.style.setProperty("--t-colour", it.dataset.colour));
  };
  document.addEventListener("DOMContentLoaded", () => colour(document));
  document.addEventListener("htmx:load", (event) => colour(event.detail.elt));

  // A form that came back refused: where something has to be put right is in sight, and typed into at once.
  document.addEventListener("DOMContentLoaded", () => {
    if (performance.getEntriesByType("navigation")[0]?.responseStatus !== 422) return;
    const first = document.querySelector('main [aria-invalid="true"], main .is-invalid');
    first?.focus({ preventScroll: true });
    first?.scrollIntoView({ block: "center" });
  });

  // On a phone a row of sections scrolls: where one is should be in sight.
  document.addEventListener("DOMContentLoaded", () =>
    document.querySelectorAll(".t-setup-nav [aria-current], .t-tabs [aria-current], .t-chips [aria-current]").forEach((it) => {
      const row = it.parentElement;
      row.scrollLeft = it.offsetLeft - row.offsetLeft - (row.clientWidth - it.offsetWidth) / 2;
    }),
  );

  // Keyboard.
  const go = { t: "/today", d: "/diary", c: "/clients", i: "/invoices", l: "/ledger", s: "/setup" };
  const create = { a: "/appointments/new", c: "/clients/new", i: "/invoices/new", p: "/payments/new" };
  let pending;
  const typing = (target) => target.closest("input, textarea, select, [contenteditable], dialog");
  const rows = () => [...document.querySelectorAll("[data-row]")];
  const move = (step) => {
    const all = rows();
    if (all.length === 0) return false;
    const at = all.indexOf(document.activeElement);
    all[Math.min(all.length - 1, Math.max(0, at + step))].focus();
    return true;
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      menus().forEach((it) => it.removeAttribute("open"));
      document.getElementById("search-results")?.replaceChildren();
    }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const was = pending;
    pending = undefined;
    const destination = was === "g" ? go[event.key] : was === "n" ? create[event.key] : undefined;
    if (destination) window.location.assign(destination);
    else if (event.key === "g" || event.key === "n") pending = event.key;
    else if (event.key === "/") {
      event.preventDefault();
      document.getElementById("search")?.focus();
    } else if (event.key === "?") document.getElementById("t-shortcuts")?.showModal();
    else if (event.key === "ArrowDown" && move(1)) event.preventDefault();
    else if (event.key === "ArrowUp" && move(-1)) event.preventDefault();
    else if (event.key === "Enter" && document.activeElement?.matches("[data-row]"))
      document.activeElement.querySelector("a[href]")?.click();
  });
  const focusable = (root) =>
    root.querySelectorAll?.("[data-row]:not([tabindex])").forEach((it) => it.setAttribute("tabindex", "-1"));
  document.addEventListener("DOMContentLoaded", () => focusable(document));
  document.addEventListener("htmx:load", (event) => focusable(event.detail.elt.parentElement ?? event.detail.elt));
})();
