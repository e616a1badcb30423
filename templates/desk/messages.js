// What is wrong: at the fields that it belongs to, and in a list above them.
(function () {
  "use strict";

  const desk = window.CspDesk;
  let latest = [];

  desk.on("shown", function (said) {
    latest = said.messages || [];
    document.getElementById("fix").hidden = !said.is_fixable;
    show();
  });
  desk.on("filled", show);

  function show() {
    clear();
    latest.forEach(function (message) {
      if (message.severity === "hint" && !message.path) return;
      const place = message.path ? desk.find(message.path) : null;
      if (place) mark(place, message);
    });
    summarise();
  }

  function clear() {
    desk.fields.querySelectorAll(".field__messages").forEach(function (list) {
      list.replaceChildren();
      list.hidden = true;
    });
    desk.fields.querySelectorAll("[aria-invalid]").forEach(function (control) { control.removeAttribute("aria-invalid"); });
    desk.fields.querySelectorAll(".field--error").forEach(function (field) { field.classList.remove("field--error"); });
    desk.fields.querySelectorAll("[data-problems]").forEach(function (each) {
      each.hidden = true;
      each.textContent = "";
    });
  }

  function mark(place, message) {
    const list = place.holder.querySelector(".field__messages");
    if (!list) return;
    const item = document.createElement("li");
    item.className = "field__message field__message--" + message.severity;
    item.append(words(message.severity), sentence(message.message));
    if (message.help) {
      const help = document.createElement("span");
      help.className = "field__remedy";
      help.textContent = " " + sentence(message.help);
      item.append(help);
    }
    if (message.comment.length) item.append(" ", decided(message));
    list.append(item);
    list.hidden = false;
    const grave = message.severity === "error";
    if (grave) {
      place.holder.classList.add("field--error");
      if (place.control.matches("input, textarea, select")) place.control.setAttribute("aria-invalid", "true");
    }
    count(place.holder, message.severity);
  }

  // How many problems are in an entry, which may be folded away.
  function count(holder, severity) {
    if (severity === "hint") return;
    for (let entry = holder.closest("[data-entry]"); entry; entry = entry.parentElement.closest("[data-entry]")) add(entry);
  }

  function add(entry) {
    const said = entry.querySelector("[data-problems]");
    let number = Number(said.dataset.count || 0);
    number = said.hidden ? 1 : number + 1;
    said.dataset.count = number;
    said.textContent = number === 1 ? "1 to check" : number + " to check";
    said.hidden = false;
  }

  function words(severity) {
    const word = document.createElement("strong");
    word.className = "field__severity";
    word.textContent = severity === "error" ? "Error: " : severity === "warning" ? "Warning: " : "Suggestion: ";
    return word;
  }

  function sentence(text) {
    const whole = text.charAt(0).toUpperCase() + text.slice(1);
    return /[.?!:]$/.test(whole) ? whole : whole + ".";
  }

  function summarise() {
    const panel = document.getElementById("summary");
    const errors = latest.filter(function (each) { return each.severity === "error"; });
    const warnings = latest.filter(function (each) { return each.severity === "warning"; });
    const said = errors.concat(warnings);
    panel.hidden = said.length === 0 && document.getElementById("fix").hidden;
    panel.classList.toggle("summary--error", errors.length > 0);
    const heading = panel.querySelector(".summary__heading");
    const parts = [];
    if (errors.length) parts.push(errors.length + (errors.length === 1 ? " error" : " errors"));
    if (warnings.length) parts.push(warnings.length + (warnings.length === 1 ? " warning" : " warnings"));
    heading.textContent = parts.join(" and ") || "Suggestions";
    const list = panel.querySelector(".summary__list");
    list.replaceChildren.apply(list, said.map(item));
  }

  function item(message) {
    const line = document.createElement("li");
    line.append(words(message.severity));
    const place = message.path ? desk.find(message.path) : null;
    if (place && place.control.id) {
      const link = document.createElement("a");
      link.href = "#" + place.control.id;
      link.textContent = sentence(message.message);
      link.addEventListener("click", function (event) {
        event.preventDefault();
        reveal(place.control);
      });
      line.append(link);
    } else if (place) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "link";
      button.textContent = sentence(message.message);
      button.addEventListener("click", function () { reveal(place.control); });
      line.append(button);
    } else {
      line.append(sentence(message.message) + (message.line ? " (line " + message.line + ")" : ""));
      if (message.help) line.append(" " + sentence(message.help));
      if (message.comment.length) line.append(" ", decided(message));
    }
    return line;
  }

  // A question of an import is a comment in the file, which goes when it is decided.
  function decided(message) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button--quiet";
    button.textContent = "Decided";
    button.setAttribute("aria-label", "Decided: " + message.message);
    button.addEventListener("click", function () {
      const lines = desk.text.split("\n");
      const at = lines.findIndex(function (_, index) {
        return message.comment.every(function (line, next) { return (lines[index + next] || "").trim() === line.trim(); });
      });
      if (at < 0) return;
      lines.splice(at, message.comment.length);
      desk.text = lines.join("\n");
      document.getElementById("yaml").value = desk.text;
      desk.say("The question is marked as decided. Save to keep that.");
      document.getElementById("summary").focus();
      desk.typed();
    });
    return button;
  }

  // Opens what folds a control away, and goes to it.
  function reveal(control) {
    for (let around = control.closest("details"); around; around = around.parentElement.closest("details")) around.open = true;
    if (!document.getElementById("text").hidden) document.querySelector("[data-does='text']").click();
    control.focus();
    control.scrollIntoView({ block: "center" });
  }

  desk.reveal = reveal;
}());
