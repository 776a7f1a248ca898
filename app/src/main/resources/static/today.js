// Draws the revenue chart from the table beside it, so that both always say the same.
(() => {
  "use strict";
  const start = () => {
    const canvas = document.getElementById("revenue-chart");
    const table = document.getElementById("revenue-table");
    if (!canvas || !table || !window.Chart) return;
    const style = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
    const labels = [...table.tHead.rows[0].cells].slice(1).map((it) => it.textContent.trim());
    const datasets = [...table.tBodies[0].rows].map((row) => ({
      label: row.cells[0].textContent.trim(),
      data: [...row.cells].slice(1).map((it) => Number(it.dataset.amount)),
      backgroundColor: row.dataset.colour,
      borderRadius: 3,
      maxBarThickness: 44,
    }));
    // The axis has round figures; a bar says the one of its cell.
    const money = new Intl.NumberFormat("en", { style: "currency", currency: table.dataset.currency, currencyDisplay: "narrowSymbol", maximumFractionDigits: 0 });
    new window.Chart(canvas, {
      type: "bar",
      data: { labels, datasets },
      options: {
        responsive: true,
        maintainAspectRatio: false,
        animation: false,
        plugins: {
          legend: { display: datasets.length > 1, position: "bottom", labels: { boxWidth: 10, boxHeight: 10, color: style("--t-quiet") } },
          tooltip: { callbacks: { label: (it) => `${it.dataset.label}: ${table.tBodies[0].rows[it.datasetIndex].cells[it.dataIndex + 1].textContent.trim()} ${table.dataset.currency}` } },
        },
        scales: {
          x: { stacked: true, grid: { display: false }, ticks: { color: style("--t-quiet") } },
          y: { stacked: true, border: { display: false }, grid: { color: style("--t-line") }, ticks: { color: style("--t-quiet"), maxTicksLimit: 5, callback: (it) => money.format(it) } },
        },
      },
    });
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();

// What a click on this page changed is shown at once, also where the stream of changes is slow.
document.addEventListener("appointmentChanged", () =>
  document.getElementById("today-state")?.dispatchEvent(new CustomEvent("changed")),
);
