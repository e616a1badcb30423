// Chooses a picture of the content, or uploads one with its description and credit.
(function () {
  "use strict";

  const desk = window.CspDesk;
  const dialog = document.getElementById("pictures");
  let record = null;

  desk.on("filled", thumbnails);
  desk.on("typed", thumbnails);

  // Shows each picture beside the field that names it.
  function thumbnails() {
    desk.fields.querySelectorAll("[data-picture]").forEach(function (image) {
      const name = image.closest("[data-holds]").querySelector("[data-field]").value.trim();
      const address = name ? "/~desk/picture/" + desk.address(name.replace(/^\//, "")) : "";
      if (image.dataset.address === address) return;
      image.dataset.address = address;
      image.hidden = true;
      if (!address) return;
      image.addEventListener("load", function () { image.hidden = false; }, { once: true });
      image.src = address;
    });
  }

  desk.does("choose-picture", function (button) {
    record = button.closest("[data-record]");
    fetch("/~desk/pictures").then(function (answer) { return answer.json(); }).then(function (said) {
      const list = dialog.querySelector("[data-pictures]");
      list.replaceChildren.apply(list, said.pictures.map(choice));
      dialog.showModal();
    });
  });

  function choice(picture) {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "pictures__choice";
    const image = document.createElement("img");
    image.src = picture.address;
    image.alt = "";
    image.loading = "lazy";
    const name = document.createElement("span");
    name.textContent = picture.name;
    button.append(image, name);
    button.addEventListener("click", function () { use(picture.name, "", ""); });
    item.append(button);
    return item;
  }

  function use(name, describe, credit) {
    fill("image", name, true);
    fill("describe", describe, false);
    fill("credit", credit, false);
    dialog.close();
    desk.typed();
    desk.say("Chosen: " + name + ".");
    record.querySelector("[data-field='image']").focus();
  }

  function fill(field, text, always) {
    const control = record.querySelector("[data-field='" + field + "']");
    if (control && (always || text)) control.value = text;
  }

  desk.does("close", function (button) { button.closest("dialog").close(); });

  desk.does("upload", function () {
    const file = document.getElementById("upload-file").files[0];
    if (!file) return wrong("Choose a file first.");
    fetch("/~desk/upload/" + encodeURIComponent(file.name), {
      method: "POST",
      headers: { "Content-Type": "application/octet-stream" },
      body: file
    }).then(function (answer) { return answer.json(); }).then(function (said) {
      if (said.error) return wrong(said.error);
      wrong("");
      use(said.name, value("upload-describe"), value("upload-credit"));
      ["upload-file", "upload-describe", "upload-credit"].forEach(function (id) { document.getElementById(id).value = ""; });
    }).catch(function () { wrong("The picture couldn’t be uploaded."); });
  });

  function value(id) {
    return document.getElementById(id).value.trim();
  }

  function wrong(words) {
    const place = dialog.querySelector("[data-upload-error]");
    place.textContent = words;
    place.hidden = !words;
  }
}());
