// What the other scripts of a section's form share: which file it is, what was saved, and how to
// ask the server.
(function () {
  "use strict";

  const main = document.getElementById("main");
  const yaml = document.getElementById("yaml");

  const desk = window.CspDesk = {
    path: main.dataset.path,
    // The state of the file that the form began with, and its text then.
    version: main.dataset.version,
    saved: yaml.value,
    // The text that the form's values go into, and whether something was typed since the save.
    text: yaml.value,
    changed: false,
    fields: document.getElementById("fields"),
    ask: ask,
    say: say,
    does: does,
    on: on,
    tell: tell
  };

  // Sends JSON and gives what was answered; an answer that isn't good has its `status`.
  function ask(action, body, of) {
    return fetch("/~desk/" + action + (of === null ? "" : "/" + (of || address(desk.path))), {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body)
    }).then(function (answer) {
      return answer.json().then(function (said) {
        said.status = answer.status;
        return said;
      });
    }).catch(function () {
      return { status: 0, error: "The desk isn’t responding. Is csp-slides still running? Your text is still here." };
    });
  }

  function address(path) {
    return path.split("/").map(encodeURIComponent).join("/");
  }

  // Announces it to everybody, screen readers too.
  function say(words) {
    document.querySelector("[data-status]").textContent = words;
  }

  // Has a button of the page do something; those in the fields come and go.
  function does(name, work) {
    document.addEventListener("click", function (event) {
      const button = event.target.closest("[data-does='" + name + "']");
      if (button) work(button, event);
    });
  }

  // Events between the desk's scripts: `typed`, `filled`, `shown`, `saved`.
  function on(name, work) {
    document.addEventListener("desk:" + name, function (event) { work(event.detail); });
  }

  function tell(name, detail) {
    document.dispatchEvent(new CustomEvent("desk:" + name, { detail: detail }));
  }

  desk.address = address;

  desk.fields.addEventListener("input", function () { typed(); });
  desk.fields.addEventListener("change", function () { typed(); });
  yaml.addEventListener("input", function () { typed(); });

  function typed() {
    desk.changed = true;
    tell("typed");
  }

  desk.typed = typed;

  window.addEventListener("beforeunload", function (event) {
    if (desk.changed) event.preventDefault();
  });

  document.addEventListener("DOMContentLoaded", function () { tell("filled"); });
}());
