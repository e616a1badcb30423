// Entries of a list: added, taken out and brought back, moved up and down, numbered.
(function () {
  "use strict";

  const desk = window.CspDesk;
  let made = 0;

  desk.on("filled", function () { name(); });
  desk.on("typed", function () { name(); });

  desk.does("add", function (button) {
    const section = button.closest(".entries");
    const list = section.querySelector("[data-list]");
    const entry = fresh(section.querySelector(":scope > template"));
    list.append(entry);
    done(entry.querySelector(".field__control"), "Added a new " + list.dataset.noun + " at the end.");
  });

  desk.does("up", function (button) { move(button, -1); });
  desk.does("down", function (button) { move(button, 1); });

  desk.does("remove", function (button) {
    const entry = button.closest("[data-entry]");
    const list = entry.parentElement;
    const place = Array.from(list.children).indexOf(entry);
    const words = called(entry);
    const back = document.createElement("li");
    back.className = "removed";
    const text = document.createElement("span");
    text.textContent = "Removed " + words + ". ";
    const again = document.createElement("button");
    again.type = "button";
    again.className = "button button--quiet";
    again.textContent = "Put it back";
    again.addEventListener("click", function () {
      list.insertBefore(entry, list.children[place] || null);
      notice.remove();
      done(entry.querySelector("summary"), "Put back " + words + ".");
    });
    entry.remove();
    const notice = document.createElement("p");
    notice.className = "removed";
    notice.append(text, again);
    const section = list.closest(".entries");
    section.querySelectorAll(":scope > .removed").forEach(function (each) { each.remove(); });
    list.after(notice);
    done(again, "Removed " + words + ".");
  });

  desk.does("add-pair", function (button) {
    const table = button.closest("[data-table]");
    const pair = table.querySelector("template").content.firstElementChild.cloneNode(true);
    table.querySelector(".pairs").append(pair);
    done(pair.querySelector("[data-key]"), "");
  });

  desk.does("remove-pair", function (button) {
    const table = button.closest("[data-table]");
    button.closest("[data-pair]").remove();
    done(table.querySelector("[data-does='add-pair']"), "Removed.");
  });

  function move(button, by) {
    const entry = button.closest("[data-entry]");
    const list = entry.parentElement;
    const place = Array.from(list.children).indexOf(entry) + by;
    if (place < 0 || place >= list.children.length) return;
    list.insertBefore(entry, by < 0 ? list.children[place] : list.children[place].nextSibling);
    name();
    done(button, "Moved " + called(entry) + " to place " + (place + 1) + " of " + list.children.length + ".");
    if (button.disabled) bar(entry, by < 0 ? "down" : "up").focus();
  }

  // A button of an entry itself, and of none within it.
  function bar(entry, does) {
    return entry.querySelector(":scope > .entry__bar [data-does='" + does + "']");
  }

  function done(focus, words) {
    name();
    if (focus) focus.focus();
    if (words) desk.say(words);
    desk.typed();
  }

  // A new entry, with ids of its own.
  function fresh(template) {
    made += 1;
    const entry = template.content.firstElementChild.cloneNode(true);
    entry.querySelectorAll("[id], [for], [aria-describedby], [aria-labelledby]").forEach(function (each) {
      ["id", "for", "aria-describedby", "aria-labelledby"].forEach(function (attribute) {
        if (each.hasAttribute(attribute)) {
          each.setAttribute(attribute, each.getAttribute(attribute).replace(/-NEW\b/g, "-new" + made));
        }
      });
    });
    return entry;
  }

  function called(entry) {
    return entry.parentElement ? entry.parentElement.dataset.noun + " " + entry.querySelector("[data-number]").textContent + words(entry) : "it";
  }

  function words(entry) {
    const name = entry.querySelector("[data-name]").textContent;
    return name ? " ‘" + name + "’" : "";
  }

  // Numbers entries, names them after what they say, and lets none move beyond the ends.
  function name() {
    desk.fields.querySelectorAll("[data-list]").forEach(function (list) {
      const entries = Array.from(list.children);
      entries.forEach(function (entry, index) {
        const first = entry.querySelector("[data-field]");
        entry.querySelector("[data-number]").textContent = index + 1;
        entry.querySelector("[data-name]").textContent = first && first.value.trim() ? first.value.trim() : "New " + list.dataset.noun;
        entry.querySelectorAll(":scope > .entry__bar [data-which]").forEach(function (each) {
          each.textContent = " " + list.dataset.noun + " " + (index + 1) + words(entry);
        });
        bar(entry, "up").disabled = index === 0;
        bar(entry, "down").disabled = index === entries.length - 1;
      });
    });
    const title = desk.fields.querySelector("[data-field='title']");
    if (title && title.value.trim()) document.querySelector("[data-title]").textContent = title.value.trim();
  }
}());
