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
  document.addEventListener("appointmentChanged", () => {
    document.querySelector("dialog[open]")?.close();
    document.getElementById("invoice-state")?.dispatchEvent(new CustomEvent("changed"));
  });
})();
