// The invoice page's dialog. Its state comes anew from the server whenever the invoice changed.
(() => {
  "use strict";
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-open]");
    if (!opener) return;
    event.preventDefault();
    document.getElementById(opener.dataset.open)?.showModal();
    document.getElementById("amount")?.select();
  });
  // The empty fields of a line say what its service brings.
  const hint = (select) => {
    const line = select.closest(".t-write-line");
    const { name, price, inclusive, exclusive } = select.selectedOptions[0]?.dataset ?? {};
    const mode = document.getElementById("lineAmounts")?.value;
    const says = { INCLUSIVE: inclusive, EXCLUSIVE: exclusive, NO_TAX: exclusive }[mode] ?? price;
    line.querySelector('[name$=".description"]').placeholder = name ?? "As the service";
    // A service has its price in the practice's own currency; in another it has to be written.
    const currency = document.getElementById("currency");
    const foreign = currency && currency.value !== currency.dataset.own;
    line.querySelector('[name$=".unitPrice"]').placeholder = foreign ? `In ${currency.value}` : (says ?? "Its price");
  };
  const hints = () => document.querySelectorAll('.t-write-line select[name$=".service"]').forEach(hint);
  document.addEventListener("change", (event) => event.target.matches('.t-write-line select[name$=".service"]') && hint(event.target));
  document.addEventListener("change", (event) => (event.target.id === "lineAmounts" || event.target.id === "currency") && hints());
  document.addEventListener("htmx:load", hints);
  document.addEventListener("htmx:afterSwap", (event) => {
    const lines = event.detail.target?.id === "invoice-lines" ? document.querySelectorAll(".t-write-line") : [];
    [...lines].at(-1)?.querySelector("select")?.focus();
  });
  document.addEventListener("DOMContentLoaded", () => {
    // From the list of what is owed, straight to paying.
    if (window.location.hash === "#take-payment") document.querySelector('[data-open="payment-dialog"]')?.click();
  });
  document.addEventListener("appointmentChanged", () => {
    document.querySelector("dialog[open]")?.close();
    document.getElementById("invoice-state")?.dispatchEvent(new CustomEvent("changed"));
  });
})();
