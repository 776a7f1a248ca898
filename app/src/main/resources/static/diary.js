// The diary: one calendar per practitioner in the day view, one for all in the week view.
// Times are the practice's wall clock throughout; the server knows the zone.
(() => {
  "use strict";
  const start = () => {
    const root = document.getElementById("diary");
    const dialog = document.getElementById("diary-dialog");
    const body = document.getElementById("diary-dialog-body");
    if (!root || !dialog) return;
    const { date, end, view, zone, edit } = root.dataset;
    const mayEdit = edit === "true";
    const words = (text) => (text ? text.split(" ") : []);

    // Asked once for all columns; each calendar takes its own part.
    let feed;
    const load = () => {
      const url = new URL("/diary/feed", location.origin);
      url.searchParams.set("from", date);
      url.searchParams.set("to", end);
      words(root.dataset.location).forEach((it) => url.searchParams.append("location", it));
      words(root.dataset.practitioner).forEach((it) => url.searchParams.append("practitioner", it));
      return fetch(url, { headers: { Accept: "application/json" } }).then((answer) => {
        if (!answer.ok) throw new Error("The diary could not be read.");
        return answer.json();
      });
    };
    const off = (it) => it.status === "CANCELLED" || it.status === "NO_SHOW";
    const event = (it) => ({
      id: it.id,
      start: it.start,
      end: it.end,
      title: it.client,
      backgroundColor: it.colour,
      borderColor: it.colour,
      classNames: [`t-event-${it.status.toLowerCase()}`, `t-event-${it.billing.toLowerCase()}`],
      editable: mayEdit && it.status === "BOOKED",
      // What will not take place does not hold the time.
      overlap: off(it),
      extendedProps: it,
    });

    const mark = (it) => {
      if (it.status === "NO_SHOW") return "Did not come";
      if (it.status === "CANCELLED") return "Cancelled";
      if (it.billing === "PAID") return "Paid";
      if (it.billing === "PART_PAID") return "Part paid";
      if (it.billing === "OVERDUE") return "Overdue";
      if (it.billing === "DUE") return "Invoiced";
      if (it.billing === "DRAFT") return "Draft invoice";
      return it.status === "COMPLETED" ? "Not invoiced" : "";
    };
    // What is left to pay of its invoice; a column of the week has room for it in the title only.
    const left = (it) => (it.due ? `${it.due} to pay` : "");
    const element = (name, className, text) => {
      const one = document.createElement(name);
      one.className = className;
      one.textContent = text;
      return one;
    };
    // How the invoice stands with the ledger, as the list below was told; a tile has room for a sign
    // of what is not in step, the words are in its title.
    const ledger = (mark) => {
      const told = document.getElementById(`ledger-badge-invoice-${mark.dataset.invoice}`);
      const words = told?.textContent.trim();
      if (!words) return;
      const sign = told.querySelector("svg");
      mark.replaceChildren(...(sign && !told.classList.contains("t-status-good") ? [sign.cloneNode(true)] : []));
      const tile = mark.closest(".fc-event");
      if (!tile) return;
      tile.dataset.title ??= tile.title;
      tile.dataset.label ??= tile.getAttribute("aria-label") ?? "";
      const all = told.title ? `${words}: ${told.title}` : words;
      tile.title = `${tile.dataset.title}\nXero: ${all}`;
      tile.setAttribute("aria-label", `${tile.dataset.label}. Xero: ${all}`);
    };
    const ledgers = () => root.querySelectorAll(".t-event-ledger").forEach(ledger);

    const initials = (name) => name.split(" ").map((it) => it[0]).join("");
    const draw = ({ event: shown }) => {
      const it = shown.extendedProps;
      const box = element("div", "t-event", "");
      const head = element("div", "t-event-head", "");
      const week = view === "week";
      // A column of the week is too narrow for words; what it stands for is in the title.
      const short = it.billing === "PAID" ? "✓" : ["Not invoiced", "Overdue"].includes(mark(it)) ? "!" : it.billing === "PART_PAID" ? "½" : "";
      head.append(element("span", "t-event-who", shown.title), element("span", "t-event-mark", week ? short : mark(it)));
      if (it.invoice) {
        const sign = element("span", "t-event-ledger", "");
        sign.dataset.invoice = it.invoice;
        head.append(sign);
      }
      const who = week && words(root.dataset.practitioner).length !== 1 ? `${initials(it.practitionerName)} · ` : "";
      const time = shown.startStr.slice(11, 16);
      const what = `${who}${it.reason || it.service}`;
      // A short one has room for two lines: what is left to pay then stands in place of the time,
      // which its place in the column tells, and before the reason.
      const brief = !week && Date.parse(it.end) - Date.parse(it.start) < 40 * 60000;
      const tight = it.due && brief;
      box.append(head, element("div", brief ? "t-event-what t-event-tight" : "t-event-what", tight ? `${left(it)} · ${what}` : `${time} · ${what}`));
      if (it.due && !week && !tight) box.append(element("div", "t-event-due", left(it)));
      return { domNodes: [box] };
    };

    const open = (url) =>
      window.htmx.ajax("GET", url, { target: body, swap: "innerHTML" }).then(() => {
        if (!dialog.open) dialog.showModal();
        body.querySelector("[autofocus]")?.focus();
      });
    const close = () => dialog.open && dialog.close();

    const book = (at, practitioner, until) => {
      const query = new URLSearchParams({ date: at.slice(0, 10), time: at.slice(11, 16) });
      const shown = words(root.dataset.practitioner);
      if (practitioner ?? (shown.length === 1 && shown[0])) query.set("practitioner", practitioner ?? shown[0]);
      const chosen = words(root.dataset.location);
      if (chosen.length === 1) query.set("location", chosen[0]);
      if (until) query.set("minutes", String((Date.parse(`${until.slice(0, 19)}Z`) - Date.parse(`${at.slice(0, 19)}Z`)) / 60000));
      return open(`/appointments/new?${query}`);
    };

    const move = (info, practitioner) => {
      const to = new URLSearchParams({
        start: info.event.startStr.slice(0, 19),
        end: info.event.endStr.slice(0, 19),
        practitioner,
      });
      return fetch(`/appointments/${info.event.id}/slot`, { method: "POST", headers: window.tandem.headers(), body: to })
        .then(async (answer) => {
          if (answer.ok) {
            window.tandem.say(practitioner === info.event.extendedProps.practitioner ? `Moved to ${info.event.startStr.slice(11, 16)}.` : "Moved to the other column.");
            return;
          }
          info.revert();
          const said = await answer.json().catch(() => ({}));
          window.tandem.refuse(said.refused ?? "The appointment could not be moved. It is back where it was.");
        })
        .catch(() => {
          info.revert();
          window.tandem.refuse("Tandem cannot be reached. The appointment is back where it was.");
        })
        .finally(refresh);
    };

    // "Now" on the practice's wall clock, whatever the browser's zone.
    const now = () => {
      const parts = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium" });
      return parts.format(new Date()).replace(" ", "T");
    };

    const calendars = [];
    const make = (place, practitioner, first) => {
      const calendar = new window.FullCalendar.Calendar(place, {
        initialView: view === "week" ? "timeGridWeek" : "timeGridDay",
        initialDate: date,
        timeZone: zone,
        now,
        nowIndicator: true,
        firstDay: 1,
        headerToolbar: false,
        dayHeaders: view === "week",
        dayHeaderContent: ({ date: day }) => `${day.toLocaleDateString("en", { weekday: "short", timeZone: "UTC" })} ${day.getUTCDate()}`,
        allDaySlot: false,
        slotMinTime: "07:00:00",
        slotMaxTime: "20:00:00",
        slotDuration: "00:15:00",
        snapDuration: "00:05:00",
        slotLabelInterval: "01:00",
        slotLabelFormat: { hour: "2-digit", minute: "2-digit", hour12: false },
        eventTimeFormat: { hour: "2-digit", minute: "2-digit", hour12: false },
        height: "auto",
        expandRows: false,
        selectable: mayEdit,
        selectMirror: true,
        selectMinDistance: 4,
        unselectAuto: true,
        editable: mayEdit,
        slotEventOverlap: false,
        eventOverlap: (still, moving) => off(still.extendedProps) || (view === "week" && still.extendedProps.practitioner !== moving.extendedProps.practitioner),
        eventInteractive: true,
        eventContent: draw,
        eventDidMount: ({ el, event: shown }) => {
          const it = shown.extendedProps;
          el.setAttribute("aria-label", `${shown.startStr.slice(11, 16)} ${shown.title}, ${it.service}, ${it.practitionerName}, ${it.locationName}. ${mark(it)}${it.due ? `, ${left(it)}` : ""}`);
          delete el.dataset.title;
          delete el.dataset.label;
          el.setAttribute("title", `${shown.startStr.slice(11, 16)}–${shown.endStr.slice(11, 16)} ${shown.title}\n${it.reason || it.service}\n${it.practitionerName}, ${it.locationName}${it.due ? `\n${mark(it)}, ${left(it)}` : ""}`);
          el.querySelectorAll(".t-event-ledger").forEach(ledger);
        },
        events: (_, done, failed) => feed.then((all) => done(all.filter((it) => !practitioner || it.practitioner === practitioner).map(event)), failed),
        dateClick: ({ dateStr }) => mayEdit && book(dateStr, practitioner),
        select: ({ startStr, endStr }) => book(startStr, practitioner, endStr),
        eventClick: (info) => {
          info.jsEvent.preventDefault();
          open(`/appointments/${info.event.id}/card`);
        },
        eventDrop: (info) => move(info, info.event.extendedProps.practitioner),
        eventResize: (info) => move(info, info.event.extendedProps.practitioner),
        // Sideways: another practitioner at the same time. The columns are calendars of their own.
        eventDragStop: ({ event: moved, jsEvent }) => {
          const to = document.elementFromPoint(jsEvent.clientX, jsEvent.clientY)?.closest(".t-diary-column")?.dataset.practitioner;
          if (to && practitioner && to !== practitioner) move({ event: moved, revert: () => {} }, to);
        },
      });
      if (!first) place.classList.add("t-diary-further");
      calendar.render();
      calendars.push(calendar);
    };

    let waiting;
    const refresh = () => {
      window.clearTimeout(waiting);
      // A burst of changes is one reading.
      waiting = window.setTimeout(() => {
        feed = load();
        feed.catch(() => {});
        calendars.forEach((it) => {
          it.refetchEvents();
        });
      }, 120);
    };

    feed = load();
    feed.catch(() => window.tandem.refuse("The diary could not be read. Reload the page."));
    root.querySelectorAll(".t-diary-calendar").forEach((place, at) => make(place, place.closest("[data-practitioner]:not(#diary)")?.dataset.practitioner, at === 0));
    root.addEventListener("changed", refresh);
    document.addEventListener("htmx:oobAfterSwap", (swapped) => swapped.detail.target?.id.startsWith("ledger-badge-invoice-") && ledgers());
    document.addEventListener("appointmentChanged", () => {
      if (body.querySelector("#booking") || body.childElementCount === 0) close();
      body.querySelectorAll("[data-live]").forEach((it) => it.dispatchEvent(new CustomEvent("changed")));
      document.getElementById("diary-list")?.dispatchEvent(new CustomEvent("changed"));
      refresh();
    });

    document.addEventListener("click", (click) => {
      const link = click.target.closest("[data-book], #diary-dialog [data-change]");
      if (link && window.matchMedia("(min-width: 36rem)").matches) {
        click.preventDefault();
        open(link.getAttribute("href"));
      }
      if (click.target.closest("#diary-dialog [data-dialog-close]")) {
        click.preventDefault();
        close();
      }
      if (click.target === dialog) close();
    });
    dialog.addEventListener("close", () => {
      body.replaceChildren();
      calendars.forEach((it) => it.unselect());
    });
    document.querySelector(".t-diary-jump input[type=date]")?.addEventListener("change", (change) => change.target.value && change.target.form.submit());
    document.addEventListener("keydown", (key) => {
      if (key.ctrlKey || key.metaKey || key.altKey || key.target.closest("input, textarea, select, dialog")) return;
      if (key.key === "ArrowLeft" || key.key === "ArrowRight") document.querySelector(`[data-diary-key="${key.key}"]`)?.click();
    });

    // Begin where work begins: at the present hour, or at eight.
    const line = root.querySelector(".fc-timegrid-now-indicator-line") ?? root.querySelector(".fc-timegrid-slot[data-time='08:00:00']");
    if (line) root.scrollTop += line.getBoundingClientRect().top - root.getBoundingClientRect().top - 80;
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
