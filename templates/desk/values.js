// Reads the form's values, and finds the control of a field by its path.
(function () {
  "use strict";

  const desk = window.CspDesk;

  desk.values = values;
  desk.sent = sent;
  desk.find = find;
  desk.refill = refill;

  // What is sent with a text: its values; none while the text itself is being written.
  function sent() {
    const writing = !document.getElementById("text").hidden;
    const readable = !document.getElementById("unreadable");
    return {
      text: writing ? document.getElementById("yaml").value : desk.text,
      values: writing || !readable ? null : values(desk.fields)
    };
  }

  // The values of a part of the form, by the names of its fields.
  function values(part) {
    const found = {};
    owned(part, "[data-field]").forEach(function (control) {
      found[control.dataset.field] = control.value;
    });
    owned(part, "[data-lines]").forEach(function (control) {
      found[control.dataset.lines] = control.value.split("\n").filter(function (line) { return line.trim(); });
    });
    owned(part, "[data-grid]").forEach(function (control) {
      found[control.dataset.grid] = control.value.split("\n").filter(function (line) { return line.trim(); }).map(cells);
    });
    owned(part, "[data-table]").forEach(function (table) {
      found[table.dataset.table] = Array.from(table.querySelectorAll("[data-pair]")).map(function (pair) {
        return [pair.querySelector("[data-key]").value, pair.querySelector("[data-value]").value];
      });
    });
    owned(part, "[data-record]").forEach(function (record) {
      found[record.dataset.record] = values(record);
    });
    owned(part, "[data-list]").forEach(function (list) {
      found[list.dataset.list] = Array.from(list.children).map(function (entry) {
        const locked = entry.querySelector("[data-locked]");
        return { was: "was" in entry.dataset ? Number(entry.dataset.was) : null, values: locked ? null : values(entry) };
      });
    });
    return found;
  }

  // The cells of a row, typed with strokes between them or pasted from a spreadsheet.
  function cells(line) {
    const parts = line.indexOf("\t") >= 0 ? line.split("\t") : line.split(/(?<!\\)\|/);
    return parts.map(function (part) { return part.replace(/\\\|/g, "|").trim(); });
  }

  // What belongs to a part itself, and to no record or entry within it.
  function owned(part, selector) {
    return Array.from(part.querySelectorAll(selector)).filter(function (each) {
      const around = each.parentElement.closest("[data-record], [data-entry]");
      return around === part || (around && !part.contains(around)) || (!around && part === desk.fields);
    });
  }

  // The place of a path such as `items.2.notes`: what holds the field, and its control.
  function find(path) {
    let place = desk.fields;
    const parts = path.split(".");
    for (let index = 0; index < parts.length; index += 1) {
      let next = null;
      if (/^\d+$/.test(parts[index])) {
        const list = place.querySelector("[data-list]");
        next = list ? list.children[Number(parts[index])] : null;
      } else {
        next = owned(place, "[data-holds='" + parts[index] + "']")[0] || null;
      }
      if (!next) break;
      place = next;
    }
    if (place === desk.fields) return null;
    const control = place.matches("[data-entry]") ? place.querySelector("summary")
      : place.querySelector(".field__control") || place;
    return { holder: place, control: control };
  }

  // Puts other fields into the form, and goes back to the one that was typed in.
  function refill(html) {
    const focused = document.activeElement && desk.fields.contains(document.activeElement) ? document.activeElement.id : "";
    const open = Array.from(desk.fields.querySelectorAll("[data-entry] > details")).map(function (each) { return each.open; });
    const parsed = new DOMParser().parseFromString(html, "text/html");
    desk.fields.replaceChildren.apply(desk.fields, Array.from(parsed.body.childNodes));
    Array.from(desk.fields.querySelectorAll("[data-entry] > details")).forEach(function (each, index) {
      if (open[index]) each.open = true;
    });
    desk.tell("filled");
    const back = focused ? document.getElementById(focused) : null;
    if (back) back.focus();
  }
}());
