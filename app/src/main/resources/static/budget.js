// Draws the calls of each organisation from the table beside, so that both always say the same.
(() => {
  "use strict";
  const style = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const draw = (canvas) => {
    const table = document.getElementById(canvas.dataset.table);
    if (!table) return;
    const labels = [...table.tHead.rows[0].cells].slice(1).map((it) => it.textContent.trim());
    const datasets = [...table.tBodies[0].rows].map((row) => ({
      label: row.cells[0].textContent.trim(),
      data: [...row.cells].slice(1).map((it) => Number(it.textContent.trim())),
      backgroundColor: row.dataset.colour,
      borderRadius: 2,
      maxBarThickness: 28,
    }));
    new window.Chart(canvas, {
      type: "bar",
      data: { labels, datasets },
      options: {
        responsive: true,
        maintainAspectRatio: false,
        animation: false,
        plugins: {
          legend: { position: "bottom", labels: { boxWidth: 10, boxHeight: 10, color: style("--t-quiet") } },
          tooltip: { mode: "index", filter: (it) => it.parsed.y > 0 },
        },
        scales: {
          x: { stacked: true, grid: { display: false }, ticks: { color: style("--t-quiet"), maxRotation: 0, autoSkipPadding: 12 } },
          y: { stacked: true, border: { display: false }, grid: { color: style("--t-line") }, ticks: { color: style("--t-quiet"), maxTicksLimit: 5, precision: 0 } },
        },
      },
    });
  };
  const start = () => {
    if (window.Chart) document.querySelectorAll("[data-budget-chart]").forEach(draw);
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
