// Runs before anything is painted: the chosen theme, else the system's.
(() => {
  "use strict";
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const chosen = () => {
    try {
      return localStorage.getItem("theme");
    } catch {
      return null;
    }
  };
  const paint = () => document.documentElement.setAttribute("data-bs-theme", chosen() || (dark.matches ? "dark" : "light"));
  dark.addEventListener("change", paint);
  paint();
})();
