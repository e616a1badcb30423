// Saves the form into its file, takes a save back, and notices when the file changes meanwhile.
(function () {
  "use strict";

  const desk = window.CspDesk;
  const button = document.querySelector("[data-does='save']");
  const changed = document.getElementById("changed");
  // While something is being written, the file's state is about to be ours.
  let busy = false;

  desk.does("save", function () { save({}); });
  desk.save = save;

  document.addEventListener("keydown", function (event) {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
      event.preventDefault();
      save({});
    }
  });

  function save(more) {
    const sent = desk.sent();
    const entries = order();
    const body = Object.assign({ version: desk.version, saved: desk.saved }, sent, more);
    if (busy) return;
    busy = true;
    button.setAttribute("aria-disabled", "true");
    desk.say("Saving…");
    desk.changed = false;
    desk.ask("save", body).then(function (said) {
      busy = false;
      button.removeAttribute("aria-disabled");
      if (said.status === 200) return saved(said, entries, sent.values === null);
      desk.changed = true;
      if (said.status === 409 && (said.conflicts || "theirs" in said)) return conflict(said);
      desk.say(said.error || "It couldn’t be saved.");
    });
  }

  function saved(said, entries, whole) {
    adopt(said);
    if (said.form && !desk.changed) {
      desk.refill(said.form);
      desk.say(said.merged ? "Saved, together with the other changes made to the file." : "Saved.");
      return;
    }
    // What was sent is in the file now, in the order in which it was sent.
    if (!whole) {
      entries.forEach(function (list) {
        list.forEach(function (entry, index) { entry.dataset.was = index; });
      });
    }
    desk.say("Saved.");
    if (desk.changed) desk.tell("typed");
  }

  function order() {
    return Array.from(desk.fields.querySelectorAll("[data-list]")).map(function (list) { return Array.from(list.children); });
  }

  function adopt(said) {
    desk.version = said.version;
    desk.saved = said.text;
    desk.text = said.text;
    desk.latest = said.text;
    if (document.getElementById("text").hidden || said.form) document.getElementById("yaml").value = said.text;
    document.querySelector("[data-does='undo']").disabled = !said.can_undo;
    changed.hidden = true;
    desk.tell("saved", said);
  }

  function conflict(said) {
    desk.say("The file has been changed in another program. Nothing has been saved yet.");
    desk.decide(said, function (choices) {
      if (said.conflicts) return save({ choices: choices, against: said.version });
      if (choices[""] === "mine") return save({ version: said.version, replace: true });
      load();
    });
  }

  desk.does("undo", function () {
    if (desk.changed && !window.confirm("What you’ve typed since the last save will be lost too. Undo the save?")) return;
    busy = true;
    desk.ask("undo", {}).then(function (said) {
      busy = false;
      if (said.status !== 200) return desk.say(said.error);
      desk.changed = false;
      adopt(said);
      desk.refill(said.form);
      desk.say("The last save was undone.");
    });
  });

  // Takes the file as it is, as at the opening of the page.
  function load() {
    desk.changed = false;
    window.location.reload();
  }

  desk.does("load", function () {
    if (desk.changed && !window.confirm("What you’ve typed since the last save will be lost. Load the file?")) return;
    load();
  });

  // The server reports each rebuild; the file's state shows whether it was this one.
  if (window.EventSource) {
    new EventSource("/~live/events").addEventListener("message", function () {
      fetch("/~desk/state/" + desk.address(desk.path)).then(function (answer) {
        return answer.ok ? answer.json() : null;
      }).then(function (said) {
        if (!said || said.version === desk.version || busy) return;
        if (!desk.changed) return load();
        if (changed.hidden) desk.say("The file was changed in another program.");
        changed.hidden = false;
      }).catch(function () { /* the program is stopping or restarting */ });
    });
  }
}());
