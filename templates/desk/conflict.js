// Two people wrote in one file: shows what both changed, and lets somebody decide.
(function () {
  "use strict";

  const desk = window.CspDesk;
  const dialog = document.getElementById("conflict");
  let settle = null;

  desk.decide = decide;

  // Asks about each field that both changed; `then` gets what was chosen.
  function decide(said, then) {
    settle = then;
    const fields = dialog.querySelector("[data-conflict-fields]");
    const words = dialog.querySelector("[data-conflict-words]");
    if (said.conflicts) {
      words.textContent = "You both changed these fields. Everything else has been merged. Choose what to keep.";
      fields.replaceChildren.apply(fields, said.conflicts.map(field));
    } else {
      words.textContent = "The two texts can’t be merged field by field. Choose the one to save; you can copy the other from here.";
      fields.replaceChildren(field({ path: "", label: "The whole file", mine: said.mine, theirs: said.theirs }, 0));
    }
    dialog.showModal();
  }

  function field(conflict, number) {
    const set = document.createElement("fieldset");
    set.className = "conflict";
    const legend = document.createElement("legend");
    legend.textContent = conflict.label;
    set.append(legend, side(conflict, number, "mine", "Mine"), side(conflict, number, "theirs", "The file’s"));
    return set;
  }

  function side(conflict, number, whose, words) {
    const label = document.createElement("label");
    label.className = "conflict__side";
    const radio = document.createElement("input");
    radio.type = "radio";
    radio.name = "conflict-" + number;
    radio.value = whose;
    radio.dataset.path = conflict.path;
    radio.checked = whose === "mine";
    const name = document.createElement("strong");
    name.textContent = words;
    const text = document.createElement("span");
    text.className = "conflict__text";
    text.textContent = conflict[whose] || "(nothing)";
    label.append(radio, name, text);
    return label;
  }

  desk.does("decide", function () {
    const choices = {};
    dialog.querySelectorAll("input:checked").forEach(function (radio) { choices[radio.dataset.path] = radio.value; });
    dialog.close();
    settle(choices);
  });
}());
